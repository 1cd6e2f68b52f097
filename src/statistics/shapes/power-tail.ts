/**
 * The power-law tail of the Crystal Ball function, on the low side in units of the width: for t ≤ −α
 *
 *   v(t) = (n/α)ⁿ e^{−α²/2} (n/α − α − t)^{−n} = e^{−α²/2} r^{−n},   r = 1 − (α/n)(α + t) ≥ 1,
 *
 * which joins the Gaussian core exp(−t²/2) with equal value and slope at t = −α (Gaiser 1982, SLAC-R-255). Everything is
 * written in ln r, so that large n and n = 1 need no care. The high-side tail is this one with t mirrored.
 */

import { integrate } from "../../numerics/quadrature.js";

function lnRatio(t: number, alpha: number, n: number): number {
  return Math.log1p((-alpha / n) * (alpha + t));
}

/** Value of the tail at t ≤ −alpha. */
export function tailValue(t: number, alpha: number, n: number): number {
  return Math.exp(-n * lnRatio(t, alpha, n) - 0.5 * alpha * alpha);
}

/** ∂ ln v/∂α at t ≤ −alpha. */
export function tailLnAlphaSlope(t: number, alpha: number, n: number): number {
  return -alpha + (2 * alpha + t) * Math.exp(-lnRatio(t, alpha, n));
}

/** ∂ ln v/∂n at t ≤ −alpha. */
export function tailLnNSlope(t: number, alpha: number, n: number): number {
  const l = lnRatio(t, alpha, n);
  return -l - Math.expm1(-l);
}

/** ∫ r^{−n} dr between ln r = l2 and l1 ≥ l2; logarithmic at n = 1, Infinity for l1 = ∞ and n ≤ 1. */
function powerIntegral(l1: number, l2: number, n: number): number {
  const m = n - 1;
  if (l1 === Number.POSITIVE_INFINITY) return m > 0 ? Math.exp(-m * l2) / m : Number.POSITIVE_INFINITY;
  const y = m * (l1 - l2);
  const mean = Math.abs(y) < 1e-12 ? 1 : -Math.expm1(-y) / y;
  return Math.exp(-m * l2) * (l1 - l2) * mean;
}

/** ∫ v(t) dt from `t1` to `t2`, −∞ ≤ t1 ≤ t2 ≤ −alpha. */
export function tailIntegral(t1: number, t2: number, alpha: number, n: number): number {
  if (t2 <= t1) return 0;
  const scale = (n / alpha) * Math.exp(-0.5 * alpha * alpha);
  return scale * powerIntegral(lnRatio(t1, alpha, n), lnRatio(t2, alpha, n), n);
}

/** ∫ r^{−n} ln r dr between ln r = l2 and l1: by parts, or by quadrature where the parts would cancel. */
function lnPowerIntegral(l1: number, l2: number, n: number): number {
  const m = n - 1;
  const end = (l: number) => (l === Number.POSITIVE_INFINITY ? 0 : ((l * m + 1) * Math.exp(-m * l)) / (m * m));
  if (m > 0 && m * (l1 - l2) > 1) return end(l2) - end(l1);
  return integrate((l) => l * Math.exp(-m * l), l2, l1, 16);
}

/**
 * ∂/∂α of {@link tailIntegral} at fixed ends. Where an end is the joint −α itself, its motion cancels against that of
 * the core, which ends there with the same value; so fixed ends are what the whole function needs.
 */
export function tailAlphaSlope(t1: number, t2: number, alpha: number, n: number): number {
  if (t2 <= t1) return 0;
  const end = (t: number) => (t === Number.NEGATIVE_INFINITY ? 0 : (tailValue(t, alpha, n) * -(2 * alpha + t)) / alpha);
  return tailIntegral(t1, t2, alpha, n) * (-1 / alpha - alpha) + end(t1) - end(t2);
}

/** ∂/∂n of {@link tailIntegral} at fixed ends. */
export function tailNSlope(t1: number, t2: number, alpha: number, n: number): number {
  if (t2 <= t1) return 0;
  const scale = (n / alpha) * Math.exp(-0.5 * alpha * alpha);
  const end = (t: number) => (t === Number.NEGATIVE_INFINITY ? 0 : (tailValue(t, alpha, n) * (alpha + t)) / n);
  const byPower = scale * lnPowerIntegral(lnRatio(t1, alpha, n), lnRatio(t2, alpha, n), n);
  return tailIntegral(t1, t2, alpha, n) / n + end(t1) - end(t2) - byPower;
}
