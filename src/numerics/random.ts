import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** What a stream is named by: equal names give equal numbers, in Node and in the browser. */
export type StreamName = readonly (string | number)[];

const UNIT_32 = 2 ** -32;
const UNIT_53 = 2 ** -53;

/** 32-bit hash of a text (MurmurHash3's mixing steps), seeded, so that four seeds give 128 bits of state. */
function hash32(text: string, seed: number): number {
  let h = seed | 0;
  for (let i = 0; i < text.length; i++) {
    let k = Math.imul(text.charCodeAt(i), 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  h ^= text.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/**
 * A stream of random numbers.
 *
 * One stream belongs to one piece of work with a name, so that a result does not depend on how the work was
 * shared out. Not for cryptography.
 */
export class RandomStream {
  readonly #generator;
  #spareNormal = Number.NaN;

  /** @param name parts that name the stream, e.g. `["zprime-invisible", "mumu", seed, block]` */
  constructor(name: StreamName) {
    const text = JSON.stringify(name);
    const state: number[] = [0x9e3779b9, 0x7f4a7c15, 0x94d049bb, 0x2545f491].map((seed) => hash32(text, seed));
    // An all-zero state would be a fixed point of the generator.
    if (!state.some((word) => word !== 0)) state[0] = 1;
    this.#generator = xoroshiro128plusFromState(state);
  }

  /** Uniform in the open interval (0, 1), 53 bits. */
  uniform(): number {
    const high = this.#generator.next() >>> 5;
    const low = this.#generator.next() >>> 6;
    return (high * 67108864 + low + 0.5) * UNIT_53;
  }

  /** Uniform in the open interval (0, 1), 32 bits: for the hot loops of generators, where 2.3e-10 steps do not show. */
  uniformFast(): number {
    return ((this.#generator.next() >>> 0) + 0.5) * UNIT_32;
  }

  /** Standard normal (polar method; the second number of each pair is kept for the next call). */
  normal(): number {
    if (!Number.isNaN(this.#spareNormal)) {
      const spare = this.#spareNormal;
      this.#spareNormal = Number.NaN;
      return spare;
    }
    for (;;) {
      const u = 2 * this.uniformFast() - 1;
      const v = 2 * this.uniformFast() - 1;
      const r2 = u * u + v * v;
      if (r2 >= 1 || r2 === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(r2)) / r2);
      this.#spareNormal = v * scale;
      return u * scale;
    }
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return -Math.log(this.uniform());
  }

  /** Integer in 0 … n − 1. */
  integer(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** Gamma with the given shape and unit scale (Marsaglia and Tsang 2000; shape < 1 by the boost of the same paper). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * this.uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const t = 1 + c * x;
      if (t <= 0) continue;
      const v = t * t * t;
      if (Math.log(this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  /**
   * Poisson with the given mean ≥ 0. Small means by multiplication of uniforms; large ones are halved by the
   * gamma–Poisson recursion of Ahrens and Dieter (1974), exact for every mean.
   */
  poisson(mean: number): number {
    let remaining = mean;
    let count = 0;
    while (remaining > 16) {
      const order = Math.floor(remaining * 0.875);
      const arrival = this.gamma(order);
      if (arrival > remaining) return count + this.binomial(order - 1, remaining / arrival);
      count += order;
      remaining -= arrival;
    }
    const floor = Math.exp(-remaining);
    let product = this.uniform();
    while (product > floor) {
      count++;
      product *= this.uniform();
    }
    return count;
  }

  /** Binomial: successes in `trials` with probability `p` (beta splitting of Ahrens and Dieter for many trials). */
  binomial(trials: number, p: number): number {
    let n = trials;
    let probability = p;
    let count = 0;
    while (n > 24) {
      const i = 1 + (n >> 1);
      const a = this.gamma(i);
      const b = this.gamma(n + 1 - i);
      const cut = a / (a + b);
      if (cut >= probability) {
        n = i - 1;
        probability /= cut;
      } else {
        count += i;
        n -= i;
        probability = (probability - cut) / (1 - cut);
      }
    }
    for (let k = 0; k < n; k++) if (this.uniform() < probability) count++;
    return count;
  }
}

/** Stream named by its parts, from the outermost (search) to the innermost (block of events). */
export function randomStream(...name: (string | number)[]): RandomStream {
  return new RandomStream(name);
}
