import { erfcScaled } from "./normal.js";

/**
 * The gamma function and its incomplete companions. Every power is formed through a deviance (`poissonDeviance`), so
 * that shapes of a million keep their digits, and every tail is there as a logarithm, so that none underflows.
 */

const LN_SQRT_2PI = 0.5 * Math.log(2 * Math.PI);
const EPSILON = 2 ** -53;
/** From this shape on the uniform expansion of Temme replaces sums that would need many thousands of terms. */
const TEMME_SHAPE = 1e4;

/** Coefficients B₂ₖ / (2k (2k − 1)) of Stirling's series. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/** Stirling's remainder: lnΓ(x) − [(x − ½) ln x − x + ½ ln 2π], for x > 0; below 10 from lnΓ itself. */
function stirlingRemainder(x: number): number {
  if (x < 10) return lnGamma(x) - ((x - 0.5) * Math.log(x) - x + LN_SQRT_2PI);
  return stirlingSeries(x);
}

function stirlingSeries(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * square + STIRLING[k];
  return sum * inverse;
}

/**
 * ln Γ(x) for x > 0 (absolute error below 1e-14 for x < 10, relative 1e-15 above); +∞ at 0, NaN below.
 * Stirling's series from 10 on; smaller arguments are shifted there by Γ(x + 1) = x Γ(x).
 */
export function lnGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x === 1 || x === 2) return 0;
  let shifted = x;
  let product = 1;
  while (shifted < 10) product *= shifted++;
  const value = (shifted - 0.5) * Math.log(shifted) - shifted + LN_SQRT_2PI + stirlingSeries(shifted);
  return product === 1 ? value : value - Math.log(product);
}

/**
 * Half the deviance of a count `n` from its expectation `mean`: n ln(n / mean) + mean − n, for n, mean ≥ 0.
 * Loader's form (2000, "Fast and accurate computation of binomial probabilities") where the two are close, so that
 * the difference of large numbers costs no digits. +∞ for mean = 0 < n.
 */
export function poissonDeviance(n: number, mean: number): number {
  if (n === 0) return mean;
  if (mean <= 0) return Number.POSITIVE_INFINITY;
  const difference = n - mean;
  if (Math.abs(difference) >= 0.1 * (n + mean)) return n * Math.log(n / mean) - difference;
  const v = difference / (n + mean);
  const square = v * v;
  let sum = difference * v;
  let power = 2 * n * v;
  for (let j = 1; j < 100; j++) {
    power *= square;
    const next = sum + power / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** ln[xᵃ e⁻ˣ / Γ(a + 1)] for a ≥ 0, x ≥ 0: the Poisson probability continued to real counts. */
export function lnPoisson(a: number, x: number): number {
  if (a === 0) return -x;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (a < 10) return a * Math.log(x) - x - lnGamma(a + 1);
  return -poissonDeviance(a, x) - 0.5 * Math.log(2 * Math.PI * a) - stirlingRemainder(a);
}

/** Σ xᵏ / ((a+1)…(a+k)), k ≥ 0: P(a, x) over xᵃ e⁻ˣ / Γ(a + 1). */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 1e6; k++) {
    term *= x / (a + k);
    sum += term;
    if (term < sum * EPSILON) break;
  }
  return sum;
}

/** Continued fraction of Q(a, x) over xᵃ e⁻ˣ / Γ(a), by Lentz's method; for x > a + 1 or so. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 1e6; i++) {
    const numerator = -i * (i - a);
    b += 2;
    d = numerator * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + numerator / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 2 * EPSILON) break;
  }
  return h;
}

/**
 * ln of the smaller tail for large shapes: Temme's uniform expansion (1979; DLMF 8.12), two terms, good to 1e-12
 * from `TEMME_SHAPE` on. Lower tail for x < a, upper tail otherwise.
 */
function lnTemmeTail(a: number, x: number): number {
  const exponent = poissonDeviance(a, x);
  const upper = x >= a;
  const eta = (upper ? 1 : -1) * Math.sqrt((2 * exponent) / a);
  let c0: number;
  let c1: number;
  if (Math.abs(eta) < 0.05) {
    const s = [-1 / 3, 1 / 12, -2 / 135, 1 / 864, 1 / 2835, -139 / 777600];
    c0 = s[0] + eta * (s[1] + eta * (s[2] + eta * (s[3] + eta * (s[4] + eta * s[5]))));
    c1 = -1 / 540 + eta * (-1 / 288 + eta * (1 / 378 - (eta * 77) / 77760));
  } else {
    const m = x / a - 1;
    c0 = 1 / m - 1 / eta;
    c1 = 1 / eta ** 3 - 1 / m ** 3 - 1 / (m * m) - 1 / (12 * m);
  }
  const correction = (c0 + c1 / a) / Math.sqrt(2 * Math.PI * a);
  return -exponent + Math.log(0.5 * erfcScaled(Math.sqrt(exponent)) + (upper ? correction : -correction));
}

/** Whether P(a, x) is the tail that is computed directly. */
function lowerIsDirect(a: number, x: number): boolean {
  return a > TEMME_SHAPE ? x < a : x < a + 1;
}

function lnDirectTail(a: number, x: number): number {
  if (a > TEMME_SHAPE) return lnTemmeTail(a, x);
  if (x < a + 1) return lnPoisson(a, x) + Math.log(lowerSeries(a, x));
  return lnPoisson(a, x) + Math.log(a * upperFraction(a, x));
}

/** ln(1 − eᵛ) for v ≤ 0. */
export function log1mExp(v: number): number {
  return v > -Math.LN2 ? Math.log(-Math.expm1(v)) : Math.log1p(-Math.exp(v));
}

/** ln(eᵘ + eᵛ). */
export function logAddExp(u: number, v: number): number {
  const high = Math.max(u, v);
  if (high === Number.NEGATIVE_INFINITY || high === Number.POSITIVE_INFINITY) return high;
  return high + Math.log1p(Math.exp(Math.min(u, v) - high));
}

/** Regularised lower incomplete gamma function P(a, x), a > 0, x ≥ 0. P(N ≥ n | x) = P(n, x) for n ≥ 1. */
export function gammaP(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  const tail = Math.exp(lnDirectTail(a, x));
  return lowerIsDirect(a, x) ? tail : 1 - tail;
}

/** Regularised upper incomplete gamma function Q(a, x), a > 0, x ≥ 0. P(N ≤ n | x) = Q(n + 1, x). */
export function gammaQ(a: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const tail = Math.exp(lnDirectTail(a, x));
  return lowerIsDirect(a, x) ? 1 - tail : tail;
}

/** ln P(a, x), also where P underflows. */
export function lnGammaP(a: number, x: number): number {
  if (x <= 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const tail = lnDirectTail(a, x);
  return lowerIsDirect(a, x) ? tail : log1mExp(tail);
}

/** ln Q(a, x), also where Q underflows. */
export function lnGammaQ(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  const tail = lnDirectTail(a, x);
  return lowerIsDirect(a, x) ? log1mExp(tail) : tail;
}
