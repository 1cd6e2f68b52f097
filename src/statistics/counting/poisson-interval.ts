import { betaQuantile, gammaQuantile, gammaUpperQuantile } from "../../numerics/special.js";

/** Ends of a classical interval. */
export interface Ends {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Central interval for a Poisson mean given `observed` events (Garwood 1936): each side is missed with at most
 * (1 − cl)/2. The lower end for no event is 0.
 */
export function poissonInterval(observed: number, cl: number): Ends {
  return { lower: poissonLowerLimit(observed, 0.5 * (1 + cl)), upper: poissonUpperLimit(observed, 0.5 * (1 + cl)) };
}

/** Classical upper limit on a Poisson mean: P(N ≤ observed | upper) = 1 − cl. Also the Bayesian one, flat in the mean. */
export function poissonUpperLimit(observed: number, cl: number): number {
  return gammaUpperQuantile(Math.log1p(-cl), observed + 1);
}

/** Classical lower limit on a Poisson mean: P(N ≥ observed | lower) = 1 − cl; 0 for no event. */
export function poissonLowerLimit(observed: number, cl: number): number {
  return observed === 0 ? 0 : gammaQuantile(1 - cl, observed);
}

/**
 * Central interval for an efficiency, `passed` of `total` events (Clopper and Pearson 1934): each side is missed with
 * at most (1 − cl)/2. Where one end is at its bound (none or all passed) the other still has (1 − cl)/2.
 */
export function efficiencyInterval(passed: number, total: number, cl: number): Ends {
  const tail = 0.5 * (1 - cl);
  return {
    lower: passed === 0 ? 0 : betaQuantile(tail, passed, total - passed + 1),
    upper: passed === total ? 1 : 1 - betaQuantile(tail, total - passed, passed + 1),
  };
}
