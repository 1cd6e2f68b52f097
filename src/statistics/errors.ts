import { symmetricInverse } from "../numerics/matrix.js";
import { type Minimum, minimise, type Objective } from "../numerics/minimise.js";
import { refineRoot } from "../numerics/roots.js";

/** How far f rises above its minimum at one standard error: 0.5 for −ln L, 1 for −2 ln L and χ². */
export interface ErrorOptions {
  readonly up?: number;
  readonly lower?: ArrayLike<number>;
  readonly upper?: ArrayLike<number>;
}

/** Errors from the curvature at a minimum. */
export interface HesseErrors {
  /** Covariance, n × n row-major; zero for fixed parameters. */
  readonly covariance: Float64Array;
  readonly errors: Float64Array;
  /** `forced-positive`: the Hessian was not positive definite and was shifted by a diagonal; `failed`: all errors 0. */
  readonly status: "ok" | "forced-positive" | "failed";
}

/** Fractions of an error over which gradients, or values, are differenced. */
const GRADIENT_STEP = 1e-3;
const VALUE_STEP = 2e-2;

/**
 * Covariance 2 up H⁻¹ from the Hessian H at a minimum, by central differences of the gradient where there is one, of
 * the value otherwise; the steps are refined once by the errors found. Points that would leave the bounds are moved
 * inside.
 */
export function hesse(
  objective: Objective,
  minimum: Minimum,
  { up = 0.5, lower, upper }: ErrorOptions = {},
): HesseErrors {
  const n = minimum.x.length;
  const low = Float64Array.from({ length: n }, (_, i) => lower?.[i] ?? Number.NEGATIVE_INFINITY);
  const high = Float64Array.from({ length: n }, (_, i) => upper?.[i] ?? Number.POSITIVE_INFINITY);
  const free = Array.from({ length: n }, (_, i) => i).filter((i) => low[i] < high[i]);
  let sizes = Float64Array.from({ length: n }, (_, i) => {
    const size = Math.sqrt((2 * up) / minimum.hessian[i * n + i]);
    return size > 0 && Number.isFinite(size) ? size : Math.max(Math.abs(minimum.x[i]), 1) * 0.1;
  });
  let result: HesseErrors = { covariance: new Float64Array(n * n), errors: new Float64Array(n), status: "failed" };
  for (let pass = 0; pass < 2; pass++) {
    const hessian = objective.gradient
      ? fromGradients(objective, minimum.x, free, sizes, low, high)
      : fromValues(objective, minimum.x, free, sizes, low, high);
    result = invert(hessian, free, n, up);
    if (result.status === "failed") return result;
    const errors = result.errors;
    const good = free.every((i) => errors[i] < 3 * sizes[i] && errors[i] > sizes[i] / 3);
    if (good) break;
    sizes = sizes.map((size, i) => (errors[i] > 0 ? Math.min(Math.max(errors[i], 1e-3 * size), 1e3 * size) : size));
  }
  return result;
}

function fromGradients(
  objective: Objective,
  x: Float64Array,
  free: readonly number[],
  sizes: Float64Array,
  low: Float64Array,
  high: Float64Array,
): Float64Array {
  const m = free.length;
  const hessian = new Float64Array(m * m);
  const probe = x.slice();
  const above = new Float64Array(x.length);
  const below = new Float64Array(x.length);
  free.forEach((i, p) => {
    const h = GRADIENT_STEP * sizes[i];
    const right = Math.min(x[i] + h, high[i]);
    const left = Math.max(x[i] - h, low[i]);
    probe[i] = right;
    objective.gradient!(probe, above);
    probe[i] = left;
    objective.gradient!(probe, below);
    probe[i] = x[i];
    free.forEach((j, q) => {
      const second = (above[j] - below[j]) / (right - left);
      hessian[p * m + q] += 0.5 * second;
      hessian[q * m + p] += 0.5 * second;
    });
  });
  return hessian;
}

function fromValues(
  objective: Objective,
  x: Float64Array,
  free: readonly number[],
  sizes: Float64Array,
  low: Float64Array,
  high: Float64Array,
): Float64Array {
  const m = free.length;
  const hessian = new Float64Array(m * m);
  const steps = free.map((i) => Math.min(VALUE_STEP * sizes[i], 0.25 * (high[i] - low[i])));
  const centre = x.slice();
  free.forEach((i, p) => {
    centre[i] = Math.min(Math.max(x[i], low[i] + steps[p]), high[i] - steps[p]);
  });
  const probe = centre.slice();
  const at = (p: number, sp: number, q: number, sq: number) => {
    probe[free[p]] += sp * steps[p];
    probe[free[q]] += sq * steps[q];
    const value = objective.value(probe);
    probe[free[p]] = centre[free[p]];
    probe[free[q]] = centre[free[q]];
    return value;
  };
  const middle = objective.value(centre);
  for (let p = 0; p < m; p++) {
    hessian[p * m + p] = (at(p, 1, p, 0) - 2 * middle + at(p, -1, p, 0)) / (steps[p] * steps[p]);
    for (let q = 0; q < p; q++) {
      const mixed = (at(p, 1, q, 1) - at(p, 1, q, -1) - at(p, -1, q, 1) + at(p, -1, q, -1)) / (4 * steps[p] * steps[q]);
      hessian[p * m + q] = mixed;
      hessian[q * m + p] = mixed;
    }
  }
  return hessian;
}

function invert(hessian: Float64Array, free: readonly number[], n: number, up: number): HesseErrors {
  const m = free.length;
  const covariance = new Float64Array(n * n);
  const errors = new Float64Array(n);
  let status: HesseErrors["status"] = "ok";
  let inverse = symmetricInverse(hessian, m);
  for (let shift = 1e-8; !inverse && shift < 1e6; shift *= 10) {
    status = "forced-positive";
    const shifted = hessian.slice();
    for (let p = 0; p < m; p++) shifted[p * m + p] += shift * Math.max(Math.abs(hessian[p * m + p]), 1e-300);
    inverse = symmetricInverse(shifted, m);
  }
  if (!inverse?.every(Number.isFinite)) return { covariance, errors, status: "failed" };
  free.forEach((i, p) => {
    free.forEach((j, q) => {
      covariance[i * n + j] = 2 * up * inverse[p * m + q];
    });
    errors[i] = Math.sqrt(covariance[i * n + i]);
  });
  return { covariance, errors, status };
}

/** One side of a MINOS interval. */
export interface MinosSide {
  /** Distance from the best value to where the profile has risen by `up`, ≥ 0. */
  readonly error: number;
  /** `at-limit`: the bound comes first; `new-minimum`: f fell below the minimum that was given. */
  readonly status: "ok" | "at-limit" | "new-minimum" | "not-converged";
}

export interface MinosErrors {
  readonly below: MinosSide;
  readonly above: MinosSide;
}

/** f minimised over all parameters but the one held at a value. */
export type ProfileFunction = (value: number) => { readonly value: number; readonly converged: boolean };

/**
 * MINOS errors of parameter `index`: where f, minimised over the other parameters, has risen by `up`.
 *
 * @param errors of all parameters, from {@link hesse}; they set the first steps
 */
export function minos(
  objective: Objective,
  minimum: Minimum,
  index: number,
  errors: ArrayLike<number>,
  { up = 0.5, lower, upper }: ErrorOptions = {},
): MinosErrors {
  const n = minimum.x.length;
  const low = Float64Array.from({ length: n }, (_, i) => lower?.[i] ?? Number.NEGATIVE_INFINITY);
  const high = Float64Array.from({ length: n }, (_, i) => upper?.[i] ?? Number.POSITIVE_INFINITY);
  const bounds = [low[index], high[index]] as const;
  let near: Minimum = minimum;
  const profile: ProfileFunction = (value) => {
    low[index] = value;
    high[index] = value;
    near = minimise(objective, { start: near.x, lower: low, upper: high, hessian: near.hessian, tolerance: 1e-7 * up });
    return { value: near.value, converged: near.status === "converged" };
  };
  const side = (sign: 1 | -1) => {
    near = minimum;
    return profileError(profile, minimum.x[index], minimum.value, sign, errors[index], bounds, up);
  };
  return { below: side(-1), above: side(1) };
}

/**
 * One side of a MINOS interval from any profile function. √((f − minimum)/up) is nearly linear in the distance, so
 * that few fits are needed.
 *
 * @param best value of the parameter at the minimum
 * @param sign 1 for above, −1 for below
 * @param error a guess of the result
 */
export function profileError(
  profile: ProfileFunction,
  best: number,
  minimum: number,
  sign: 1 | -1,
  error: number,
  [lower, upper]: readonly [number, number],
  up = 0.5,
): MinosSide {
  const room = Math.max(sign > 0 ? upper - best : best - lower, 0);
  let fell = false;
  let lost = false;
  const excess = (distance: number) => {
    const { value, converged } = profile(best + sign * distance);
    if (value < minimum - 0.01 * up) fell = true;
    if (!converged) lost = true;
    return Math.sqrt(Math.max(value - minimum, 0) / up) - 1;
  };
  let a = 0;
  let fa = -1;
  let b = Math.min(error > 0 && Number.isFinite(error) ? error : 1, room);
  for (let i = 0; i < 60; i++) {
    const fb = excess(b);
    if (fell) return { error: b, status: "new-minimum" };
    if (fb >= 0) {
      const root = refineRoot(excess, { a, b, fa, fb }, { relative: 1e-7 });
      if (fell) return { error: b, status: "new-minimum" };
      return root === undefined || lost ? { error: root ?? b, status: "not-converged" } : { error: root, status: "ok" };
    }
    if (b >= room) return { error: room, status: lost ? "not-converged" : "at-limit" };
    [a, fa] = [b, fb];
    // Linear extrapolation, a little beyond the goal so that it is bracketed.
    b = Math.min(b * Math.min(Math.max(1.1 / (1 + fb), 1.1), 5), room);
  }
  return { error: b, status: "not-converged" };
}
