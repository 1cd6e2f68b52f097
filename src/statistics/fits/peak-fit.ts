import { normalQuantile } from "../../numerics/special.js";
import { likelihoodRatioSignificance } from "../significance/likelihood-ratio.js";
import { type Limit, limitOf } from "../status.js";
import type { PeakModel } from "./peak-model.js";
import { PeakNewton } from "./peak-newton.js";

/** The yield of a peak. In events, or in whatever the signal column is an expectation a unit of. */
export interface PeakYield {
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
  readonly status: "ok" | "not-converged";
}

/** The yield of a peak and its limits. */
export interface PeakFit extends PeakYield {
  /** One-sided profile limit with the best yield bounded at 0 (as in q̃). */
  readonly upper: Limit;
  /** The same with the best yield unbounded: smaller, even negative, after a deficit. */
  readonly upperUnbounded: Limit;
}

export interface PeakYieldOptions {
  /** Coefficients of the background to start from: those of a neighbouring fit. */
  readonly start?: ArrayLike<number>;
}

export interface PeakFitOptions extends PeakYieldOptions {
  /** Confidence level of the one-sided limit; default 0.95. */
  readonly confidenceLevel?: number;
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

/** Both fits of a spectrum, and what the limits go on from. */
interface BothFits {
  readonly result: PeakYield;
  readonly newton: PeakNewton;
  readonly best: number;
  readonly atZero: number;
}

function bothFits(model: PeakModel, { start }: PeakYieldOptions): BothFits {
  const newton = new PeakNewton(model);
  const { x, derivatives } = newton;
  const { columns, size, scaleIndex, shapeIndex } = derivatives;
  if (start) for (let k = 0; k < columns; k++) x[k] = k < start.length ? start[k] : 0;
  const atZero = newton.minimise(0) ?? Number.NaN;
  const backgroundOnly = x.slice(0, columns);
  const best = newton.minimise() ?? Number.NaN;
  const converged = Number.isFinite(best) && Number.isFinite(atZero);
  const degrees = model.counts.length - columns - 1;
  const result = {
    yield: x[size - 1],
    error: newton.yieldError() ?? null,
    significance: converged ? likelihoodRatioSignificance(x[size - 1], best, atZero) : 0,
    deviance: converged ? 2 * best : 0,
    deviancePerDegree: converged && degrees > 0 ? (2 * best) / degrees : 0,
    background: x.slice(0, columns),
    backgroundOnly,
    scalePull: scaleIndex < 0 ? 0 : x[scaleIndex],
    shapePull: shapeIndex < 0 ? 0 : x[shapeIndex],
    status: converged ? ("ok" as const) : ("not-converged" as const),
  };
  return { result, newton, best, atZero };
}

/** Fits a peak over a background: yield with its error and signed significance, without limits. */
export function fitPeakYield(model: PeakModel, options: PeakYieldOptions = {}): PeakYield {
  return bothFits(model, options).result;
}

/**
 * Fits a peak over a background: yield with its error, signed significance, and the one-sided profile-likelihood upper
 * limit, −2 ln λ(s) = z² with z = Φ⁻¹(CL) (the ALP search of Belle II, PRL 125, 161806). Undercovers where the spectrum is
 * nearly empty: without any event the limit is z²/2.
 */
export function fitPeak(model: PeakModel, options: PeakFitOptions = {}): PeakFit {
  const { result, newton, best, atZero } = bothFits(model, options);
  if (result.status !== "ok") return { ...result, upper: FAILED, upperUnbounded: FAILED };
  const z = normalQuantile(options.confidenceLevel ?? 0.95);
  // Where no curvature tells the scale (an empty spectrum): the yield of one expected event.
  const unit = result.error ?? 1 / model.signal.reduce((a, b) => a + b, 0);
  const upperUnbounded = upperLimit(newton, best, result.yield, z, unit);
  const upper = result.yield >= 0 ? upperUnbounded : upperLimit(newton, atZero, 0, z, unit);
  return { ...result, upper, upperUnbounded };
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
