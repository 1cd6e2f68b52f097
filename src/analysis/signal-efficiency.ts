import type { EventTable, SampleRows } from "./events.js";
import { OUTSIDE } from "./histogram.js";
import type { SignalPoint } from "./result.js";
import type { Hypothesis } from "./sample.js";
import type { ScanWindow } from "./scan.js";
import { countPassing, findWindowRows, type WindowRows } from "./scan.js";
import type { Search } from "./search.js";
import type { SelectionState } from "./selection.js";
import { BinTally } from "./tally.js";
import type { TunedCuts } from "./tuned-cuts.js";

/** Simulated signal of one mass, with the rows in the window around that mass. */
interface GeneratedSignal {
  readonly mass: number;
  readonly rows: SampleRows;
  readonly found: WindowRows;
  /** Events that were produced, corrected for nothing, and the correction. */
  readonly produced: number;
  readonly correction: number;
}

/** Signal efficiencies at the generated masses and, interpolated, at every hypothesis. */
export class SignalEfficiency {
  readonly #signals: readonly GeneratedSignal[];
  readonly #selection: SelectionState;
  readonly #selected: BinTally;
  readonly #table: EventTable;
  readonly #tuned: TunedCuts | undefined;

  /** @param selection of the rows of the table, which the counts follow */
  constructor(search: Search, table: EventTable, selection: SelectionState, tuned?: TunedCuts) {
    this.#table = table;
    this.#selection = selection;
    this.#tuned = tuned;
    const luminosity = search.luminosity?.inverseFemtobarn ?? 0;
    this.#signals = table.samples
      .filter(({ sample }) => sample.kind === "signal")
      .map((rows) => {
        const { sample, start, end } = rows;
        const window = search.scan.windowOf(sample.hypothesis ?? {});
        const correction = search.samples.find(({ id }) => id === sample.id)?.correction ?? 1;
        return {
          mass: sample.hypothesis?.mass ?? 0,
          rows,
          found: findWindowRows(table, search.scan.observable, [window], start, end),
          produced: (luminosity * (sample.crossSection?.value ?? 0) * correction) / sample.weight,
          correction,
        };
      })
      .sort((a, b) => a.mass - b.mass);
    const inWindow = new Uint16Array(table.length).fill(OUTSIDE);
    for (const { found } of this.#signals) for (const row of found.rows) inWindow[row] = 0;
    const samples = this.#signals.map(({ rows }) => rows);
    this.#selected = new BinTally(selection, samples, [inWindow], 1);
  }

  /**
   * What each generated mass gives; binomial errors, from Beta(k + 1, N − k + 1) so that none is 0.
   * @param other failing bits of another selection of the same rows
   */
  points(other?: Uint32Array): SignalPoint[] {
    const { counts } = this.#selected;
    return this.#signals.map(({ mass, rows, found, produced, correction }, s) => {
      const [passing] = other ? countPassing(found, other) : counts[s];
      const a = passing + 1;
      const b = Math.max(0, produced - passing) + 1;
      return {
        sample: rows.sample.id,
        mass,
        efficiency: produced > 0 ? (correction * passing) / produced : 0,
        sigma: correction * Math.sqrt((a * b) / ((a + b) ** 2 * (a + b + 1))),
        rows: passing,
      };
    });
  }

  /**
   * Efficiencies at the hypotheses of some windows: linear between the generated masses as in the publication,
   * constant beyond the outermost. Cuts that are tuned window by window are applied to both generated masses with the
   * values in force at the hypothesis.
   *
   * @param tuned bits of the cuts that are tuned
   * @param inForce windows of the tuning whose values hold for each hypothesis, with their shares
   */
  at(
    windows: readonly ScanWindow[],
    tuned: { readonly bits: number; readonly cuts: readonly string[] },
    inForce: readonly (readonly { window: number; share: number }[])[],
  ): number[] {
    const signals = this.#signals;
    if (signals.length === 0) return windows.map(() => 0);
    const { counts } = this.#selected;
    const { failing } = this.#selection;
    const candidates =
      tuned.cuts.length === 0 ? [] : signals.map(({ found }) => passingRows(found.rows, failing, ~tuned.bits));
    const known = signals.map(() => new Map<number, number>());
    const passing = (s: number, window: number) => {
      const kept = known[s].get(window);
      if (kept !== undefined) return kept;
      const count = this.#tuned?.countPassing(tuned.cuts, this.#table, candidates[s], window) ?? 0;
      known[s].set(window, count);
      return count;
    };
    const efficiency = (s: number, w: number) => {
      const { produced, correction } = signals[s];
      if (!(produced > 0)) return 0;
      const rows =
        tuned.cuts.length === 0
          ? counts[s][0]
          : inForce[w].reduce((sum, { window, share }) => sum + share * passing(s, window), 0);
      return (correction * rows) / produced;
    };
    return windows.map(({ hypothesis: { mass } }, w) => {
      const above = signals.findIndex((one) => mass <= one.mass);
      if (above <= 0) return efficiency(above < 0 ? signals.length - 1 : 0, w);
      const [a, b] = [signals[above - 1].mass, signals[above].mass];
      const low = efficiency(above - 1, w);
      return low + ((efficiency(above, w) - low) * (mass - a)) / (b - a);
    });
  }

  /** The generated signal nearest to the mass of a hypothesis, all rows of it; undefined where none is simulated. */
  nearest({ mass }: Hypothesis): SampleRows | undefined {
    const distance = (one: GeneratedSignal) => Math.abs(one.mass - mass);
    return this.#signals.reduce<GeneratedSignal | undefined>(
      (best, one) => (best && distance(best) <= distance(one) ? best : one),
      undefined,
    )?.rows;
  }
}

/** Rows that fail none of the cuts of a mask. */
function passingRows(rows: Int32Array, failing: Uint32Array, mask: number): Int32Array {
  const passing = new Int32Array(rows.length);
  let count = 0;
  for (let k = 0; k < rows.length; k++) {
    passing[count] = rows[k];
    if ((failing[rows[k]] & mask) === 0) count++;
  }
  return passing.subarray(0, count);
}
