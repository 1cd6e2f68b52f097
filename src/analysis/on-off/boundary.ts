import { punzi } from "../../statistics/merit/figures.js";
import type { CountedWindow } from "../counting/limits.js";
import type { EventTable, SampleRows } from "../events.js";
import type { BoundaryRange, OnOffMeasurement } from "../measurement.js";
import { stepBounds } from "../observable.js";
import type { Hypothesis } from "../sample.js";
import type { Search } from "../search.js";
import { type AnalysisState, luminosityOf } from "../state.js";
import { finish } from "../steps.js";
import type { BoundaryAt, BoundaryStudy } from "../studies.js";
import { onOffLimits } from "./limits.js";

/** Selected rows of a sample up to each boundary, of the half that finds the best one and of the half that counts. */
interface Below {
  readonly found: number[];
  readonly counted: number[];
}

/** A sample, and what a row of either half stands for: expected events of a background, part of the efficiency. */
interface Part {
  readonly hypothesis: Hypothesis;
  readonly below: Below;
  readonly perRow: number;
}

/** A hypothesis with figures of merit at every boundary. */
interface Curve {
  readonly hypothesis: Hypothesis;
  readonly signal: Part;
  readonly found: readonly number[];
  readonly counted: readonly number[];
}

/**
 * Upper boundary of the signal region, the one that makes ε/(a/2 + √B) largest, for every hypothesis: found on every
 * other simulated event, counted on those between. The cuts are those in force.
 */
export class Boundaries {
  readonly #search: Search;
  readonly #measurement: OnOffMeasurement;
  readonly #table: EventTable;
  readonly #range: BoundaryRange;
  readonly #boundaries: readonly number[];
  readonly #highest: readonly number[];

  constructor(search: Search, measurement: OnOffMeasurement, range: BoundaryRange, table: EventTable) {
    const { low, high, step } = range;
    this.#range = range;
    this.#search = search;
    this.#measurement = measurement;
    this.#table = table;
    this.#boundaries = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step);
    this.#highest = this.#boundaries.map((max) => stepBounds(search.scan.observable, undefined, max).highest);
  }

  /** @param failing bits of the selection; @param mass of the hypothesis (GeV) whose curve is wanted */
  study(state: AnalysisState, failing: Uint32Array, mass: number): BoundaryStudy {
    const published = this.#search.luminosity?.inverseFemtobarn ?? 0;
    const scale = published > 0 ? luminosityOf(this.#search, state) / published : 1;
    const backgrounds = this.#parts("background", failing, (weight) => weight * scale);
    const expected = (half: keyof Below, i: number) =>
      backgrounds.reduce((sum, { below, perRow }) => sum + perRow * below[half][i], 0);
    const signals = this.#parts("signal", failing, (weight, crossSection) =>
      published > 0 && crossSection > 0 ? weight / (published * crossSection) : 0,
    );
    const curves = this.#search.scan.windows.flatMap(({ hypothesis }): Curve[] => {
      const signal = signals.find((one) => one.hypothesis.mass === hypothesis.mass);
      if (!signal) return [];
      const merit = (half: keyof Below) =>
        this.#boundaries.map((_, i) =>
          punzi(signal.perRow * signal.below[half][i], expected(half, i), this.#range.sigmas.value),
        );
      return [{ hypothesis, signal, found: merit("found"), counted: merit("counted") }];
    });
    const fixed = curves.map(({ hypothesis }) => this.#nearest(this.#search.scan.windowOf(hypothesis).max));
    const best = curves.map(({ found }) => found.indexOf(Math.max(...found)));
    const { other } = this.#range;
    const others = other ? [curves.map(({ hypothesis }) => this.#nearest(other.boundary(hypothesis.mass)))] : [];
    const [atFixed, atBest, atOther] = [fixed, best, ...others].map((chosen) =>
      this.#limitsAt(state, curves, chosen, backgrounds),
    );
    const shown = curves.find(({ hypothesis }) => hypothesis.mass === mass) ?? curves[0];
    return {
      points: curves.map(({ hypothesis }, k) => ({
        mass: hypothesis.mass,
        fixed: atFixed[k],
        best: atBest[k],
        ...(atOther ? { other: atOther[k] } : {}),
      })),
      curve: shown && {
        mass: shown.hypothesis.mass,
        boundaries: this.#boundaries,
        found: shown.found,
        counted: shown.counted,
      },
    };
  }

  /** What each hypothesis has up to its chosen boundary in the half that counts, with its asymptotic limit. */
  #limitsAt(
    state: AnalysisState,
    curves: readonly Curve[],
    chosen: readonly number[],
    backgrounds: readonly Part[],
  ): BoundaryAt[] {
    const counted = curves.map(({ hypothesis, signal }, k): CountedWindow => {
      const i = chosen[k];
      return {
        hypothesis,
        window: { ...this.#search.scan.windowOf(hypothesis), max: this.#boundaries[i] },
        observed: null,
        background: {
          samples: backgrounds.map(({ below, perRow }) => ({ simulated: below.counted[i], weight: perRow })),
        },
        efficiency: signal.perRow * signal.below.counted[i],
        effectiveEvents: null,
        tuned: {},
      };
    });
    const { id } = this.#search.interpretations[0];
    return finish(onOffLimits(this.#search, this.#measurement, state, counted, true)).map((point, k) => ({
      boundary: point.region.max,
      efficiency: point.efficiency,
      background: point.background?.value ?? 0,
      found: curves[k].found[chosen[k]],
      counted: curves[k].counted[chosen[k]],
      expected: point.asimov ?? point.limits[id]?.expected[2] ?? null,
    }));
  }

  /** Samples of a kind; a row of a half stands for twice what it does among all. */
  #parts(
    kind: "background" | "signal",
    failing: Uint32Array,
    perRow: (weight: number, crossSection: number) => number,
  ): Part[] {
    return this.#table.samples
      .filter(({ sample }) => sample.kind === kind)
      .map((rows) => ({
        hypothesis: rows.sample.hypothesis ?? {},
        below: this.#below(rows, failing),
        perRow: 2 * perRow(rows.sample.weight, rows.sample.crossSection?.value ?? 0),
      }));
  }

  #below({ start, end }: SampleRows, failing: Uint32Array): Below {
    const column = this.#table.columns[this.#search.scan.observable.id];
    const below: Below = { found: this.#highest.map(() => 0), counted: this.#highest.map(() => 0) };
    for (let row = start; row < end; row++) {
      if (failing[row] !== 0) continue;
      const first = this.#highest.findIndex((highest) => column[row] <= highest);
      if (first >= 0) below[(row - start) % 2 === 0 ? "found" : "counted"][first]++;
    }
    for (const half of [below.found, below.counted]) for (let i = 1; i < half.length; i++) half[i] += half[i - 1];
    return below;
  }

  #nearest(boundary: number): number {
    const away = (i: number) => Math.abs(this.#boundaries[i] - boundary);
    return this.#boundaries.reduce((best, _, i) => (away(i) < away(best) ? i : best), 0);
  }
}
