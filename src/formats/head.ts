import { type ChunkColumn, isList, type TableFile } from "./table-file.js";

/** Columns of a file that a preview looks into. */
const MOST_COLUMNS = 200;

/**
 * The first rows of a file as a table of their own, of the columns that can be read: what a preview needs, and what an
 * expression is tried on.
 */
export async function headOf(table: TableFile, rows: number): Promise<TableFile> {
  const columns = table.columns.slice(0, MOST_COLUMNS);
  const names = columns.filter(({ kind }) => kind !== "other").map(({ name }) => name);
  const reading = table.chunks(names);
  const first = await reading.next();
  await reading.return(undefined);
  const length = first.done ? 0 : Math.min(rows, first.value.length);
  const kept = new Map(
    names.map((name, k): [string, ChunkColumn] => [
      name,
      first.done ? { values: new Float64Array(0), faults: [] } : cut(first.value.columns[k], length),
    ]),
  );
  return {
    ...{ name: table.name, format: table.format, notes: table.notes, columns, rows: length },
    async *chunks(wanted) {
      yield { start: 0, length, columns: wanted.flatMap((name) => kept.get(name) ?? []) };
    },
  };
}

function cut(column: ChunkColumn, length: number): ChunkColumn {
  if (isList(column)) {
    const offsets = column.offsets.slice(0, length + 1);
    return { offsets, values: column.values.slice(0, offsets[length]) };
  }
  return { values: column.values.slice(0, length), faults: column.faults.filter(({ row }) => row < length) };
}
