import { punzi } from "../../statistics/merit/figures.js";
import type { EventTable } from "../events.js";
import type { OptimisedCuts, Search } from "../search.js";
import { SelectionState } from "../selection.js";
import { type AnalysisState, withCut } from "../state.js";
import { eachInSteps, type Steps } from "../steps.js";
import type { CutMerit } from "../studies.js";
import type { EllipseCounts } from "./counts.js";

/** Values that a cut is tried at, from one end of its control to the other. */
const VALUES = 25;

/**
 * Mean Punzi figure of merit ε/(a/2 + √B) over the ellipses of a macro-region against the value of each optimised cut,
 * with all other cuts as a state has them. B is what limits start from, efficiencies are those of the ellipses.
 */
export function* cutMerits(
  search: Search,
  { sigmas, from, cuts }: OptimisedCuts,
  counts: EllipseCounts,
  table: EventTable,
  state: AnalysisState,
): Steps<CutMerit[]> {
  const { scan, lattice } = counts;
  const { x, y } = lattice.ellipses;
  const regionOf = Array.from(x, (at, e) => scan.regions.findIndex((one) => one.holds(at, y[e])));
  // A selection of its own: the one in force stays as it is.
  const selection = new SelectionState(table, search.selection);
  const meritsOf = (ellipses: readonly number[]) => {
    const { simulated, weight } = counts.backgrounds(selection.failing, 1);
    const efficiency = counts.efficiencies(selection.failing);
    const merit = (e: number) => punzi(efficiency[e], (simulated[e] + 1) * weight[e], sigmas);
    return ellipses.reduce((sum, e) => sum + merit(e), 0) / ellipses.length;
  };
  return yield* eachInSteps(cuts, ({ cut, parameter, region }): CutMerit => {
    const declared = search.selection.find(({ id }) => id === cut)?.parameters.find(({ id }) => id === parameter);
    const place = scan.regions.findIndex(({ id }) => id === region);
    if (!declared || place < 0) throw new Error(`no such cut or region: ${cut} ${parameter}, ${region}`);
    const ellipses = regionOf.flatMap((one, e) => (one === place && lattice.first[e] >= from ? [e] : []));
    const { low, high } = declared;
    const values = Array.from({ length: VALUES }, (_, i) => low + (i * (high - low)) / (VALUES - 1));
    const merits = values.map((value) => {
      selection.apply(withCut(search, state, cut, parameter, value).cuts);
      return meritsOf(ellipses);
    });
    selection.apply(state.cuts);
    return { cut, parameter, region, value: state.cuts[cut][parameter], merit: meritsOf(ellipses), values, merits };
  });
}
