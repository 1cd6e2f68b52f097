import type { DuckDBConnection } from "@duckdb/node-api";
import type { ValueColumns } from "../../analysis/events.js";
import { type EventFile, findColumn, orUnreadable, quotedName } from "./event-file.js";
import type { ColumnSource } from "./manifest.js";
import { SampleError } from "./sample-error.js";

/** One of our columns: where it comes from, and the factor of its unit. */
export interface MappedColumn {
  readonly id: string;
  readonly source: ColumnSource;
  readonly unitFactor: number;
}

/**
 * Values of mapped columns of one file, in our units, in the order of its rows.
 * @throws SampleError `missing column: …`, `no events: …`, `missing value: …`, `not a number: …`, `not finite: …`
 */
export async function readColumns(
  connection: DuckDBConnection,
  file: EventFile,
  mapped: readonly MappedColumn[],
): Promise<ValueColumns> {
  const names = mapped.flatMap(({ source }) => ("column" in source ? [source.column.trim()] : []));
  const read = mapped.flatMap(({ id, source, unitFactor }) =>
    "column" in source
      ? [{ id, name: findColumn(file, source.column, id, names), factor: source.factor * unitFactor }]
      : [],
  );
  const rows = await orUnreadable(file.name, () =>
    connection.runAndReadAll(`select count(*) from ${file.relation}`, [...file.bound]),
  );
  const length = Number(rows.getRows()[0][0]);
  if (length === 0) throw new SampleError("no events", "0 rows", file.name, "give a file with events");
  const values: Record<string, Float64Array> = {};
  for (const { id, source, unitFactor } of mapped)
    values[id] = new Float64Array(length).fill("constant" in source ? source.constant * unitFactor : 0);
  if (read.length > 0) await fill(connection, file, read, values);
  return { length, values };
}

interface ReadColumn {
  readonly id: string;
  readonly name: string;
  readonly factor: number;
}

async function fill(
  connection: DuckDBConnection,
  file: EventFile,
  read: readonly ReadColumn[],
  values: Readonly<Record<string, Float64Array>>,
): Promise<void> {
  const names = read.map(({ name }) => `try_cast(${quotedName(name)} as double)`).join(", ");
  const sql = `select ${names} from ${file.relation}`;
  let row = 0;
  let bad: { column: ReadColumn; row: number } | undefined;
  await orUnreadable(file.name, async () => {
    const result = await connection.stream(sql, [...file.bound]);
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      for (const [k, column] of read.entries()) {
        const into = values[column.id];
        chunk.visitColumnValues(k, (value, i) => {
          const number = value === null ? Number.NaN : Number(value) * column.factor;
          into[row + i] = number;
          if (!Number.isFinite(number) && (!bad || row + i < bad.row)) bad = { column, row: row + i };
        });
      }
      if (bad) return;
      row += chunk.rowCount;
    }
  });
  if (bad) throw await badValue(connection, file, bad.column, bad.row);
}

/** The value that is none, as it stands in the file. Rows count from 1 below the header. */
async function badValue(
  connection: DuckDBConnection,
  file: EventFile,
  { name }: ReadColumn,
  row: number,
): Promise<SampleError> {
  const sql = `select ${quotedName(name)}::varchar from ${file.relation} limit 1 offset ?`;
  const found = await connection.runAndReadAll(sql, [...file.bound, row]);
  const text = found.getRows()[0]?.[0];
  const where = `${file.name}, row ${row + 1}, column ${name.trim()}`;
  if (text === null || text === undefined || text === "")
    return new SampleError("missing value", "none", where, "fill it in or take the row out");
  const what = /^[+-]?(nan|inf(inity)?)$/i.test(String(text)) ? "not finite" : "not a number";
  return new SampleError(what, String(text), where, "correct it or take the row out");
}
