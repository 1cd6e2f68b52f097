import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { EventTable, SampleRows } from "../analysis/events.js";
import { fitsInt16, type Observable, type StoredColumn, storedColumn } from "../analysis/observable.js";
import type { SampleSummary } from "../analysis/sample.js";

/**
 * A snapshot is a DuckDB file with the table `events` (one integer column an observable, in steps, rows of one sample
 * side by side, and the index of the sample), `samples` and `observables` (units and steps). DuckDB-WASM reads it in
 * the page by HTTP ranges; anyone else reads it with DuckDB. `notes` holds JSON by name: what the simulation tells besides events.
 */

/** Version of the file format that the DuckDB in the page can attach. */
const STORAGE_VERSION = "v1.0.0";

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

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
    // Float compression leaves stray bytes that differ from run to run.
    await connection.run("set disabled_compression_methods='alp,alprd'");
    await connection.run(`attach ${literal(path)} as snapshot (storage_version ${literal(STORAGE_VERSION)})`);
    const types = observables.map((one) => `${quoted(one.id)} ${fitsInt16(one) ? "smallint" : "integer"} not null`);
    await connection.run(`create table snapshot.events (sample utinyint not null, ${types.join(", ")})`);
    await connection.run(
      "create table snapshot.samples (index utinyint, id varchar, summary varchar, first_row integer, end_row integer)",
    );
    await connection.run("create table snapshot.observables (id varchar, name varchar, unit varchar, step double)");
    await connection.run("create table snapshot.notes (name varchar, value varchar)");
    const noted = await connection.createAppender("notes", "main", "snapshot");
    for (const [name, value] of Object.entries(notes)) {
      noted.appendVarchar(name);
      noted.appendVarchar(JSON.stringify(value));
      noted.endRow();
    }
    noted.closeSync();
    const samples = await connection.createAppender("samples", "main", "snapshot");
    table.samples.forEach(({ sample, start, end }, index) => {
      samples.appendUTinyInt(index);
      samples.appendVarchar(sample.id);
      samples.appendVarchar(JSON.stringify(sample));
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
    const rows = await connection.runAndReadAll(
      "select summary, first_row, end_row from snapshot.samples order by index",
    );
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
    const noted = await connection.runAndReadAll("select name, value from snapshot.notes");
    const notes = Object.fromEntries(noted.getRows().map(([name, value]) => [String(name), JSON.parse(String(value))]));
    return { table: { length, columns, samples }, notes };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
