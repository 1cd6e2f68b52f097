import type { DuckDBConnection } from "@duckdb/node-api";
import { SampleError } from "../../formats/sample-error.js";
import type { Chunk, Fault, FileColumn, TableFile } from "../../formats/table-file.js";

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
  return {
    name,
    format: separator === undefined ? "Parquet" : "CSV",
    columns: described.columnNames().map((column, k) => ({ name: column, ...kindOf(String(types[k])) })),
    rows: null,
    notes: [],
    chunks: (names) => chunksOf(connection, name, relation, bound, names),
  };
}

function kindOf(type: string): Pick<FileColumn, "kind" | "type"> {
  if (/\[\d*\]$/.test(type)) return { kind: "list", type };
  return { kind: /^(STRUCT|MAP|BLOB|DATE|TIME|INTERVAL|UNION)/.test(type) ? "other" : "number", type };
}

async function* chunksOf(
  connection: DuckDBConnection,
  name: string,
  relation: string,
  bound: readonly string[],
  names: readonly string[],
): AsyncGenerator<Chunk> {
  // Each value as a number where it is one, and beside it as text where it is none.
  const selected = names.map((one) => {
    const quoted = quotedName(one);
    return `try_cast(${quoted} as double), case when try_cast(${quoted} as double) is null then ${quoted}::varchar end`;
  });
  const sql = `select ${names.length === 0 ? "1" : selected.join(", ")} from ${relation}`;
  const result = await orUnreadable(name, () => connection.stream(sql, [...bound]));
  let start = 0;
  for (;;) {
    const chunk = await orUnreadable(name, () => result.fetchChunk());
    if (!chunk || chunk.rowCount === 0) return;
    const length = chunk.rowCount;
    const columns = names.map((_, k) => {
      const values = new Float64Array(length);
      const faults: Fault[] = [];
      chunk.visitColumnValues(2 * k, (value, row) => {
        values[row] = value === null ? Number.NaN : Number(value);
        if (value !== null) return;
        const text = chunk.getColumnVector(2 * k + 1).getItem(row);
        faults.push({ row, text: text === null || String(text).trim() === "" ? null : String(text) });
      });
      return { values, faults };
    });
    yield { start, length, columns };
    start += length;
  }
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
