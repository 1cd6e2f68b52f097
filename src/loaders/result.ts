import { pointOf } from "../analysis/ellipses/row.js";
import { Analysis } from "../analysis/evaluate.js";
import type { EventTable } from "../analysis/events.js";
import { withGivenSamples } from "../analysis/given-samples.js";
import { UNCERTAINTIES } from "../analysis/limit-methods.js";
import { onOffUncertainties } from "../analysis/on-off/limits.js";
import type { Evaluation, SearchResult } from "../analysis/result.js";
import type { ScanPoint } from "../analysis/scan-point.js";
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
  const evaluation = wholeScan(
    search,
    state,
    new Analysis(search, table).evaluate(state, { globalPValue: GLOBAL_TOYS }),
  );
  return {
    search: search.id,
    schema: 1,
    confidenceLevel: state.confidenceLevel,
    method: state.method,
    prior: state.method === "bayesian" ? state.prior : null,
    uncertainties: uncertaintiesOf(search, state),
    luminosity: luminosityAsked(search, state),
    data: search.data,
    selection: cuts,
    state: rest,
    ...evaluation,
    provenance,
  };
}

/** What a limit does with the uncertainties, by what is measured. */
function uncertaintiesOf({ measurement }: Search, { method }: AnalysisState): string {
  if (measurement.kind === "on-off") return onOffUncertainties(method);
  if (measurement.kind === "bump-hunt")
    return "profiled, one-sided: yield and polynomial free in every window, place and width of the peak fixed; no systematic uncertainty";
  if (measurement.kind === "peak-fits")
    return "profiled, one-sided: yield and polynomial free in nine ranges and orders, Gaussian nuisances of the efficiency with luminosity and of the width of the peak; the least stringent of the nine limits counts";
  const many = `windows of more than ${MANY_EVENTS} expected events: continuous counts, flat prior`;
  if (measurement.kind === "sidebands" && method === "bayesian")
    return `integrated: a Gaussian of the background between its sidebands, cut at 5σ and 0; no systematic uncertainty; ${many}`;
  return `${UNCERTAINTIES[method]}; ${many}`;
}

/** An evaluation with every hypothesis in its scan: of a plane all ellipses, not one line of them as a page shows. */
function wholeScan(search: Search, state: AnalysisState, evaluation: Evaluation): Evaluation {
  const { ellipses: plane, ...rest } = evaluation;
  const declared = search.scan.ellipses;
  if (!plane || !declared) return evaluation;
  const scan = plane.first.map((_, e): ScanPoint => {
    const { hypothesis, ...point } = pointOf(search, declared, state, plane, e);
    const { mass: _mass, ...masses } = hypothesis;
    return { ...point, hypothesis: masses };
  });
  return { ...rest, scan };
}

/** Luminosity that a result stands for: of the data as printed, or the one asked for. */
function luminosityAsked({ luminosity }: Search, state: AnalysisState): SearchResult["luminosity"] {
  if (state.luminosity !== null) return { value: state.luminosity, unit: "fb^-1" };
  return luminosity && { value: luminosity.value, unit: luminosity.unit };
}
