import type { EventTable } from "./events.js";
import { stepBounds } from "./observable.js";
import type { Search } from "./search.js";
import type { RegionCounts } from "./studies.js";

/** Counts between the edges of the search's regions: of what reaches the cut on them, and of what passes all others. */
export function regionCounts(
  search: Search,
  table: EventTable,
  failing: Uint32Array,
  weights?: Float64Array,
): RegionCounts | null {
  const { regions, selection } = search;
  const cut = selection.findIndex(({ id }) => id === regions?.cut);
  if (!regions || cut < 0) return null;
  const bit = 1 << cut;
  const column = table.columns[regions.observable.id];
  const edges = regions.edges.map((edge) => stepBounds(regions.observable, edge).lowest);
  const count = (mask: number) =>
    Object.fromEntries(
      table.samples.map(({ sample, start, end }) => {
        const counts = new Array<number>(edges.length - 1).fill(0);
        for (let row = start; row < end; row++) {
          if ((failing[row] & mask) !== 0) continue;
          // The last region holds its upper edge too, as the cut does.
          const last = column[row] === edges[counts.length] ? 1 : 0;
          const region = edges.findLastIndex((edge) => column[row] >= edge) - last;
          if (region >= 0 && region < counts.length) counts[region] += weights ? weights[row] : 1;
        }
        return [sample.id, counts];
      }),
    );
  return { reaching: count(bit - 1), selected: count(~bit) };
}
