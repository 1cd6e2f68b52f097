import type { EventTable } from "./events.js";
import { PeakScan } from "./peak-scan.js";
import type { Search } from "./search.js";
import type { AnalysisState } from "./state.js";
import { finish } from "./steps.js";

/** Median expected limits of two variables about where one takes over from the other. */
export interface Transition {
  /** GeV; where the search changes. */
  readonly declared: number;
  /** Heaviest mass at which the expected limits are equal, between the masses compared linear; null where nowhere. */
  readonly equal: number | null;
  /** Limits on the first quantity of the search. */
  readonly points: readonly { readonly mass: number; readonly first: number; readonly second: number }[];
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
    return finish(scan.fit(state, failing)).map(({ limits }) => limits[interpretations[0].id].expected[2]);
  });
  const points = masses.flatMap((mass, i) => {
    const [a, b] = [first[i], second[i]];
    return a === null || b === null ? [] : [{ mass, first: a, second: b }];
  });
  return { declared, equal: crossingOf(points), points };
}

function crossingOf(points: Transition["points"]): number | null {
  const ahead = ({ first, second }: Transition["points"][number]) => Math.log(first / second);
  const last = points.findLastIndex((point, i) => i > 0 && ahead(points[i - 1]) < 0 && ahead(point) >= 0);
  if (last < 0) return null;
  const [low, high] = [points[last - 1], points[last]];
  return low.mass + ((high.mass - low.mass) * -ahead(low)) / (ahead(high) - ahead(low));
}
