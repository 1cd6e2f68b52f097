import { AsyncDuckDB, type AsyncDuckDBConnection, DuckDBDataProtocol, VoidLogger } from "@duckdb/duckdb-wasm";
import { type EventTable, SAMPLES_OF_SNAPSHOT, type SampleRows } from "../analysis/events.js";
import { type Observable, type StoredColumn, storedColumn } from "../analysis/observable.js";
import type { SampleSummary } from "../analysis/sample.js";
import { startWorker } from "./start-worker.js";

/** A snapshot opened in the page. */
export interface OpenedSnapshot {
  readonly table: EventTable;
  /** By HTTP ranges, or read whole where the server knows no ranges. */
  readonly how: "ranges" | "whole";
}

const FILE = "snapshot.duckdb";
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Address of WebAssembly that browsers compile: some servers do not know its type, and browsers insist on it. */
async function compilable(address: string): Promise<string> {
  const type = "application/wasm";
  const { headers } = await fetch(address, { method: "HEAD" });
  if (headers.get("content-type")?.startsWith(type)) return address;
  const bytes = await (await fetch(address)).arrayBuffer();
  return URL.createObjectURL(new Blob([bytes], { type }));
}

/** Starts DuckDB-WASM: a worker of its own and 34 MB of WebAssembly. */
export async function startDatabase(addresses: { module: string; worker: string }): Promise<AsyncDuckDB> {
  const database = new AsyncDuckDB(new VoidLogger(), startWorker(addresses.worker));
  await database.instantiate(await compilable(addresses.module), null);
  await database.open({
    filesystem: { reliableHeadRequests: true, allowFullHTTPReads: false, forceFullHTTPReads: false },
  });
  return database;
}

async function attach(
  database: AsyncDuckDB,
  connection: AsyncDuckDBConnection,
  url: string,
): Promise<OpenedSnapshot["how"]> {
  try {
    await database.registerFileURL(FILE, url, DuckDBDataProtocol.HTTP, false);
    await connection.query(`attach '${FILE}' as snapshot (read_only)`);
    return "ranges";
  } catch {
    await database.dropFile(FILE);
  }
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`no snapshot: ${response.status} ${response.statusText}; the figures of the build stay`);
  await database.registerFileBuffer(FILE, new Uint8Array(await response.arrayBuffer()));
  await connection.query(`attach '${FILE}' as snapshot (read_only)`);
  return "whole";
}

/** Attaches a snapshot, shuts every door behind it, and reads its events as stored integers. */
export async function openSnapshot(
  database: AsyncDuckDB,
  url: string,
  observables: readonly Observable[],
): Promise<OpenedSnapshot> {
  const connection = await database.connect();
  const how = await attach(database, connection, url);
  await connection.query("set enable_external_access=false");
  await connection.query("set lock_configuration=true");
  const about = await connection.query(SAMPLES_OF_SNAPSHOT);
  const samples: SampleRows[] = about.toArray().map((row) => ({
    sample: JSON.parse(String(row.summary)) as SampleSummary,
    start: Number(row.first_row),
    end: Number(row.end_row),
  }));
  const length = samples.at(-1)?.end ?? 0;
  const names = observables.map((one) => quoted(one.id)).join(", ");
  const batches = await connection.send(`select ${names} from snapshot.events order by rowid`);
  const columns: Record<string, StoredColumn> = Object.fromEntries(
    observables.map((one) => [one.id, storedColumn(one, length)]),
  );
  let row = 0;
  for await (const batch of batches) {
    for (const [k, one] of observables.entries()) {
      const values = batch.getChildAt(k)?.toArray() as StoredColumn;
      columns[one.id].set(values, row);
    }
    row += batch.numRows;
  }
  if (row !== length) throw new Error(`snapshot: ${row} events, of ${length} announced; the figures of the build stay`);
  return { table: { length, columns, samples }, how };
}
