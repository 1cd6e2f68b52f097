import type { EventBlock, ParticleColumns } from "../../../src/physics/events.js";

/** Slot of a block by its name. */
export function slotOf(block: EventBlock, name: string): ParticleColumns {
  const found = block.particles.find((particle) => particle.name === name);
  if (!found) throw new Error(`no slot ${name}`);
  return found;
}

/** Largest |Σp − (√s, 0)| / √s over the events, of the named slots, with PDG 0 left out. */
export function largestImbalance(block: EventBlock, names: readonly string[], sqrtS = block.sqrtS): number {
  const slots = names.map((name) => slotOf(block, name));
  let worst = 0;
  for (let i = 0; i < block.length; i++) {
    let [px, py, pz, e] = [0, 0, 0, -sqrtS];
    for (const slot of slots) {
      if (slot.pdg[i] === 0) continue;
      px += slot.px[i];
      py += slot.py[i];
      pz += slot.pz[i];
      e += slot.e[i];
    }
    worst = Math.max(worst, Math.abs(px), Math.abs(py), Math.abs(pz), Math.abs(e));
  }
  return worst / sqrtS;
}

/** χ² of counts against expected shares (which sum to 1), degrees of freedom = bins − 1. */
export function chiSquare(counts: readonly number[], shares: readonly number[]): number {
  const total = counts.reduce((sum, n) => sum + n, 0);
  return counts.reduce((sum, n, i) => sum + (n - total * shares[i]) ** 2 / (total * shares[i]), 0);
}

/** Counts of values in equal bins of [low, high]; values outside go to the nearest bin. */
export function histogram(values: ArrayLike<number>, low: number, high: number, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor(((values[i] - low) / (high - low)) * bins);
    counts[Math.min(bins - 1, Math.max(0, bin))]++;
  }
  return counts;
}
