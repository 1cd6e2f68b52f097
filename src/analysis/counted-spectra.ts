import type { EventTable, SampleRows } from "./events.js";
import { countBins, findBins } from "./histogram.js";
import type { InjectedSignal } from "./injected-events.js";
import type { Counts, CutFlowRow, SpectrumCounts } from "./result.js";
import { isSelectable } from "./sample.js";
import type { Search, Spectrum } from "./search.js";
import { bitsFor, countFirstFailed, cutFlowOf, type SelectionState } from "./selection.js";
import { BinTally, FirstFailedTally } from "./tally.js";

/** The cut flow and the spectra of a search, which follow its selection. */
export class CountedSpectra {
  readonly #search: Search;
  readonly #selection: SelectionState;
  /** All but those that stand beside the signal region alone. */
  readonly #samples: readonly SampleRows[];
  /** Of every spectrum, the bins of each of its columns, and what is counted in them. */
  readonly #bins: readonly (readonly Uint16Array[])[];
  readonly #inBins: readonly BinTally[];
  readonly #failedFirst: FirstFailedTally;

  constructor(search: Search, table: EventTable, selection: SelectionState) {
    this.#search = search;
    this.#selection = selection;
    this.#samples = table.samples.filter(({ sample }) => isSelectable(sample));
    this.#bins = search.spectra.map((spectrum) =>
      [spectrum.observable, ...(spectrum.further ?? [])].map((observable) =>
        findBins(table, { ...spectrum, observable }),
      ),
    );
    this.#inBins = search.spectra.map(({ edges, without }, s) => {
      const holding = bitsFor(search.selection, without);
      return new BinTally(selection, this.#samples, this.#bins[s], edges.length - 1, { holding });
    });
    this.#failedFirst = new FirstFailedTally(selection, this.#samples, search.selection.length);
  }

  /**
   * What passes the selection as it is now.
   * @param injected what is added to the data
   * @param weights of every row of the table, if not one each
   */
  count(injected?: InjectedSignal, weights?: Float64Array): Counts {
    return { cutFlow: this.#cutFlow(injected, weights), spectra: this.#spectra(injected, weights) };
  }

  #cutFlow(injected?: InjectedSignal, weights?: Float64Array): CutFlowRow[] {
    const cuts = this.#search.selection;
    const { failing } = this.#selection;
    const tallied = weights ? [] : this.#failedFirst.counts;
    const flows = this.#samples.map(({ sample, start, end }, i) => {
      const counts = cutFlowOf(weights ? countFirstFailed(failing, cuts.length, start, end, weights) : tallied[i]);
      const added = sample.kind === "data" ? injected?.cutFlow : undefined;
      return { sample, counts: added ? counts.map((count, k) => count + added[k]) : counts };
    });
    const titles = [{ id: "near-selected", title: "near-selected" }, ...cuts];
    return titles.map(({ id, title }, k) => ({
      cut: id,
      title,
      samples: Object.fromEntries(
        flows.map(({ sample, counts }) => [sample.id, { events: counts[k], yield: counts[k] * sample.weight }]),
      ),
    }));
  }

  #spectra(injected?: InjectedSignal, weights?: Float64Array): SpectrumCounts[] {
    return this.#search.spectra.map((spectrum, s) => {
      const counts = weights ? this.#weighted(spectrum, this.#bins[s], weights) : this.#inBins[s].counts;
      const of = this.#samples.map(({ sample }, i) => {
        const added = sample.kind === "data" ? injected?.spectra[s] : undefined;
        return [sample.id, Array.from(counts[i], (n, bin) => n + (added ? added[bin] : 0))];
      });
      return { spectrum: spectrum.id, counts: Object.fromEntries(of) };
    });
  }

  /** Weights that the parameters of a model move are no whole numbers, and summed anew. */
  #weighted({ edges, without }: Spectrum, columns: readonly Uint16Array[], weights: Float64Array): Float64Array[] {
    const mask = bitsFor(this.#search.selection, without);
    return this.#samples.map(({ start, end }) => {
      const counts = new Float64Array(edges.length - 1);
      for (const bins of columns) {
        const found = countBins(bins, this.#selection.failing, mask, counts.length, start, end, weights);
        for (let bin = 0; bin < counts.length; bin++) counts[bin] += found[bin];
      }
      return counts;
    });
  }
}
