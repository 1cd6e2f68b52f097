import { type Cut, type CutValues, nominalSelection, nominalValues, type SelectionValues } from "./cut.js";
import { parametersOf } from "./measurement.js";
import { checkExpression, OWN_BINS, type OwnObservable } from "./own/observable.js";
import type { Hypothesis } from "./sample.js";
import type { Search } from "./search.js";

/** How counts become an upper limit. */
export type CountingMethod = "bayesian" | "feldman-cousins" | "cls" | "profile";

/** How an upper limit comes about: by one of those, or by a fit of a whole spectrum. */
export type LimitMethod = CountingMethod | "template";

/** Methods that a search has. */
export function methodsOf({ measurement }: Search): readonly LimitMethod[] {
  const counting = ["bayesian", "feldman-cousins", "cls", "profile"] as const;
  return measurement.kind === "lifetime" && measurement.template ? [...counting, "template"] : counting;
}

/** The windows of the publication, or the same shifted by half a window. */
export type Binning = "published" | "shifted";

/** A signal added to the pseudo-data: its hypothesis, its coupling (first interpretation), the seed of the throw. */
export interface Injection {
  readonly hypothesis: Hypothesis;
  readonly coupling: number;
  readonly seed: number;
}

/** Everything that the reader may change, in one value: what a link carries and what an evaluation starts from. */
export interface AnalysisState {
  readonly cuts: SelectionValues;
  /** Cuts that keep the values tuned for each window, by id; a cut that the reader moved has one value for all. */
  readonly tuned: readonly string[];
  readonly method: LimitMethod;
  /** Prior of the Bayesian method. */
  readonly prior: "flat" | "log-flat";
  readonly confidenceLevel: number;
  /** Scale of each systematic uncertainty, by id: 1 as published, 0 off. */
  readonly systematics: Readonly<Record<string, number>>;
  /** Correlation of the systematic uncertainties of signal and background, 0 … 1. */
  readonly correlation: number;
  /** Luminosity in fb⁻¹ for an expectation; null: that of the data. Away from it nothing is observed. */
  readonly luminosity: number | null;
  readonly binning: Binning;
  readonly injection: Injection | null;
  /** Values of the model's parameters, by id; empty where the search has none. */
  readonly model: Readonly<Record<string, number>>;
  /** What the reader added to the columns; null where nothing. */
  readonly own: OwnObservable | null;
}

/** The state of the publication. */
export function nominalState(search: Search): AnalysisState {
  const { method, prior, confidenceLevel, systematics } = search.measurement;
  return {
    cuts: nominalSelection(search.selection),
    tuned: tunedCuts(search),
    method,
    prior,
    confidenceLevel,
    systematics: Object.fromEntries(systematics.map(({ id }) => [id, 1])),
    correlation: 0,
    luminosity: null,
    binning: "published",
    injection: null,
    model: nominalModel(search),
    own: null,
  };
}

function nominalModel({ measurement }: Search): AnalysisState["model"] {
  return Object.fromEntries(parametersOf(measurement).map(({ id, nominal }) => [id, nominal]));
}

/**
 * The state with one parameter of the model changed.
 * @throws RangeError `unknown model parameter: …`, `out of range: …`
 */
export function withModel(search: Search, state: AnalysisState, id: string, value: number): AnalysisState {
  const declared = parametersOf(search.measurement);
  const found = declared.find((one) => one.id === id);
  if (!found) {
    const known = declared.map((one) => one.id).join(", ") || "none";
    throw new RangeError(`unknown model parameter: ${id}; known are ${known}`);
  }
  if (!(value >= found.low && value <= found.high))
    throw new RangeError(`out of range: ${value}, of ${id}; give ${found.low} to ${found.high}`);
  return { ...state, model: { ...state.model, [id]: value } };
}

/** Ids of the cuts that are tuned window by window, in the order of the selection. */
function tunedCuts({ tuning, selection }: Search): string[] {
  return tuning ? selection.map(({ id }) => id).filter((id) => id === tuning.line || id === tuning.threshold) : [];
}

/** Integrated luminosity in fb⁻¹ that a state asks about; 0 where none is known. */
export function luminosityOf(search: Search, state: AnalysisState): number {
  return state.luminosity ?? search.luminosity?.inverseFemtobarn ?? 0;
}

/** Whether a state asks about another luminosity than that of the data: then nothing is observed. */
export function isExpectation(search: Search, state: AnalysisState): boolean {
  return state.luminosity !== null && state.luminosity !== search.luminosity?.inverseFemtobarn;
}

/** Whether a state is the publication's. */
export function isNominal(search: Search, state: AnalysisState): boolean {
  return JSON.stringify(state) === JSON.stringify(nominalState(search));
}

/** Whether every cut of a state is as published. */
export function isNominalSelection(search: Search, { cuts, tuned, own }: AnalysisState): boolean {
  return (
    !cutsOn(own) &&
    JSON.stringify([cuts, tuned]) === JSON.stringify([nominalSelection(search.selection), tunedCuts(search)])
  );
}

/** Whether a reader's observable is cut on. */
export function cutsOn(own: OwnObservable | null): boolean {
  return own !== null && (own.min !== null || own.max !== null);
}

/**
 * The state with an observable of the reader, or with null without it.
 * @throws ExpressionError and RangeError of `checkExpression`; RangeError `not a range: …`, `not a number of bins: …`
 */
export function withOwn(search: Search, state: AnalysisState, own: OwnObservable | null): AnalysisState {
  if (!own) return { ...state, own };
  checkExpression(search.observables, own.expression);
  const [low, high] = own.range ?? [0, 1];
  if (!(low < high && Number.isFinite(high - low)))
    throw new RangeError(`not a range: ${low} to ${high}; give the smaller end first`);
  if (!Number.isInteger(own.bins) || own.bins < 2 || own.bins > OWN_BINS.most)
    throw new RangeError(`not a number of bins: ${own.bins}; give 2 to ${OWN_BINS.most}`);
  const wrong = [own.min, own.max].find((end) => end !== null && !Number.isFinite(end));
  if (wrong !== undefined) throw new RangeError(`not a number: ${wrong}, for the cut on the own observable`);
  return { ...state, own };
}

/** The state with one cut as published: at its nominal values, tuned window by window where it is. */
export function withNominalCut(search: Search, state: AnalysisState, cut: string): AnalysisState {
  const declared = findCut(search.selection, cut);
  return {
    ...state,
    cuts: { ...state.cuts, [cut]: nominalValues(declared) },
    tuned: tunedCuts(search).filter((id) => id === cut || state.tuned.includes(id)),
  };
}

/**
 * The state with one parameter of one cut changed, for all windows alike.
 * @param from values of all its parameters where it was tuned window by window until now; nominal if absent
 * @throws RangeError `unknown cut: …`, `unknown parameter: …`, `not a number: …`
 */
export function withCut(
  search: Search,
  state: AnalysisState,
  cut: string,
  parameter: string,
  value: number,
  from?: CutValues,
): AnalysisState {
  const declared = findCut(search.selection, cut);
  if (!declared.parameters.some((one) => one.id === parameter)) {
    const known = declared.parameters.map((one) => one.id).join(", ");
    throw new RangeError(`unknown parameter: ${parameter}, of cut ${cut}; it has ${known}`);
  }
  if (!Number.isFinite(value)) throw new RangeError(`not a number: ${value}, for ${cut} ${parameter}`);
  return {
    ...state,
    cuts: {
      ...state.cuts,
      [cut]: { ...state.cuts[cut], ...(state.tuned.includes(cut) ? from : {}), [parameter]: value },
    },
    tuned: state.tuned.filter((id) => id !== cut),
  };
}

function findCut(cuts: readonly Cut[], id: string): Cut {
  const found = cuts.find((cut) => cut.id === id);
  if (!found) throw new RangeError(`unknown cut: ${id}; known are ${cuts.map((cut) => cut.id).join(", ")}`);
  return found;
}
