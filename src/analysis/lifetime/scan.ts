import { backgroundModel, backgroundMoments } from "../../statistics/counting/model.js";
import type { CountedWindow } from "../counting/limits.js";
import type { EventTable } from "../events.js";
import { limitWithBands } from "../limit-methods.js";
import { combinedSystematics, type LifetimeMeasurement } from "../measurement.js";
import type { SignalPoint } from "../result.js";
import { type Hypothesis, isExpectedIn, type SampleDeclaration } from "../sample.js";
import type { Intervals, Limit, LimitStatus, ScanPoint, WindowModel } from "../scan-point.js";
import type { Search } from "../search.js";
import type { SelectionState } from "../selection.js";
import { type AnalysisState, isExpectation, luminosityOf } from "../state.js";
import { eachInSteps, type Steps } from "../steps.js";
import type { Linearity } from "../studies.js";
import { WindowGrid } from "../window-grid.js";
import { LifetimeEfficiency } from "./efficiency.js";
import { excludedBetween, LEAST_EFFECTIVE_SIGNAL } from "./excluded.js";
import { type EfficiencyAt, lifetimeLinearity, type SignalRows } from "./linearity.js";
import { type FittedYield, TemplateLimits } from "./template-fit.js";
import { LifetimeTemplates } from "./templates.js";

/** Upper limits on a number of events. */
interface YieldLimit {
  readonly observed: number | null;
  readonly expected: readonly (number | null)[];
  readonly status: LimitStatus;
  /** Null where a fit tells none. */
  readonly localPValue: number | null;
}

/** What the spectrum is fitted with, and what was fitted already: nothing of it depends on the coupling. */
interface Fits {
  readonly templates: LifetimeTemplates;
  readonly efficiency: LifetimeEfficiency;
  key?: string;
  yields: Map<number, FittedYield>;
}

/** Limits for a signal whose coupling sets rate and lifetime: excluded intervals of the coupling, hypothesis by hypothesis. */
export class LifetimeScan {
  readonly #search: Search;
  readonly #measurement: LifetimeMeasurement;
  readonly #table: EventTable;
  readonly #grid: WindowGrid;
  readonly #efficiency: LifetimeEfficiency;
  readonly #declared: ReadonlyMap<string, SampleDeclaration>;
  #fits: Fits | undefined;
  #selected: { readonly key: string; readonly at: EfficiencyAt } | undefined;
  #weights: { readonly key: string; readonly values: Float64Array } | undefined;

  /** @param selection of the rows of the table, which the counts follow */
  constructor(search: Search, measurement: LifetimeMeasurement, table: EventTable, selection: SelectionState) {
    this.#search = search;
    this.#measurement = measurement;
    this.#table = table;
    this.#grid = new WindowGrid(search.scan.observable, search.scan.windows, table, selection, ["background", "data"]);
    this.#efficiency = new LifetimeEfficiency(search, measurement, table);
    this.#declared = new Map(search.samples.map((one) => [one.id, one]));
  }

  /** Weight of every row at the parameters of a state: 1 but for signals, over the rate that those were generated with. */
  weights(state: AnalysisState): Float64Array {
    const key = JSON.stringify(state.model);
    if (this.#weights?.key === key) return this.#weights.values;
    const { generated, coupling, category } = this.#measurement;
    const values = new Float64Array(this.#table.length).fill(1);
    const rate = (state.model[coupling] / generated[coupling]) ** 2;
    for (const { sample, start, end } of this.#table.samples) {
      if (sample.kind !== "signal" || !sample.hypothesis) continue;
      // Kinematics are those of the sample's category, the lifetime that of the state's.
      const shown = sample.hypothesis[category] === this.#efficiency.nearestCategory(state.model);
      const model = shown ? state.model : { ...state.model, [category]: sample.hypothesis[category] };
      const length = this.#measurement.decayLength(sample.hypothesis, model);
      const weight = LifetimeEfficiency.weights(this.#table, this.#measurement, length);
      for (let row = start; row < end; row++) values[row] = rate * weight(row);
    }
    this.#weights = { key, values };
    return values;
  }

  /** What signals that are shown have in common: their category is the simulated one nearest to that of a state. */
  category({ model }: AnalysisState): Hypothesis {
    const nearest = this.#efficiency.nearestCategory(model);
    return nearest === undefined ? {} : { [this.#measurement.category]: nearest };
  }

  #shown(state: AnalysisState): SignalRows[] {
    const { category } = this.#measurement;
    const shown = this.category(state)[category];
    return this.#table.samples.flatMap((rows) => {
      const { kind, hypothesis } = rows.sample;
      return kind === "signal" && hypothesis?.[category] === shown ? [{ ...rows, hypothesis }] : [];
    });
  }

  /** Efficiency of each simulated mass in its window, at the parameters of a state. */
  signals(state: AnalysisState, failing: Uint32Array): SignalPoint[] {
    const at = this.#after(state, failing);
    return this.#shown(state)
      .map(({ sample, hypothesis }) => {
        const { value, effective } = at(hypothesis, state.model);
        const sigma = effective > 0 ? value / Math.sqrt(effective) : 0;
        return { sample: sample.id, mass: hypothesis.mass, efficiency: value, sigma, rows: effective };
      })
      .sort((a, b) => a.mass - b.mass);
  }

  /** Signals of the simulated mass nearest to one (GeV), injected into the count of its window. */
  linearity(state: AnalysisState, failing: Uint32Array, mass: number): Linearity | undefined {
    const away = (one: { readonly hypothesis: Hypothesis }) => Math.abs(Math.log(one.hypothesis.mass / mass));
    const [signal] = this.#shown(state).sort((a, b) => away(a) - away(b));
    const at = this.#after(state, failing);
    return signal && lifetimeLinearity(this.#search, this.#measurement, this.#table, state, { failing, signal, at });
  }

  /** Limits of every hypothesis, or of one alone: the others then have none; or as if there were no background. */
  *limits(
    state: AnalysisState,
    failing: Uint32Array,
    { only, withoutBackground = false }: { readonly only?: number; readonly withoutBackground?: boolean } = {},
  ): Steps<ScanPoint[]> {
    if (state.method === "template" && !withoutBackground) return yield* this.#fitted(state, failing, only);
    return this.#counted(state, failing, only, withoutBackground);
  }

  #counted(state: AnalysisState, failing: Uint32Array, only?: number, withoutBackground = false): ScanPoint[] {
    const efficiency = this.#after(state, failing);
    const known = new Map<string, YieldLimit>();
    return this.#count(state).map((counted, index) => {
      const window = withoutBackground ? { ...counted, background: NO_BACKGROUND } : counted;
      const found =
        window.background === null || (only !== undefined && only !== index)
          ? NOTHING
          : this.#yieldLimit(state, window.observed, window.background, known);
      const point = this.#point(state, window, efficiency, found);
      const { background } = window;
      return background === null ? point : { ...point, model: this.#modelOf(state, background) };
    });
  }

  /** The likelihood of a count, of signal events. */
  #modelOf({ systematics }: AnalysisState, background: NonNullable<CountedWindow["background"]>): WindowModel {
    const { signal, luminosity } = combinedSystematics(this.#measurement.systematics, systematics);
    return { background, perUnit: 1, relative: Math.hypot(signal, luminosity), constraint: "gaussian" };
  }

  /** Efficiencies of a selection: parameters that move ask for many of the same again. */
  #after({ cuts, tuned }: AnalysisState, failing: Uint32Array): EfficiencyAt {
    const key = JSON.stringify([cuts, tuned]);
    if (this.#selected?.key !== key) this.#selected = { key, at: this.#efficiency.after(failing) };
    return this.#selected.at;
  }

  /** As `#counted`, from fits of the whole spectrum. */
  *#fitted(state: AnalysisState, failing: Uint32Array, only?: number): Steps<ScanPoint[]> {
    const fits = this.#fits ?? this.#prepareFits();
    this.#fits = fits;
    const { templates } = fits;
    const region = templates.region;
    const category = this.#efficiency.nearestCategory(state.model);
    const { cuts, tuned, systematics, confidenceLevel, luminosity } = state;
    const key = JSON.stringify([cuts, tuned, systematics, confidenceLevel, luminosity, category]);
    if (fits.key !== key) fits.yields = new Map();
    fits.key = key;
    const nominal = this.#search.luminosity?.inverseFemtobarn ?? 0;
    const backgrounds = templates.backgrounds(failing, nominal > 0 ? luminosityOf(this.#search, state) / nominal : 1);
    const counts = isExpectation(this.#search, state) ? null : templates.observed(failing);
    const relative = combinedSystematics(this.#measurement.systematics, systematics);
    const rates = { signal: Math.hypot(relative.signal, relative.luminosity), background: relative.background };
    const limits = new TemplateLimits(templates.bins, backgrounds, rates, counts, confidenceLevel, this.#search.id);
    const efficiency = fits.efficiency.after(failing);
    const sum = backgrounds.reduce((total, { simulated, weight }) => total + simulated * weight, 0);
    const squares = backgrounds.reduce((total, { simulated, weight }) => total + simulated * weight ** 2, 0);
    const window: Omit<CountedWindow, "hypothesis"> = {
      window: region,
      observed: counts?.reduce((total, count) => total + count, 0) ?? null,
      background: { samples: backgrounds, relative: relative.background },
      efficiency: 0,
      effectiveEvents: squares > 0 ? sum ** 2 / squares : 0,
      tuned: {},
    };
    return yield* eachInSteps(this.#search.scan.windows, ({ hypothesis }, index) => {
      const signal = only === undefined || only === index ? templates.signal(hypothesis, category, failing) : null;
      const fitted = signal && (fits.yields.get(index) ?? limits.of(signal));
      if (fitted) fits.yields.set(index, fitted);
      const found = fitted ? yieldOf(fitted, isExpectation(this.#search, state)) : NOTHING;
      return this.#point(state, { ...window, hypothesis }, efficiency, found);
    });
  }

  #prepareFits(): Fits {
    const { template } = this.#measurement;
    if (!template) throw new RangeError(`no template fit: of ${this.#search.id}; choose a counting method`);
    const templates = new LifetimeTemplates(this.#search, this.#measurement, template, this.#table);
    const region = templates.region;
    const efficiency = new LifetimeEfficiency(this.#search, this.#measurement, this.#table, () => region);
    return { templates, efficiency, yields: new Map() };
  }

  #count(state: AnalysisState): CountedWindow[] {
    const nominal = this.#search.luminosity?.inverseFemtobarn ?? 0;
    const scale = nominal > 0 ? luminosityOf(this.#search, state) / nominal : 1;
    const relative = combinedSystematics(this.#measurement.systematics, state.systematics).background;
    const backgrounds = this.#grid.count("background");
    const [data] = isExpectation(this.#search, state) ? [] : this.#grid.count("data");
    return this.#grid.windows.map(({ hypothesis, window }, w) => {
      const samples = backgrounds
        .filter(({ rows }) => isExpectedIn(this.#declared.get(rows.sample.id), window))
        .map(({ rows, counts }) => ({ simulated: counts[w], weight: rows.sample.weight * scale }));
      const sum = samples.reduce((total, one) => total + one.simulated * one.weight, 0);
      const squares = samples.reduce((total, one) => total + one.simulated * one.weight ** 2, 0);
      return {
        hypothesis,
        window,
        observed: data ? data.counts[w] : null,
        background: { samples, relative },
        efficiency: 0,
        effectiveEvents: squares > 0 ? sum ** 2 / squares : 0,
        tuned: {},
      };
    });
  }

  #point(
    state: AnalysisState,
    { hypothesis, window, observed, background, effectiveEvents }: CountedWindow,
    efficiency: EfficiencyAt,
    found: YieldLimit,
  ): ScanPoint {
    const { observable } = this.#search.scan;
    const { coupling, couplings, decayLength, crossSection } = this.#measurement;
    const luminosity = luminosityOf(this.#search, state);
    const at = (value: number) => {
      const values = { ...state.model, [coupling]: value };
      const { value: share, effective } = efficiency(hypothesis, values);
      return { events: luminosity * crossSection(hypothesis, values) * share, effective };
    };
    const scanned = couplings.map(at);
    const shown = at(state.model[coupling]);
    const exposure = luminosity * crossSection(hypothesis, state.model);
    const moments = background === null ? null : backgroundMoments(backgroundModel(background));
    const intervals = (upper: number | null): Intervals =>
      upper === null ? [] : excludedBetween(couplings, scanned, at, upper);
    const excluded = {
      observed: observed === null ? null : intervals(found.observed),
      expected: found.expected.map(intervals),
    };
    const share = exposure > 0 ? shown.events / exposure : 0;
    const perEvent = shown.effective >= LEAST_EFFECTIVE_SIGNAL && shown.events > 0 ? exposure / shown.events : null;
    const crossSections = (events: number | null) =>
      events === null || perEvent === null
        ? null
        : (events * perEvent * crossSection(hypothesis, state.model)) / exposure;
    return {
      hypothesis,
      region: { observable: observable.id, min: window.min, max: window.max, unit: observable.unit },
      observed,
      background: moments && { value: moments.mean, sigma: moments.sigma },
      efficiency: share,
      localPValue: observed === null || background === null ? null : found.localPValue,
      limits: {
        ...this.#closedLimits(state, hypothesis, excluded, found.status),
        yield: { unit: "events", observed: found.observed, expected: found.expected, status: found.status },
        crossSection: {
          unit: "fb",
          observed: crossSections(found.observed),
          expected: found.expected.map(crossSections),
          status: perEvent === null ? "no-sensitivity" : found.status,
        },
      },
      effectiveEvents,
      tuned: {},
      lifetime: {
        couplings,
        events: scanned.map(({ events }) => rounded(events)),
        effective: scanned.map(({ effective }) => rounded(effective)),
        shown: { decayLength: decayLength(hypothesis, state.model), ...shown },
        upper: { observed: found.observed, expected: found.expected },
      },
    };
  }

  /** The same intervals in every interpretation. */
  #closedLimits(
    state: AnalysisState,
    hypothesis: Hypothesis,
    excluded: { observed: Intervals | null; expected: readonly Intervals[] },
    status: LimitStatus,
  ): Record<string, Limit> {
    const { convert, coupling } = this.#measurement;
    const any = [excluded.observed ?? [], ...excluded.expected].some((one) => one.length > 0);
    return Object.fromEntries(
      this.#search.interpretations.map(({ id, unit }) => {
        const value = (one: number) => convert[id](hypothesis, { ...state.model, [coupling]: one });
        const converted = (intervals: Intervals): Intervals =>
          intervals.map(([low, high]) => [value(low), value(high)] as const);
        const limit: Limit = {
          unit,
          observed: null,
          expected: [null, null, null, null, null],
          status: any ? "closed" : status === "ok" ? "no-sensitivity" : status,
          excluded: {
            observed: excluded.observed && converted(excluded.observed),
            expected: excluded.expected.map(converted),
          },
        };
        return [id, limit];
      }),
    );
  }

  /** Limit on the number of events; hypotheses with the same counts share it. */
  #yieldLimit(
    state: AnalysisState,
    observed: number | null,
    background: NonNullable<CountedWindow["background"]>,
    known: Map<string, YieldLimit>,
  ): YieldLimit {
    const key = JSON.stringify([observed, background]);
    const kept = known.get(key);
    if (kept) return kept;
    const relative = combinedSystematics(this.#measurement.systematics, state.systematics);
    const found = limitWithBands(
      {
        observed: observed ?? 0,
        background,
        efficiency: { value: 1, sigma: relative.signal },
        luminosity: { value: 1, sigma: relative.luminosity },
      },
      state,
    );
    const absent = isExpectation(this.#search, state) ? "expected-only" : "blinded";
    const limit: YieldLimit = observed === null ? { ...found, observed: null, status: absent } : found;
    known.set(key, limit);
    return limit;
  }
}

/** Limits of a fit as the scan tells them. */
function yieldOf({ observed, expected }: FittedYield, expectation: boolean): YieldLimit {
  const absent = expectation ? "expected-only" : "blinded";
  return {
    observed: observed?.value ?? null,
    expected: expected.map(({ value }) => value),
    status: observed?.status ?? absent,
    localPValue: null,
  };
}

const NO_BACKGROUND = { samples: [], relative: 0 };

const NOTHING: YieldLimit = {
  observed: null,
  expected: [null, null, null, null, null],
  status: "no-sensitivity",
  localPValue: 1,
};

/** Four digits say what is drawn. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
