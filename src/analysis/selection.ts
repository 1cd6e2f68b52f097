import type { Cut, CutValues, SelectionValues } from "./cut.js";
import type { EventTable } from "./events.js";
import { markFailing } from "./mark.js";
import { Moves } from "./moves.js";
import type { TunedCuts } from "./tuned-cuts.js";

/** Cuts that fit into one word of bits. */
const MOST_CUTS = 32;

/**
 * The selection applied to a table: for every event one bit a cut, set where the event fails it. An event is selected
 * where no bit is set; it is an N−1 event of cut k where no other bit is. Moving one cut touches one bit.
 */
export class SelectionState {
  readonly failing: Uint32Array;
  readonly #table: EventTable;
  readonly #cuts: readonly Cut[];
  /** Values that the marks of each cut are of. */
  readonly #applied: (CutValues | "tuned" | undefined)[];
  readonly #tuned: TunedCuts | undefined;
  readonly #windowOfRow: Uint16Array | undefined;
  #moves: Moves | undefined;

  /** @throws Error `too many cuts: …` */
  constructor(table: EventTable, cuts: readonly Cut[], tuned?: TunedCuts) {
    if (cuts.length > MOST_CUTS) throw new Error(`too many cuts: ${cuts.length}, of at most ${MOST_CUTS}`);
    this.#table = table;
    this.#cuts = cuts;
    this.failing = new Uint32Array(table.length);
    this.#applied = cuts.map(() => undefined);
    this.#tuned = tuned;
    this.#windowOfRow = tuned?.windowOfRows(table);
  }

  /**
   * Applies the given values; only cuts whose values changed are evaluated again.
   * @param windowed ids of the cuts that take the values tuned for each window instead, where there are any
   */
  apply(values: SelectionValues, windowed: readonly string[] = []): void {
    for (let k = 0; k < this.#cuts.length; k++) {
      const cut = this.#cuts[k];
      const isTuned = windowed.includes(cut.id) && this.#tuned?.has(cut.id);
      const before = this.#applied[k];
      const known = before === "tuned" ? undefined : before;
      if (isTuned ? before === "tuned" : known && areEqual(cut, known, values[cut.id])) continue;
      if (isTuned && this.#tuned && this.#windowOfRow)
        this.#tuned.mark(cut.id, this.#table, this.#windowOfRow, this.failing, 1 << k, this.#moves);
      else markFailing(cut, values[cut.id], this.#table, this.failing, 1 << k, this.#moves, known);
      this.#applied[k] = isTuned ? "tuned" : values[cut.id];
    }
  }

  /** Rows that changed since this was asked for first: what counts that follow the selection read. */
  get moves(): Moves {
    this.#moves ??= new Moves(this.#table.length);
    return this.#moves;
  }
}

/** Bits of the cuts that a spectrum asks for: all, but for one that it may leave out. */
export function bitsFor(cuts: readonly Cut[], without?: string): number {
  const k = cuts.findIndex(({ id }) => id === without);
  return k < 0 ? 0xffffffff : ~(1 << k);
}

function areEqual(cut: Cut, one: CutValues, other: CutValues): boolean {
  return cut.parameters.every(({ id }) => one[id] === other[id]);
}

/** The first of some cuts that is failed; their number where none is. */
export function firstFailed(bits: number, cuts: number): number {
  return bits === 0 ? cuts : 31 - Math.clz32(bits & -bits);
}

/** Events by the first cut that they fail, of the rows [start, end), those that fail none last: one pass over the bits. */
export function countFirstFailed(
  failing: Uint32Array,
  cuts: number,
  start: number,
  end: number,
  weights?: Float64Array,
): Float64Array {
  const counts = new Float64Array(cuts + 1);
  for (let i = start; i < end; i++) counts[firstFailed(failing[i], cuts)] += weights ? weights[i] : 1;
  return counts;
}

/** Events that pass the first k cuts, for k = 0 … cuts, from those by the first cut that they fail. */
export function cutFlowOf(byFirstFailed: Float64Array): Float64Array {
  const passing = new Float64Array(byFirstFailed.length);
  // From the end: sums of weights, of which nothing is taken away, do not fall below zero by rounding.
  let sum = 0;
  for (let k = passing.length - 1; k >= 0; k--) {
    sum += byFirstFailed[k];
    passing[k] = sum;
  }
  return passing;
}
