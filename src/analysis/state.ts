import { type Cut, nominalSelection, type SelectionValues } from "./cut.js";
import type { Hypothesis } from "./sample.js";
import type { Search } from "./search.js";

/** How counts become an upper limit. */
export type LimitMethod = "bayesian" | "feldman-cousins" | "cls" | "profile";

/** A signal added to the pseudo-data: its hypothesis, its coupling (first interpretation), the seed of the throw. */
export interface Injection {
  readonly hypothesis: Hypothesis;
  readonly coupling: number;
  readonly seed: number;
}

/** Everything that the reader may change, in one value: what a link carries and what an evaluation starts from. */
export interface AnalysisState {
  readonly cuts: SelectionValues;
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
  /** The windows of the publication, or the same shifted by half a window. */
  readonly binning: "published" | "shifted";
  readonly injection: Injection | null;
}

/** The state of the publication. */
export function nominalState(search: Search): AnalysisState {
  const { method, prior, confidenceLevel, systematics } = search.measurement;
  return {
    cuts: nominalSelection(search.selection),
    method,
    prior,
    confidenceLevel,
    systematics: Object.fromEntries(systematics.map(({ id }) => [id, 1])),
    correlation: 0,
    luminosity: null,
    binning: "published",
    injection: null,
  };
}

/** Whether a state is the publication's. */
export function isNominal(search: Search, state: AnalysisState): boolean {
  return JSON.stringify(state) === JSON.stringify(nominalState(search));
}

/**
 * The state with one parameter of one cut changed.
 * @throws RangeError `unknown cut: …`, `unknown parameter: …`, `not a number: …`
 */
export function withCut(
  search: Search,
  state: AnalysisState,
  cut: string,
  parameter: string,
  value: number,
): AnalysisState {
  const declared = findCut(search.selection, cut);
  if (!declared.parameters.some((one) => one.id === parameter)) {
    const known = declared.parameters.map((one) => one.id).join(", ");
    throw new RangeError(`unknown parameter: ${parameter}, of cut ${cut}; it has ${known}`);
  }
  if (!Number.isFinite(value)) throw new RangeError(`not a number: ${value}, for ${cut} ${parameter}`);
  return { ...state, cuts: { ...state.cuts, [cut]: { ...state.cuts[cut], [parameter]: value } } };
}

function findCut(cuts: readonly Cut[], id: string): Cut {
  const found = cuts.find((cut) => cut.id === id);
  if (!found) throw new RangeError(`unknown cut: ${id}; known are ${cuts.map((cut) => cut.id).join(", ")}`);
  return found;
}
