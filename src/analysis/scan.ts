import type { EventTable } from "./events.js";
import { type Observable, stepBounds } from "./observable.js";
import type { Hypothesis } from "./sample.js";

/** A closed interval of an observable, in its unit: where a hypothesis is looked for. */
export interface Window {
  readonly min: number;
  readonly max: number;
}

/** One hypothesis of a scan, the window that tests it, and where its background is taken from if from data. */
export interface ScanWindow {
  readonly hypothesis: Hypothesis;
  readonly window: Window;
  readonly sidebands?: readonly Window[];
}

/**
 * A scan by counting in windows of one observable. Windows may touch or overlap.
 */
export interface WindowScan {
  readonly kind: "windows";
  readonly observable: Observable;
  readonly windows: readonly ScanWindow[];
  /** The same windows shifted by half of one, where the search has a second binning. */
  readonly shifted?: readonly ScanWindow[];
  /** Abscissa of limits: title with unit, and how it is divided. */
  readonly abscissa: {
    readonly title: string;
    readonly scale: "linear" | "log";
    /** From zero to the next whole number above the last hypothesis, if absent. */
    readonly domain?: readonly [number, number];
  };
  /** Window that a signal of any hypothesis is counted in, for the efficiency. */
  windowOf(hypothesis: Hypothesis): Window;
  /** How the grid came to be, for the reader. */
  readonly about: string;
  /** Where the grid and simulated widths disagree, and what is known of it. */
  readonly caveats?: readonly string[];
}

/** Rows of a table in each of some windows: rows[offsets[w] … offsets[w + 1]) lie in window w, in rising order. */
export interface WindowRows {
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
}

/**
 * Finds the rows of every window once, so that a moved cut costs one look at each row that lies in a window.
 * @param start first row, @param end row after the last
 */
export function findWindowRows(
  table: EventTable,
  observable: Observable,
  windows: readonly Window[],
  start = 0,
  end = table.length,
): WindowRows {
  const column = table.columns[observable.id];
  const bounds = windows.map((window) => stepBounds(observable, window.min, window.max));
  const offsets = new Int32Array(windows.length + 1);
  const visit = (found: (window: number, row: number) => void) => {
    for (let w = 0; w < bounds.length; w++) {
      const { lowest, highest } = bounds[w];
      for (let row = start; row < end; row++) if (column[row] >= lowest && column[row] <= highest) found(w, row);
    }
  };
  visit((w) => offsets[w + 1]++);
  for (let w = 0; w < windows.length; w++) offsets[w + 1] += offsets[w];
  const rows = new Int32Array(offsets[windows.length]);
  const next = offsets.slice();
  visit((w, row) => {
    rows[next[w]++] = row;
  });
  return { offsets, rows };
}

/** Rows of each window that no cut fails. */
export function countPassing({ offsets, rows }: WindowRows, failing: Uint32Array): Float64Array {
  const counts = new Float64Array(offsets.length - 1);
  for (let w = 0; w < counts.length; w++) {
    let passing = 0;
    for (let k = offsets[w]; k < offsets[w + 1]; k++) if (failing[rows[k]] === 0) passing++;
    counts[w] = passing;
  }
  return counts;
}
