import { Analysis } from "../analysis/evaluate.js";
import type { EventTable } from "../analysis/events.js";
import { withGivenSamples } from "../analysis/given-samples.js";
import type { SearchResult } from "../analysis/result.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState } from "../analysis/state.js";

/** The result of a search on its events, in the form that `darkroom result` prints. */
export function resultOf(
  declared: Search,
  table: EventTable,
  state: AnalysisState,
  provenance: Readonly<Record<string, unknown>>,
): SearchResult {
  const search = withGivenSamples(
    declared,
    table.samples.map(({ sample }) => sample),
  );
  const { cuts, ...rest } = state;
  const evaluation = new Analysis(search, table).evaluate(state);
  return {
    search: search.id,
    schema: 1,
    confidenceLevel: state.confidenceLevel,
    method: state.method,
    prior: state.method === "bayesian" ? state.prior : null,
    uncertainties: "",
    luminosity: search.luminosity && { value: search.luminosity.value, unit: search.luminosity.unit },
    data: search.data,
    selection: cuts,
    state: rest,
    ...evaluation,
    provenance,
  };
}
