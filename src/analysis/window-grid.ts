import type { EventTable, SampleRows } from "./events.js";
import type { SampleKind } from "./sample.js";
import {
  countPassing,
  findWindowRows,
  type ScanWindow,
  type Window,
  type WindowRows,
  type WindowScan,
} from "./scan.js";

/** One binning of a scan on a table: which rows of which sample lie in which window, found once. */
export class WindowGrid {
  readonly windows: readonly ScanWindow[];
  readonly #parts: readonly { readonly rows: SampleRows; readonly found: WindowRows }[];

  constructor(scan: WindowScan, windows: readonly ScanWindow[], table: EventTable, kinds: readonly SampleKind[]) {
    this.windows = windows;
    const bounds = windows.map(({ window }) => window);
    this.#parts = table.samples
      .filter(({ sample }) => kinds.includes(sample.kind))
      .map((rows) => ({ rows, found: findWindowRows(table, scan.observable, bounds, rows.start, rows.end) }));
  }

  /** Selected rows of every sample of a kind in every window. */
  count(kind: SampleKind, failing: Uint32Array): { readonly rows: SampleRows; readonly counts: Float64Array }[] {
    return this.#parts
      .filter(({ rows }) => rows.sample.kind === kind)
      .map(({ rows, found }) => ({ rows, counts: countPassing(found, failing) }));
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
