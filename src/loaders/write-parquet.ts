import { renameSync, rmSync } from "node:fs";
import {
  DOUBLE,
  type DuckDBAppender,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  INTEGER,
} from "@duckdb/node-api";

/** A column of a Parquet file. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: "integer" | "double";
}

/** Rows as columns of numbers, in the order of the file's columns. */
export type ParquetRows = readonly (readonly number[])[];

const TYPES: Readonly<Record<ParquetColumn["type"], DuckDBType>> = { integer: INTEGER, double: DOUBLE };

/** Rows of one chunk of DuckDB. */
const CHUNK_ROWS = 2048;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * Writes a Parquet file under a temporary name and renames it when it is whole.
 * @param parts rows of the file, one part after the other
 * @param metadata told once all parts are written; the key-value metadata of the file
 */
export async function writeParquet(
  path: string,
  columns: readonly ParquetColumn[],
  parts: Iterable<ParquetRows>,
  metadata: () => Readonly<Record<string, string>>,
): Promise<void> {
  const temporary = `${path}.${process.pid}.part`;
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    await connection.run(
      `create table events (${columns.map(({ name, type }) => `${quoted(name)} ${type} not null`).join(", ")})`,
    );
    const appender = await connection.createAppender("events");
    for (const part of parts) append(appender, columns, part);
    appender.closeSync();
    const notes = Object.entries(metadata()).map(([key, value]) => `${quoted(key)}: ${literal(value)}`);
    await connection.run(
      `copy events to ${literal(temporary)} (format parquet, compression zstd, kv_metadata {${notes.join(", ")}})`,
    );
    renameSync(temporary, path);
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(temporary, { force: true });
  }
}

function append(appender: DuckDBAppender, columns: readonly ParquetColumn[], part: ParquetRows): void {
  const types = columns.map(({ type }) => TYPES[type]);
  const length = part[0].length;
  for (let start = 0; start < length; start += CHUNK_ROWS) {
    const rows = Math.min(CHUNK_ROWS, length - start);
    const chunk = DuckDBDataChunk.create(types, rows);
    for (const [k, column] of part.entries()) chunk.setColumnValues(k, column.slice(start, start + rows));
    appender.appendDataChunk(chunk);
  }
}
