import type { EventTable } from "./events.js";
import { type Observable, type StoredColumn, stepBounds } from "./observable.js";
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

/** One of the two masses of a scan over a plane. */
export interface ScannedMass {
  /** Its name in a hypothesis. */
  readonly key: string;
  /** Symbol for axes and tables, e.g. "m(A′)". */
  readonly symbol: string;
}

/** A part of the plane that one background dominates. */
export interface MacroRegion {
  readonly id: string;
  readonly title: string;
  /** Whether the point (x, y) belongs to it; the first one that says so has it. */
  holds(x: number, y: number): boolean;
}

/**
 * A scan by counting in overlapping ellipses over a plane of two observables, one around every mass pair of a lattice:
 * dᵀ C⁻¹ d ≤ k² with the covariance C of the simulated signal there.
 */
export interface EllipseScan {
  readonly x: Observable;
  readonly y: Observable;
  readonly first: ScannedMass;
  readonly second: ScannedMass;
  /** k. */
  readonly reach: number;
  /** Number of ellipses that the spacing is derived from. */
  readonly count: number;
  /** Ends of the first mass, and the lightest second one, GeV. */
  readonly range: readonly [number, number];
  readonly lightest: number;
  /** Second masses (GeV) that rows of limits are shown for, the first of them first; and first masses, columns. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** The largest second mass at a first one, GeV. */
  largest(first: number): number;
  /** Where a mass pair peaks: its place in x and y. */
  centre(first: number, second: number): readonly [number, number];
  /** Second mass of a place in y. */
  secondAt(y: number): number;
  readonly regions: readonly MacroRegion[];
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
  /** Ellipses in a plane: then the windows are the hypotheses of one row of it, and nothing is counted in them. */
  readonly ellipses?: EllipseScan;
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
  const visit = windowVisitor(bounds, column, start, end);
  visit((w) => offsets[w + 1]++);
  for (let w = 0; w < windows.length; w++) offsets[w + 1] += offsets[w];
  const rows = new Int32Array(offsets[windows.length]);
  const next = offsets.slice();
  visit((w, row) => {
    rows[next[w]++] = row;
  });
  return { offsets, rows };
}

/** Goes through the rows, and for each of them through the windows that it lies in: those beside it alone are looked at. */
function windowVisitor(
  bounds: readonly { readonly lowest: number; readonly highest: number }[],
  column: StoredColumn,
  start: number,
  end: number,
): (found: (window: number, row: number) => void) => void {
  const order = bounds.map((_, w) => w).sort((a, b) => bounds[a].lowest - bounds[b].lowest);
  const lowest = Float64Array.from(order, (w) => bounds[w].lowest);
  const highest = Float64Array.from(order, (w) => bounds[w].highest);
  // The largest end up to each window: where it lies below a value, none before holds it either.
  const reach = highest.slice();
  for (let k = 1; k < reach.length; k++) reach[k] = Math.max(reach[k], reach[k - 1]);
  return (found) => {
    for (let row = start; row < end; row++) {
      const value = column[row];
      let [from, to] = [0, lowest.length];
      while (from < to) {
        const middle = (from + to) >> 1;
        if (lowest[middle] <= value) from = middle + 1;
        else to = middle;
      }
      for (let k = from - 1; k >= 0 && reach[k] >= value; k--) if (highest[k] >= value) found(order[k], row);
    }
  };
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
