import type { EventTable } from "./events.js";
import { stepBounds } from "./observable.js";
import type { Spectrum } from "./search.js";

/** Bin that no event of interest falls in. */
const OUTSIDE = 0xffff;

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
  const column = table.columns[observable.id];
  const bins = new Uint16Array(table.length);
  const last = steps.length - 1;
  for (let i = 0; i < table.length; i++) {
    const value = column[i];
    if (value < steps[0] || value > steps[last]) {
      bins[i] = OUTSIDE;
      continue;
    }
    let low = 0;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (value >= steps[middle]) low = middle;
      else high = middle;
    }
    bins[i] = low;
  }
  return bins;
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
