import { punzi } from "../statistics/merit/figures.js";
import { type EventTable, type SampleRows, valueAt } from "./events.js";
import { stepBounds } from "./observable.js";
import type { Search } from "./search.js";
import type { AnalysisState } from "./state.js";
import type { Plane, PlaneRows } from "./studies.js";
import type { TunedCuts } from "./tuned-cuts.js";

/** Most rows of signal and of background that are shown. */
const MOST_ROWS = 1500;

/**
 * Signal and background of the window of a mass in the plane of the tuned line, after all cuts but that line and the
 * threshold beside it; thinned so that every row of the background stands for about the same number of events. Null
 * where the search has no such cuts or no simulated signal.
 *
 * The figure of merit is of all rows, with both cuts as the state has them.
 */
export function planeOf(
  search: Search,
  table: EventTable,
  state: AnalysisState,
  failing: Uint32Array,
  mass: number,
  tuned?: TunedCuts,
): Plane | null {
  const { scan, selection, tuning } = search;
  const line = selection.find(({ id }) => id === tuning?.line);
  const threshold = selection.find(({ id }) => id === tuning?.threshold);
  if (!tuning || line?.kind !== "line" || threshold?.kind !== "range") return null;
  const windows = state.binning === "shifted" ? (scan.shifted ?? []) : scan.windows;
  const signals = table.samples.filter(({ sample }) => sample.kind === "signal");
  if (windows.length === 0 || signals.length === 0) return null;
  const away = (one: number | undefined) => Math.abs((one ?? Number.POSITIVE_INFINITY) - mass);
  const { hypothesis, window } = windows.reduce((a, b) => (away(b.hypothesis.mass) < away(a.hypothesis.mass) ? b : a));
  const signal = signals.reduce((a, b) => (away(b.sample.hypothesis?.mass) < away(a.sample.hypothesis?.mass) ? b : a));
  const signalMass = signal.sample.hypothesis?.mass ?? 0;

  const column = table.columns[scan.observable.id];
  const both = (1 << selection.indexOf(line)) | (1 << selection.indexOf(threshold));
  const rowsIn = ({ start, end }: SampleRows, { min, max }: { min: number; max: number }, mask: number) => {
    const { lowest, highest } = stepBounds(scan.observable, min, max);
    const found: number[] = [];
    for (let i = start; i < end; i++)
      if (column[i] >= lowest && column[i] <= highest && (failing[i] & mask) === 0) found.push(i);
    return found;
  };
  const shown = ({ sample }: SampleRows, rows: readonly number[], stride: number, weight: number): PlaneRows => {
    const some = rows.filter((_, i) => i % stride === 0);
    const values = (observable: typeof line.x) => some.map((row) => valueAt(table, observable, row));
    return {
      sample: sample.id,
      kind: sample.kind === "signal" ? "signal" : "background",
      x: values(line.x),
      y: values(line.y),
      threshold: values(threshold.observable),
      weight: weight * stride,
    };
  };

  const around = scan.windowOf({ mass: signalMass });
  const signalRows = rowsIn(signal, around, ~both);
  // The generated mass is cut by the values in force at the hypothesis, as in the efficiency there.
  const inForce = tuned?.windowOfMass(hypothesis.mass) ?? 0;
  const cuts = [line, threshold].map((cut) => ({ id: cut.id, bit: 1 << selection.indexOf(cut) }));
  const passing = signalRows.filter((row) =>
    cuts.every(({ id, bit }) =>
      tuned?.has(id) && state.tuned.includes(id) ? tuned.passes(id, table, row, inForce) : (failing[row] & bit) === 0,
    ),
  ).length;
  const efficiency = signalRows.length > 0 ? passing / signalRows.length : 0;

  const scale = state.luminosity === null ? 1 : state.luminosity / (search.luminosity?.inverseFemtobarn ?? 1);
  const backgrounds = table.samples
    .filter(({ sample }) => sample.kind === "background")
    .map((part) => ({ part, rows: rowsIn(part, window, ~both), weight: part.sample.weight * scale }));
  const background = backgrounds.reduce(
    (sum, { part, weight }) => sum + weight * rowsIn(part, window, 0xffffffff).length,
    0,
  );
  const total = backgrounds.reduce((sum, { rows, weight }) => sum + weight * rows.length, 0);
  const unit = total / MOST_ROWS;
  return {
    hypothesis,
    signalMass,
    x: line.x.id,
    y: line.y.id,
    threshold: threshold.observable.id,
    rows: [
      shown(
        signal,
        signalRows,
        Math.max(1, Math.ceil(signalRows.length / MOST_ROWS)),
        1 / Math.max(1, signalRows.length),
      ),
      ...backgrounds.map(({ part, rows, weight }) => shown(part, rows, Math.max(1, Math.ceil(unit / weight)), weight)),
    ],
    efficiency,
    background,
    figureOfMerit: punzi(efficiency, background, tuning.sigmas),
  };
}
