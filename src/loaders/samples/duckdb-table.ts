import { type DuckDBConnection, DuckDBListValue } from "@duckdb/node-api";
import { SampleError } from "../../formats/sample-error.js";
import type { Chunk, Fault, FileColumn, ListColumn, NumberColumn, TableFile } from "../../formats/table-file.js";

/**
 * Opens a Parquet file, or with a separator a text of columns, by DuckDB. File names and separators are bound, column
 * names quoted.
 *
 * @throws SampleError `not readable: …`
 */
export async function openDuckdbTable(
  connection: DuckDBConnection,
  path: string,
  name: string,
  separator?: string,
): Promise<TableFile> {
  const relation =
    separator === undefined
      ? "read_parquet(?, hive_partitioning = false)"
      : "read_csv(?, all_varchar = true, header = true, delim = ?, hive_partitioning = false)";
  const bound = separator === undefined ? [path] : [path, separator];
  const described = await orUnreadable(name, () =>
    connection.runAndReadAll(`select * from ${relation} limit 0`, [...bound]),
  );
  const types = described.columnTypes();
  const columns = described.columnNames().map((column, k) => ({ name: column, ...kindOf(String(types[k])) }));
  const lists = new Set(columns.filter(({ kind }) => kind === "list").map((column) => column.name));
  return {
    name,
    format: separator === undefined ? "Parquet" : "CSV",
    columns,
    rows: null,
    notes: [],
    chunks: (names) =>
      chunksOf(
        connection,
        name,
        relation,
        bound,
        names.map((one) => ({ name: one, list: lists.has(one) })),
      ),
  };
}

/** Types of numbers. */
const NUMBER = /^(BOOLEAN|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\))$/;

function kindOf(type: string): Pick<FileColumn, "kind" | "type"> {
  const element = /^(.*)\[\d*\]$/.exec(type)?.[1];
  if (element !== undefined) return { kind: NUMBER.test(element) ? "list" : "other", type };
  return { kind: /^(STRUCT|MAP|BLOB|DATE|TIME|INTERVAL|UNION)/.test(type) ? "other" : "number", type };
}

/** Values that are taken from DuckDB at a time. */
type Fetched = NonNullable<Awaited<ReturnType<Awaited<ReturnType<DuckDBConnection["stream"]>>["fetchChunk"]>>>;

async function* chunksOf(
  connection: DuckDBConnection,
  name: string,
  relation: string,
  bound: readonly string[],
  wanted: readonly { readonly name: string; readonly list: boolean }[],
): AsyncGenerator<Chunk> {
  // Each value as a number where it is one, and beside it as text where it is none; or as a list of numbers.
  const selected = wanted.map(({ name: one, list }) => {
    const quoted = quotedName(one);
    return list
      ? `${quoted}::double[], null`
      : `try_cast(${quoted} as double), case when try_cast(${quoted} as double) is null then ${quoted}::varchar end`;
  });
  const sql = `select ${wanted.length === 0 ? "1" : selected.join(", ")} from ${relation}`;
  const result = await orUnreadable(name, () => connection.stream(sql, [...bound]));
  let start = 0;
  for (;;) {
    const chunk = await orUnreadable(name, () => result.fetchChunk());
    if (!chunk || chunk.rowCount === 0) return;
    const length = chunk.rowCount;
    yield {
      start,
      length,
      columns: wanted.map(({ list }, k) => (list ? listsOf(chunk, 2 * k) : numbersOf(chunk, 2 * k))),
    };
    start += length;
  }
}

function numbersOf(chunk: Fetched, k: number): NumberColumn {
  const values = new Float64Array(chunk.rowCount);
  const faults: Fault[] = [];
  chunk.visitColumnValues(k, (value, row) => {
    values[row] = value === null ? Number.NaN : Number(value);
    if (value !== null) return;
    const text = chunk.getColumnVector(k + 1).getItem(row);
    faults.push({ row, text: text === null || String(text).trim() === "" ? null : String(text) });
  });
  return { values, faults };
}

/** Lists of numbers; none is an empty one. */
function listsOf(chunk: Fetched, k: number): ListColumn {
  const offsets = new Int32Array(chunk.rowCount + 1);
  const values: number[] = [];
  chunk.visitColumnValues(k, (list, row) => {
    if (list instanceof DuckDBListValue)
      for (const value of list.items) values.push(value === null ? Number.NaN : Number(value));
    offsets[row + 1] = values.length;
  });
  return { offsets, values: Float64Array.from(values) };
}

/** What DuckDB cannot read, in one line. */
async function orUnreadable<T>(name: string, read: () => Promise<T>): Promise<T> {
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

/** A name as SQL writes it. */
function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
