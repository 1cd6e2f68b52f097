import { findRoot } from "../../numerics/roots.js";
import { lnNormalCdf, normalCdf, significanceOfLnP } from "../../numerics/special.js";
import { type Limit, limitOf } from "../status.js";
import type { Ends } from "./poisson-interval.js";

/** Pull below which the truncated Gaussian is an exponential to the last digit that matters. */
const EXPONENTIAL_FROM = -1e4;

/**
 * Bayesian upper limit on a yield known by a Gaussian measurement `best` ± `sigma`, flat prior on yields ≥ 0:
 * best + σ Φ⁻¹(1 − (1 − CL) Φ(best/σ)). Deep deficits by logarithms of tails.
 */
export function gaussianUpperLimit(best: number, sigma: number, cl: number): Limit {
  if (!(sigma > 0 && cl > 0 && cl < 1 && Number.isFinite(best) && Number.isFinite(sigma)))
    return { value: null, status: "invalid-input" };
  const pull = best / sigma;
  if (pull < EXPONENTIAL_FROM) return limitOf((Math.log1p(-cl) / pull) * sigma);
  return limitOf(sigma * (pull + significanceOfLnP(Math.log1p(-cl) + lnNormalCdf(pull))));
}

/**
 * Feldman–Cousins acceptance region of a Gaussian mean μ ≥ 0 in units of σ (Phys. Rev. D 57 (1998) 3873, section IV B):
 * the x ordered by R(x) = exp(−(x−μ)²/2) for x ≥ 0 and exp(xμ − μ²/2) for x < 0.
 */
function acceptance(mean: number, cl: number): Ends {
  if (mean === 0) {
    // R is 1 for every x < 0: ties go to the smaller x.
    return { lower: Number.NEGATIVE_INFINITY, upper: -significanceOfLnP(Math.log(cl)) };
  }
  const partner = (upper: number) => {
    const lnR = -0.5 * (upper - mean) ** 2;
    const mirrored = 2 * mean - upper;
    return mirrored >= 0 ? mirrored : lnR / mean + 0.5 * mean;
  };
  const content = (upper: number) => normalCdf(upper - mean) - normalCdf(partner(upper) - mean) - cl;
  const upper = findRoot(content, mean, mean + 40) ?? mean + 40;
  return { lower: partner(upper), upper };
}

/**
 * Feldman–Cousins interval for a Gaussian mean μ ≥ 0, measurement `observed`, both in units of its σ.
 * The ends of the acceptance regions grow with μ, so that each end of the interval is one root.
 */
export function feldmanCousinsGaussian(observed: number, cl: number): Ends {
  const lower =
    observed <= acceptance(0, cl).upper
      ? 0
      : (findRoot((mean) => acceptance(mean, cl).upper - observed, 0, Math.max(observed, 1)) ?? 0);
  const rejected = (mean: number) => acceptance(mean, cl).lower - observed;
  const high = Math.max(observed, 0) + 10;
  const upper = findRoot(rejected, Math.max(1e-9, lower), high) ?? high;
  return { lower, upper };
}
