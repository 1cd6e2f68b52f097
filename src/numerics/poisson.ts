import { gammaP, gammaQ, lnGamma, lnGammaP, lnGammaQ, lnPoisson } from "./gamma.js";
import { significanceOfLnP } from "./normal.js";

/**
 * ln P(n | mean). `n` ≥ 0 may be real (Asimov data: n! becomes Γ(n + 1)). Mean 0 gives 0 for n = 0 and −∞ otherwise;
 * a negative mean gives −∞.
 */
export function lnPoissonProbability(n: number, mean: number): number {
  return mean < 0 ? Number.NEGATIVE_INFINITY : lnPoisson(n, mean);
}

/** P(n | mean); see `lnPoissonProbability`. */
export function poissonProbability(n: number, mean: number): number {
  return Math.exp(lnPoissonProbability(n, mean));
}

/** P(N ≤ n | mean), n ≥ −1. */
export function poissonAtMost(n: number, mean: number): number {
  return n < 0 ? 0 : gammaQ(n + 1, mean);
}

/** P(N ≥ n | mean); 1 for n = 0. */
export function poissonAtLeast(n: number, mean: number): number {
  return n <= 0 ? 1 : gammaP(n, mean);
}

/** Smallest n with P(N ≤ n | mean) ≥ p, for 0 ≤ p < 1. */
export function poissonQuantile(p: number, mean: number): number {
  if (!(p >= 0 && p < 1 && mean >= 0)) return Number.NaN;
  const z = -significanceOfLnP(Math.log(Math.max(p, 1e-300)));
  // Cornish–Fisher start, then steps of one: the start is right to a few units for every mean.
  let n = Math.max(0, Math.floor(mean + z * Math.sqrt(mean) + (z * z - 1) / 6));
  if (mean > 1e12) return n;
  while (n > 0 && poissonAtMost(n - 1, mean) >= p) n--;
  while (poissonAtMost(n, mean) < p) n++;
  return n;
}

/** The x with ln Q(a, x) = lnQ: quantile of the gamma distribution of unit scale, from its upper tail. */
export function gammaUpperQuantile(lnQ: number, a: number): number {
  if (Number.isNaN(lnQ) || lnQ > 0 || !(a > 0)) return Number.NaN;
  if (lnQ === 0) return 0;
  if (lnQ === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
  // Work with the smaller tail: its logarithm is the well-conditioned one.
  const upper = lnQ < -Math.LN2;
  const target = upper ? lnQ : Math.log(-Math.expm1(lnQ));
  const tail = upper ? lnGammaQ : lnGammaP;
  const direction = upper ? -1 : 1;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let x = startOfGammaQuantile(target, upper, a);
  for (let i = 0; i < 100; i++) {
    const value = tail(a, x);
    const excess = value - target;
    if (excess * direction > 0) high = x;
    else low = x;
    // d ln tail / dx = ± density / tail, density = a/x · xᵃe⁻ˣ/Γ(a+1).
    const slope = direction * Math.exp(Math.log(a / x) + lnPoisson(a, x) - value);
    let next = x - excess / slope;
    if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? 2 * x : 0.5 * (low + high);
    if (Math.abs(next - x) <= 2e-15 * x || next < 1e-300) return next;
    x = next;
  }
  return x;
}

/** The x with P(a, x) = p, 0 ≤ p ≤ 1: quantile of the gamma distribution of unit scale. */
export function gammaQuantile(p: number, a: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  return p === 0 ? 0 : gammaUpperQuantile(Math.log1p(-p), a);
}

/** Wilson and Hilferty (1931), or the leading power of the lower tail where that fails. */
function startOfGammaQuantile(lnTail: number, upper: boolean, a: number): number {
  const z = (upper ? 1 : -1) * significanceOfLnP(lnTail);
  const cube = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
  if (cube > 0.3) return a * cube ** 3;
  // P(a, x) ≈ xᵃ/Γ(a+1)
  return Math.max(1e-290, Math.exp((lnTail + lnGamma(a + 1)) / a));
}
