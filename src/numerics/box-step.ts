import { choleskySolve, shiftedCholesky } from "./matrix.js";

/** Scratch space of {@link boxStep} for n parameters, made once a minimisation. */
export interface BoxStepSpace {
  readonly factor: Float64Array;
  readonly reduced: Float64Array;
  readonly rhs: Float64Array;
  readonly free: Int32Array;
}

/** Scratch space for n parameters. */
export function boxStepSpace(n: number): BoxStepSpace {
  return {
    factor: new Float64Array(n * n),
    reduced: new Float64Array(n * n),
    rhs: new Float64Array(n),
    free: new Int32Array(n),
  };
}

/**
 * Step d that lowers the quadratic model gᵀd + ½ dᵀBd within the box lower ≤ x + d ≤ upper, written into `d`.
 *
 * Parameters that sit on a bound and are pushed outwards stay; the others take the Newton step; those that would leave
 * the box are put on their bound and the rest is solved again. The result is feasible for the whole way x + t d,
 * 0 ≤ t ≤ 1, and goes downhill (else it is replaced by the scaled gradient, cut at the bounds).
 *
 * @param b model Hessian, n × n row-major; a diagonal shift is added where it is not positive definite
 * @returns the decrease −(gᵀd + ½ dᵀBd) that the model predicts: the estimated distance to the minimum
 */
export function boxStep(
  x: Float64Array,
  g: Float64Array,
  b: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  d: Float64Array,
  space: BoxStepSpace,
): number {
  const n = x.length;
  const { factor, reduced, rhs, free } = space;
  let count = 0;
  for (let i = 0; i < n; i++) {
    d[i] = 0;
    const held = lower[i] >= upper[i] || (x[i] <= lower[i] && g[i] >= 0) || (x[i] >= upper[i] && g[i] <= 0);
    if (!held) free[count++] = i;
  }
  // One parameter at least leaves the free set in each pass, so that this ends.
  while (count > 0) {
    for (let p = 0; p < count; p++) {
      const row = free[p] * n;
      for (let q = 0; q < count; q++) reduced[p * count + q] = b[row + free[q]];
      let sum = -g[free[p]];
      for (let j = 0; j < n; j++) if (d[j] !== 0) sum -= b[row + j] * d[j];
      rhs[p] = sum;
    }
    if (shiftedCholesky(reduced, count, factor) === Number.POSITIVE_INFINITY) break;
    choleskySolve(factor, count, rhs);
    let kept = 0;
    for (let p = 0; p < count; p++) {
      const i = free[p];
      const target = x[i] + rhs[p];
      if (target < lower[i]) d[i] = lower[i] - x[i];
      else if (target > upper[i]) d[i] = upper[i] - x[i];
      else {
        // Kept free: the value stays in the right-hand side, the index moves up.
        rhs[kept] = rhs[p];
        free[kept++] = i;
      }
    }
    if (kept === count) {
      for (let p = 0; p < count; p++) d[free[p]] = rhs[p];
      break;
    }
    count = kept;
  }
  const decrease = modelDecrease(g, b, d);
  if (decrease > 0 && slope(g, d) < 0) return decrease;
  return scaledGradientStep(x, g, b, lower, upper, d);
}

/** gᵀd. */
export function slope(g: Float64Array, d: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < d.length; i++) sum += g[i] * d[i];
  return sum;
}

function modelDecrease(g: Float64Array, b: Float64Array, d: Float64Array): number {
  const n = d.length;
  let linear = 0;
  let quadratic = 0;
  for (let i = 0; i < n; i++) {
    if (d[i] === 0) continue;
    linear += g[i] * d[i];
    let sum = 0;
    for (let j = 0; j < n; j++) sum += b[i * n + j] * d[j];
    quadratic += d[i] * sum;
  }
  return -(linear + 0.5 * quadratic);
}

function scaledGradientStep(
  x: Float64Array,
  g: Float64Array,
  b: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  d: Float64Array,
): number {
  const n = x.length;
  let decrease = 0;
  for (let i = 0; i < n; i++) {
    const curvature = b[i * n + i] > 0 ? b[i * n + i] : 1;
    const target = Math.min(Math.max(x[i] - g[i] / curvature, lower[i]), Math.max(lower[i], upper[i]));
    d[i] = target - x[i];
    decrease -= 0.5 * g[i] * d[i];
  }
  return decrease;
}
