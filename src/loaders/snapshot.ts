import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { type EventTable, SAMPLES_OF_SNAPSHOT, type SampleRows } from "../analysis/events.js";
import { fitsInt16, type Observable, type StoredColumn, storedColumn } from "../analysis/observable.js";
import type { SampleSummary } from "../analysis/sample.js";

/**
 * A snapshot is a DuckDB file with the table `events` (one integer column an observable, in steps, rows of one sample
 * side by side, and the index of the sample), `samples` and `observables` (units and steps). DuckDB-WASM reads it in
 * the page by HTTP ranges; anyone else reads it with DuckDB. `summaries` holds what is told of every sample as JSON, and
 * `notes`, by name, what the simulation tells besides events: both in parts, to be joined in their order.
 */

/** Version of the file format that the DuckDB in the page can attach. */
const STORAGE_VERSION = "v1.0.0";

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * Code points of a part of a long text: never 4096 bytes, from which on DuckDB writes stray bytes behind a text. Where all
 * texts together pass 200 kB, ten times what there is, a full block of them has such bytes again.
 */
const PART = /[\s\S]{1,1000}/gu;

/** Facts about a snapshot that are no events: JSON by name. */
export type SnapshotNotes = Readonly<Record<string, unknown>>;

/** Writes a snapshot; the same table gives the same bytes. */
export async function writeSnapshot(
  path: string,
  observables: readonly Observable[],
  table: EventTable,
  notes: SnapshotNotes,
): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    // Float compression leaves stray bytes that differ from run to run; that of texts has not been seen to, but may.
    await connection.run("set disabled_compression_methods='alp,alprd,fsst'");
    await connection.run(`attach ${literal(path)} as snapshot (storage_version ${literal(STORAGE_VERSION)})`);
    const types = observables.map((one) => `${quoted(one.id)} ${fitsInt16(one) ? "smallint" : "integer"} not null`);
    await connection.run(`create table snapshot.events (sample utinyint not null, ${types.join(", ")})`);
    await connection.run(
      "create table snapshot.samples (index utinyint, id varchar, first_row integer, end_row integer)",
    );
    await connection.run("create table snapshot.observables (id varchar, name varchar, unit varchar, step double)");
    await connection.run("create table snapshot.summaries (sample utinyint, part integer, value varchar)");
    await connection.run("create table snapshot.notes (name varchar, part integer, value varchar)");
    const noted = await connection.createAppender("notes", "main", "snapshot");
    for (const [name, value] of Object.entries(notes)) {
      for (const [part, text] of partsOf(value)) {
        noted.appendVarchar(name);
        noted.appendInteger(part);
        noted.appendVarchar(text);
        noted.endRow();
      }
    }
    noted.closeSync();
    const summaries = await connection.createAppender("summaries", "main", "snapshot");
    table.samples.forEach(({ sample }, index) => {
      for (const [part, text] of partsOf(sample)) {
        summaries.appendUTinyInt(index);
        summaries.appendInteger(part);
        summaries.appendVarchar(text);
        summaries.endRow();
      }
    });
    summaries.closeSync();
    const samples = await connection.createAppender("samples", "main", "snapshot");
    table.samples.forEach(({ sample, start, end }, index) => {
      samples.appendUTinyInt(index);
      samples.appendVarchar(sample.id);
      samples.appendInteger(start);
      samples.appendInteger(end);
      samples.endRow();
    });
    samples.closeSync();
    const about = await connection.createAppender("observables", "main", "snapshot");
    for (const one of observables) {
      about.appendVarchar(one.id);
      about.appendVarchar(one.name);
      about.appendVarchar(one.unit);
      about.appendDouble(one.step);
      about.endRow();
    }
    about.closeSync();
    const events = await connection.createAppender("events", "main", "snapshot");
    const columns = observables.map((one) => ({ small: fitsInt16(one), column: table.columns[one.id] }));
    table.samples.forEach(({ start, end }, index) => {
      for (let row = start; row < end; row++) {
        events.appendUTinyInt(index);
        for (const { small, column } of columns) {
          if (small) events.appendSmallInt(column[row]);
          else events.appendInteger(column[row]);
        }
        events.endRow();
      }
    });
    events.closeSync();
    await connection.run("checkpoint snapshot");
    await connection.run("detach snapshot");
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A value as JSON in parts, each with its number. */
function partsOf(value: unknown): [number, string][] {
  return (JSON.stringify(value).match(PART) ?? []).map((text, part) => [part, text]);
}

/** Shuts every door behind what is attached: no other file, no extension, and no way back. */
export async function lockDown(connection: DuckDBConnection): Promise<void> {
  await connection.run("set enable_external_access=false");
  await connection.run("set lock_configuration=true");
}

/** Reads a snapshot back into the table and the notes that were written. */
export async function readSnapshot(
  path: string,
  observables: readonly Observable[],
): Promise<{ table: EventTable; notes: SnapshotNotes }> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run(`attach ${literal(path)} as snapshot (read_only)`);
    await lockDown(connection);
    const rows = await connection.runAndReadAll(SAMPLES_OF_SNAPSHOT);
    const samples: SampleRows[] = rows.getRows().map(([summary, start, end]) => ({
      sample: JSON.parse(String(summary)) as SampleSummary,
      start: Number(start),
      end: Number(end),
    }));
    const length = samples.at(-1)?.end ?? 0;
    const columns: Record<string, StoredColumn> = Object.fromEntries(
      observables.map((one) => [one.id, storedColumn(one, length)]),
    );
    const names = observables.map((one) => quoted(one.id)).join(", ");
    const result = await connection.stream(`select ${names} from snapshot.events order by rowid`);
    let row = 0;
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      for (const [k, one] of observables.entries()) {
        const column = columns[one.id];
        chunk.visitColumnValues(k, (value, i) => {
          column[row + i] = Number(value);
        });
      }
      row += chunk.rowCount;
    }
    const noted = await connection.runAndReadAll(
      "select name, string_agg(value, '' order by part) from snapshot.notes group by name order by min(rowid)",
    );
    const notes = Object.fromEntries(noted.getRows().map(([name, value]) => [String(name), JSON.parse(String(value))]));
    return { table: { length, columns, samples }, notes };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
