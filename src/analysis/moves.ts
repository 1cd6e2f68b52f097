/** Of so many rows one may move before counting anew is quicker than following. */
const SHARE = 8;
const FEWEST = 1024;

/**
 * Rows whose failed cuts a selection changed, one entry for each change, in their order: what was counted before follows
 * by these rows alone. A row that is changed twice has two entries. When they are too many the record begins anew, and
 * so does whoever has not read it to its end.
 */
export class Moves {
  readonly rows: Int32Array;
  /** Bits of the cuts that the row failed before, and fails since. */
  readonly before: Uint32Array;
  readonly after: Uint32Array;
  #size = 0;
  #epoch = 0;

  /** @param length rows of the table */
  constructor(length: number) {
    const most = Math.max(FEWEST, Math.ceil(length / SHARE));
    this.rows = new Int32Array(most);
    this.before = new Uint32Array(most);
    this.after = new Uint32Array(most);
  }

  /** Entries since the record began. */
  get size(): number {
    return this.#size;
  }

  /** How often it began anew. */
  get epoch(): number {
    return this.#epoch;
  }

  add(row: number, before: number, after: number): void {
    if (this.#size === this.rows.length) {
      this.#size = 0;
      this.#epoch++;
    }
    this.rows[this.#size] = row;
    this.before[this.#size] = before;
    this.after[this.#size] = after;
    this.#size++;
  }
}
