import { lnGamma, poissonDeviance } from "./gamma.js";
import { gaussLegendre } from "./quadrature.js";

const TINY = 1e-300;
/** From these shapes on the density is integrated directly: the continued fraction would need too many terms. */
const LARGE_SHAPE = 3000;

/** ln B(a, b) for a, b > 0. */
export function lnBeta(a: number, b: number): number {
  return lnGamma(a) + lnGamma(b) - lnGamma(a + b);
}

/** ln[xᵃ yᵇ / B(a, b)], y = 1 − x; by deviances where the shapes are large. */
function lnPower(a: number, b: number, x: number, y: number): number {
  if (a < 10 || b < 10) return a * Math.log(x) + b * Math.log(y) - lnBeta(a, b);
  const n = a + b;
  const series = (v: number) => 1 / (12 * v) - 1 / (360 * v ** 3) + 1 / (1260 * v ** 5) - 1 / (1680 * v ** 7);
  return (
    -poissonDeviance(a, n * x) -
    poissonDeviance(b, n * y) +
    0.5 * Math.log((a * b) / (2 * Math.PI * n)) +
    series(n) -
    series(a) -
    series(b)
  );
}

/** Continued fraction of the incomplete beta function, by Lentz's method (DLMF 8.17.22). */
function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  if (Math.abs(d) < TINY) d = TINY;
  d = 1 / d;
  let h = d;
  for (let m = 1; m < 20000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    if (Math.abs(d) < TINY) d = TINY;
    c = 1 + even / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    if (Math.abs(d) < TINY) d = TINY;
    c = 1 + odd / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 3e-16) break;
  }
  return h;
}

/** The tail of the density beyond x, away from the mean, over its value there: both shapes large. */
function largeShapeTail(a: number, b: number, x: number): number {
  const mean = a / (a + b);
  const width = Math.sqrt((mean * (1 - mean)) / (a + b));
  const direction = x < mean ? -1 : 1;
  const end = direction < 0 ? Math.max(0, x - 12 * width) : Math.min(1, x + 12 * width);
  const { nodes, weights } = gaussLegendre(64);
  let sum = 0;
  const half = 0.5 * Math.abs(end - x);
  const middle = 0.5 * (end + x);
  for (let i = 0; i < nodes.length; i++) {
    const t = middle + half * nodes[i];
    sum += (weights[i] * Math.exp(lnPower(a, b, t, 1 - t))) / (t * (1 - t));
  }
  return sum * half;
}

/**
 * Regularised incomplete beta function I_x(a, b), a, b > 0, 0 ≤ x ≤ 1; `complement` is 1 − x where the caller knows
 * it better. Lentz's continued fraction on the side where it converges.
 */
export function incompleteBeta(a: number, b: number, x: number, complement = 1 - x): number {
  if (x <= 0) return 0;
  if (complement <= 0) return 1;
  if (a > LARGE_SHAPE && b > LARGE_SHAPE) {
    const tail = largeShapeTail(a, b, x);
    return x < a / (a + b) ? tail : 1 - tail;
  }
  const power = Math.exp(lnPower(a, b, x, complement));
  if (x < (a + 1) / (a + b + 2)) return (power * fraction(a, b, x)) / a;
  return 1 - (power * fraction(b, a, complement)) / b;
}

/**
 * Quantile of the beta distribution: the x with I_x(a, b) = p. Newton steps kept inside a shrinking bracket,
 * to 1e-15 of x (or of 1 − x, whichever tail it lies in).
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1 && a > 0 && b > 0)) return Number.NaN;
  if (p === 0 || p === 1) return p;
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let i = 0; i < 200; i++) {
    const excess = incompleteBeta(a, b, x) - p;
    if (excess > 0) high = x;
    else low = x;
    const slope = Math.exp(lnPower(a, b, x, 1 - x)) / (x * (1 - x));
    let next = x - excess / slope;
    // Bisection in the logarithm near 0, where a quantile may be many powers of ten below the mean.
    if (!(next > low && next < high)) next = low > 0 ? Math.sqrt(low * high) : high < 0.01 ? high * 0.01 : 0.5 * high;
    if (low > 0.25 && !(x - excess / slope > low && x - excess / slope < high)) next = 0.5 * (low + high);
    if (Math.abs(next - x) <= 1e-16 + 1e-15 * x || next < 1e-300) return next;
    x = next;
  }
  return x;
}
