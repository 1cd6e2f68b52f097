import { findRoot } from "../../numerics/roots.js";
import { poissonDeviance } from "../../numerics/special.js";
import { fitOnOff } from "./on-off-fit.js";

/**
 * A count and what constrains its nuisances. Counts may be real (Asimov data). The `centre`s are the auxiliary
 * measurements of the standard scores, 0 for real data.
 */
export interface CountingLikelihood {
  readonly observed: number;
  readonly background: BackgroundTerm;
  readonly signal: SignalTerm;
}

export type BackgroundTerm =
  | { readonly kind: "known"; readonly mean: number }
  | { readonly kind: "gaussian"; readonly mean: number; readonly sigma: number }
  | {
      /** `simulated` ~ Poisson(ratio · b₀), b = b₀ κ^θ with a unit Gaussian θ about `centre`; lnKappa 0: b = b₀. */
      readonly kind: "on-off";
      readonly simulated: number;
      readonly ratio: number;
      readonly lnKappa: number;
      readonly centre: number;
    };

/** Yield of one unit of signal: exactly `value`, Gaussian about it, or value · e^{width·θ} with θ about `centre`. */
export type SignalTerm =
  | { readonly kind: "known"; readonly value: number }
  | { readonly kind: "gaussian"; readonly value: number; readonly sigma: number }
  | { readonly kind: "log-normal"; readonly value: number; readonly width: number; readonly centre: number };

/** Nuisances at a conditional maximum of the likelihood, and −2 ln of its ratio to the saturated likelihood. */
export interface ConditionalFit {
  readonly deviance: number;
  readonly background: number;
  /** Score of the background's log-normal (on-off only, else 0). */
  readonly backgroundScore: number;
  /** b₀ of on-off; the background itself otherwise. */
  readonly baseBackground: number;
  readonly signalYield: number;
  /** Score of the signal's uncertainty, in units of its width, from its auxiliary measurement's origin. */
  readonly signalScore: number;
}

/** Least expected count of the off region: keeps ln b₀ finite where nothing was simulated. */
const LEAST_OFF = 1e-6;
/** Scores beyond which no nuisance is looked for. */
const FAR = 40;

interface BackgroundFit {
  readonly deviance: number;
  readonly background: number;
  readonly backgroundScore: number;
  readonly baseBackground: number;
}

/** Maximum over the background for a given signal yield. */
function fitBackground(n: number, term: BackgroundTerm, signal: number): BackgroundFit {
  if (term.kind === "known") return backgroundFit(n, signal, term.mean, 0, term.mean, 0);
  if (term.kind === "gaussian") {
    const { mean, sigma } = term;
    if (sigma === 0) return backgroundFit(n, signal, mean, 0, mean, 0);
    const b = Math.max(0, gaussianTotal(n, signal + mean, sigma * sigma) - signal);
    return backgroundFit(n, signal, b, 0, b, ((b - mean) / sigma) ** 2);
  }
  const { simulated: m, ratio, lnKappa, centre } = term;
  const least = LEAST_OFF / ratio;
  if (lnKappa === 0) {
    // (1+τ) b² + ((1+τ) s − n − m) b − m s = 0
    const half = 0.5 * (signal - (n + m) / (1 + ratio));
    const root = Math.sqrt(half * half + (m * signal) / (1 + ratio));
    const b = Math.max(least, half > 0 ? (m * signal) / ((1 + ratio) * (half + root)) : root - half);
    return backgroundFit(n, signal, b, 0, b, 2 * poissonDeviance(m, ratio * b));
  }
  // With q = b (n/λ − 1): stationary in b₀ where τ b₀ = m + q, in θ where θ = θ₀ + ln κ · q.
  const pull = (b: number) => (signal > 0 ? b * (n / (signal + b) - 1) : n - b);
  const base = (q: number) => Math.max(least, (m + q) / ratio);
  const mismatch = (x: number) => {
    const q = pull(Math.exp(x));
    return x - Math.log(base(q)) - lnKappa * (centre + lnKappa * q);
  };
  const start = Math.log(Math.max(least, (n + m) / (1 + ratio)));
  let low = start - 1;
  let high = start + 1;
  for (let i = 0; i < 60 && mismatch(low) > 0; i++) low -= 2 ** i;
  for (let i = 0; i < 60 && mismatch(high) < 0; i++) high += 0.5 * 2 ** i;
  const x = findRoot(mismatch, low, high, { absolute: 1e-12, relative: 1e-13 }) ?? start;
  const b = Math.exp(x);
  const b0 = base(pull(b));
  const score = (x - Math.log(b0)) / lnKappa;
  return backgroundFit(n, signal, b, score, b0, 2 * poissonDeviance(m, ratio * b0) + (score - centre) ** 2);
}

function backgroundFit(
  n: number,
  signal: number,
  b: number,
  score: number,
  base: number,
  penalty: number,
): BackgroundFit {
  return {
    deviance: 2 * poissonDeviance(n, signal + b) + penalty,
    background: b,
    backgroundScore: score,
    baseBackground: base,
  };
}

/** The λ with λ − λ₀ = V (n/λ − 1): most likely mean given n ~ Poisson(λ) and λ₀ ± √V. */
function gaussianTotal(n: number, mean: number, variance: number): number {
  const p = 0.5 * (mean - variance);
  const root = Math.sqrt(p * p + n * variance);
  return p >= 0 ? p + root : (n * variance) / (root - p);
}

/** The usual case of an on/off measurement, in some microseconds; undefined where it does not converge. */
function fitByNewton(
  n: number,
  { simulated, ratio, lnKappa, centre }: Extract<BackgroundTerm, { kind: "on-off" }>,
  signal: Exclude<SignalTerm, { kind: "gaussian" }>,
  s: number,
): ConditionalFit | undefined {
  const [width, signalCentre] = signal.kind === "log-normal" ? [signal.width, signal.centre] : [0, 0];
  const yieldAtZero = s * signal.value;
  const fit = fitOnOff(n, { simulated, ratio, lnKappa, centre, signal: yieldAtZero, width, signalCentre });
  return (
    fit && {
      ...fit,
      background: fit.baseBackground * Math.exp(lnKappa * fit.backgroundScore),
      backgroundScore: lnKappa > 0 ? fit.backgroundScore : 0,
      signalYield: yieldAtZero * Math.exp(width * fit.signalScore),
    }
  );
}

/** Conditional maximum of the likelihood at `s` units of signal. */
export function fitAt(likelihood: CountingLikelihood, s: number): ConditionalFit {
  const { observed: n, background, signal } = likelihood;
  if (background.kind === "on-off" && background.simulated > 0 && signal.kind !== "gaussian") {
    const fit = fitByNewton(n, background, signal, s);
    if (fit) return fit;
  }
  const at = (signalYield: number, score: number, penalty: number): ConditionalFit => {
    const fit = fitBackground(n, background, signalYield);
    return { ...fit, deviance: fit.deviance + penalty, signalYield, signalScore: score };
  };
  const certain =
    signal.kind === "known" || s === 0 || (signal.kind === "gaussian" ? signal.sigma : signal.width) === 0;
  if (certain) return at(signal.value * s, signal.kind === "log-normal" ? signal.centre : 0, 0);
  // Stationary where θ − θ₀ = (n/λ − 1) d(yield)/dθ, the background following its own maximum.
  const centre = signal.kind === "log-normal" ? signal.centre : 0;
  const yieldAt = (score: number) =>
    s *
    (signal.kind === "log-normal"
      ? signal.value * Math.exp(signal.width * score)
      : signal.value + signal.sigma * score);
  const slopeAt = (y: number) => (signal.kind === "log-normal" ? signal.width * y : signal.sigma * s);
  const lowest = signal.kind === "gaussian" ? Math.max(-FAR, -signal.value / signal.sigma) : centre - FAR;
  const mismatch = (score: number) => {
    const y = yieldAt(score);
    const total = y + fitBackground(n, background, y).background;
    // No expectation and no count: nothing pulls.
    const pull = total > 0 ? n / total - 1 : n > 0 ? Number.MAX_VALUE : -1;
    return score - centre - pull * slopeAt(y);
  };
  const atCentre = mismatch(centre);
  let score: number;
  if (atCentre === 0) {
    score = centre;
  } else {
    // Towards the root in doubling steps, so that the one nearest to the auxiliary measurement is found.
    const direction = atCentre > 0 ? -1 : 1;
    let inside = centre;
    let outside = centre;
    for (let step = 0.25; ; step *= 2) {
      outside = direction < 0 ? Math.max(lowest, centre - step) : Math.min(centre + FAR, centre + step);
      if (mismatch(outside) * direction >= 0 || step > FAR) break;
      inside = outside;
    }
    score = findRoot(mismatch, inside, outside, { absolute: 1e-13 }) ?? outside;
  }
  return at(yieldAt(score), score, (score - centre) ** 2);
}

/** Signal that the data favour most, s ≥ 0, and the deviance there. */
export function bestSignal(likelihood: CountingLikelihood): { s: number; deviance: number } {
  const { observed: n, background, signal } = likelihood;
  const expected =
    background.kind === "on-off"
      ? (Math.max(LEAST_OFF, background.simulated) / background.ratio) *
        Math.exp(background.lnKappa * background.centre)
      : background.mean;
  const unit = signal.kind === "log-normal" ? signal.value * Math.exp(signal.width * signal.centre) : signal.value;
  // With every nuisance at its auxiliary measurement the signal can take up the excess exactly.
  if (n > expected && unit > 0) {
    const s = (n - expected) / unit;
    const free =
      background.kind === "on-off"
        ? 2 * poissonDeviance(background.simulated, Math.max(LEAST_OFF, background.simulated))
        : 0;
    return { s, deviance: free };
  }
  return { s: 0, deviance: fitAt(likelihood, 0).deviance };
}
