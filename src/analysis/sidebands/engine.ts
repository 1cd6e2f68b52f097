import { countingLimits } from "../counting/limits.js";
import type { Engine, Ground, Scanned } from "../engine.js";
import type { SidebandMeasurement } from "../measurement.js";
import type { Evaluation, Wanted } from "../result.js";
import type { AnalysisState } from "../state.js";
import { atOnce, type Steps } from "../steps.js";
import { findResonances } from "./resonances.js";
import { SidebandWindows } from "./windows.js";

/** Events counted in windows of a spectrum, with the background interpolated from its neighbourhood. */
export class SidebandEngine implements Engine {
  readonly #ground: Ground;
  readonly #windows: SidebandWindows;

  constructor(ground: Ground, measurement: SidebandMeasurement) {
    const { search, table, selection } = ground;
    this.#ground = ground;
    this.#windows = new SidebandWindows(search.scan, measurement, table, selection);
  }

  *scan(state: AnalysisState, { only }: Wanted): Steps<Scanned> {
    return { scan: yield* countingLimits(this.#ground.search, state, this.#windows.count(), only) };
  }

  further(_: AnalysisState, { scan }: Scanned, { resonances }: Wanted): Steps<Partial<Evaluation>> {
    const { search, table, selection } = this.#ground;
    return atOnce(resonances ? { resonances: findResonances(search, table, selection.failing, scan) } : {});
  }
}
