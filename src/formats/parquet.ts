import {
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type RowGroup,
  type SchemaTree,
} from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { type ColumnLevels, checkColumnChunk } from "./parquet-check.js";
import { SampleError } from "./sample-error.js";
import {
  type ByteSource,
  CHUNK_ROWS,
  type Chunk,
  type ChunkColumn,
  type Fault,
  type FileColumn,
  type TableFile,
} from "./table-file.js";

/**
 * Opens a Parquet file.
 * @throws SampleError `not readable: …`
 */
export async function openParquet(source: ByteSource): Promise<TableFile> {
  const file = {
    byteLength: source.size,
    slice: async (from: number, to = source.size) => {
      const bytes = await source.read(from < 0 ? source.size + from : from, to);
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    },
  };
  const metadata = await orUnreadable(source, () => parquetMetadataAsync(file));
  const columns = await orUnreadable(source, async () => parquetSchema(metadata).children.map(columnOf));
  const rows = Number(metadata.num_rows);
  if (!Number.isSafeInteger(rows) || rows < 0 || rowsOfGroups(metadata) !== rows)
    throw new SampleError("not readable", `${metadata.num_rows} rows`, source.name, "write it anew");
  return {
    name: source.name,
    format: "Parquet",
    columns,
    rows,
    notes: [],
    async *chunks(names) {
      let checked = 0;
      let before = 0;
      for (let start = 0; start < rows; start += CHUNK_ROWS) {
        const length = Math.min(CHUNK_ROWS, rows - start);
        // Groups of rows are checked as they are reached, each once.
        for (; checked < metadata.row_groups.length && before < start + length; checked++) {
          const group = metadata.row_groups[checked];
          await orUnreadable(source, () => checkGroup(source, metadata, group, names));
          before += Number(group.num_rows);
        }
        const builders = names.map((name) => columns.find((one) => one.name === name)?.kind === "list");
        const read =
          names.length === 0 ? [] : await orUnreadable(source, () => rowsOf(file, metadata, names, start, length));
        if (names.length > 0 && read.length !== length)
          throw new SampleError(
            "not readable",
            `${read.length} of ${length} rows from ${start} on`,
            source.name,
            "write it anew",
          );
        yield {
          start,
          length,
          columns: names.map((_, k) => (builders[k] ? lists(read, k) : numbers(read, k))),
        } satisfies Chunk;
      }
    },
  };
}

const rowsOfGroups = ({ row_groups }: FileMetaData) =>
  row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);

/** Checks the columns of a group of rows before they are read. @throws RangeError with what is wrong */
async function checkGroup(
  source: ByteSource,
  metadata: FileMetaData,
  group: RowGroup,
  names: readonly string[],
): Promise<void> {
  const schema = parquetSchema(metadata);
  for (const { meta_data: meta } of group.columns) {
    if (!meta || !names.includes(meta.path_in_schema[0])) continue;
    const from = Number(meta.dictionary_page_offset || meta.data_page_offset);
    const length = Number(meta.total_compressed_size);
    if (!(from >= 0 && length >= 0 && from + length <= source.size)) throw new RangeError(`${length} bytes at ${from}`);
    const levels = levelsOf(schema, meta.path_in_schema);
    if (levels.repetition === 0 && meta.num_values !== group.num_rows)
      throw new RangeError(`${meta.num_values} values in ${group.num_rows} rows`);
    checkColumnChunk(await source.read(from, from + length), meta, levels);
  }
}

function levelsOf(schema: SchemaTree, path: readonly string[]): ColumnLevels {
  let [definition, repetition] = [0, 0];
  let tree = schema;
  for (const part of path) {
    const child = tree.children.find(({ element }) => element.name === part);
    if (!child) throw new RangeError(`no column ${path.join(".")}`);
    tree = child;
    if (tree.element.repetition_type !== "REQUIRED") definition++;
    if (tree.element.repetition_type === "REPEATED") repetition++;
  }
  return { definition, repetition };
}

async function orUnreadable<T>({ name }: ByteSource, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const text = error instanceof Error ? error.message.split("\n")[0] : "";
    throw new SampleError("not readable", text || "not a whole Parquet file", name, "write it anew");
  }
}

/** Physical types that are numbers, and logical ones that make something else of them. */
const NUMBERS = ["BOOLEAN", "INT32", "INT64", "FLOAT", "DOUBLE"];
const NOT_NUMBERS = ["DATE", "TIME", "TIMESTAMP", "DECIMAL", "INTERVAL"];

function columnOf({ element, children }: SchemaTree): FileColumn {
  const { name, type, converted_type: converted = "", logical_type: logical, repetition_type } = element;
  if (typeof name !== "string" || name === "") throw new RangeError("a column without a name");
  const told = type ?? (converted || "group");
  if (children.length > 0) {
    const leaf = leafOf(children[0]);
    const list = converted === "LIST" || logical?.type === "LIST";
    return { name, kind: list && leaf && NUMBERS.includes(leaf) ? "list" : "other", type: told };
  }
  const dressed = NOT_NUMBERS.some((one) => converted.startsWith(one) || logical?.type === one);
  if (type && NUMBERS.includes(type) && (!dressed || converted === "DECIMAL"))
    return { name, kind: repetition_type === "REPEATED" ? "list" : "number", type };
  return { name, kind: type === "BYTE_ARRAY" ? "text" : "other", type: told };
}

function leafOf({ element, children }: SchemaTree): string | undefined {
  return children.length === 0 ? element.type : children.length === 1 ? leafOf(children[0]) : undefined;
}

type AsyncBuffer = Parameters<typeof parquetRead>[0]["file"];

async function rowsOf(
  file: AsyncBuffer,
  metadata: FileMetaData,
  names: readonly string[],
  rowStart: number,
  length: number,
): Promise<readonly unknown[][]> {
  let rows: readonly unknown[][] = [];
  await parquetRead({
    file,
    metadata,
    compressors,
    columns: [...names],
    rowStart,
    rowEnd: rowStart + length,
    rowFormat: "array",
    onComplete: (read: readonly unknown[][]) => {
      rows = read;
    },
  });
  return rows;
}

function numbers(rows: readonly unknown[][], k: number): ChunkColumn {
  const values = new Float64Array(rows.length);
  const faults: Fault[] = [];
  for (let row = 0; row < rows.length; row++) {
    const value = rows[row][k];
    if (typeof value === "number") values[row] = value;
    else if (typeof value === "bigint" || typeof value === "boolean") values[row] = Number(value);
    else {
      const text = value === null || value === undefined ? null : String(value);
      values[row] = text === null || text.trim() === "" ? Number.NaN : Number(text);
      if (Number.isNaN(values[row])) faults.push({ row, text });
    }
  }
  return { values, faults };
}

function lists(rows: readonly unknown[][], k: number): ChunkColumn {
  const offsets = new Int32Array(rows.length + 1);
  const values: number[] = [];
  for (let row = 0; row < rows.length; row++) {
    const list = rows[row][k];
    if (Array.isArray(list)) for (const value of list) values.push(value === null ? Number.NaN : Number(value));
    offsets[row + 1] = values.length;
  }
  return { offsets, values: Float64Array.from(values) };
}
