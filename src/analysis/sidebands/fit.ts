import { symmetricInverse } from "../../numerics/matrix.js";

/** Bins beside a window: centres in the variable of the fit, widths, and counts. */
export interface SidebandBins {
  readonly centres: readonly number[];
  readonly widths: readonly number[];
  readonly counts: readonly number[];
}

/** What the bins beside a window say of the events in it. */
export interface Interpolation {
  readonly value: number;
  /** Statistical uncertainty of the fit. */
  readonly sigma: number;
  /** √(χ²/degrees of freedom) of the fit, at least 1: how much a fit that does not fit widens its uncertainty. */
  readonly misfit: number;
}

const MOST_STEPS = 60;
/** Change of −ln L an event at which the search ends: far below what a count could show. */
const CONVERGED = 1e-11;

/**
 * Expected events in some bins from the counts in others, by a Poisson likelihood fit of the density
 * exp(a₀ + a₁t + … ), t the variable minus `origin` over `scale`, the density taken at the centre of each bin. The
 * logarithmic link keeps expectations positive and the likelihood convex; Newton's method with halved steps.
 *
 * The scale factor √(χ²/dof) is that of the Particle Data Group's averages (RPP, Introduction, §5.2.2).
 *
 * @param order of the polynomial in the exponent
 * @returns null where the fit does not converge (too few events, or all of them in one place)
 */
export function interpolate(
  sidebands: SidebandBins,
  window: Omit<SidebandBins, "counts">,
  order: number,
  { origin, scale }: { readonly origin: number; readonly scale: number },
): Interpolation | null {
  const { widths, counts } = sidebands;
  const n = order + 1;
  const events = counts.reduce((a, b) => a + b, 0);
  if (!(events > 0)) return null;
  const t = sidebands.centres.map((centre) => (centre - origin) / scale);
  const mean = new Float64Array(counts.length);
  const lossAt = (a: Float64Array): number => {
    let loss = 0;
    for (let i = 0; i < mean.length; i++) {
      const ln = polynomial(a, t[i]);
      mean[i] = widths[i] * Math.exp(ln);
      loss += mean[i] - counts[i] * ln;
    }
    return loss;
  };
  let a = new Float64Array(n);
  a[0] = Math.log(events / widths.reduce((sum, width) => sum + width, 0));
  let loss = lossAt(a);
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = new Float64Array(n);
    const hessian = new Float64Array(n * n);
    for (let i = 0; i < mean.length; i++) {
      for (let j = 0; j < n; j++) {
        gradient[j] += (mean[i] - counts[i]) * t[i] ** j;
        for (let k = 0; k < n; k++) hessian[j * n + k] += mean[i] * t[i] ** (j + k);
      }
    }
    const covariance = symmetricInverse(hessian, n);
    if (!covariance) return null;
    const move = a.map((_, j) => -gradient.reduce((sum, g, k) => sum + covariance[j * n + k] * g, 0));
    const decrement = -move.reduce((sum, d, j) => sum + d * gradient[j], 0);
    if (decrement <= CONVERGED * Math.max(1, events)) {
      // One more step squares what is left, so that two engines agree to the last digits.
      a = a.map((value, j) => value + move[j]);
      lossAt(a);
      return expectation(a, covariance, window, { origin, scale }, misfitOf(mean, counts, n));
    }
    let length = 1;
    let next = a;
    let nextLoss = Number.POSITIVE_INFINITY;
    while (length > 1e-6 && !(nextLoss <= loss)) {
      next = a.map((value, j) => value + length * move[j]);
      nextLoss = lossAt(next);
      length /= 2;
    }
    if (!(nextLoss <= loss)) {
      // Rounding stands in the way of the last digits: the fit is as good as it gets.
      lossAt(a);
      return decrement < 1e-6 ? expectation(a, covariance, window, { origin, scale }, misfitOf(mean, counts, n)) : null;
    }
    a = next;
    loss = nextLoss;
  }
  return null;
}

function polynomial(a: Float64Array, t: number): number {
  let sum = 0;
  for (let j = a.length - 1; j >= 0; j--) sum = sum * t + a[j];
  return sum;
}

/** √(Pearson χ² / degrees of freedom), at least 1. */
function misfitOf(mean: Float64Array, counts: readonly number[], parameters: number): number {
  const freedom = counts.length - parameters;
  if (freedom <= 0) return 1;
  const chi2 = counts.reduce((sum, count, i) => sum + (mean[i] > 0 ? (count - mean[i]) ** 2 / mean[i] : 0), 0);
  return Math.sqrt(Math.max(1, chi2 / freedom));
}

/** Sum of the fitted density over the bins of the window, with its error from the covariance of the parameters. */
function expectation(
  a: Float64Array,
  covariance: Float64Array,
  window: Omit<SidebandBins, "counts">,
  { origin, scale }: { readonly origin: number; readonly scale: number },
  misfit: number,
): Interpolation {
  const n = a.length;
  const slope = new Float64Array(n);
  for (let i = 0; i < window.centres.length; i++) {
    const t = (window.centres[i] - origin) / scale;
    const mean = window.widths[i] * Math.exp(polynomial(a, t));
    for (let j = 0; j < n; j++) slope[j] += mean * t ** j;
  }
  let variance = 0;
  for (let j = 0; j < n; j++) for (let k = 0; k < n; k++) variance += slope[j] * slope[k] * covariance[j * n + k];
  return { value: slope[0], sigma: Math.sqrt(Math.max(0, variance)), misfit };
}
