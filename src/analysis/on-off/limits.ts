import { randomStream } from "../../numerics/random.js";
import { backgroundPValue, bandCounts } from "../../statistics/counting/background-only.js";
import { bayesianUpperLimit } from "../../statistics/counting/bayesian.js";
import { clsUpperLimit } from "../../statistics/counting/cls.js";
import type { Background, SimulatedSample } from "../../statistics/counting/model.js";
import { type OnOffInput, onOff, onOffMedianLimit, onOffUpperLimit } from "../../statistics/counting/on-off.js";
import { onOffClsLimit } from "../../statistics/counting/on-off-cls.js";
import type { Limit } from "../../statistics/status.js";
import { type CountedWindow, limitsOf, type Measured } from "../counting/limits.js";
import { limitWithBands, UNCERTAINTIES } from "../limit-methods.js";
import type { OnOffMeasurement, Systematic } from "../measurement.js";
import type { MethodLimit, ScanPoint } from "../scan-point.js";
import type { Search } from "../search.js";
import { type AnalysisState, isExpectation, luminosityOf } from "../state.js";
import { eachInSteps, type Steps } from "../steps.js";
import type { CountComparison } from "../studies.js";

/** One window as an on/off measurement: all but the count, and what a unit of signal leaves in it. */
interface Question {
  readonly off: Omit<OnOffInput, "observed">;
  /** The same background for methods that average over it. */
  readonly background: Background;
  /** Σ of the background samples, events. */
  readonly mean: number;
  readonly sigma: number;
  /** Of every background sample, by its id. */
  readonly composition: Readonly<Record<string, number>>;
  /** Efficiency × luminosity, fb⁻¹, and its relative uncertainty. */
  readonly scale: number;
  readonly relative: number;
}

/** What a method does with the uncertainties of an on/off measurement. */
export function onOffUncertainties(method: AnalysisState["method"]): string {
  if (method === "bayesian" || method === "feldman-cousins") return UNCERTAINTIES[method];
  const profiled = "log-normal constraints and the off region, profiled; signal and background uncorrelated";
  return method === "cls" ? `${profiled}; auxiliary measurements thrown in toys` : `${profiled}; one-sided`;
}

/** Relative systematic uncertainty of the background of a window, its components by their shares; 0 elsewhere. */
export function onOffSystematic({ model }: Pick<ScanPoint, "model">): number {
  const background = model?.background;
  return typeof background === "object" && "ratio" in background ? (background.relative ?? 0) : 0;
}

/** Simulated samples as the off region that the limits take in their place: as many events as `ratio` times the data give. */
export function asOffRegion<Part extends { readonly samples: readonly SimulatedSample[] }>(
  part: Part,
  ratio: number,
): Part {
  const mean = part.samples.reduce((sum, { simulated, weight }) => sum + simulated * weight, 0);
  return { ...part, samples: [{ simulated: ratio * mean, weight: 1 / ratio }] };
}

/** Limits kept, because masses share counts, and a control comes back to where it was. */
const limits = new Map<string, Limit>();
const MOST_LIMITS = 5000;

/**
 * Limits of every window by the on/off likelihood: n ~ Poisson(s + b), n_off ~ Poisson(τ b₀), b = b₀ κ^θ, and the
 * log-normals of the signal. n_off is τ times what the simulation expects, so that it counts for as much as in the
 * publication however much is simulated here; a projection keeps τ.
 *
 * With method `cls` the limit is by toys; asymptotic CLs, profile likelihood and the Bayesian limit stand beside it.
 * Expected limits are those at the quantiles of the count, the uncertain background averaged over.
 *
 * @param fast asymptotic CLs in place of toys, while a control moves: too strong by some per cent for few events
 */
export function onOffLimits(
  search: Search,
  measurement: OnOffMeasurement,
  state: AnalysisState,
  windows: readonly CountedWindow[],
  fast: boolean,
): Steps<ScanPoint[]> {
  const { scan } = search;
  const expectation = isExpectation(search, state);
  return eachInSteps(windows, (counted): ScanPoint => {
    const { hypothesis, window, efficiency, effectiveEvents, tuned } = counted;
    const question = questionOf(search, measurement, state, counted);
    const observed = expectation ? null : counted.observed;
    const counts = bandCounts(question.background);
    const { limit, status } = byMethod(search, fast ? 0 : measurement.toys, state, question);
    const found = observed === null ? null : limit(observed);
    const measured: Measured = {
      observed: found,
      expected: counts.map(limit),
      status: observed === null ? (expectation ? "expected-only" : "blinded") : status(observed),
    };
    const [interpretation] = search.interpretations;
    const convert = (value: number | null) => (value === null ? null : interpretation.coupling(value, hypothesis));
    return {
      hypothesis,
      region: { observable: scan.observable.id, min: window.min, max: window.max, unit: scan.observable.unit },
      observed,
      background: { value: question.mean, sigma: question.sigma },
      model: {
        background: question.background,
        perUnit: question.scale,
        relative: question.relative,
        constraint: "log-normal",
      },
      composition: question.composition,
      efficiency,
      localPValue: observed === null ? null : backgroundPValue(observed, question.background),
      limits: limitsOf(search, state, hypothesis, measured),
      effectiveEvents,
      tuned,
      ...(state.method === "cls"
        ? {
            asimov: convert(
              inCrossSection(onOffMedianLimit(question.off, state.confidenceLevel).value, question.scale),
            ),
          }
        : {}),
      beside: beside(state, question, observed, counts[2]).map((one) => ({
        method: one.method,
        observed: convert(one.observed),
        expected: convert(one.expected),
      })),
    };
  });
}

/** The likelihood of one window: κ of the background from each component's share of it. */
function questionOf(
  search: Search,
  { ratio, systematics }: OnOffMeasurement,
  state: AnalysisState,
  { background, efficiency }: CountedWindow,
): Question {
  const counted = background !== null && typeof background === "object" && "samples" in background ? background : null;
  const names = search.samples.filter(({ kind }) => kind === "background").map(({ id }) => id);
  const yields = counted?.samples.map(({ simulated, weight }) => simulated * weight) ?? [];
  const mean = yields.reduce((sum, value) => sum + value, 0);
  const size = (one: Systematic) => one.relative * (state.systematics[one.id] ?? 1);
  const share = ({ sample }: Systematic) => {
    if (sample === undefined) return 1;
    const events = yields[names.indexOf(sample)] ?? 0;
    return mean > 0 ? events / mean : 0;
  };
  const onBackground = systematics.filter(({ on }) => on === "background" || on === "both");
  const onSignal = systematics.filter(({ on }) => on !== "background");
  const lnKappa = Math.hypot(...onBackground.map((one) => Math.log1p(size(one) * share(one))));
  const kappaSignal = onSignal.map((one) => 1 + size(one));
  const relative = Math.expm1(lnKappa);
  const simulated = ratio.value * mean;
  return {
    off: { simulated, ratio: ratio.value, kappaBackground: Math.exp(lnKappa), kappaSignal },
    background: { simulated, ratio: ratio.value, relative },
    mean,
    sigma: Math.hypot(Math.sqrt(simulated) / ratio.value, relative * mean),
    composition: Object.fromEntries(yields.map((events, k) => [names[k], events])),
    scale: efficiency * luminosityOf(search, state),
    relative: Math.expm1(Math.hypot(...kappaSignal.map(Math.log))),
  };
}

/** Limit (fb) and its status for a count, by the method of a state; without toys the asymptotic one. */
function byMethod(search: Search, toys: number, state: AnalysisState, question: Question) {
  const { off, scale } = question;
  const { method, confidenceLevel: cl } = state;
  const found = (observed: number): Limit => {
    if (!(scale > 0)) return { value: null, status: "unbounded" };
    if (method === "cls" && toys === 0) return onOffUpperLimit({ ...off, observed }, cl);
    if (method === "cls") return toyLimit(search.id, { ...off, observed }, cl, toys);
    if (method === "profile") return onOff({ ...off, observed }, cl).upperProfile;
    const { observed: value, status } = averaged(question, observed, state);
    return { value: value === null ? null : value * scale, status };
  };
  return {
    limit: (observed: number) => inCrossSection(found(observed).value, scale),
    status: (observed: number) => found(observed).status,
  };
}

/** Limit on signal events by toys, the same throws for every question. */
function toyLimit(search: string, input: OnOffInput, cl: number, toys: number): Limit {
  const key = JSON.stringify([search, input, cl, toys]);
  const known = limits.get(key);
  if (known) return known;
  const limit = onOffClsLimit(input, cl, toys, randomStream(search, "on-off", "toys"));
  if (limits.size >= MOST_LIMITS) limits.clear();
  limits.set(key, limit);
  return limit;
}

/** Limit (fb) of a method that averages over the uncertainties, or constructs intervals of counts. */
function averaged({ background, scale, relative }: Question, observed: number, state: AnalysisState) {
  const efficiency = { value: scale, sigma: relative * scale, shape: "log-normal" as const };
  return limitWithBands({ observed, background, efficiency, luminosity: { value: 1 } }, state);
}

/** Limits (fb) of the other methods, observed and at the median count. */
function beside(state: AnalysisState, question: Question, observed: number | null, median: number): MethodLimit[] {
  const { off, scale } = question;
  const cl = state.confidenceLevel;
  const methods: Readonly<Record<string, (count: number) => number | null>> = {
    "CLs, asymptotic": (count) => inCrossSection(onOffUpperLimit({ ...off, observed: count }, cl).value, scale),
    "profile likelihood": (count) => inCrossSection(onOff({ ...off, observed: count }, cl).upperProfile.value, scale),
    "Bayesian, flat": (count) =>
      scale > 0 ? averaged(question, count, { ...state, method: "bayesian", prior: "flat" }).observed : null,
  };
  return Object.entries(methods).map(([method, limit]) => ({
    method,
    observed: observed === null ? null : limit(observed),
    expected: limit(median),
  }));
}

/** Counts that the methods are compared at. */
const COUNTS = [0, 1, 2, 3, 4, 5] as const;

/**
 * Limits on the signal events of one window by every method, for few counts.
 *
 * @param fast without toys
 */
export function onOffByCount(
  search: Search,
  measurement: OnOffMeasurement,
  state: AnalysisState,
  window: CountedWindow,
  fast: boolean,
): CountComparison {
  const { off, background, mean, relative } = questionOf(search, measurement, state, window);
  const { confidenceLevel: cl } = state;
  const efficiency = { value: 1, sigma: relative, shape: "log-normal" as const };
  return {
    mass: window.hypothesis.mass,
    background: mean,
    rows: COUNTS.map((count) => {
      const { upperCls, upperProfile } = onOff({ ...off, observed: count }, cl);
      return {
        count,
        toys: fast ? null : toyLimit(search.id, { ...off, observed: count }, cl, measurement.toys).value,
        asymptotic: upperCls.value,
        profile: upperProfile.value,
        bayesian: bayesianUpperLimit({ observed: count, background, efficiency, cl }).value,
        known: clsUpperLimit(count, mean, cl).value,
      };
    }),
  };
}

/** Events of signal as a cross-section in fb. */
function inCrossSection(events: number | null, scale: number): number | null {
  return events === null || !(scale > 0) ? null : events / scale;
}
