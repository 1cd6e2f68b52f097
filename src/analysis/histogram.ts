import type { EventTable } from "./events.js";
import { type StoredColumn, stepBounds } from "./observable.js";
import type { Spectrum } from "./search.js";

/** Bin that no event of interest falls in. */
export const OUTSIDE = 0xffff;

/**
 * Bin of every event of a table in a spectrum, found once; 65535 where the event lies outside. A bin holds
 * lower edge ≤ value < upper edge, the last one its upper edge too.
 */
export function findBins(
  table: EventTable,
  spectrum: Pick<Spectrum, "observable" | "edges" | "toObservable">,
): Uint16Array {
  const { observable, edges } = spectrum;
  const toObservable = spectrum.toObservable ?? ((x: number) => x);
  const steps = edges.map((edge) => stepBounds(observable, toObservable(edge)).lowest);
  steps[steps.length - 1]++;
  return locate(table.columns[observable.id], steps);
}

/** Index of the interval [bounds[k], bounds[k + 1]) that every value of a column lies in; 65535 outside of all. */
export function locate(column: StoredColumn, bounds: readonly number[]): Uint16Array {
  const found = new Uint16Array(column.length);
  const last = bounds.length - 1;
  for (let i = 0; i < column.length; i++) {
    const value = column[i];
    if (!(value >= bounds[0] && value < bounds[last])) {
      found[i] = OUTSIDE;
      continue;
    }
    let low = 0;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (value >= bounds[middle]) low = middle;
      else high = middle;
    }
    found[i] = low;
  }
  return found;
}

/**
 * Selected events (no bit of `failing` & `mask` set) of the rows [start, end) in each bin.
 * @param weights of every row of the table, if not one each
 */
export function countBins(
  bins: Uint16Array,
  failing: Uint32Array,
  mask: number,
  count: number,
  start: number,
  end: number,
  weights?: Float64Array,
): Float64Array {
  const counts = new Float64Array(count);
  for (let i = start; i < end; i++) {
    if ((failing[i] & mask) === 0 && bins[i] !== OUTSIDE) counts[bins[i]] += weights ? weights[i] : 1;
  }
  return counts;
}
