import { closeSync, openSync, readSync, statSync } from "node:fs";
import { extname } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { shownPath } from "./manifest.js";
import { suggest } from "./nearest.js";
import { SampleError } from "./sample-error.js";

/** A file of events as DuckDB reads it. File names and separators are bound, column names quoted. */
export interface EventFile {
  readonly path: string;
  readonly name: string;
  readonly columns: readonly string[];
  /** Table expression, and the values that are bound to it. */
  readonly relation: string;
  readonly bound: readonly string[];
}

const CSV = [".csv", ".txt", ".tsv"];
const PARQUET = [".parquet", ".pq"];

/** Bytes of a text file in which its first line must end. */
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
 * Opens a file and reads the names of its columns.
 * @throws SampleError `empty file: …`, `unknown format: …`, `not readable: …`
 */
export async function openEventFile(connection: DuckDBConnection, path: string): Promise<EventFile> {
  const name = shownPath(path);
  const ending = extname(path).toLowerCase();
  if (statSync(path).size === 0) throw new SampleError("empty file", "0 bytes", name, "give one with events");
  const csv = CSV.includes(ending);
  if (!csv && !PARQUET.includes(ending))
    throw new SampleError("unknown format", ending || "no ending", name, "give Parquet (.parquet) or CSV (.csv)");
  const relation = csv
    ? "read_csv(?, all_varchar = true, header = true, delim = ?, hive_partitioning = false)"
    : "read_parquet(?, hive_partitioning = false)";
  const bound = csv ? [path, separatorOf(path)] : [path];
  const described = await orUnreadable(name, () =>
    connection.runAndReadAll(`select * from ${relation} limit 0`, [...bound]),
  );
  return { path, name, columns: described.columnNames(), relation, bound };
}

/** What DuckDB cannot read, in one line. */
export async function orUnreadable<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const [first] = (error as Error).message.split("\n");
    throw new SampleError(
      "not readable",
      first.replaceAll(/["']?\/\S*\/([^/\s"']+)["']?/g, "$1"),
      name,
      "write it anew",
    );
  }
}

/** Separator of a text file: the one that its first line has most of. */
function separatorOf(path: string): string {
  const buffer = Buffer.alloc(LONGEST_HEADER);
  const file = openSync(path, "r");
  const length = readSync(file, buffer, 0, LONGEST_HEADER, 0);
  closeSync(file);
  const [header] = buffer.toString("utf8", 0, length).split("\n", 1);
  const count = (separator: string) => header.split(separator).length;
  return [",", ";", "\t", "|"].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/**
 * A column of the file by the name a manifest gives it; blanks around names do not count.
 * @param taken names that other columns of ours go by: no misspelling of this one
 * @throws SampleError `missing column: …`
 */
export function findColumn(file: EventFile, wanted: string, ours: string, taken: readonly string[]): string {
  const exact = file.columns.find((one) => one === wanted) ?? file.columns.find((one) => one.trim() === wanted.trim());
  if (exact !== undefined) return exact;
  const free = file.columns.map((one) => one.trim()).filter((one) => !taken.includes(one));
  throw new SampleError("missing column", wanted, `${file.name}, wanted for ${ours}`, suggest(wanted, free));
}

/** A name as SQL writes it. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
