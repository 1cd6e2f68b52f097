import type { Engine, Ground, Scanned } from "../engine.js";
import { fitLinearity } from "../fit-linearity.js";
import type { BumpHuntMeasurement } from "../measurement.js";
import type { Evaluation, Wanted } from "../result.js";
import type { AnalysisState } from "../state.js";
import { atOnce, type Steps } from "../steps.js";
import { BumpHunt } from "./hunt.js";

/** Peaks fitted over a polynomial in windows that slide over real data. */
export class BumpEngine implements Engine {
  readonly #search: Ground["search"];
  readonly #bumps: BumpHunt;

  constructor({ search, table, selection }: Ground, measurement: BumpHuntMeasurement) {
    this.#search = search;
    this.#bumps = new BumpHunt(search, measurement, table, selection);
  }

  *scan(state: AnalysisState, { only }: Wanted): Steps<Scanned> {
    return { scan: yield* this.#bumps.fit(state, only) };
  }

  lookElsewhere(_: AnalysisState, { scan }: Scanned, toys: number): Steps<Pick<Evaluation, "globalPValue">> {
    return atOnce({ globalPValue: this.#bumps.globalPValue(scan, toys) });
  }

  linearity(_: AnalysisState, mass: number) {
    const target = this.#bumps.target(mass);
    return target && fitLinearity(this.#search.id, target);
  }

  further(_: AnalysisState, __: Scanned, { fit }: Wanted): Steps<Partial<Evaluation>> {
    return atOnce(fit === undefined ? {} : { fit: this.#bumps.spectrum(fit) });
  }
}
