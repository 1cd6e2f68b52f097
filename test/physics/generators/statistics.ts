import type { EventBlock, ParticleColumns } from "../../../src/physics/events.js";

/** Slot of a block by its name. */
export function slot(block: EventBlock, name: string): ParticleColumns {
  const found = block.particles.find((particle) => particle.name === name);
  if (!found) throw new Error(`no slot ${name} in ${block.particles.map((p) => p.name)}`);
  return found;
}

/** Largest |Σp − (0, 0, 0, √s)| over √s of all events of a block that has no spread of energies. */
export function worstImbalance(block: EventBlock): number {
  let worst = 0;
  for (let i = 0; i < block.length; i++) {
    const sum = [0, 0, 0, -block.sqrtS];
    for (const { px, py, pz, e } of block.particles) {
      sum[0] += px[i];
      sum[1] += py[i];
      sum[2] += pz[i];
      sum[3] += e[i];
    }
    worst = Math.max(worst, ...sum.map((x) => Math.abs(x) / block.sqrtS));
  }
  return worst;
}

/** Weighted histogram of values over equal bins, with Σw² for its errors. */
export function histogram(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  low: number,
  high: number,
  bins: number,
) {
  const content = new Float64Array(bins);
  const squares = new Float64Array(bins);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor(((values[i] - low) / (high - low)) * bins);
    if (bin < 0 || bin >= bins) continue;
    content[bin] += weights[i];
    squares[bin] += weights[i] * weights[i];
  }
  return { content, squares };
}

/** χ² of a histogram against an expectation of the same total, and its degrees of freedom (bins − 1). */
export function chiSquared(measured: { content: Float64Array; squares: Float64Array }, expected: Float64Array) {
  const total = measured.content.reduce((sum, x) => sum + x, 0);
  const norm = total / expected.reduce((sum, x) => sum + x, 0);
  let chi2 = 0;
  for (let i = 0; i < expected.length; i++) {
    chi2 += (measured.content[i] - norm * expected[i]) ** 2 / measured.squares[i];
  }
  return { chi2, degrees: expected.length - 1 };
}

/** χ² that is passed with a probability of about 6e-5 (4σ, one-sided normal of Wilson and Hilferty). */
export function chiSquaredAt4Sigma(degrees: number): number {
  const t = 2 / (9 * degrees);
  return degrees * (1 - t + 4 * Math.sqrt(t)) ** 3;
}
