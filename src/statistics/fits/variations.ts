import { legendreColumns } from "../shapes/legendre.js";
import { equalBins, type Interval } from "../shapes/shape.js";
import type { PeakModel } from "./peak-model.js";

/** How the fit of one hypothesis is varied. */
export interface PeakVariations {
  /** Nominal range of the fit, and where the variable ends; in the unit of the variable. */
  readonly range: Interval;
  readonly clip?: Interval;
  /** By how much both ends move outwards; the nominal 0 first, e.g. [0, −5σ, 5σ]. */
  readonly widenings: readonly number[];
  /** Orders of the polynomial, the nominal one first. */
  readonly orders: readonly number[];
  /** Equal bins in every range. */
  readonly bins: number;
}

/** Signal of a yield of 1 in bins, and its change for +1σ of the shape nuisance. */
export interface BinnedSignal {
  readonly signal: Float64Array;
  readonly signalSlope?: Float64Array;
}

const columns = new Map<string, Float64Array>();

/** Legendre columns of equal bins depend on nothing but their number. */
function equalColumns(bins: number, order: number): Float64Array {
  const key = `${bins} ${order}`;
  const known = columns.get(key);
  if (known) return known;
  const made = legendreColumns(equalBins(-1, 1, bins), order);
  columns.set(key, made);
  return made;
}

/** Events of a rising list in each bin of `edges` (upper edges excluded). */
export function countSorted(sorted: Float64Array, edges: Float64Array): Float64Array {
  const before = (x: number) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < x) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const counts = new Float64Array(edges.length - 1);
  let i = before(edges[0]);
  for (let bin = 0; bin < counts.length; bin++) {
    const start = i;
    while (i < sorted.length && sorted[i] < edges[bin + 1]) i++;
    counts[bin] = i - start;
  }
  return counts;
}

/**
 * Models of one hypothesis under every combination of range and order, the nominal one first (the ALP search of Belle II,
 * PRL 125, 161806, varies both by one step up and down: nine fits).
 *
 * @param countsIn observed events in bins
 * @param signalIn the signal in bins; called once a range
 */
export function peakVariations(
  { range, clip = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], widenings, orders, bins }: PeakVariations,
  countsIn: (edges: Float64Array) => Float64Array,
  signalIn: (edges: Float64Array) => BinnedSignal,
  scaleUncertainty = 0,
): PeakModel[] {
  return widenings.flatMap((widening) => {
    const edges = equalBins(Math.max(range[0] - widening, clip[0]), Math.min(range[1] + widening, clip[1]), bins);
    const counts = countsIn(edges);
    const signal = signalIn(edges);
    return orders.map((order) => ({ counts, ...signal, scaleUncertainty, background: equalColumns(bins, order) }));
  });
}
