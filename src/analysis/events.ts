import { fromSteps, type Observable, type StoredColumn, storedColumn, toSteps } from "./observable.js";
import type { PeakToys } from "./peaks/toys.js";
import type { SampleSummary } from "./sample.js";
import type { Tuning } from "./tuned-cuts.js";

/**
 * Selected and near-selected events of a search: one stored integer column an observable, events of one sample side
 * by side. What the loader writes, what the snapshot holds, what the page counts.
 */
export interface EventTable {
  readonly length: number;
  readonly columns: Readonly<Record<string, StoredColumn>>;
  /** In the order of the events. */
  readonly samples: readonly SampleRows[];
  /** What was tuned on other events for these to be counted with. */
  readonly tuning?: Tuning | undefined;
  /** Makes the columns that follow from others anew, where there are any. */
  readonly derive?: (columns: EventTable["columns"], length: number) => EventTable["columns"];
  /** What toys of the search said about its fits. */
  readonly toys?: PeakToys | undefined;
}

/** The rows of one sample: [start, end) of the table. */
export interface SampleRows {
  readonly sample: SampleSummary;
  readonly start: number;
  readonly end: number;
}

/** SQL for the samples of an attached snapshot, in the order of their rows: summary (JSON), first_row, end_row. */
export const SAMPLES_OF_SNAPSHOT =
  "select string_agg(value, '' order by part) as summary, any_value(first_row) as first_row, " +
  "any_value(end_row) as end_row from snapshot.samples join snapshot.summaries on index = sample " +
  "group by index order by index";

/** Values of the observables of some events, before they are stored: one array an observable. */
export interface ValueColumns {
  readonly length: number;
  readonly values: Readonly<Record<string, Float64Array>>;
}

/**
 * Puts blocks of one or more samples into one table.
 * @throws Error `missing column: …` if a block lacks an observable, `not a number: …` if a value is NaN
 */
export function makeTable(
  observables: readonly Observable[],
  parts: readonly { sample: SampleSummary; blocks: readonly ValueColumns[] }[],
): EventTable {
  const rows = new StoredRows(observables);
  const samples = parts.map(({ sample, blocks }) => {
    const start = rows.length;
    for (const block of blocks) rows.append(block, sample.id);
    return { sample, start, end: rows.length };
  });
  return { length: rows.length, columns: rows.columns(), samples };
}

/** Events that come block by block, held as they are stored. */
export class StoredRows {
  readonly #observables: readonly Observable[];
  readonly #blocks: Map<string, StoredColumn[]>;
  #length = 0;

  constructor(observables: readonly Observable[]) {
    this.#observables = observables;
    this.#blocks = new Map(observables.map(({ id }) => [id, []]));
  }

  get length(): number {
    return this.#length;
  }

  /**
   * @param sample for the message
   * @throws Error `missing column: …` if an observable lacks, `not a number: …` if a value is NaN
   */
  append({ length, values }: ValueColumns, sample: string): void {
    for (const observable of this.#observables) {
      const { id } = observable;
      const column = values[id];
      if (!column) throw new Error(`missing column: ${id}, in sample ${sample}`);
      const stored = storedColumn(observable, length);
      for (let i = 0; i < length; i++) {
        if (Number.isNaN(column[i])) throw new Error(`not a number: ${id}, sample ${sample}, event ${i}`);
        stored[i] = toSteps(observable, column[i]);
      }
      this.#blocks.get(id)?.push(stored);
    }
    this.#length += length;
  }

  /** The columns whole; what was appended is given up with it. */
  columns(): Record<string, StoredColumn> {
    return Object.fromEntries(
      this.#observables.map((observable) => {
        const whole = storedColumn(observable, this.#length);
        let row = 0;
        for (const block of this.#blocks.get(observable.id) ?? []) {
          whole.set(block, row);
          row += block.length;
        }
        this.#blocks.set(observable.id, []);
        return [observable.id, whole];
      }),
    );
  }
}

/** Value of an observable for one event, in the observable's unit. */
export function valueAt(table: EventTable, observable: Observable, row: number): number {
  return fromSteps(observable, table.columns[observable.id][row]);
}
