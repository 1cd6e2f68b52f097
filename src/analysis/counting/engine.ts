import { backgroundPValue } from "../../statistics/counting/background-only.js";
import { backgroundModel, backgroundMoments } from "../../statistics/counting/model.js";
import type { Engine, Ground, Scanned } from "../engine.js";
import { InjectedEvents } from "../injected-events.js";
import { injectionLinearity, targetWindow } from "../linearity.js";
import { combinedSystematics } from "../measurement.js";
import type { Evaluation, LocalPValue, Wanted } from "../result.js";
import type { ScanPoint } from "../scan-point.js";
import { signalResolutions } from "../signal-resolution.js";
import type { AnalysisState } from "../state.js";
import { atOnce, type Steps } from "../steps.js";
import { type Cell, cellsOf, globalPValue, type TestedWindow, toyStream } from "./global-p-value.js";
import { type CountedWindow, countingLimits } from "./limits.js";
import { countingProjections } from "./projections.js";
import { SimulatedWindows } from "./simulated-windows.js";

/** What toys are thrown of: windows, the cells that they share, and how many. */
export interface Toys {
  readonly windows: readonly TestedWindow[];
  readonly cells: readonly Cell[];
  readonly toys: number;
}

/** Events counted in windows, with the background from simulation. */
export class CountingEngine implements Engine {
  protected readonly ground: Ground;
  readonly injected: InjectedEvents;
  readonly #windows: SimulatedWindows;

  constructor(ground: Ground) {
    const { search, table, selection, tuned } = ground;
    this.ground = ground;
    this.#windows = new SimulatedWindows(search, table, selection, tuned);
    this.injected = new InjectedEvents(search, table, this.#windows.efficiency, tuned);
  }

  *scan(state: AnalysisState, wanted: Wanted): Steps<Scanned> {
    return { scan: yield* this.limits(state, wanted) };
  }

  signals() {
    return this.#windows.signals();
  }

  otherBinning(state: AnalysisState): LocalPValue[] {
    const binning = state.binning === "published" ? "shifted" : "published";
    return this.windows({ ...state, binning }).flatMap(({ hypothesis, observed, background }) => {
      if (observed === null || background === null) return [];
      const { mean } = backgroundMoments(backgroundModel(background));
      return [{ mass: hypothesis.mass, observed, background: mean, p: backgroundPValue(observed, background) }];
    });
  }

  lookElsewhere(state: AnalysisState, { scan }: Scanned, toys: number): Steps<Pick<Evaluation, "globalPValue">> {
    const { search, table, selection } = this.ground;
    const windows = (["published", "shifted"] as const).flatMap((binning) =>
      this.windows({ ...state, binning }).flatMap(({ window, observed, background }): TestedWindow[] =>
        observed !== null && background !== null && typeof background === "object" && "samples" in background
          ? [{ ...window, observed, samples: background.samples }]
          : [],
      ),
    );
    const cells = cellsOf(search, table, selection.failing, windows, 1);
    return atOnce({
      globalPValue: windows.length > 0 ? this.globalPValue(state, scan, { windows, cells, toys }) : null,
    });
  }

  linearity(state: AnalysisState, mass: number) {
    const { search, table, tuned } = this.ground;
    return injectionLinearity(search, table, state, targetWindow(search, state, this.#windows, mass), tuned);
  }

  *further(state: AnalysisState, _: Scanned, wanted: Wanted): Steps<Partial<Evaluation>> {
    const { search, table, selection } = this.ground;
    return {
      ...(wanted.resolutions ? { resolutions: signalResolutions(search, table, selection.failing) } : {}),
      ...(wanted.luminosities
        ? { luminosities: yield* countingProjections(search, state, (other) => this.windows(other)) }
        : {}),
    };
  }

  /** Windows as they are counted, the injected signal among the data. */
  protected windows(state: AnalysisState): CountedWindow[] {
    return this.#windows.count(state, this.injected.counts?.windows);
  }

  protected limits(state: AnalysisState, { only }: Wanted): Steps<ScanPoint[]> {
    return countingLimits(this.ground.search, state, this.windows(state), only);
  }

  protected globalPValue(state: AnalysisState, _: readonly ScanPoint[], { windows, cells, toys }: Toys): number {
    const { search } = this.ground;
    const { background } = combinedSystematics(search.measurement.systematics, state.systematics);
    return globalPValue(windows, cells, background, toys, toyStream(search));
  }
}
