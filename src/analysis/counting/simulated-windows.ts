import type { EventTable } from "../events.js";
import { combinedSystematics } from "../measurement.js";
import type { SignalPoint } from "../result.js";
import { isExpectedIn, type SampleDeclaration } from "../sample.js";
import type { ScanPoint } from "../scan-point.js";
import type { Search } from "../search.js";
import type { SelectionState } from "../selection.js";
import { SignalEfficiency } from "../signal-efficiency.js";
import { type AnalysisState, type Binning, isExpectation, luminosityOf } from "../state.js";
import type { TunedCuts } from "../tuned-cuts.js";
import { overlaps, WindowGrid } from "../window-grid.js";
import type { CountedWindow } from "./limits.js";

/** Share of the tuning's windows in one window of a binning. */
type InForce = readonly { readonly window: number; readonly share: number }[];

interface Grid {
  readonly counts: WindowGrid;
  readonly inForce: readonly InForce[];
}

/**
 * Counts in windows, the background of each from simulated events (or from events of a file) with their weights: b of
 * every sample is Gamma(simulated + 1, weight), so that a sample without events in a window still has an uncertainty.
 */
export class SimulatedWindows {
  readonly #search: Search;
  readonly #tuned: TunedCuts | undefined;
  readonly #declared: ReadonlyMap<string, SampleDeclaration>;
  readonly #grids: Readonly<Record<Binning, Grid>>;
  readonly efficiency: SignalEfficiency;

  /** @param selection of the rows of the table, which the counts follow */
  constructor(search: Search, table: EventTable, selection: SelectionState, tuned?: TunedCuts) {
    this.#search = search;
    this.#tuned = tuned;
    const { scan } = search;
    this.#declared = new Map(search.samples.map((one) => [one.id, one]));
    const grid = (windows: typeof scan.windows): Grid => ({
      counts: new WindowGrid(scan.observable, windows, table, selection, ["background", "data"]),
      inForce: windows.map(({ window }) => overlaps(window, scan.windows)),
    });
    this.#grids = { published: grid(scan.windows), shifted: grid(scan.shifted ?? []) };
    this.efficiency = new SignalEfficiency(search, table, selection, tuned);
  }

  /**
   * What is in every window of the state's binning, as the selection is now.
   * @param injected selected events that are added to the data
   */
  count(state: AnalysisState, injected?: InjectedCounts): CountedWindow[] {
    const { measurement, selection } = this.#search;
    const { counts, inForce } = this.#grids[state.binning];
    const scale = this.#scale(state);
    const cuts = state.tuned.filter((id) => this.#tuned?.has(id));
    const bits = selection.reduce((sum, { id }, k) => (cuts.includes(id) ? sum | (1 << k) : sum), 0);
    const efficiencies = this.efficiency.at(counts.windows, { bits, cuts }, inForce);
    const backgrounds = counts.count("background");
    const observed = this.#observed(state, injected);
    const relative = combinedSystematics(measurement.systematics, state.systematics).background;
    return counts.windows.map(({ hypothesis, window }, w) => {
      const samples = backgrounds
        .filter(({ rows }) => isExpectedIn(this.#declared.get(rows.sample.id), window))
        .map(({ rows, counts: k }) => ({ simulated: k[w], weight: rows.sample.weight * scale }));
      return {
        hypothesis,
        window,
        observed: observed ? observed[w] : null,
        background: { samples, relative },
        efficiency: efficiencies[w],
        effectiveEvents: effectiveEvents(samples),
        tuned: this.#valuesInForce(cuts, inForce[w]),
      };
    });
  }

  /** What every generated mass gives in the window around it. */
  signals(): SignalPoint[] {
    return this.efficiency.points();
  }

  #scale(state: AnalysisState): number {
    const nominal = this.#search.luminosity?.inverseFemtobarn ?? 0;
    return nominal > 0 ? luminosityOf(this.#search, state) / nominal : 1;
  }

  #observed(state: AnalysisState, injected?: InjectedCounts): Float64Array | null {
    if (isExpectation(this.#search, state)) return null;
    const [data] = this.#grids[state.binning].counts.count("data");
    if (!data) return null;
    const added = injected?.[state.binning];
    return added ? data.counts.map((count, w) => count + added[w]) : data.counts;
  }

  /** Of a window that overlaps several of the tuning's, the values of the one with the largest share. */
  #valuesInForce(cuts: readonly string[], inForce: InForce): ScanPoint["tuned"] {
    const most = inForce.reduce((best, one) => (one.share > best.share + 1e-9 ? one : best), inForce[0]);
    return Object.fromEntries(cuts.map((id) => [id, most ? (this.#tuned?.valuesIn(id, most.window) ?? null) : null]));
  }
}

/** Selected events of an injection in the windows of each binning. */
export type InjectedCounts = Readonly<Record<Binning, Float64Array>>;

/** (Σw)²/Σw²; 0 where no event was simulated. */
function effectiveEvents(samples: readonly { simulated: number; weight: number }[]): number {
  const sum = samples.reduce((total, { simulated, weight }) => total + simulated * weight, 0);
  const squares = samples.reduce((total, { simulated, weight }) => total + simulated * weight * weight, 0);
  return squares > 0 ? (sum * sum) / squares : 0;
}
