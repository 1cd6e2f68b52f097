import { countingLimits } from "./counting-limits.js";
import type { EventTable, SampleRows } from "./events.js";
import { countBins, findBins } from "./histogram.js";
import type { CutFlowRow, Evaluation, ScanPoint, SpectrumCounts } from "./result.js";
import { findWindowRows, type WindowRows } from "./scan.js";
import type { Search } from "./search.js";
import { cutFlowCounts, SelectionState } from "./selection.js";
import type { AnalysisState } from "./state.js";

/** Bits of no cut left out. */
const ALL_CUTS = 0xffffffff;

/**
 * A search on a table of events, ready to be evaluated again and again: what does not depend on the cuts (which
 * window and which bin an event lies in) is found once. The loader and the page run this same code.
 */
export class Analysis {
  readonly #search: Search;
  readonly #table: EventTable;
  readonly #selection: SelectionState;
  readonly #bins: readonly Uint16Array[];
  /** Rows of each scan window, for every background and data sample. */
  readonly #windows: readonly { rows: SampleRows; found: WindowRows }[];
  /** Rows in its own window, for every signal sample, by rising mass. */
  readonly #signals: readonly { rows: SampleRows; found: WindowRows }[];

  constructor(search: Search, table: EventTable) {
    this.#search = search;
    this.#table = table;
    this.#selection = new SelectionState(table, search.selection);
    this.#bins = search.spectra.map((spectrum) => findBins(table, spectrum));
    const { scan } = search;
    const windows = scan.windows.map((one) => one.window);
    this.#windows = table.samples
      .filter(({ sample }) => sample.kind !== "signal")
      .map((rows) => ({ rows, found: findWindowRows(table, scan.observable, windows, rows.start, rows.end) }));
    this.#signals = table.samples
      .filter(({ sample }) => sample.kind === "signal")
      .map((rows) => {
        const window = scan.windowOf(rows.sample.hypothesis ?? {});
        return { rows, found: findWindowRows(table, scan.observable, [window], rows.start, rows.end) };
      })
      .sort((a, b) => massOf(a.rows) - massOf(b.rows));
  }

  /** Counts again and sets limits again. */
  evaluate(state: AnalysisState): Evaluation {
    this.#selection.apply(state.cuts);
    return { scan: this.#scan(state), cutFlow: this.#cutFlow(), spectra: this.#spectra() };
  }

  #scan(state: AnalysisState): ScanPoint[] {
    const { scan } = this.#search;
    const failing = this.#selection.failing;
    const signals = this.#signals.map(({ rows, found }) => ({
      mass: massOf(rows),
      efficiency: this.#efficiency(rows, countPassing(found, failing)[0]),
    }));
    const counted = this.#windows.map(({ rows, found }) => ({ rows, counts: countPassing(found, failing) }));
    const backgrounds = counted.filter(({ rows }) => rows.sample.kind === "background");
    const data = counted.find(({ rows }) => rows.sample.kind === "data");
    const windows = scan.windows.map(({ hypothesis, window }, w) => ({
      hypothesis,
      window,
      observed: data ? data.counts[w] : null,
      backgrounds: backgrounds.map(({ rows, counts }) => ({ events: counts[w], weight: rows.sample.weight })),
      efficiency: interpolate(signals, hypothesis.mass),
    }));
    return countingLimits(this.#search, state, windows);
  }

  #efficiency({ sample }: SampleRows, passing: number): number {
    const produced = this.#search.luminosity.inverseFemtobarn * (sample.crossSection?.value ?? 0);
    return produced > 0 ? (passing * sample.weight) / produced : 0;
  }

  #cutFlow(): CutFlowRow[] {
    const cuts = this.#search.selection;
    const flows = this.#table.samples.map(({ sample, start, end }) => ({
      sample,
      counts: cutFlowCounts(this.#selection.failing, cuts.length, start, end),
    }));
    const titles = [{ id: "near-selected", title: "near-selected" }, ...cuts];
    return titles.map(({ id, title }, k) => ({
      cut: id,
      title,
      samples: Object.fromEntries(
        flows.map(({ sample, counts }) => [sample.id, { events: counts[k], yield: counts[k] * sample.weight }]),
      ),
    }));
  }

  #spectra(): SpectrumCounts[] {
    return this.#search.spectra.map((spectrum, s) => ({
      spectrum: spectrum.id,
      counts: Object.fromEntries(
        this.#table.samples.map(({ sample, start, end }) => {
          const count = spectrum.edges.length - 1;
          const counts = countBins(this.#bins[s], this.#selection.failing, ALL_CUTS, count, start, end);
          return [sample.id, Array.from(counts)];
        }),
      ),
    }));
  }
}

function massOf({ sample }: SampleRows): number {
  return sample.hypothesis?.mass ?? 0;
}

/** Selected rows in each window. */
function countPassing({ offsets, rows }: WindowRows, failing: Uint32Array): Float64Array {
  const counts = new Float64Array(offsets.length - 1);
  for (let w = 0; w < counts.length; w++) {
    let passing = 0;
    for (let k = offsets[w]; k < offsets[w + 1]; k++) if (failing[rows[k]] === 0) passing++;
    counts[w] = passing;
  }
  return counts;
}

/** Efficiency between the generated masses, linear as in the publication; constant beyond the outermost. */
function interpolate(points: readonly { mass: number; efficiency: number }[], mass: number): number {
  if (points.length === 0) return 0;
  if (mass <= points[0].mass) return points[0].efficiency;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    if (mass <= b.mass) return a.efficiency + ((b.efficiency - a.efficiency) * (mass - a.mass)) / (b.mass - a.mass);
  }
  return points[points.length - 1].efficiency;
}
