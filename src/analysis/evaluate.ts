import { ControlSamples } from "./control-sample.js";
import { type CountedWindow, countingLimits } from "./counting-limits.js";
import type { EventTable } from "./events.js";
import { countBins, findBins } from "./histogram.js";
import type { CutFlowRow, Evaluation, SpectrumCounts } from "./result.js";
import type { Search } from "./search.js";
import { cutFlowCounts, SelectionState } from "./selection.js";
import { SidebandWindows } from "./sideband-windows.js";
import { SimulatedWindows } from "./simulated-windows.js";
import type { AnalysisState } from "./state.js";

/** Bits of no cut left out. */
const ALL_CUTS = 0xffffffff;

/** What counts events in the windows of a scan: one a kind of measurement. */
interface WindowCounter {
  count(state: AnalysisState, failing: Uint32Array): CountedWindow[];
}

/**
 * A search on a table of events, ready to be evaluated again and again: what does not depend on the cuts (which
 * window and which bin an event lies in) is found once. The loader and the page run this same code.
 */
export class Analysis {
  readonly #search: Search;
  readonly #table: EventTable;
  readonly #selection: SelectionState;
  readonly #bins: readonly Uint16Array[];
  readonly #windows: WindowCounter;
  readonly #controls: ControlSamples;

  constructor(search: Search, table: EventTable) {
    const { measurement, scan } = search;
    this.#search = search;
    this.#table = table;
    this.#selection = new SelectionState(table, search.selection);
    this.#bins = search.spectra.map((spectrum) => findBins(table, spectrum));
    this.#controls = new ControlSamples(search.controls ?? [], search.selection, table);
    this.#windows =
      measurement.kind === "sidebands"
        ? new SidebandWindows(scan, measurement, table)
        : new SimulatedWindows(search, table);
  }

  /** Counts again and sets limits again. */
  evaluate(state: AnalysisState): Evaluation {
    this.#selection.apply(state.cuts);
    const windows = this.#windows.count(state, this.#selection.failing);
    return {
      scan: countingLimits(this.#search, state, windows),
      cutFlow: this.#cutFlow(),
      spectra: this.#spectra(),
      controls: this.#controls.count(this.#selection.failing),
      signals: [],
      localPValues: { published: [], shifted: [] },
      globalPValue: null,
    };
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
