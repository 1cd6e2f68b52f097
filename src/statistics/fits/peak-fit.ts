import { normalQuantile } from "../../numerics/special.js";
import { likelihoodRatioSignificance } from "../significance/likelihood-ratio.js";
import { type Limit, limitOf } from "../status.js";
import type { PeakModel } from "./peak-model.js";
import { PeakNewton } from "./peak-newton.js";

/** What a fit of a peak gives. Yields are in events, or in whatever the signal column is an expectation a unit of. */
export interface PeakFit {
  /** Fitted yield, negative for a deficit. */
  readonly yield: number;
  /** Its error from the second derivatives (Hesse), nuisances and background profiled; null where they have no inverse. */
  readonly error: number | null;
  /** S = sign(N) √(2 ln(L_{S+B}/L_B)). */
  readonly significance: number;
  /** −2 ln λ against the saturated model, constraints included. */
  readonly deviance: number;
  readonly deviancePerDegree: number;
  /** Coefficients of the background columns in the full fit and in the one without signal. */
  readonly background: Float64Array;
  readonly backgroundOnly: Float64Array;
  /** Pulls of the nuisances, in their σ; 0 where absent. */
  readonly scalePull: number;
  readonly shapePull: number;
  /** One-sided profile limit with the best yield bounded at 0 (as in q̃). */
  readonly upper: Limit;
  /** The same with the best yield unbounded: smaller, even negative, after a deficit. */
  readonly upperUnbounded: Limit;
  readonly status: "ok" | "not-converged";
}

export interface PeakFitOptions {
  /** Confidence level of the one-sided limit; default 0.95. */
  readonly confidenceLevel?: number;
  /** Coefficients of the background to start from: those of a neighbouring fit. */
  readonly start?: ArrayLike<number>;
}

const FAILED = { value: null, status: "not-converged" } as const;

/**
 * Yield above (`direction` 1) or below (−1) `from` at which the profile −ln L has risen by z²/2 over `reference`. Newton
 * steps on √(2 Δ), which is nearly a straight line in the yield, kept inside a bracket.
 *
 * @param unit first guess of one standard deviation
 */
export function profileCrossing(
  newton: PeakNewton,
  reference: number,
  from: number,
  z: number,
  unit: number,
  direction: 1 | -1 = 1,
): number | undefined {
  let inside = from;
  let outside = direction * Number.POSITIVE_INFINITY;
  let s = from + direction * z * unit;
  for (let iteration = 0; iteration < 60; iteration++) {
    const value = newton.minimise(s);
    if (value === undefined) return undefined;
    const rise = Math.max(0, value - reference);
    const root = Math.sqrt(2 * rise);
    // The slope takes the last step: from here the limit is good to 1e-8.
    if (Math.abs(root - z) < 1e-4 * z) return s + ((z - root) * root) / newton.yieldSlope();
    if (root < z) inside = s;
    else outside = s;
    const slope = newton.yieldSlope() / root;
    let next = s + (z - root) / slope;
    const beyond = direction * (next - inside) <= 0 || direction * (outside - next) <= 0;
    if (!Number.isFinite(next) || beyond) {
      next = Number.isFinite(outside)
        ? 0.5 * (inside + outside)
        : s + direction * 2 * Math.max(Math.abs(s - from), unit);
    }
    if (Math.abs(next - s) < 1e-9 * (Math.abs(s) + unit)) return next;
    s = next;
  }
  return undefined;
}

function upperLimit(newton: PeakNewton, reference: number, from: number, z: number, unit: number): Limit {
  return limitOf(profileCrossing(newton, reference, from, z, unit));
}

/**
 * Fits a peak over a background: yield with its error, signed significance, and the one-sided profile-likelihood upper
 * limit, −2 ln λ(s) = z² with z = Φ⁻¹(CL) (the ALP search of Belle II, PRL 125, 161806). Undercovers where the spectrum is
 * nearly empty: without any event the limit is z²/2.
 */
export function fitPeak(model: PeakModel, options: PeakFitOptions = {}): PeakFit {
  const z = normalQuantile(options.confidenceLevel ?? 0.95);
  const newton = new PeakNewton(model);
  const { x, derivatives } = newton;
  const { columns, size, scaleIndex, shapeIndex } = derivatives;
  const { start } = options;
  if (start) for (let k = 0; k < columns; k++) x[k] = k < start.length ? start[k] : 0;

  const atZero = newton.minimise(0);
  const backgroundOnly = x.slice(0, columns);
  const best = newton.minimise();
  const full = x.slice();
  const fitted = full[size - 1];
  const error = newton.yieldError() ?? null;
  const result = {
    yield: fitted,
    error,
    background: full.slice(0, columns),
    backgroundOnly,
    scalePull: scaleIndex < 0 ? 0 : full[scaleIndex],
    shapePull: shapeIndex < 0 ? 0 : full[shapeIndex],
  };
  if (atZero === undefined || best === undefined) {
    const none = { significance: 0, deviance: 0, deviancePerDegree: 0, upper: FAILED, upperUnbounded: FAILED };
    return { ...result, ...none, status: "not-converged" };
  }

  let total = 0;
  for (const t of model.signal) total += t;
  // Events of one unit of −ln L where no curvature tells the scale (an empty spectrum).
  const unit = error ?? 1 / total;
  const unbounded = upperLimit(newton, best, fitted, z, unit);
  const degrees = model.counts.length - columns - 1;
  return {
    ...result,
    significance: likelihoodRatioSignificance(fitted, best, atZero),
    deviance: 2 * best,
    deviancePerDegree: degrees > 0 ? (2 * best) / degrees : 0,
    upper: fitted >= 0 ? unbounded : upperLimit(newton, atZero, 0, z, unit),
    upperUnbounded: unbounded,
    status: "ok",
  };
}

/** MINOS errors of the yield: where −ln L has risen by ½ on either side, nuisances and background profiled. */
export function peakMinos(model: PeakModel): { lower: number; upper: number } | undefined {
  const newton = new PeakNewton(model);
  const best = newton.minimise();
  if (best === undefined) return undefined;
  const fitted = newton.x[newton.derivatives.size - 1];
  const unit = newton.yieldError() ?? 1;
  const upper = profileCrossing(newton, best, fitted, 1, unit);
  const lower = profileCrossing(newton, best, fitted, 1, unit, -1);
  return upper === undefined || lower === undefined ? undefined : { lower: lower - fitted, upper: upper - fitted };
}
