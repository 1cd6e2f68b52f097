import { averagedClsLimit } from "../statistics/counting/averaged-cls.js";
import { backgroundPValue, bandCounts } from "../statistics/counting/background-only.js";
import { bayesianLimitWithBands, type LimitWithBands } from "../statistics/counting/bayesian.js";
import { hybridFeldmanCousins } from "../statistics/counting/hybrid-feldman-cousins.js";
import { MANY_EVENTS, ManyEvents } from "../statistics/counting/many-events.js";
import {
  type Background,
  type BackgroundModel,
  backgroundModel,
  backgroundMoments,
  effectiveSample,
  type Uncertain,
} from "../statistics/counting/model.js";
import { countingLikelihood, profileInterval } from "../statistics/counting/profile.js";
import { type Band, type Limit, limitOf } from "../statistics/status.js";
import type { AnalysisState, CountingMethod, LimitMethod } from "./state.js";

/** One counting window as every method is asked about it. */
export interface CountingQuestion {
  readonly observed: number;
  readonly background: Background;
  readonly efficiency: Uncertain;
  /** In the inverse unit of the limit. */
  readonly luminosity: Uncertain;
}

/** What of the state decides on how counts become a limit. */
export type MethodChoice = Pick<AnalysisState, "method" | "prior" | "confidenceLevel" | "correlation">;

/**
 * What each method does with the uncertainties, for whoever reads a result. Above 1500 expected events a window is taken
 * as continuous with a flat prior, whatever the method.
 */
export const UNCERTAINTIES: Readonly<Record<LimitMethod, string>> = {
  bayesian:
    "integrated: gamma distributions of the simulated background, Gaussians cut at 5σ and 0 for the systematic uncertainties",
  "feldman-cousins":
    "averaged over in the probability of every count (hybrid construction; beyond 40 events the two-sided profile likelihood, its limit for many events); signal and background uncorrelated",
  cls: "exact counting, both probabilities averaged over the uncertainties (Cousins–Highland); signal and background uncorrelated",
  profile:
    "profiled, one-sided: simulated background as one effective sample, log-normal in its systematic uncertainty, Gaussian efficiency; signal and background uncorrelated; under-covers for few events",
  template:
    "profiled in a binned fit of the spectrum: numbers of background events by their simulated ones, systematic uncertainties of the rates, place and width of the peak; flat prior on the signal, expectation by pseudo-data of the prior predictive background",
};

/**
 * Observed limit, its expectation without a signal, and the local p-value of one window by the chosen method. The
 * expected limits are those at the quantiles of the count, the uncertain background averaged over (prior predictive),
 * for every method.
 *
 * A limit is one on events, divided by the events of a unit of signal: limits on events are kept, because windows with
 * the same counts share them whatever their efficiency, and a moved cut leaves the counts of most windows as they are.
 */
export function limitWithBands(question: CountingQuestion, choice: MethodChoice): LimitWithBands {
  const { observed, background, efficiency, luminosity } = question;
  const scale = efficiency.value * luminosity.value;
  if (!(scale > 0)) return limitInUnits(question, choice);
  const [relativeEfficiency, relativeLuminosity] = [efficiency, luminosity].map(relativeOf);
  const { method, prior, confidenceLevel, correlation } = choice;
  const key = JSON.stringify([
    ...[observed, background, relativeEfficiency, relativeLuminosity, method, prior, confidenceLevel, correlation],
  ]);
  let events = limitsInEvents.get(key);
  if (!events) {
    events = limitInUnits(
      { observed, background, efficiency: relativeEfficiency, luminosity: relativeLuminosity },
      choice,
    );
    if (limitsInEvents.size >= MOST_INTERVALS) limitsInEvents.clear();
    limitsInEvents.set(key, events);
  }
  const inUnits = (value: number | null) => (value === null ? null : value / scale);
  return { ...events, observed: inUnits(events.observed), expected: events.expected.map(inUnits) as unknown as Band };
}

/** One, with the relative uncertainty of a number, to the digits that all windows share. */
function relativeOf({ value, sigma = 0, shape }: Uncertain): Uncertain {
  return { value: 1, sigma: Number((sigma / value).toPrecision(12)), ...(shape ? { shape } : {}) };
}

function limitInUnits(question: CountingQuestion, choice: MethodChoice): LimitWithBands {
  const { observed, background } = question;
  const { method, prior, confidenceLevel: cl, correlation } = choice;
  const model = backgroundModel(background);
  if (backgroundMoments(model).mean > MANY_EVENTS) return ofManyEvents(question, model, cl);
  if (method === "bayesian") return bayesianLimitWithBands({ ...question, prior, cl, correlation });
  const scale = signalScale(question);
  const known = new Map<number, Limit>();
  if (method === "template") throw new RangeError("no counting method: template; a search that has it fits a spectrum");
  const limit = (n: number) => {
    const value = known.get(n) ?? CLASSICAL[method](n, background, scale, cl);
    known.set(n, value);
    return value;
  };
  const found = limit(observed);
  return {
    observed: found.value,
    expected: bandCounts(background).map((n) => limit(n).value) as unknown as Band,
    status: found.status,
    localPValue: backgroundPValue(observed, background),
  };
}

/**
 * Limit, band and p-value where counts are as good as continuous, as a luminosity far beyond that of the data asks for:
 * all methods are then one but for the prior, and none is fast.
 */
function ofManyEvents(question: CountingQuestion, model: BackgroundModel, cl: number): LimitWithBands {
  // A wide Gaussian would reach an efficiency of 0, where no limit is: the shape is kept.
  const { shape } = question.efficiency;
  const scale = { ...signalScale(question), ...(shape ? { shape } : {}) };
  const counts = new ManyEvents(model);
  const limit = (n: number) => counts.limit(n, scale, cl);
  const { value, status } = limit(question.observed);
  return {
    observed: value,
    expected: counts.bandCounts().map((n) => limit(n).value) as unknown as Band,
    status,
    localPValue: 1 - counts.atMost(question.observed),
  };
}

/** Events of a unit of signal: efficiency × luminosity, their relative uncertainties in quadrature. */
function signalScale({ efficiency, luminosity }: CountingQuestion): Uncertain {
  const value = efficiency.value * luminosity.value;
  if (!(value > 0)) return { value: 0 };
  const relative = Math.hypot((efficiency.sigma ?? 0) / efficiency.value, (luminosity.sigma ?? 0) / luminosity.value);
  return { value, sigma: relative * value };
}

type ClassicalLimit = (observed: number, background: Background, scale: Uncertain, cl: number) => Limit;

const CLASSICAL: Readonly<Record<Exclude<CountingMethod, "bayesian">, ClassicalLimit>> = {
  "feldman-cousins": feldmanCousinsLimit,
  cls: averagedClsLimit,
  profile: (observed, background, scale, cl) => profileLimit(observed, background, scale, cl, 1),
};

function profileLimit(observed: number, background: Background, scale: Uncertain, cl: number, sides: 1 | 2): Limit {
  const likelihood = countingLikelihood(observed, asOneSample(background), scale);
  if (!likelihood) return { value: null, status: "invalid-input" };
  const { upper, status } = profileInterval(likelihood, cl, sides);
  return { value: upper, status };
}

/** Counts up to which the hybrid construction answers within milliseconds: its cost grows with their square. */
const MOST_ENUMERATED = 40;
/** Limits on events that were set, with their bands. */
const limitsInEvents = new Map<string, LimitWithBands>();
/** Intervals in events, which the counts of bands share too. */
const intervals = new Map<string, Limit>();
const MOST_INTERVALS = 20_000;

function feldmanCousinsLimit(observed: number, background: Background, scale: Uncertain, cl: number): Limit {
  if (!(scale.value > 0)) return { value: null, status: "unbounded" };
  if (observed > MOST_ENUMERATED) return profileLimit(observed, background, scale, cl, 2);
  const relative = (scale.sigma ?? 0) / scale.value;
  const key = JSON.stringify([observed, background, relative.toPrecision(10), cl]);
  let events = intervals.get(key);
  if (!events) {
    const { upper, status } = hybridFeldmanCousins(observed, background, { value: 1, sigma: relative }, cl);
    events = status === "ok" ? limitOf(upper) : { value: null, status };
    if (intervals.size >= MOST_INTERVALS) intervals.clear();
    intervals.set(key, events);
  }
  return { ...events, value: events.value === null ? null : events.value / scale.value };
}

/**
 * Simulated samples as one of (Σw)²/Σw² events, which a profile likelihood takes. Where none has an event, the largest
 * weight says how little was simulated.
 */
export function asOneSample(background: Background): Background {
  if (typeof background === "number" || !("samples" in background)) return background;
  const { samples, relative } = background;
  const sum = samples.reduce((total, { simulated, weight }) => total + simulated * weight, 0);
  const squares = samples.reduce((total, { simulated, weight }) => total + simulated * weight * weight, 0);
  const { simulated, weight } =
    sum > 0 ? effectiveSample(sum, squares) : { simulated: 0, weight: Math.max(...samples.map((one) => one.weight)) };
  return { simulated, ratio: 1 / weight, relative };
}
