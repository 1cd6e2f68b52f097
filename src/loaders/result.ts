import { Analysis } from "../analysis/evaluate.js";
import type { EventTable } from "../analysis/events.js";
import { withGivenSamples } from "../analysis/given-samples.js";
import { UNCERTAINTIES } from "../analysis/limit-methods.js";
import { onOffUncertainties } from "../analysis/on-off-limits.js";
import type { SearchResult } from "../analysis/result.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState } from "../analysis/state.js";
import { MANY_EVENTS } from "../statistics/counting/many-events.js";

/** Toys of the global p-value of a published result: its binomial error is below 1 %. */
export const GLOBAL_TOYS = 2500;

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
  const evaluation = new Analysis(search, table).evaluate(state, { globalPValue: GLOBAL_TOYS });
  return {
    search: search.id,
    schema: 1,
    confidenceLevel: state.confidenceLevel,
    method: state.method,
    prior: state.method === "bayesian" ? state.prior : null,
    uncertainties:
      search.measurement.kind === "on-off"
        ? onOffUncertainties(state.method)
        : `${UNCERTAINTIES[state.method]}; windows of more than ${MANY_EVENTS} expected events: continuous counts, flat prior`,
    luminosity: luminosityAsked(search, state),
    data: search.data,
    selection: cuts,
    state: rest,
    ...evaluation,
    provenance,
  };
}

/** Luminosity that a result stands for: of the data as printed, or the one asked for. */
function luminosityAsked({ luminosity }: Search, state: AnalysisState): SearchResult["luminosity"] {
  if (state.luminosity !== null) return { value: state.luminosity, unit: "fb^-1" };
  return luminosity && { value: luminosity.value, unit: luminosity.unit };
}
