import type { Engine, Ground, Scanned } from "../engine.js";
import { fitLinearity } from "../fit-linearity.js";
import { InjectedEvents } from "../injected-events.js";
import type { PeakFitMeasurement } from "../measurement.js";
import type { Evaluation, Wanted } from "../result.js";
import { SignalEfficiency } from "../signal-efficiency.js";
import type { AnalysisState } from "../state.js";
import { atOnce, type Steps } from "../steps.js";
import { PeakScan } from "./scan.js";
import { peakTransition } from "./transition.js";

/** Peaks fitted over a polynomial, shapes and efficiencies from simulated signal. */
export class PeakEngine implements Engine {
  readonly #ground: Ground;
  readonly #peaks: PeakScan;
  readonly injected: InjectedEvents;

  constructor(ground: Ground, measurement: PeakFitMeasurement) {
    const { search, table, selection } = ground;
    this.#ground = ground;
    this.#peaks = new PeakScan(search, measurement, table);
    this.injected = new InjectedEvents(search, table, new SignalEfficiency(search, table, selection));
  }

  *scan(state: AnalysisState, { only }: Wanted): Steps<Scanned> {
    return { scan: yield* this.#peaks.fit(state, this.#ground.selection.failing, this.injected.rows, only) };
  }

  signals() {
    return this.#peaks.signals();
  }

  linearity(state: AnalysisState, mass: number) {
    const target = this.#peaks.target(state, mass);
    return target && fitLinearity(this.#ground.search.id, target);
  }

  further(state: AnalysisState, _: Scanned, { fit, transition }: Wanted): Steps<Partial<Evaluation>> {
    const { search, table, selection } = this.#ground;
    return atOnce({
      ...(fit === undefined ? {} : { fit: this.#peaks.spectrum(state, fit) }),
      ...(transition ? { transition: peakTransition(search, table, state, selection.failing) } : {}),
    });
  }
}
