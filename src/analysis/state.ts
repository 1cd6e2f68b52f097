import { type Cut, nominalSelection, type SelectionValues } from "./cut.js";
import type { Search } from "./search.js";

/** Everything that the reader may change, in one value: what a link carries and what an evaluation starts from. */
export interface AnalysisState {
  readonly cuts: SelectionValues;
  readonly prior: "flat" | "log-flat";
  readonly confidenceLevel: number;
  /** Systematic uncertainties on or off. */
  readonly systematics: boolean;
}

/** The state of the publication. */
export function nominalState(search: Search): AnalysisState {
  return {
    cuts: nominalSelection(search.selection),
    prior: search.measurement.prior,
    confidenceLevel: search.measurement.confidenceLevel,
    systematics: true,
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
