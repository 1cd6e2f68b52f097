import { type Cut, type CutValues, markFailing, type SelectionValues } from "./cut.js";
import type { EventTable } from "./events.js";
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
  readonly #applied: (string | undefined)[];
  readonly #tuned: TunedCuts | undefined;
  readonly #windowOfRow: Uint16Array | undefined;

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
      const key = isTuned ? "tuned" : valuesKey(cut, values[cut.id]);
      if (this.#applied[k] === key) continue;
      if (isTuned && this.#tuned && this.#windowOfRow)
        this.#tuned.mark(cut.id, this.#table, this.#windowOfRow, this.failing, 1 << k);
      else markFailing(cut, values[cut.id], this.#table, this.failing, 1 << k);
      this.#applied[k] = key;
    }
  }
}

/** Bits of the cuts that a spectrum asks for: all, but for one that it may leave out. */
export function bitsFor(cuts: readonly Cut[], without?: string): number {
  const k = cuts.findIndex(({ id }) => id === without);
  return k < 0 ? 0xffffffff : ~(1 << k);
}

function valuesKey(cut: Cut, values: CutValues): string {
  return cut.parameters.map((parameter) => values[parameter.id]).join(" ");
}

/**
 * Events that pass the first k cuts, for k = 0 … cuts, of the rows [start, end): one pass over the bits.
 * @param weights of every row of the table, if not one each
 */
export function cutFlowCounts(
  failing: Uint32Array,
  cuts: number,
  start: number,
  end: number,
  weights?: Float64Array,
): Float64Array {
  const firstFailed = new Float64Array(cuts + 1);
  for (let i = start; i < end; i++) {
    const bits = failing[i];
    firstFailed[bits === 0 ? cuts : 31 - Math.clz32(bits & -bits)] += weights ? weights[i] : 1;
  }
  const passing = new Float64Array(cuts + 1);
  let remaining = firstFailed.reduce((sum, count) => sum + count, 0);
  for (let k = 0; k <= cuts; k++) {
    passing[k] = remaining;
    remaining -= firstFailed[k];
  }
  return passing;
}
