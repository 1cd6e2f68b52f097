import { normalTail, poissonDeviance } from "../../numerics/special.js";
import type { Significance } from "./significance.js";

/**
 * Median significance that a signal would have: the root of the likelihood ratio on the Asimov data s + b (Cowan, Cranmer,
 * Gross and Vitells 2011, EPJ C 71, 1554, eq. 97), with the background uncertain by `sigma` as in an on/off measurement with
 * τ = b/σ² (Cowan 2012).
 *
 * @param signal expected signal events, ≥ 0
 * @param background expected background events, ≥ 0; without any the significance is infinite for signal > 0
 * @param sigma absolute uncertainty of the background, ≥ 0
 */
export function asimovSignificance(signal: number, background: number, sigma = 0): Significance {
  if (signal === 0) return { z: 0, p: 0.5 };
  if (background === 0) return { z: Number.POSITIVE_INFINITY, p: 0 };
  // Without signal the fit meets n and τb half way, at b̂ = (n + τb)/(1 + τ). Both terms are deviances from it: the
  // published formula without its cancelling logarithms, with σ → 0 as an ordinary limit.
  const perTau = (sigma / background) * sigma;
  const fitted = background + (perTau * signal) / (1 + perTau);
  let half = poissonDeviance(signal + background, fitted);
  if (perTau > 0) half += poissonDeviance(background, fitted) / perTau;
  const z = Math.sqrt(2 * half);
  return { z, p: normalTail(z) };
}
