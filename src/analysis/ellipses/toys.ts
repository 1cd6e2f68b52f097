import type { RandomStream } from "../../numerics/random.js";
import { incompleteBeta, significanceOfP } from "../../numerics/special.js";
import { eulerCharacteristic } from "../../statistics/look-elsewhere/euler.js";
import { eachInSteps, type Steps } from "../steps.js";
import type { EllipseMembers } from "./ellipse.js";
import type { EllipseLattice } from "./lattice.js";
import { believedBackground } from "./limits.js";

/** What is believed of the background of every ellipse. */
export interface EllipseBeliefs {
  readonly simulated: Float64Array;
  readonly weight: Float64Array;
  /** Relative systematic uncertainty. */
  readonly background: Float64Array;
}

/**
 * Simulated rows of one weight, each thrown at one of some places: place p of row i is point `places` i + p of the members,
 * with the ellipses that it lies in.
 */
export interface ToyRows {
  readonly weight: number;
  readonly places: number;
  readonly members: EllipseMembers;
}

/** Largest local significance of one data set and, at some levels, its Euler characteristic. */
export interface PlaneToy {
  readonly largest: number;
  readonly euler: readonly number[];
}

/** Local significances of counts in ellipses, each worked out once. */
export class EllipseSignificances {
  readonly #shapes: Float64Array;
  readonly #ratios: Float64Array;
  readonly #known: Map<number, number>[];

  constructor({ simulated, weight, background }: EllipseBeliefs) {
    const { length } = simulated;
    this.#shapes = new Float64Array(length);
    this.#ratios = new Float64Array(length);
    this.#known = Array.from({ length }, () => new Map());
    for (let e = 0; e < length; e++) {
      const believed = believedBackground({
        observed: 0,
        simulated: simulated[e],
        weight: weight[e],
        background: background[e],
        signal: 0,
      });
      this.#shapes[e] = believed.simulated + 1;
      this.#ratios[e] = believed.ratio;
    }
  }

  /** P(N ≥ n) from a background that is Gamma(a, τ): the binomial tail I(1/(1 + τ); n, a). */
  pValue(e: number, n: number): number {
    if (n <= 0) return 1;
    const ratio = this.#ratios[e];
    return incompleteBeta(n, this.#shapes[e], 1 / (1 + ratio), ratio / (1 + ratio));
  }

  /** One-sided significance; −∞ where nothing was counted. */
  at(e: number, n: number): number {
    const known = this.#known[e].get(n);
    if (known !== undefined) return known;
    const z = significanceOfP(this.pValue(e, n));
    this.#known[e].set(n, z);
    return z;
  }
}

/**
 * One background-only data set thrown in the plane. Every simulated row stands for Gamma(1) × its weight of expected
 * events, so that k rows in an ellipse make the Gamma(k) that is believed of it; the number of times that a row comes is
 * then geometric. An event enters all ellipses that hold its row: overlapping ones come out correlated as they are.
 */
export function throwPlane(rows: readonly ToyRows[], counts: Uint32Array, stream: RandomStream): void {
  counts.fill(0);
  for (const { weight, places, members } of rows) {
    const total = (members.offsets.length - 1) / places;
    const lnSome = Math.log(weight / (1 + weight));
    const lnNone = -Math.log1p(weight);
    // From one row that comes to the next: rows in between are skipped in one draw.
    for (let i = skipped(stream, lnNone); i < total; i += 1 + skipped(stream, lnNone)) {
      const times = 1 + Math.floor(-stream.exponential() / lnSome);
      for (let t = 0; t < times; t++) {
        const at = places * i + stream.integer(places);
        for (let k = members.offsets[at]; k < members.offsets[at + 1]; k++) counts[members.members[k]]++;
      }
    }
  }
}

const skipped = (stream: RandomStream, lnNone: number) => Math.floor(-stream.exponential() / lnNone);

/** A value of every ellipse on the lattice, row-major by column of the scan; −∞ where the triangle ends. */
export function onLattice(
  lattice: Pick<EllipseLattice, "column" | "row" | "columns">,
  value: (e: number) => number,
): { field: Float64Array; width: number } {
  const width = 1 + lattice.row.reduce((most, one) => Math.max(most, one), 0);
  const field = new Float64Array(width * lattice.columns).fill(Number.NEGATIVE_INFINITY);
  for (let e = 0; e < lattice.row.length; e++) field[lattice.column[e] * width + lattice.row[e]] = value(e);
  return { field, width };
}

/**
 * Throws data sets of background alone and finds the most significant ellipse of each.
 * @param levels significances at which the Euler characteristic is counted
 */
export function* planeToys(
  lattice: EllipseLattice,
  rows: readonly ToyRows[],
  significances: EllipseSignificances,
  levels: readonly number[],
  toys: number,
  stream: RandomStream,
): Steps<PlaneToy[]> {
  const { length } = lattice.ellipses;
  const counts = new Uint32Array(length);
  return yield* eachInSteps(Array.from({ length: toys }), () => {
    throwPlane(rows, counts, stream);
    let largest = Number.NEGATIVE_INFINITY;
    const { field, width } = onLattice(lattice, (e) => {
      const z = significances.at(e, counts[e]);
      if (z > largest) largest = z;
      return z > 0 ? z * z : 0;
    });
    return { largest, euler: levels.map((level) => eulerCharacteristic(field, width, level * level)) };
  });
}

/** Mean Euler characteristics of some toys at the levels. */
export function meanEuler(toys: readonly PlaneToy[]): number[] {
  return toys[0].euler.map((_, k) => toys.reduce((sum, { euler }) => sum + euler[k], 0) / toys.length);
}
