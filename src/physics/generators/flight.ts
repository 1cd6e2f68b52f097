import type { RandomStream } from "../../numerics/random.js";
import { type EventBlock, particleColumns } from "../events.js";

/** A particle that flies before it decays. */
export interface Flight {
  /** Slots of the products; their sum is the momentum of the particle that flies. */
  readonly products: readonly string[];
  /** Mean proper decay length cτ in cm. */
  readonly decayLength: number;
}

interface Point {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
}

/**
 * Draws where the particles decay: a new block, in which the products of each flight stand at its vertex (cm, in the
 * laboratory, straight line from the production vertex of their parent, exponential in proper time).
 *
 * A parent is produced where the products of the earlier flight that lists it stand, so flights are given from the
 * first decay to the last. The block must be in the laboratory. The proper lengths can be had back from the vertices
 * by `properLengths`.
 *
 * @throws RangeError for a block in another frame or a slot that is not there
 */
export function fly(block: EventBlock, flights: readonly Flight[], stream: RandomStream): EventBlock {
  let result = block;
  for (const { products, decayLength } of flights) {
    const lengths = new Float64Array(block.length);
    for (let i = 0; i < lengths.length; i++) lengths[i] = decayLength * stream.exponential();
    result = placeVertices(result, products, lengths);
  }
  return result;
}

/** The block with the products of one decay moved along the flight of their sum, by the given proper lengths (cm). */
export function placeVertices(block: EventBlock, products: readonly string[], lengths: Float64Array): EventBlock {
  if (block.frame !== "laboratory")
    throw new RangeError(`flight: block in the ${block.frame} frame, expected laboratory`);
  const slots = products.map((name) => slotIndex(block, name));
  const { momentum, mass } = parentOf(block, slots);
  const origin = block.particles[slots[0]].vertex;
  const particles = block.particles.slice();
  const vertex = particleColumns("vertex", block.length, 0, true).vertex!;
  for (let i = 0; i < block.length; i++) {
    const scale = lengths[i] / mass[i];
    vertex.x[i] = (origin?.x[i] ?? 0) + scale * momentum.x[i];
    vertex.y[i] = (origin?.y[i] ?? 0) + scale * momentum.y[i];
    vertex.z[i] = (origin?.z[i] ?? 0) + scale * momentum.z[i];
  }
  for (const slot of slots) particles[slot] = { ...particles[slot], vertex };
  return { ...block, particles };
}

/**
 * Proper decay lengths in cm, one an event, of the particle that decays into the given slots, from their vertex and
 * momenta: |v| m / |p|, the flight beginning at the interaction point. 0 for a decay at rest.
 */
export function properLengths(block: EventBlock, products: readonly string[]): Float64Array {
  const slots = products.map((name) => slotIndex(block, name));
  const { momentum, mass } = parentOf(block, slots);
  const vertex = block.particles[slots[0]].vertex;
  const lengths = new Float64Array(block.length);
  if (!vertex) return lengths;
  for (let i = 0; i < block.length; i++) {
    const p2 = momentum.x[i] ** 2 + momentum.y[i] ** 2 + momentum.z[i] ** 2;
    const v2 = vertex.x[i] ** 2 + vertex.y[i] ** 2 + vertex.z[i] ** 2;
    lengths[i] = p2 > 0 ? mass[i] * Math.sqrt(v2 / p2) : 0;
  }
  return lengths;
}

/** Index of a slot by its name. */
export function slotIndex(block: EventBlock, name: string): number {
  const index = block.particles.findIndex((particle) => particle.name === name);
  if (index < 0) {
    throw new RangeError(
      `slot: ${name}, expected one of ${block.particles.map((particle) => particle.name).join(", ")}`,
    );
  }
  return index;
}

function parentOf(block: EventBlock, slots: readonly number[]): { momentum: Point; mass: Float64Array } {
  const sum = (key: "px" | "py" | "pz" | "e") => {
    const total = new Float64Array(block.length);
    for (const slot of slots) {
      const column = block.particles[slot][key];
      for (let i = 0; i < block.length; i++) total[i] += column[i];
    }
    return total;
  };
  const momentum = { x: sum("px"), y: sum("py"), z: sum("pz") };
  const mass = sum("e");
  for (let i = 0; i < block.length; i++) {
    const p2 = momentum.x[i] ** 2 + momentum.y[i] ** 2 + momentum.z[i] ** 2;
    mass[i] = Math.sqrt(Math.max(0, mass[i] ** 2 - p2));
  }
  return { momentum, mass };
}
