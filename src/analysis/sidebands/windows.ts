import type { Background } from "../../statistics/counting/model.js";
import type { CountedWindow } from "../counting/limits.js";
import type { EventTable, SampleRows } from "../events.js";
import { findBins } from "../histogram.js";
import type { SidebandMeasurement } from "../measurement.js";
import type { ScanWindow, WindowScan } from "../scan.js";
import type { SelectionState } from "../selection.js";
import { BinTally } from "../tally.js";
import { WindowTally } from "../window-grid.js";
import { interpolate } from "./fit.js";

/** Fewest events on either side of a window that may speak for its background. */
const FEWEST_EVENTS = 3;

/** Bins of a window and of its sidebands, by their index in the measurement's edges. */
interface WindowBins {
  readonly window: readonly number[];
  readonly below: readonly number[];
  readonly above: readonly number[];
}

/** Counts in windows of data, the background of each from the bins beside it. */
export class SidebandWindows {
  readonly #scan: WindowScan;
  readonly #measurement: SidebandMeasurement;
  readonly #data: SampleRows | undefined;
  readonly #inWindows: WindowTally;
  readonly #inBins: BinTally;
  readonly #windows: readonly WindowBins[];
  readonly #centres: readonly number[];
  readonly #widths: readonly number[];

  /** @param selection of the rows of the table, which the counts follow */
  constructor(scan: WindowScan, measurement: SidebandMeasurement, table: EventTable, selection: SelectionState) {
    const { edges, variable } = measurement;
    this.#scan = scan;
    this.#measurement = measurement;
    this.#data = table.samples.find(({ sample }) => sample.kind === "data");
    const samples = this.#data ? [this.#data] : [];
    const windows = scan.windows.map((one) => one.window);
    this.#inWindows = new WindowTally(selection, table, scan.observable, windows, samples);
    const bins = findBins(table, { observable: scan.observable, edges });
    this.#inBins = new BinTally(selection, samples, [bins], edges.length - 1);
    this.#windows = scan.windows.map((one) => binsOf(one, edges));
    const t = variable === "logarithm" ? edges.map(Math.log) : edges;
    this.#centres = t.slice(1).map((edge, i) => (edge + t[i]) / 2);
    this.#widths = t.slice(1).map((edge, i) => edge - t[i]);
  }

  /** What is in every window, as the selection is now. */
  count(): CountedWindow[] {
    const [observed] = this.#inWindows.counts;
    const [counts = new Float64Array(this.#centres.length)] = this.#inBins.counts;
    return this.#scan.windows.map(({ hypothesis, window }, w) => ({
      hypothesis,
      window,
      observed: this.#data ? observed[w] : null,
      background: this.#background(this.#windows[w], counts),
      efficiency: this.#measurement.containment.value,
      effectiveEvents: null,
      tuned: {},
    }));
  }

  #background({ window, below, above }: WindowBins, counts: Float64Array): Background | null {
    const events = (bins: readonly number[]) => bins.reduce((sum, bin) => sum + counts[bin], 0);
    if (events(below) < FEWEST_EVENTS || events(above) < FEWEST_EVENTS) return null;
    const beside = [...below, ...above];
    const pick = (values: ArrayLike<number>, bins: readonly number[]) => bins.map((bin) => values[bin]);
    const first = this.#centres[beside[0]];
    const last = this.#centres[beside[beside.length - 1]];
    const found = interpolate(
      {
        centres: pick(this.#centres, beside),
        widths: pick(this.#widths, beside),
        counts: pick(counts, beside),
      },
      { centres: pick(this.#centres, window), widths: pick(this.#widths, window) },
      this.#measurement.order,
      { origin: (first + last) / 2, scale: (last - first) / 2 },
    );
    return found && { value: found.value, sigma: found.sigma * found.misfit };
  }
}

/** Bins that lie whole within the window, and within the sidebands below and above it. */
function binsOf({ window, sidebands = [] }: ScanWindow, edges: readonly number[]): WindowBins {
  const within = (one: { min: number; max: number }) =>
    edges.slice(1).flatMap((high, bin) => {
      const slack = 1e-9 * (high - edges[bin]);
      return edges[bin] >= one.min - slack && high <= one.max + slack ? [bin] : [];
    });
  const beside = sidebands.flatMap(within);
  const inside = within(window);
  return {
    window: inside,
    below: beside.filter((bin) => bin < inside[0]),
    above: beside.filter((bin) => bin > inside[inside.length - 1]),
  };
}
