import type { CountedWindow } from "./counting-limits.js";
import type { EventTable, SampleRows } from "./events.js";
import { combinedSystematics } from "./measurement.js";
import { countPassing, findWindowRows, type WindowRows } from "./scan.js";
import type { Search } from "./search.js";
import type { AnalysisState } from "./state.js";

/**
 * Counts in windows, the background of each from simulated events (or from events of a file) with their weights: b of
 * every sample is Gamma(simulated + 1, weight), so that a sample without events in a window still has an uncertainty.
 */
export class SimulatedWindows {
  readonly #search: Search;
  /** Rows of each scan window, for every background and data sample. */
  readonly #windows: readonly { rows: SampleRows; found: WindowRows }[];
  /** Rows in its own window, for every signal sample, by rising mass. */
  readonly #signals: readonly { rows: SampleRows; found: WindowRows }[];

  constructor(search: Search, table: EventTable) {
    this.#search = search;
    const { scan } = search;
    const windows = scan.windows.map((one) => one.window);
    this.#windows = table.samples
      .filter(({ sample }) => sample.kind !== "signal")
      .map((rows) => ({ rows, found: findWindowRows(table, scan.observable, windows, rows.start, rows.end) }));
    this.#signals = table.samples
      .filter(({ sample }) => sample.kind === "signal")
      .map((rows) => {
        const window = scan.windowOf(rows.sample.hypothesis ?? {});
        return { rows, found: findWindowRows(table, scan.observable, [window], rows.start, rows.end) };
      })
      .sort((a, b) => massOf(a.rows) - massOf(b.rows));
  }

  count(state: AnalysisState, failing: Uint32Array): CountedWindow[] {
    const { scan, measurement } = this.#search;
    const signals = this.#signals.map(({ rows, found }) => ({
      mass: massOf(rows),
      efficiency: this.#efficiency(rows, countPassing(found, failing)[0]),
    }));
    const counted = this.#windows.map(({ rows, found }) => ({ rows, counts: countPassing(found, failing) }));
    const backgrounds = counted.filter(({ rows }) => rows.sample.kind === "background");
    const data = counted.find(({ rows }) => rows.sample.kind === "data");
    const relative = combinedSystematics(measurement.systematics, state.systematics).background;
    return scan.windows.map(({ hypothesis, window }, w) => ({
      hypothesis,
      window,
      observed: data ? data.counts[w] : null,
      background: {
        samples: backgrounds.map(({ rows, counts }) => ({ simulated: counts[w], weight: rows.sample.weight })),
        relative,
      },
      efficiency: interpolate(signals, hypothesis.mass),
      effectiveEvents: null,
      tuned: {},
    }));
  }

  #efficiency({ sample }: SampleRows, passing: number): number {
    const produced = (this.#search.luminosity?.inverseFemtobarn ?? 0) * (sample.crossSection?.value ?? 0);
    return produced > 0 ? (passing * sample.weight) / produced : 0;
  }
}

function massOf({ sample }: SampleRows): number {
  return sample.hypothesis?.mass ?? 0;
}

/** Efficiency between the generated masses, linear as in the publication; constant beyond the outermost. */
function interpolate(points: readonly { mass: number; efficiency: number }[], mass: number): number {
  if (points.length === 0) return 0;
  if (mass <= points[0].mass) return points[0].efficiency;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    if (mass <= b.mass) return a.efficiency + ((b.efficiency - a.efficiency) * (mass - a.mass)) / (b.mass - a.mass);
  }
  return points[points.length - 1].efficiency;
}
