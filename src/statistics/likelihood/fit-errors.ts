import { symmetricInverse } from "../../numerics/matrix.js";
import { type MinosErrors, profileError } from "../errors.js";
import type { Fit, Fitter } from "./fit.js";
import type { Data } from "./model.js";

/** Standard errors of all parameters of a fit from the curvature of −ln L. */
export interface FitErrors {
  /** One a parameter of the model; 0 where it is fixed. */
  readonly errors: Float64Array;
  /** Covariance of the outer parameters (`evaluator.outer`), row-major. */
  readonly covariance: Float64Array;
  readonly status: "ok" | "failed";
}

/** Fraction of an error over which gradients are differenced. */
const STEP = 1e-3;

/**
 * Hesse errors: inverse of the Hessian of the profiled −ln L by central differences of its gradient. The parameters
 * profiled bin by bin have their variance at fixed others, plus what they follow the others:
 * var γ + (dγ/dθ)ᵀ C (dγ/dθ).
 */
export function fitErrors(fitter: Fitter, data: Data, fit: Fit): FitErrors {
  const { evaluator, model } = fitter;
  const { outer, local } = evaluator;
  const n = outer.length;
  evaluator.setData(data);
  const theta = fit.parameters.slice();
  const hessian = new Float64Array(n * n);
  const follows = new Float64Array(n * local.length);
  evaluator.value(theta);
  evaluator.curvature(theta, hessian);
  const sizes = Float64Array.from(outer, (_, i) => 1 / Math.sqrt(Math.max(hessian[i * n + i], 1e-12)));
  hessian.fill(0);
  const above = new Float64Array(n);
  const below = new Float64Array(n);
  outer.forEach((index, i) => {
    const { lower, upper } = model.parameters[index];
    const best = fit.parameters[index];
    const right = Math.min(best + STEP * sizes[i], Math.max(upper, best));
    const left = Math.max(best - STEP * sizes[i], Math.min(lower, best));
    theta.set(fit.parameters);
    theta[index] = right;
    evaluator.gradient(theta, above);
    local.forEach((parameter, k) => {
      follows[k * n + i] = theta[parameter];
    });
    theta.set(fit.parameters);
    theta[index] = left;
    evaluator.gradient(theta, below);
    local.forEach((parameter, k) => {
      follows[k * n + i] = (follows[k * n + i] - theta[parameter]) / (right - left);
    });
    for (let j = 0; j < n; j++) {
      const second = (0.5 * (above[j] - below[j])) / (right - left);
      hessian[i * n + j] += second;
      hessian[j * n + i] += second;
    }
  });
  const errors = new Float64Array(model.parameters.length);
  const covariance = symmetricInverse(hessian, n);
  if (!covariance?.every(Number.isFinite)) return { errors, covariance: new Float64Array(n * n), status: "failed" };
  outer.forEach((index, i) => {
    errors[index] = Math.sqrt(covariance[i * n + i]);
  });
  theta.set(fit.parameters);
  evaluator.value(theta);
  const variances = evaluator.localVariances();
  local.forEach((parameter, k) => {
    let variance = variances[k];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) variance += follows[k * n + i] * covariance[i * n + j] * follows[k * n + j];
    }
    errors[parameter] = Math.sqrt(variance);
  });
  return { errors, covariance, status: "ok" };
}

/**
 * MINOS errors of any parameter of a free fit: where −ln L, maximised over the others, has fallen by ½.
 *
 * @param error a guess, from {@link fitErrors}
 */
export function fitMinos(fitter: Fitter, data: Data, fit: Fit, parameter: number, error: number): MinosErrors {
  const { lower, upper } = fitter.model.parameters[parameter];
  const side = (sign: 1 | -1) => {
    let start = fit;
    const profile = (value: number) => {
      start = fitter.fit(data, { held: new Map([[parameter, value]]), start });
      return { value: start.value, converged: start.status === "converged" };
    };
    return profileError(profile, fit.parameters[parameter], fit.value, sign, error, [lower, upper]);
  };
  return { below: side(-1), above: side(1) };
}
