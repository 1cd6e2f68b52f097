import type { SampleRows } from "./events.js";
import { OUTSIDE } from "./histogram.js";
import { firstFailed, type SelectionState } from "./selection.js";

/**
 * Counts that follow a selection. They are looked up: rows that were changed since the last look are counted out and in
 * again, and only where these are too many is every row counted. Whole numbers, so that both ways give the same.
 */
abstract class Tally {
  protected readonly selection: SelectionState;
  protected readonly samples: readonly SampleRows[];
  /** One array for each sample. */
  readonly #counts: readonly Float64Array[];
  #epoch = -1;
  #read = 0;

  constructor(selection: SelectionState, samples: readonly SampleRows[], length: number) {
    this.selection = selection;
    this.samples = samples;
    this.#counts = samples.map(() => new Float64Array(length));
  }

  /** Of each sample, as the selection is now; valid until the next look. */
  get counts(): readonly Float64Array[] {
    const { epoch, size } = this.selection.moves;
    if (this.#epoch !== epoch) {
      this.samples.forEach(({ start, end }, s) => {
        this.recount(this.#counts[s].fill(0), start, end);
      });
    } else this.#follow(this.#read, size);
    this.#epoch = epoch;
    this.#read = size;
    return this.#counts;
  }

  /** Entries [from, to) of the record. Rows of one changed cut rise, so that the sample of most is that of the last. */
  #follow(from: number, to: number): void {
    const { samples } = this;
    const { rows } = this.selection.moves;
    let s = 0;
    for (let i = from; i < to; ) {
      if (s === samples.length || rows[i] < samples[s].start) s = 0;
      while (s < samples.length && rows[i] >= samples[s].end) s++;
      if (s === samples.length || rows[i] < samples[s].start) {
        i++;
        continue;
      }
      const { start, end } = samples[s];
      const first = i;
      while (i < to && rows[i] >= start && rows[i] < end) i++;
      this.follow(this.#counts[s], first, i);
    }
  }

  /** Counts the rows [start, end). */
  protected abstract recount(counts: Float64Array, start: number, end: number): void;
  /** Counts the entries [from, to) of the record, all of one sample, out and in. */
  protected abstract follow(counts: Float64Array, from: number, to: number): void;
}

/** Which rows count: those that fail none of some cuts and, if there are such, at least one of some others. */
export interface Asked {
  /** Bits of the cuts that are to hold. */
  readonly holding: number;
  /** Bits of the cuts of which one is to fail; 0 for none. */
  readonly failing?: number;
}

/** Every cut holds. */
export const SELECTED: Asked = { holding: 0xffffffff };

/** Rows in bins: a histogram of every sample. */
export class BinTally extends Tally {
  readonly #bins: readonly Uint16Array[];
  readonly #asked: Required<Asked>;

  /**
   * @param bins of every row, 65535 where it has none; of several columns every value is counted
   * @param count number of bins
   */
  constructor(
    selection: SelectionState,
    samples: readonly SampleRows[],
    bins: readonly Uint16Array[],
    count: number,
    asked: Asked = SELECTED,
  ) {
    super(selection, samples, count);
    this.#bins = bins;
    this.#asked = { failing: 0, ...asked };
  }

  protected override recount(counts: Float64Array, start: number, end: number): void {
    const { failing: failed } = this.selection;
    const { holding, failing } = this.#asked;
    for (const bins of this.#bins) {
      for (let row = start; row < end; row++) {
        const bits = failed[row];
        if ((bits & holding) !== 0 || (failing !== 0 && (bits & failing) === 0)) continue;
        if (bins[row] !== OUTSIDE) counts[bins[row]]++;
      }
    }
  }

  protected override follow(counts: Float64Array, from: number, to: number): void {
    const { rows, before, after } = this.selection.moves;
    const { holding, failing } = this.#asked;
    for (const bins of this.#bins) {
      for (let i = from; i < to; i++) {
        const bin = bins[rows[i]];
        if (bin === OUTSIDE) continue;
        if ((before[i] & holding) === 0 && (failing === 0 || (before[i] & failing) !== 0)) counts[bin]--;
        if ((after[i] & holding) === 0 && (failing === 0 || (after[i] & failing) !== 0)) counts[bin]++;
      }
    }
  }
}

/** Rows by the first cut that they fail, and those that fail none behind them. */
export class FirstFailedTally extends Tally {
  readonly #cuts: number;

  /** @param cuts number of them */
  constructor(selection: SelectionState, samples: readonly SampleRows[], cuts: number) {
    super(selection, samples, cuts + 1);
    this.#cuts = cuts;
  }

  protected override recount(counts: Float64Array, start: number, end: number): void {
    const { failing } = this.selection;
    for (let row = start; row < end; row++) counts[this.#place(failing[row])]++;
  }

  protected override follow(counts: Float64Array, from: number, to: number): void {
    const { before, after } = this.selection.moves;
    for (let i = from; i < to; i++) {
      counts[this.#place(before[i])]--;
      counts[this.#place(after[i])]++;
    }
  }

  #place(bits: number): number {
    return firstFailed(bits, this.#cuts);
  }
}
