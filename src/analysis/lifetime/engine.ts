import type { Engine, Ground, Scanned } from "../engine.js";
import type { LifetimeMeasurement } from "../measurement.js";
import type { Evaluation, Wanted } from "../result.js";
import { signalResolutions } from "../signal-resolution.js";
import type { AnalysisState } from "../state.js";
import { portion, type Steps } from "../steps.js";
import { type ReachCurve, reachSettings } from "./reach.js";
import { LifetimeScan } from "./scan.js";
import { singleEvents } from "./single-events.js";

/** Displaced decays, weighted by the lifetime that the state's parameters give. */
export class LifetimeEngine implements Engine {
  readonly #ground: Ground;
  readonly #measurement: LifetimeMeasurement;
  readonly #lifetime: LifetimeScan;

  constructor(ground: Ground, measurement: LifetimeMeasurement) {
    this.#ground = ground;
    this.#measurement = measurement;
    this.#lifetime = new LifetimeScan(ground.search, measurement, ground.table, ground.selection);
  }

  weights(state: AnalysisState) {
    return this.#lifetime.weights(state);
  }

  *scan(state: AnalysisState, { only }: Wanted): Steps<Scanned> {
    return { scan: yield* this.#lifetime.limits(state, this.#ground.selection.failing, { only }) };
  }

  signals(state: AnalysisState) {
    return this.#lifetime.signals(state, this.#ground.selection.failing);
  }

  linearity(state: AnalysisState, mass: number) {
    return this.#lifetime.linearity(state, this.#ground.selection.failing, mass);
  }

  *further(state: AnalysisState, _: Scanned, wanted: Wanted): Steps<Partial<Evaluation>> {
    const { search, table, selection } = this.#ground;
    const { events, reach, resolutions } = wanted;
    const { failing } = selection;
    const weights = this.#lifetime.weights(state);
    return {
      ...(events === undefined ? {} : { events: singleEvents(search, table, state, failing, weights, events) }),
      ...(resolutions
        ? { resolutions: signalResolutions(search, table, failing, this.#lifetime.category(state)) }
        : {}),
      ...(reach ? { reach: yield* this.#reach(state) } : {}),
    };
  }

  /** Scans of other settings; the selection of the state is put back. */
  *#reach(state: AnalysisState): Steps<ReachCurve[]> {
    const { search, selection } = this.#ground;
    const settings = reachSettings(search, this.#measurement, state);
    const curves: ReachCurve[] = [];
    for (const [done, { group, label, state: other, withoutBackground }] of settings.entries()) {
      selection.apply(other.cuts, other.tuned);
      const scan = this.#lifetime.limits(other, selection.failing, { withoutBackground });
      curves.push({ group, label, scan: yield* portion(scan, done / settings.length, 1 / settings.length) });
    }
    selection.apply(state.cuts, state.tuned);
    return curves;
  }
}
