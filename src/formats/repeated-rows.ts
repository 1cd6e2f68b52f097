/** Slots of a new table; how full it may become; slots that no table has more of (2³¹ bytes of keys). */
const FIRST_SLOTS = 1 << 16;
const FULL = 0.7;

/**
 * Rows that were seen, told apart by 63 bits of a hash over all their numbers: sixteen to thirty bytes a row, however
 * many columns it has. Among 30 million different rows two are taken for the same with a probability of 5e-5.
 */
export class SeenRows {
  #first = new Uint32Array(FIRST_SLOTS);
  /** Odd where a slot is taken. */
  #second = new Uint32Array(FIRST_SLOTS);
  #taken = 0;

  /** Of each row of some columns: whether it is equal to an earlier one, bit by bit, in every column. */
  repeated(columns: readonly Float64Array[], length: number): Uint8Array {
    const bits = columns.map((column) => new Uint32Array(column.buffer, column.byteOffset, 2 * column.length));
    const found = new Uint8Array(length);
    for (let row = 0; row < length; row++) {
      // FNV-1a over the bits, twice, each mixed on its own.
      let a = 0x811c9dc5;
      let b = 0x9747b28c;
      for (const words of bits) {
        for (let half = 2 * row; half < 2 * row + 2; half++) {
          a = Math.imul(a ^ words[half], 0x01000193);
          a ^= a >>> 15;
          b = Math.imul(b ^ words[half], 0x85ebca6b);
          b ^= b >>> 13;
        }
      }
      if (this.#put(a >>> 0, (b | 1) >>> 0)) continue;
      found[row] = 1;
    }
    return found;
  }

  /** Keeps a key; false where it was there. */
  #put(first: number, second: number): boolean {
    if (this.#taken > FULL * this.#first.length) this.#grow();
    const last = this.#first.length - 1;
    let slot = (first ^ (second >>> 7)) & last;
    while (this.#second[slot] !== 0) {
      if (this.#first[slot] === first && this.#second[slot] === second) return false;
      slot = (slot + 1) & last;
    }
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#taken++;
    return true;
  }

  #grow(): void {
    const [first, second] = [this.#first, this.#second];
    this.#first = new Uint32Array(2 * first.length);
    this.#second = new Uint32Array(2 * first.length);
    this.#taken = 0;
    for (let slot = 0; slot < first.length; slot++) if (second[slot] !== 0) this.#put(first[slot], second[slot]);
  }
}
