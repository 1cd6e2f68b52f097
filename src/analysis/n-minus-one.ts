import type { Cut } from "./cut.js";
import { type EventTable, valueAt } from "./events.js";
import { stepBounds } from "./observable.js";
import type { Search } from "./search.js";
import type { AnalysisState } from "./state.js";
import type { NMinusOneSpectrum } from "./studies.js";
import type { TunedCuts } from "./tuned-cuts.js";

/** Bins of each spectrum. */
const BINS = 50;

/** One side of a cut: an observable, or the distance above a line. */
interface Axis {
  readonly cut: Cut;
  /** Bit of the cut in the selection. */
  readonly bit: number;
  readonly title: string;
  readonly unit: string;
  readonly edges: readonly number[];
  value(row: number, state: AnalysisState): number;
}

/** Observables of every cut for events that pass all others: axes are laid once, from what is near-selected. */
export class NMinusOne {
  readonly #table: EventTable;
  readonly #axes: readonly Axis[];
  readonly #tuned: TunedCuts | undefined;
  readonly #windowOfRow: Uint16Array | undefined;

  constructor(search: Search, table: EventTable, tuned?: TunedCuts) {
    this.#table = table;
    this.#tuned = tuned;
    this.#windowOfRow = tuned?.windowOfRows(table);
    this.#axes = search.selection.flatMap((cut, k) => this.#axesOf(cut, 1 << k));
  }

  /** Rows of every sample in the bins of every axis; a cut that does not bind an event leaves it out. */
  spectra(state: AnalysisState, failing: Uint32Array, weights?: Float64Array): NMinusOneSpectrum[] {
    return this.#axes.map((axis) => this.#count(axis, ~axis.bit, state, failing, weights));
  }

  /** The same for events that pass the cuts before the one on the axis alone: what reaches it in the cut flow. */
  reaching(state: AnalysisState, failing: Uint32Array, weights?: Float64Array): NMinusOneSpectrum[] {
    return this.#axes.map((axis) => this.#count(axis, axis.bit - 1, state, failing, weights));
  }

  /** @param mask bits of the cuts that an event must pass */
  #count(
    axis: Axis,
    mask: number,
    state: AnalysisState,
    failing: Uint32Array,
    weights?: Float64Array,
  ): NMinusOneSpectrum {
    const { cut, title, unit, edges } = axis;
    const low = edges[0];
    const width = (edges[BINS] - low) / BINS;
    const counts = Object.fromEntries(
      this.#table.samples.map(({ sample, start, end }) => {
        const bins = new Array<number>(BINS).fill(0);
        for (let row = start; row < end; row++) {
          if ((failing[row] & mask) !== 0 || !this.#binds(cut, row, state)) continue;
          const value = axis.value(row, state);
          const bin = Math.floor((value - low) / width + 1e-9);
          if (value <= edges[BINS] && bin >= 0) bins[Math.min(BINS - 1, bin)] += weights ? weights[row] : 1;
        }
        return [sample.id, bins];
      }),
    );
    return { cut: cut.id, title, unit, edges, counts };
  }

  #binds(cut: Cut, row: number, state: AnalysisState): boolean {
    if (this.#isTuned(cut, state) && this.#windowOfRow)
      return this.#tuned?.valuesIn(cut.id, this.#windowOfRow[row]) !== null;
    if (!cut.when) return true;
    const { observable, min, max } = cut.when;
    const { lowest, highest } = stepBounds(observable, min, max);
    const value = this.#table.columns[observable.id][row];
    return value >= lowest && value <= highest;
  }

  #isTuned(cut: Cut, state: AnalysisState): boolean {
    return state.tuned.includes(cut.id) && this.#tuned?.has(cut.id) === true;
  }

  #axesOf(cut: Cut, bit: number): Axis[] {
    if (cut.kind === "any") return [];
    if (cut.kind === "line") {
      const { x, y } = cut;
      const value = (row: number, state: AnalysisState) => {
        const values =
          this.#isTuned(cut, state) && this.#windowOfRow
            ? this.#tuned?.valuesIn(cut.id, this.#windowOfRow[row])
            : state.cuts[cut.id];
        const { intercept = 0, slope = 0 } = values ?? {};
        return valueAt(this.#table, y, row) - intercept - slope * valueAt(this.#table, x, row);
      };
      const reach = y.domain[1];
      return [{ cut, bit, title: "distance above the line", unit: y.unit, edges: even(-reach, reach), value }];
    }
    const observables = cut.highest ? [cut.observable, cut.highest] : [cut.observable];
    return observables.map((observable) => ({
      cut,
      bit,
      title: observable.symbol,
      unit: observable.unit,
      edges: even(...(observable.axis ?? this.#span(observable.id, observable.step))),
      value: (row) => valueAt(this.#table, observable, row),
    }));
  }

  /** Smallest and largest value of a column, a step wide at least. */
  #span(id: string, step: number): [number, number] {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const steps of this.#table.columns[id]) {
      if (steps < low) low = steps;
      if (steps > high) high = steps;
    }
    return high > low
      ? [low * step, high * step]
      : [(Number.isFinite(low) ? low : 0) * step, (Number.isFinite(low) ? low + 1 : 1) * step];
  }
}

function even(low: number, high: number): number[] {
  // The last edge is the largest value itself, whatever rounding makes of the sum.
  return Array.from({ length: BINS + 1 }, (_, i) => (i === BINS ? high : low + ((high - low) * i) / BINS));
}
