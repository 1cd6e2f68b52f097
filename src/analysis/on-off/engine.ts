import type { ControlSamples } from "../control-sample.js";
import { CountingEngine, type Toys } from "../counting/engine.js";
import { globalPValue, toyStream } from "../counting/global-p-value.js";
import type { Ground, Scanned } from "../engine.js";
import type { OnOffMeasurement } from "../measurement.js";
import type { Evaluation, Wanted } from "../result.js";
import type { ScanPoint } from "../scan-point.js";
import type { AnalysisState } from "../state.js";
import { atOnce, type Steps } from "../steps.js";
import { backgroundCorrection } from "./background-correction.js";
import { Boundaries } from "./boundary.js";
import { asOffRegion, onOffByCount, onOffLimits, onOffSystematic } from "./limits.js";
import { onOffProjections } from "./projections.js";

/** Events counted in one region, with the background measured in another. */
export class OnOffEngine extends CountingEngine {
  readonly #measurement: OnOffMeasurement;
  readonly #controls: ControlSamples;
  #boundaries: Boundaries | undefined;

  constructor(ground: Ground, measurement: OnOffMeasurement, controls: ControlSamples) {
    super(ground);
    this.#measurement = measurement;
    this.#controls = controls;
  }

  override further(state: AnalysisState, _: Scanned, wanted: Wanted): Steps<Partial<Evaluation>> {
    const { boundary, projections, byCount, correction, fast = false } = wanted;
    const { search, table, selection } = this.ground;
    const measurement = this.#measurement;
    const windows = byCount === undefined && !correction ? [] : this.windows(state);
    const window = windows.find(({ hypothesis }) => hypothesis.mass === byCount);
    const samples = table.samples.map(({ sample }) => sample);
    const counts = correction ? this.#controls.count() : [];
    const found = correction && backgroundCorrection(search, measurement, state, samples, counts, windows);
    if (measurement.boundary) this.#boundaries ??= new Boundaries(search, measurement, measurement.boundary, table);
    return atOnce({
      ...(found ? { correction: found } : {}),
      ...(window ? { byCount: onOffByCount(search, measurement, state, window, fast) } : {}),
      ...(boundary !== undefined && this.#boundaries
        ? { boundary: this.#boundaries.study(state, selection.failing, boundary) }
        : {}),
      ...(projections
        ? { projections: onOffProjections(search, measurement, state, (other) => this.windows(other)) }
        : {}),
    });
  }

  protected override limits(state: AnalysisState, { fast = false }: Wanted): Steps<ScanPoint[]> {
    return onOffLimits(this.ground.search, this.#measurement, state, this.windows(state), fast);
  }

  protected override globalPValue(
    _: AnalysisState,
    scan: readonly ScanPoint[],
    { windows, cells, toys }: Toys,
  ): number {
    const { value: ratio } = this.#measurement.ratio;
    return globalPValue(
      windows.map((one) => asOffRegion(one, ratio)),
      cells.map((one) => asOffRegion(one, ratio)),
      Math.max(...scan.map(onOffSystematic)),
      toys,
      toyStream(this.ground.search),
    );
  }
}
