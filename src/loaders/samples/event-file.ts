import { closeSync, openSync, readSync } from "node:fs";
import { extname } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { isBlankSeparated, openDelimited, separatorOf } from "../../formats/delimited.js";
import { ENDINGS, type TableFormat } from "../../formats/open-table.js";
import { SampleError } from "../../formats/sample-error.js";
import type { FileColumn, TableFile } from "../../formats/table-file.js";
import { openDuckdbTable } from "./duckdb-table.js";
import { fileSource } from "./file-source.js";
import { shownPath } from "./manifest.js";
import { openInThread } from "./thread-table.js";

/** Bytes of a text file in which its first lines must end. */
const LONGEST_HEADER = 65_536;

/** Files that match the patterns, sorted, each once. @throws SampleError `no file: …` */
export async function findEventFiles(
  connection: DuckDBConnection,
  patterns: readonly string[],
  manifest: string,
): Promise<string[]> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const rows = await connection.runAndReadAll("select file from glob(?) order by file", [pattern]);
    if (rows.currentRowCount === 0)
      throw new SampleError("no file", shownPath(pattern), manifest, "paths are relative to the manifest");
    for (const [file] of rows.getRows()) found.add(String(file));
  }
  return [...found].sort();
}

/**
 * Opens a file: Parquet and CSV by DuckDB, ROOT, Arrow and columns between blanks by the readers that pages have, in a
 * thread of their own.
 *
 * @param tree name of the tree or histogram in a ROOT file
 * @throws SampleError `empty file: …`, `unknown format: …`, `not readable: …`
 */
export async function openEventFile(connection: DuckDBConnection, path: string, tree?: string): Promise<TableFile> {
  const name = shownPath(path);
  const ending = extname(path).toLowerCase();
  const head = headOf(path);
  if (head.length === 0) throw new SampleError("empty file", "0 bytes", name, "give one with events");
  const format = (Object.keys(ENDINGS) as TableFormat[]).find((one) => ENDINGS[one].includes(ending));
  if (!format) {
    const known = Object.values(ENDINGS).flat().join(", ");
    throw new SampleError("unknown format", ending || "no ending", name, `endings are ${known}`);
  }
  if (format === "root" || format === "arrow" || (format === "csv" && isBlankSeparated(head)))
    return openInThread(path, name, tree);
  if (format === "parquet") return openDuckdbTable(connection, path, name);
  const table = await openDuckdbTable(connection, path, name, separatorOf(head));
  return { ...table, columns: asWritten(table.columns, (await openDelimited(await fileSource(path, name))).columns) };
}

/** Columns of a text, with names that it has twice as they stand in it: DuckDB names the second one anew. */
function asWritten(columns: readonly FileColumn[], header: readonly FileColumn[]): FileColumn[] {
  const names = header.map(({ name }) => name);
  return columns.map((column, k) => {
    const twice = names.indexOf(names[k]) !== names.lastIndexOf(names[k]);
    return twice && columns.length === names.length ? { ...column, name: names[k] } : column;
  });
}

/** First bytes of a file as text. */
function headOf(path: string): string {
  const buffer = Buffer.alloc(LONGEST_HEADER);
  const file = openSync(path, "r");
  try {
    return buffer.toString("utf8", 0, readSync(file, buffer, 0, LONGEST_HEADER, 0));
  } finally {
    closeSync(file);
  }
}
