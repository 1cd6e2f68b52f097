import { poissonDeviance } from "../../numerics/special.js";

/** Smallest expectation of a bin. Below it the likelihood is continued so that a fit is led back. */
export const SMALLEST_MEAN = 1e-12;
/** Curvature that holds a bin without events at a mean ≥ 0: the mean can end at −1/PENALTY. */
const PENALTY = 1e6;

/** −ln of the Poisson probability of `n` at `mean`, less that at mean = n; continued by a parabola below the smallest mean. */
export function binTerm(n: number, mean: number): number {
  if (mean >= SMALLEST_MEAN) return n > 0 ? poissonDeviance(n, mean) : mean;
  const x = mean - SMALLEST_MEAN;
  const edge = n > 0 ? poissonDeviance(n, SMALLEST_MEAN) : SMALLEST_MEAN;
  return edge + (1 - n / SMALLEST_MEAN) * x + 0.5 * (n / SMALLEST_MEAN ** 2 + PENALTY) * x * x;
}

/** Derivative of {@link binTerm} with respect to the mean. */
export function binSlope(n: number, mean: number): number {
  if (mean >= SMALLEST_MEAN) return 1 - n / mean;
  return 1 - n / SMALLEST_MEAN + (n / SMALLEST_MEAN ** 2 + PENALTY) * (mean - SMALLEST_MEAN);
}

/** Columns that describe the constraints of local parameters; `kind` 0 none, 1 Gaussian, 2 Poisson. */
export interface LocalColumns {
  readonly kind: Uint8Array;
  /** Width of a Gaussian, rate of a Poisson constraint. */
  readonly scale: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Value that the parameter is held at; NaN where it is free. */
  readonly held: Float64Array;
  readonly initial: Float64Array;
}

/** Best γ of local `k` with auxiliary measurement `m` and yield `b` per unit of γ, where 1 − n/mean of the bin is `r`. */
function bestGamma(columns: LocalColumns, k: number, m: number, b: number, r: number): number {
  if (!Number.isNaN(columns.held[k])) return columns.held[k];
  const { lower, upper } = columns;
  let gamma: number;
  if (columns.kind[k] === 1) gamma = m - columns.scale[k] * columns.scale[k] * b * r;
  else {
    const rate = columns.scale[k] + r * b;
    gamma = rate > 0 ? m / rate : m > 0 ? upper[k] : lower[k];
  }
  return Math.min(Math.max(gamma, lower[k]), upper[k]);
}

/**
 * Maximises the likelihood of one bin over its local parameters, written to `gamma[first … end)`; returns the mean.
 * The bin expects a + Σ γₖ bₖ and observed n.
 *
 * With one parameter the stationary point solves a quadratic equation; with several, each γ is a falling function of
 * the mean through r = 1 − n/mean (Barlow and Beeston, Comput. Phys. Commun. 77 (1993) 219), so that the mean is the
 * one root of a rising function.
 */
export function profileBin(
  columns: LocalColumns,
  first: number,
  end: number,
  n: number,
  a: number,
  b: Float64Array,
  auxiliary: Float64Array,
  gamma: Float64Array,
): number {
  if (end - first === 1) {
    gamma[first] = singleGamma(columns, first, n, a, b[first], auxiliary[first]);
    return a + gamma[first] * b[first];
  }
  const meanAt = (trial: number) => {
    let mean = a;
    const r = 1 - n / trial;
    for (let k = first; k < end; k++) {
      gamma[k] = bestGamma(columns, k, auxiliary[k], b[k], r);
      mean += gamma[k] * b[k];
    }
    return mean;
  };
  if (n === 0) return meanAt(1);
  // The root lies between the observed count and the mean that the auxiliary measurements alone would give.
  let low = Math.max(Math.min(n, meanAt(n)), SMALLEST_MEAN);
  let high = Math.max(n, meanAt(n));
  let mean = high;
  for (let i = 0; i < 200 && high - low > 4e-16 * high; i++) {
    const difference = mean - meanAt(mean);
    if (difference > 0) high = mean;
    else low = mean;
    const h = 1e-6 * mean;
    const slope = (mean + h - meanAt(mean + h) - difference) / h;
    const newton = mean - difference / slope;
    if (Math.abs(newton - mean) <= 1e-15 * mean) break;
    mean = newton > low && newton < high ? newton : 0.5 * (low + high);
  }
  return meanAt(mean);
}

function singleGamma(columns: LocalColumns, k: number, n: number, a: number, b: number, m: number): number {
  if (!Number.isNaN(columns.held[k])) return columns.held[k];
  const lower = columns.lower[k];
  const upper = columns.upper[k];
  let gamma: number;
  if (columns.kind[k] === 0) gamma = b === 0 ? columns.initial[k] : (n - a) / b;
  else if (columns.kind[k] === 1) gamma = gaussianGamma(columns.scale[k], n, a, b, m);
  else gamma = poissonGamma(columns.scale[k], n, a, b, m);
  return Math.min(Math.max(gamma, lower), upper);
}

/** Root of (γ − m)/σ² + b − n b/(a + γ b) = 0 with a positive mean. */
function gaussianGamma(sigma: number, n: number, a: number, b: number, m: number): number {
  const variance = sigma * sigma * b * b;
  if (variance === 0) return m;
  const half = 0.5 * (a + m * b - variance);
  const root = Math.sqrt(half * half + n * variance);
  const mean = half > 0 ? half + root : (n * variance) / (root - half);
  return mean > 0 ? m - sigma * sigma * b * (1 - n / mean) : n > 0 ? m : -a / b;
}

/** Root of rate − m/γ + b − n b/(a + γ b) = 0 with a positive mean. */
function poissonGamma(rate: number, n: number, a: number, b: number, m: number): number {
  if (b === 0) return m / rate;
  const p = b + rate;
  if (n === 0 && p > 0) return m / p;
  // b p γ² + (a p − (n + m) b) γ − m a = 0; the larger root has the positive mean.
  const half = 0.5 * (a * p - (n + m) * b);
  const root = Math.sqrt(Math.max(half * half + b * p * m * a, 0));
  return half > 0 && a > 0 ? (m * a) / (half + root) : (root - half) / (b * p);
}
