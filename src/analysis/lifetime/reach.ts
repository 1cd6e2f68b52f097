import type { LifetimeMeasurement } from "../measurement.js";
import type { ScanPoint } from "../scan-point.js";
import type { Search } from "../search.js";
import { type AnalysisState, luminosityOf, nominalState, withModel } from "../state.js";

/** One setting of a group of which the others are as in the state. */
export interface ReachSetting {
  readonly group: string;
  readonly label: string;
  readonly state: AnalysisState;
  /** What is simulated of backgrounds is left out: by counting, with none expected. */
  readonly withoutBackground?: boolean;
}

/** Scan of one setting; what does not tell of its reach is left out. */
export interface ReachCurve extends Pick<ReachSetting, "group" | "label"> {
  readonly scan: readonly Pick<ScanPoint, "hypothesis" | "lifetime" | "limits">[];
}

/**
 * Settings whose reach is compared: counting and fitting where the search does both, each trigger and all together, each
 * region and all together, each category simulated, luminosities.
 */
export function reachSettings(search: Search, measurement: LifetimeMeasurement, state: AnalysisState): ReachSetting[] {
  const counting = state.method === "template" ? nominalState(search).method : state.method;
  const methods = measurement.template
    ? [
        { group: "method", label: "counting in a window", state: { ...state, method: counting } },
        { group: "method", label: "template fit", state: { ...state, method: "template" as const } },
      ]
    : [];
  const triggers = search.selection.flatMap((cut) => {
    if (cut.kind !== "any") return [];
    const only = (id: string | null) => ({
      ...state,
      cuts: {
        ...state.cuts,
        [cut.id]: Object.fromEntries(cut.flags.map((flag) => [flag.id, id === null || flag.id === id ? 1 : 0])),
      },
    });
    return [
      ...cut.flags.map((flag) => ({ group: "trigger", label: flag.symbol, state: only(flag.id) })),
      { group: "trigger", label: "any of them", state: only(null) },
    ];
  });
  const { regions } = search;
  const within = (min: number, max: number) => ({
    ...state,
    cuts: { ...state.cuts, ...(regions ? { [regions.cut]: { min, max } } : {}) },
  });
  // The first one is what the cut never leaves.
  const byRegion = (regions?.titles ?? []).slice(1).map((title, k) => ({
    group: "region",
    label: title,
    state: within(regions?.edges[k + 1] ?? 0, regions?.edges[k + 2] ?? 0),
  }));
  const everywhere = regions
    ? [
        {
          group: "region",
          label: "all of them",
          state: within(regions.edges[1], regions.edges[regions.edges.length - 1]),
        },
      ]
    : [];
  const category = measurement.parameters.find(({ id }) => id === measurement.category);
  const categories = (category?.marks ?? []).map((value) => ({
    group: "category",
    label: `${category?.symbol} = ${value}`,
    state: withModel(search, state, measurement.category, value),
  }));
  const own = search.luminosity?.inverseFemtobarn ?? 0;
  const luminosities = [...new Set([...(search.projections ?? []), own, luminosityOf(search, state)])]
    .sort((a, b) => a - b)
    .map((value) => ({
      group: "luminosity",
      label: value < 1000 ? `${value} fb⁻¹` : `${value / 1000} ab⁻¹`,
      state: { ...state, luminosity: value },
    }));
  const largest = luminosities[luminosities.length - 1];
  const clean = {
    ...largest,
    label: `${largest.label}, no background`,
    state: { ...largest.state, method: counting },
    withoutBackground: true,
  };
  return [...methods, ...triggers, ...byRegion, ...everywhere, ...categories, ...luminosities, clean];
}
