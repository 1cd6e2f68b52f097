import type { EventTable, SampleRows } from "./events.js";
import { locate } from "./histogram.js";
import { type Observable, stepBounds } from "./observable.js";
import type { SampleKind } from "./sample.js";
import type { ScanWindow, Window } from "./scan.js";
import type { SelectionState } from "./selection.js";
import { BinTally } from "./tally.js";

/**
 * Selected rows in windows that may overlap: counted in the stretches that their ends divide the observable into, of
 * which each window is some in a row.
 */
export class WindowTally {
  readonly #tally: BinTally;
  /** First stretch of each window, and the one behind its last. */
  readonly #stretches: readonly (readonly [number, number])[];

  constructor(
    selection: SelectionState,
    table: EventTable,
    observable: Observable,
    windows: readonly Window[],
    samples: readonly SampleRows[],
  ) {
    const ends = windows.map(({ min, max }) => {
      const { lowest, highest } = stepBounds(observable, min, max);
      return [lowest, highest + 1] as const;
    });
    const bounds = [...new Set(ends.flat())].sort((a, b) => a - b);
    this.#stretches = ends.map(([from, to]) => [bounds.indexOf(from), bounds.indexOf(to)] as const);
    const stretches = Math.max(0, bounds.length - 1);
    this.#tally = new BinTally(selection, samples, [locate(table.columns[observable.id], bounds)], stretches);
  }

  /** Of every sample, in every window. */
  get counts(): Float64Array[] {
    return this.#tally.counts.map((inStretches) => {
      const before = new Float64Array(inStretches.length + 1);
      for (let k = 0; k < inStretches.length; k++) before[k + 1] = before[k] + inStretches[k];
      return Float64Array.from(this.#stretches, ([from, to]) => Math.max(0, before[to] - before[from]));
    });
  }
}

/** One binning of a scan on a table: which rows of which sample lie in which window. */
export class WindowGrid {
  readonly windows: readonly ScanWindow[];
  readonly #samples: readonly SampleRows[];
  readonly #tally: WindowTally;

  constructor(
    observable: Observable,
    windows: readonly ScanWindow[],
    table: EventTable,
    selection: SelectionState,
    kinds: readonly SampleKind[],
  ) {
    this.windows = windows;
    this.#samples = table.samples.filter(({ sample }) => kinds.includes(sample.kind));
    const bounds = windows.map(({ window }) => window);
    this.#tally = new WindowTally(selection, table, observable, bounds, this.#samples);
  }

  /** Selected rows of every sample of a kind in every window. */
  count(kind: SampleKind): { readonly rows: SampleRows; readonly counts: Float64Array }[] {
    const { counts } = this.#tally;
    return this.#samples.flatMap((rows, s) => (rows.sample.kind === kind ? [{ rows, counts: counts[s] }] : []));
  }
}

/** Windows that a window overlaps, with the share of its width in each of them (together 1, if they cover it). */
export function overlaps(window: Window, windows: readonly ScanWindow[]): { window: number; share: number }[] {
  const width = window.max - window.min;
  return windows.flatMap((other, index) => {
    const common = Math.min(window.max, other.window.max) - Math.max(window.min, other.window.min);
    return common > 1e-9 * width ? [{ window: index, share: common / width }] : [];
  });
}
