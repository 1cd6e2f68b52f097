import type { EventTable } from "../events.js";
import type { Search } from "../search.js";
import type { AnalysisState } from "../state.js";
import { finish } from "../steps.js";
import { PeakScan } from "./scan.js";

/** Median expected limits of two variables about where one takes over from the other. */
export interface Transition {
  /** GeV; where the search changes. */
  readonly declared: number;
  /** Heaviest mass at which the expected limits are equal, between the masses compared linear; null where nowhere. */
  readonly equal: number | null;
  /** The same for the widths of both peaks. */
  readonly equalWidths: number | null;
  readonly points: readonly TransitionPoint[];
}

/** Limits on the first quantity of the search, and widths of the peaks in the unit of the variables. */
export interface TransitionPoint {
  readonly mass: number;
  readonly first: number;
  readonly second: number;
  readonly firstWidth: number;
  readonly secondWidth: number;
}

/** Masses compared: from below to above the declared one, and how many. */
const COMPARED = { from: 0.8, to: 1.25, count: 19 } as const;

/**
 * Expected limits of both variables at the same masses, each without its factors from toys, which only know the masses
 * that it is for. Null where the search does not change its variable.
 *
 * @param failing bits of failed cuts of every row
 */
export function peakTransition(
  search: Search,
  table: EventTable,
  state: AnalysisState,
  failing: Uint32Array,
): Transition | null {
  const { measurement, interpretations } = search;
  if (measurement.kind !== "peak-fits" || measurement.variables.length !== 2) return null;
  const declared = measurement.variables[1].masses[0];
  const { from, to, count } = COMPARED;
  const masses = Array.from({ length: count }, (_, i) => declared * (from + ((to - from) * i) / (count - 1)));
  const [first, second] = measurement.variables.map((variable) => {
    const alone = { ...measurement, variables: [{ ...variable, masses }] };
    const scan = new PeakScan({ ...search, measurement: alone }, alone, { ...table, toys: undefined });
    return finish(scan.fit(state, failing)).map(({ limits, peak }) => ({
      limit: limits[interpretations[0].id].expected[2],
      width: peak?.width ?? 0,
    }));
  });
  const points = masses.flatMap((mass, i) => {
    const [a, b] = [first[i], second[i]];
    if (a.limit === null || b.limit === null) return [];
    return [{ mass, first: a.limit, second: b.limit, firstWidth: a.width, secondWidth: b.width }];
  });
  return {
    declared,
    equal: crossingOf(points, (one) => one.first / one.second),
    equalWidths: crossingOf(points, (one) => one.firstWidth / one.secondWidth),
    points,
  };
}

/** Heaviest mass at which a ratio climbs through 1. */
function crossingOf(points: readonly TransitionPoint[], ratio: (point: TransitionPoint) => number): number | null {
  const ahead = (point: TransitionPoint) => Math.log(ratio(point));
  const last = points.findLastIndex((point, i) => i > 0 && ahead(points[i - 1]) < 0 && ahead(point) >= 0);
  if (last < 0) return null;
  const [low, high] = [points[last - 1], points[last]];
  return low.mass + ((high.mass - low.mass) * -ahead(low)) / (ahead(high) - ahead(low));
}
