import { findRoot } from "../../numerics/roots.js";
import type { Limit } from "../status.js";
import { Evaluator } from "./evaluator.js";
import { Fitter } from "./fit.js";
import type { Data, Model } from "./model.js";
import { ProfileLikelihood } from "./profile.js";

/** Drop of ln L from its top beyond which nothing is left of the posterior (2 × 10⁻⁹). */
const DEEP = 20;
/** Points at which the likelihood is profiled; between them ln L is a cubic through values and slopes. */
const POINTS = 16;
/** Steps of the integral between two of them. */
const STEPS = 64;

/**
 * Bayesian upper limits on the parameter of interest of one model: flat prior on values ≥ 0, posterior proportional to
 * the profile likelihood. Profiling and averaging over a nuisance agree where its effect on the expectation is linear
 * and its constraint Gaussian. Without events it is −ln(1 − CL) for any background, as by counting; it needs no
 * asymptotic formula, whatever the number of events.
 */
export class ProfilePosterior {
  readonly #fitter: Fitter;

  constructor(model: Model) {
    this.#fitter = new Fitter(model, new Evaluator(model));
    this.#fitter.setBounds(model.poi, 0, Number.POSITIVE_INFINITY);
  }

  /**
   * `unbounded` where no value of the parameter is excluded, `not-converged` where a fit failed.
   * @param cl confidence level in (0, 1)
   */
  upperLimit(data: Data, cl: number): Limit {
    const profile = new ProfileLikelihood(this.#fitter, data);
    const poi = this.#fitter.evaluator.outer.indexOf(this.#fitter.model.poi);
    const best = profile.best();
    const top = best.parameters[this.#fitter.model.poi];
    const at = (mu: number): Point => {
      const fit = profile.at(mu);
      return { mu, drop: fit.value - best.value, slope: fit.gradient[poi] };
    };
    const scale = Math.max(1, Math.sqrt(top));
    const high = farEnd((distance) => at(top + distance).drop, scale);
    if (high === undefined) return { value: null, status: "unbounded" };
    const below =
      top > 0 && at(0).drop > DEEP ? farEnd((distance) => at(Math.max(0, top - distance)).drop, scale) : top;
    const [from, to] = [Math.max(0, top - (below ?? top)), top + high];
    const points = Array.from({ length: POINTS }, (_, i) => at(from + ((to - from) * i) / (POINTS - 1)));
    if (!profile.converged) return { value: null, status: "not-converged" };
    return { value: quantile(points, cl), status: "ok" };
  }
}

/** Drop of ln L and its derivative at a value of the parameter. */
interface Point {
  readonly mu: number;
  readonly drop: number;
  readonly slope: number;
}

/** Distance from the top at which ln L has dropped by `DEEP`; undefined where it does not. */
function farEnd(drop: (distance: number) => number, scale: number): number | undefined {
  let distance = scale;
  for (let i = 0; i < 60 && drop(distance) < DEEP; i++) distance *= 2;
  if (!(drop(distance) >= DEEP)) return undefined;
  return findRoot((one) => drop(one) - DEEP, distance === scale ? 0 : 0.5 * distance, distance, { relative: 0.1 });
}

/** The value below which a share of the posterior lies. */
function quantile(points: readonly Point[], share: number): number {
  const width = points[1].mu - points[0].mu;
  const density = (piece: number, t: number) => {
    const [a, b] = [points[piece], points[piece + 1]];
    const [t2, t3] = [t * t, t * t * t];
    return Math.exp(
      -(2 * t3 - 3 * t2 + 1) * a.drop -
        (t3 - 2 * t2 + t) * width * a.slope -
        (3 * t2 - 2 * t3) * b.drop -
        (t3 - t2) * width * b.slope,
    );
  };
  // Simpson over small steps; the quantile is linear within one.
  const parts = Array.from({ length: (points.length - 1) * STEPS }, (_, k) => {
    const piece = Math.floor(k / STEPS);
    const t = (k % STEPS) / STEPS;
    const mean = density(piece, t) + 4 * density(piece, t + 0.5 / STEPS) + density(piece, t + 1 / STEPS);
    return (mean * width) / (6 * STEPS);
  });
  const target = share * parts.reduce((sum, part) => sum + part, 0);
  let sum = 0;
  const last = parts.findIndex((part) => {
    sum += part;
    return sum >= target;
  });
  return points[0].mu + ((last + 1 - (sum - target) / parts[last]) * width) / STEPS;
}
