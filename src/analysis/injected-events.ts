import type { InjectedCounts } from "./counting/simulated-windows.js";
import type { EventTable, SampleRows } from "./events.js";
import { countBins, findBins } from "./histogram.js";
import { throwSignal } from "./injection.js";
import { dividingEfficiency } from "./measurement.js";
import type { AddedRows } from "./peaks/models.js";
import type { SignalPoint } from "./result.js";
import type { Hypothesis } from "./sample.js";
import { countPassing, findWindowRows } from "./scan.js";
import type { Search, Spectrum } from "./search.js";
import { bitsFor, countFirstFailed, cutFlowOf, SelectionState } from "./selection.js";
import { type AnalysisState, type Injection, isExpectation, nominalState } from "./state.js";
import type { TunedCuts } from "./tuned-cuts.js";

/** What an injected signal adds to the data. */
export interface InjectedSignal {
  readonly windows: InjectedCounts;
  readonly cutFlow: Float64Array;
  /** Bins of every spectrum of the search. */
  readonly spectra: readonly Float64Array[];
}

/** Simulated signals as an injection needs them. */
export interface GeneratedSignals {
  nearest(hypothesis: Hypothesis): SampleRows | undefined;
  points(failing: Uint32Array): readonly SignalPoint[];
}

/** The signal that a state injects: thrown once, cut again whenever a cut moves. */
export class InjectedEvents {
  readonly #search: Search;
  readonly #table: EventTable;
  readonly #signals: GeneratedSignals;
  readonly #tuned: TunedCuts | undefined;
  #key = "";
  #thrown: { table: EventTable; selection: SelectionState } | undefined;
  #counts: InjectedSignal | undefined;

  constructor(search: Search, table: EventTable, signals: GeneratedSignals, tuned?: TunedCuts) {
    this.#search = search;
    this.#table = table;
    this.#signals = signals;
    this.#tuned = tuned;
  }

  /** What the state last applied adds; undefined without an injection, data, or at another luminosity. */
  get counts(): InjectedSignal | undefined {
    return this.#counts;
  }

  /** Its events, and which cuts each fails. */
  get rows(): AddedRows | undefined {
    return this.#counts && this.#thrown && { table: this.#thrown.table, failing: this.#thrown.selection.failing };
  }

  /**
   * Throws and cuts the signal of a state.
   * @throws RangeError `too large a signal: …`, `no simulated signal: …` where peaks are fitted, whose shape is known there alone
   */
  apply(state: AnalysisState): void {
    this.#counts = undefined;
    const { injection } = state;
    const hasData = this.#table.samples.some(({ sample }) => sample.kind === "data");
    if (!injection || !hasData || isExpectation(this.#search, state)) return;
    const key = JSON.stringify(injection);
    if (key !== this.#key) {
      this.#thrown = this.#throw(injection);
      this.#key = key;
    }
    if (!this.#thrown) return;
    const { table, selection } = this.#thrown;
    selection.apply(state.cuts, state.tuned);
    const { scan, spectra } = this.#search;
    const { failing } = selection;
    const counted = (windows: typeof scan.windows) =>
      countPassing(
        findWindowRows(
          table,
          scan.observable,
          windows.map(({ window }) => window),
        ),
        failing,
      );
    this.#counts = {
      windows: { published: counted(scan.windows), shifted: counted(scan.shifted ?? []) },
      cutFlow: cutFlowOf(countFirstFailed(failing, this.#search.selection.length, 0, table.length)),
      spectra: spectra.map((spectrum) =>
        countedIn(spectrum, table, failing, bitsFor(this.#search.selection, spectrum.without)),
      ),
    };
  }

  #throw({ hypothesis, coupling, seed }: Injection) {
    const generated = this.#signals.nearest(hypothesis);
    const measured = this.#search.interpretations[0].crossSection(coupling, hypothesis);
    if (!generated || measured === null) return undefined;
    if (this.#search.measurement.kind === "peak-fits" && generated.sample.hypothesis?.mass !== hypothesis.mass)
      throw new RangeError(
        `no simulated signal: ${hypothesis.mass} GeV; the nearest is of ${generated.sample.hypothesis?.mass} GeV`,
      );
    const crossSection = measured * this.#perMeasured(generated);
    const table = throwSignal(this.#search, this.#table, generated, { hypothesis, crossSection, seed });
    return { table, selection: new SelectionState(table, this.#search.selection, this.#tuned) };
  }

  /** Cross-section over what the search measures: 1, or c/ε at nominal cuts where that is ε·σ. */
  #perMeasured({ sample }: SampleRows): number {
    const divided = dividingEfficiency(this.#search.measurement, Number.NaN);
    if (Number.isNaN(divided)) return 1;
    const selection = new SelectionState(this.#table, this.#search.selection, this.#tuned);
    const { cuts, tuned } = nominalState(this.#search);
    selection.apply(cuts, tuned);
    const found = this.#signals.points(selection.failing).find((one) => one.sample === sample.id);
    return found && found.efficiency > 0 ? divided / found.efficiency : 0;
  }
}

/** Rows in the bins of a spectrum, every candidate of an event counted. */
function countedIn(spectrum: Spectrum, table: EventTable, failing: Uint32Array, mask: number): Float64Array {
  const count = spectrum.edges.length - 1;
  const counts = new Float64Array(count);
  for (const observable of [spectrum.observable, ...(spectrum.further ?? [])]) {
    countBins(findBins(table, { ...spectrum, observable }), failing, mask, count, 0, table.length).forEach((n, bin) => {
      counts[bin] += n;
    });
  }
  return counts;
}
