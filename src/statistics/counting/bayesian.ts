import { type Band, type Limit, limitOf, type Status } from "../status.js";
import { backgroundPValue, modelBandCounts, modelPValue } from "./background-only.js";
import { logarithmicQuantile } from "./log-flat.js";
import { type Background, type BackgroundModel, backgroundModel, isBackground, type Uncertain } from "./model.js";
import { CountingPosterior, type CountingWindow } from "./posterior.js";

/** Prior of the cross-section, for σ ≥ 0: flat, or flat in ln σ over a declared range. */
export type Prior = "flat" | "log-flat";

/** One counting window and what is asked of it. */
export interface BayesianInput {
  /** Events seen. */
  readonly observed: number;
  readonly background: Background;
  /** Signal efficiency; without it (and without luminosity) the limit is a number of events. */
  readonly efficiency?: number | Uncertain;
  /** Luminosity, in the inverse unit of the limit. */
  readonly luminosity?: number | Uncertain;
  readonly prior?: Prior;
  /** Range of the log-flat prior, in the unit of the limit (default: 10⁻³ … 10³ events over nominal efficiency × luminosity). */
  readonly range?: readonly [number, number];
  /** Confidence (credibility) level. */
  readonly cl: number;
  /** Correlation of the uncertainties of efficiency and background, −1 … 1 (default 0). */
  readonly correlation?: number;
}

/** A limit with what was to be expected without a signal. */
export interface LimitWithBands {
  readonly observed: number | null;
  /** −2σ … +2σ of the background fluctuation, its uncertainty marginalised (prior predictive). */
  readonly expected: Band;
  /** Of the observed limit; the same statuses hold for the expected ones. */
  readonly status: Status;
  /** P(N ≥ observed) from background alone, its uncertainty marginalised. */
  readonly localPValue: number;
}

/**
 * Default range of the log-flat prior in events: an assumption of ours (the analyses that quote log-flat
 * cross-checks do not publish theirs). The limit depends on it; see `bayesianUpperLimit`.
 */
export const LOG_FLAT_EVENTS: readonly [number, number] = [1e-3, 1e3];

const NONE: Band = [null, null, null, null, null];

/**
 * Bayesian upper limit on a cross-section (or a number of signal events) from a count:
 * n ~ Poisson(σ·ε·L + b), every nuisance integrated over its belief; prior flat in σ ≥ 0 or in ln σ on a range.
 *
 * Known nuisances and a flat prior give 1 − CL = Q(n+1, s+b) / Q(n+1, b) (Helene 1983; PDG review of Statistics), the
 * CLs limit. `unbounded` when efficiency or luminosity is 0 or its truncated Gaussian reaches 0 (sigma ≥ value/5: the
 * posterior is improper; a log-normal is not). With the log-flat prior and few events the limit follows the lower end
 * of the range: quote it.
 */
export function bayesianUpperLimit(input: BayesianInput): Limit {
  const prepared = prepare(input);
  if (typeof prepared === "string") return { value: null, status: prepared };
  return limitOf(prepared.limit(input.observed, 0));
}

/**
 * Observed limit, expected limits and local p-value of a counting window. The limit grows with n, so that the quantiles
 * of the expected limit are the limits at the quantiles of n, which are exact (no toys). Discrete: nothing is smoothed.
 */
export function bayesianLimitWithBands(input: BayesianInput): LimitWithBands {
  const prepared = prepare(input);
  if (typeof prepared === "string") {
    const localPValue = prepared === "unbounded" ? backgroundPValue(input.observed, input.background) : 1;
    return { observed: null, expected: NONE, status: prepared, localPValue };
  }
  const counts = modelBandCounts(prepared.background);
  const limits = new Map<number, number | undefined>();
  let previous = 0;
  let previousCount = 0;
  for (const n of [...counts, input.observed].sort((a, b) => a - b)) {
    if (limits.has(n)) continue;
    const start = previous > 0 ? previous + 1.15 * (n - previousCount) * prepared.unit : 0;
    const limit = prepared.limit(n, start);
    limits.set(n, limit);
    previous = limit ?? 0;
    previousCount = n;
  }
  const { value, status } = limitOf(limits.get(input.observed));
  const expected = counts.map((n) => limitOf(limits.get(n)).value) as unknown as Band;
  return { observed: value, expected, status, localPValue: modelPValue(input.observed, prepared.background) };
}

/** `bayesianLimitWithBands` for every window of a scan: what a moved cut asks for, in one call. */
export function bayesianScan(windows: readonly BayesianInput[]): LimitWithBands[] {
  return windows.map(bayesianLimitWithBands);
}

interface Prepared {
  /** Limit for n events; `start` is a first guess, or 0. */
  readonly limit: (n: number, start: number) => number | undefined;
  /** Cross-section of one signal event. */
  readonly unit: number;
  readonly background: BackgroundModel;
}

function uncertain(value: number | Uncertain | undefined): Uncertain {
  if (value === undefined) return { value: 1 };
  return typeof value === "number" ? { value } : value;
}

function isFactor({ value, sigma = 0 }: Uncertain): boolean {
  return value >= 0 && sigma >= 0 && Number.isFinite(value) && Number.isFinite(sigma);
}

function prepare(input: BayesianInput): Prepared | "invalid-input" | "unbounded" {
  const { observed, cl, prior = "flat", correlation = 0 } = input;
  const efficiency = uncertain(input.efficiency);
  const luminosity = uncertain(input.luminosity);
  const background = backgroundModel(input.background);
  if (!(Number.isInteger(observed) && observed >= 0 && cl > 0 && cl < 1 && Math.abs(correlation) <= 1))
    return "invalid-input";
  if (!isFactor(efficiency) || !isFactor(luminosity) || !isBackground(background)) return "invalid-input";
  const window: CountingWindow = { background, efficiency, luminosity, correlation };
  const posterior = CountingPosterior.of(window, observed);
  const unit = 1 / (efficiency.value * luminosity.value);
  if (!posterior || !Number.isFinite(unit)) return "unbounded";
  const tail = 1 - cl;
  if (prior === "flat") {
    return {
      unit,
      background,
      limit: (n, start) => {
        const s = posterior.upperQuantile(n, tail, start / unit);
        return s === undefined ? undefined : s * unit;
      },
    };
  }
  const [low, high] = input.range ?? [LOG_FLAT_EVENTS[0] * unit, LOG_FLAT_EVENTS[1] * unit];
  if (!(low > 0 && high > low && Number.isFinite(high))) return "invalid-input";
  return {
    unit,
    background,
    limit: (n) => {
      const s = logarithmicQuantile(posterior.lnLikelihood(n), low / unit, high / unit, tail);
      return s === undefined ? undefined : s * unit;
    },
  };
}
