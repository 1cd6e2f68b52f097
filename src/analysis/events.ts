import { fromSteps, type Observable, type StoredColumn, storedColumn, toSteps } from "./observable.js";
import type { PeakToys } from "./peak-toys.js";
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
  const lengths = parts.map((part) => part.blocks.reduce((sum, block) => sum + block.length, 0));
  const length = lengths.reduce((a, b) => a + b, 0);
  const columns: Record<string, StoredColumn> = {};
  for (const observable of observables) {
    const stored = storedColumn(observable, length);
    let row = 0;
    for (const { sample, blocks } of parts) {
      for (const block of blocks) {
        const values = block.values[observable.id];
        if (!values) throw new Error(`missing column: ${observable.id}, in sample ${sample.id}`);
        for (let i = 0; i < block.length; i++) {
          if (Number.isNaN(values[i]))
            throw new Error(`not a number: ${observable.id}, sample ${sample.id}, event ${i}`);
          stored[row++] = toSteps(observable, values[i]);
        }
      }
    }
    columns[observable.id] = stored;
  }
  let start = 0;
  const samples = parts.map((part, i) => {
    const rows = { sample: part.sample, start, end: start + lengths[i] };
    start = rows.end;
    return rows;
  });
  return { length, columns, samples };
}

/** Value of an observable for one event, in the observable's unit. */
export function valueAt(table: EventTable, observable: Observable, row: number): number {
  return fromSteps(observable, table.columns[observable.id][row]);
}
