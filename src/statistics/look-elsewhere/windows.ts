import type { RandomStream } from "../../numerics/random.js";

/**
 * Overlapping windows over a plane that is cut into cells (or over the events of a simulated sample, each its own cell): which
 * windows each cell belongs to. A count thrown in a cell enters all of its windows, so their correlations come out right by
 * construction: the covariance of two windows is their shared expectation.
 */
export interface OverlappingWindows {
  readonly windows: number;
  /** Windows of cell c: `members[offsets[c] … offsets[c + 1] − 1]`. */
  readonly offsets: Uint32Array;
  readonly members: Uint32Array;
  /** Expected background events of each cell. */
  readonly rates: Float64Array;
}

/** Windows from the list of the cells of each; `rates` holds the expectation of every cell. */
export function overlappingWindows(
  cellsOfWindow: readonly ArrayLike<number>[],
  rates: Float64Array,
): OverlappingWindows {
  const offsets = new Uint32Array(rates.length + 1);
  for (const cells of cellsOfWindow) for (let i = 0; i < cells.length; i++) offsets[cells[i] + 1]++;
  for (let c = 0; c < rates.length; c++) offsets[c + 1] += offsets[c];
  const members = new Uint32Array(offsets[rates.length]);
  const filled = offsets.slice(0, rates.length);
  cellsOfWindow.forEach((cells, window) => {
    for (let i = 0; i < cells.length; i++) members[filled[cells[i]]++] = window;
  });
  return { windows: cellsOfWindow.length, offsets, members, rates };
}

/** Expected background of each window. */
export function windowExpectations({ windows, offsets, members, rates }: OverlappingWindows): Float64Array {
  const expected = new Float64Array(windows);
  for (let c = 0; c < rates.length; c++) {
    for (let k = offsets[c]; k < offsets[c + 1]; k++) expected[members[k]] += rates[c];
  }
  return expected;
}

/** Draws cells in proportion to their rates in constant time (Walker's alias method, Vose 1991). */
function aliasTable(rates: Float64Array, total: number): (stream: RandomStream) => number {
  const n = rates.length;
  const keep = Float64Array.from(rates, (rate) => (rate * n) / total);
  const alias = new Uint32Array(n);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < n; i++) (keep[i] < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const low = small.pop() as number;
    const high = large[large.length - 1];
    alias[low] = high;
    keep[high] -= 1 - keep[low];
    if (keep[high] < 1) small.push(large.pop() as number);
  }
  // Rounding may leave either pile with members that are full.
  for (const i of [...small, ...large]) keep[i] = 1;
  return (stream) => {
    const i = stream.integer(n);
    return stream.uniformFast() < keep[i] ? i : alias[i];
  };
}

/**
 * Largest local significance over all windows in each of `toys` background-only data sets: a Poisson number of events, each in
 * a cell by its rate, counted in every window that holds the cell.
 *
 * @param significance local significance of a count in a window; called once for each pair and remembered
 */
export function windowToyMaxima(
  overlapping: OverlappingWindows,
  toys: number,
  stream: RandomStream,
  significance: (count: number, window: number) => number,
): Float64Array {
  const { windows, offsets, members, rates } = overlapping;
  const total = rates.reduce((a, b) => a + b, 0);
  const draw = aliasTable(rates, total);
  const counts = new Uint32Array(windows);
  const known: number[][] = Array.from({ length: windows }, () => []);
  return Float64Array.from({ length: toys }, () => {
    counts.fill(0);
    const events = total > 0 ? stream.poisson(total) : 0;
    for (let e = 0; e < events; e++) {
      const cell = draw(stream);
      for (let k = offsets[cell]; k < offsets[cell + 1]; k++) counts[members[k]]++;
    }
    let largest = Number.NEGATIVE_INFINITY;
    for (let w = 0; w < windows; w++) {
      const table = known[w];
      const n = counts[w];
      while (table.length <= n) table.push(significance(table.length, w));
      if (table[n] > largest) largest = table[n];
    }
    return largest;
  });
}
