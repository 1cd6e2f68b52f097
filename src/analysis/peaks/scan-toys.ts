import type { RandomStream } from "../../numerics/random.js";
import { fitPeakYield } from "../../statistics/fits/peak-fit.js";
import type { PeakModel } from "../../statistics/fits/peak-model.js";
import { countSorted } from "../../statistics/fits/variations.js";
import { discoveryStatistic, upCrossings } from "../../statistics/look-elsewhere/gross-vitells.js";
import { equalBins } from "../../statistics/shapes/shape.js";
import type { EventTable } from "../events.js";
import type { PeakFitMeasurement, PeakVariable } from "../measurement.js";
import type { AnalysisState } from "../state.js";
import { fitAll } from "./expectation.js";
import type { HypothesisModels, PeakModels } from "./models.js";
import { CROSSING_LEVEL, type ScanToy } from "./toys.js";

/** The fits of one mass, and where the search for each background begins. */
interface Prepared {
  readonly variable: PeakVariable;
  readonly mass: number;
  readonly mask: number;
  readonly made: HypothesisModels;
  readonly starts: readonly Float64Array[];
}

/** Whole scans of background alone, drawn event by event from simulation of many luminosities. */
export class ScanToys {
  readonly #prepared: readonly Prepared[];
  readonly #events: EventTable;
  readonly #failing: Uint32Array;

  /**
   * @param models of the data, for the shapes and where fits begin
   * @param events simulated backgrounds; @param failing bits of failed cuts of every row
   */
  constructor(
    measurement: PeakFitMeasurement,
    state: AnalysisState,
    models: PeakModels,
    events: EventTable,
    failing: Uint32Array,
  ) {
    this.#events = events;
    this.#failing = failing;
    this.#prepared = measurement.variables.flatMap((variable) =>
      variable.masses.flatMap((mass): Prepared[] => {
        const made = models.at(variable, mass, state);
        if (!made) return [];
        const starts = fitAll(made.models, [], state.confidenceLevel).map(({ backgroundOnly }) => backgroundOnly);
        return [{ variable, mass, mask: models.mask(mass), made, starts }];
      }),
    );
  }

  /** One toy. Only significances above the level of the crossings are followed through all variations: no other counts. */
  scan(stream: RandomStream): ScanToy {
    const rows = this.#draw(stream);
    const candidates = new Map<string, Float64Array>();
    const pieces = new Map<string, number[]>();
    let largest = Number.NEGATIVE_INFINITY;
    let at = 0;
    for (const one of this.#prepared) {
      const { variable, mass, mask } = one;
      const key = `${variable.id} ${mask}`;
      const selected = candidates.get(key) ?? this.#candidates(variable, mask, rows);
      candidates.set(key, selected);
      const significance = smallest(one, selected, Math.sqrt(CROSSING_LEVEL));
      pieces.set(variable.id, [...(pieces.get(variable.id) ?? []), significance]);
      if (significance > largest) [largest, at] = [significance, mass];
    }
    const crossings = Array.from(pieces.values(), (piece) =>
      upCrossings(discoveryStatistic(piece), CROSSING_LEVEL),
    ).reduce((a, b) => a + b, 0);
    return { largest, mass: at, crossings };
  }

  /** Rows of one luminosity: of every background a Poisson number, with replacement. */
  #draw(stream: RandomStream): Int32Array {
    const drawn = this.#events.samples.flatMap(({ sample, start, end }) =>
      sample.kind === "background" && end > start
        ? Array.from(
            { length: stream.poisson((end - start) * sample.weight) },
            () => start + stream.integer(end - start),
          )
        : [],
    );
    return Int32Array.from(drawn);
  }

  #candidates({ observables }: PeakVariable, mask: number, rows: Int32Array): Float64Array {
    const passing = rows.filter((row) => (this.#failing[row] & mask) === 0);
    const values = new Float64Array(passing.length * observables.length);
    observables.forEach(({ id, step }, k) => {
      const column = this.#events.columns[id];
      passing.forEach((row, i) => {
        values[k * passing.length + i] = column[row] * step;
      });
    });
    return values.sort();
  }
}

/** Smallest significance of all variations, or of the first ones where that is not above `level` already. */
function smallest({ made: { models, variations }, starts }: Prepared, candidates: Float64Array, level: number): number {
  let least = Number.POSITIVE_INFINITY;
  let counts: PeakModel["counts"] | undefined;
  for (let i = 0; i < models.length && least > level; i++) {
    const { from, to } = variations[i];
    // Variations of the order follow each other in one range.
    const same = i > 0 && variations[i - 1].from === from && variations[i - 1].to === to;
    counts = same && counts ? counts : countSorted(candidates, equalBins(from, to, models[i].counts.length));
    const { status, significance } = fitPeakYield({ ...models[i], counts }, { start: starts[i] });
    if (status === "ok") least = Math.min(least, significance);
  }
  return Number.isFinite(least) ? least : 0;
}
