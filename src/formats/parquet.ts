import {
  type Compressors,
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
  partOf,
  type TableFile,
} from "./table-file.js";

/**
 * Opens a Parquet file.
 * @throws SampleError `not readable: …`
 */
export async function openParquet(source: ByteSource): Promise<TableFile> {
  const file = {
    byteLength: source.size,
    slice: async (from: number, to = source.size) =>
      bufferOf(await source.read(from < 0 ? source.size + from : from, to)),
  };
  const metadata = await orUnreadable(source, () => parquetMetadataAsync(file));
  const schema = await orUnreadable(source, async () => parquetSchema(metadata));
  const columns = await orUnreadable(source, async () => schema.children.map(columnOf));
  const rows = Number(metadata.num_rows);
  if (!Number.isSafeInteger(rows) || rows < 0 || rowsOfGroups(metadata) !== rows)
    throw new SampleError("not readable", `${metadata.num_rows} rows`, source.name, "write it anew");
  /** @param unchecked group that the column is of, where its pages were not checked yet */
  const readColumn = async (name: string, rowStart: number, rowEnd: number, unchecked?: RowGroup) => {
    const checked = unchecked && (await checkedColumn(source, schema, unchecked, name));
    const list = columns.find((one) => one.name === name)?.kind === "list";
    const column = list ? new Lists(rowEnd - rowStart) : new Numbers(rowEnd - rowStart);
    await parquetRead({
      file: { ...file, slice: async (from, to) => checked?.slice(from, to) ?? file.slice(from, to) },
      ...{ metadata, compressors: checked?.compressors ?? compressors, columns: [name], rowStart, rowEnd },
      // Pieces may begin before the rows and end behind them.
      onChunk: ({ columnData, rowStart: first }) => column.put(columnData, first - rowStart),
    });
    return column.whole();
  };
  return {
    name: source.name,
    format: "Parquet",
    columns,
    rows,
    notes: [],
    async *chunks(names) {
      let start = 0;
      for (const group of metadata.row_groups) {
        const end = start + Number(group.num_rows);
        for (let from = start; from < end; from += MOST_ROWS) {
          const to = Math.min(end, from + MOST_ROWS);
          const whole: ChunkColumn[] = [];
          const unchecked = from === start ? group : undefined;
          for (const name of names) whole.push(await orUnreadable(source, () => readColumn(name, from, to, unchecked)));
          for (let at = from; at < to; at += CHUNK_ROWS) {
            const length = Math.min(CHUNK_ROWS, to - at);
            yield { start: at, length, columns: whole.map((one) => partOf(one, at - from, length)) } satisfies Chunk;
          }
        }
        start = end;
      }
    },
  };
}

/** Bytes as a buffer that has nothing else in it. */
function bufferOf(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
  return bytes.length === bytes.buffer.byteLength
    ? bytes.buffer
    : bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
}

/** Rows of a group that are held at a time: most writers make groups of no more than a million. */
const MOST_ROWS = 1 << 21;

const rowsOfGroups = ({ row_groups }: FileMetaData) =>
  row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);

/** A column of a group of rows whose pages are sound: its bytes, and what they are unpacked. */
interface CheckedColumn {
  /** Bytes of the file, where they are those of the column. */
  slice(from: number, to?: number): ArrayBuffer | undefined;
  readonly compressors: Compressors;
}

/** Checks a column of a group of rows before it is read. @throws RangeError with what is wrong */
async function checkedColumn(
  source: ByteSource,
  schema: SchemaTree,
  group: RowGroup,
  name: string,
): Promise<CheckedColumn> {
  const found = group.columns.flatMap(({ meta_data: meta }) => (meta && meta.path_in_schema[0] === name ? [meta] : []));
  if (found.length !== 1) throw new RangeError(`${found.length} columns ${name}`);
  const [meta] = found;
  const from = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const length = Number(meta.total_compressed_size);
  if (!(from >= 0 && length >= 0 && from + length <= source.size)) throw new RangeError(`${length} bytes at ${from}`);
  const levels = levelsOf(schema, meta.path_in_schema);
  if (levels.repetition === 0 && meta.num_values !== group.num_rows)
    throw new RangeError(`${meta.num_values} values in ${group.num_rows} rows`);
  const buffer = bufferOf(await source.read(from, from + length));
  const pages = checkColumnChunk(new Uint8Array(buffer), meta, levels);
  const unpacked = (page: Uint8Array) => (page.buffer === buffer ? pages.get(page.byteOffset) : undefined);
  return {
    slice: (first, end) => (first === from && end === from + length ? buffer : undefined),
    compressors: Object.fromEntries(
      Object.entries(compressors).map(([codec, unpack]) => [
        codec,
        (page: Uint8Array, size: number) => unpacked(page) ?? unpack(page, size),
      ]),
    ),
  };
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

type Piece = ArrayLike<unknown>;

/** Numbers as they come out of pages: typed arrays, or arrays with what there is. */
class Numbers {
  readonly #values: Float64Array;
  readonly #faults: Fault[] = [];
  #filled = 0;

  constructor(rows: number) {
    this.#values = new Float64Array(rows);
  }

  put(piece: Piece, at: number): void {
    const first = Math.max(0, -at);
    const end = Math.min(piece.length, this.#values.length - at);
    if (end <= first) return;
    if (piece instanceof Float64Array || piece instanceof Float32Array || piece instanceof Int32Array)
      this.#values.set(piece.subarray(first, end), at + first);
    else for (let i = first; i < end; i++) this.#values[at + i] = this.#number(piece[i], at + i);
    this.#filled += end - first;
  }

  #number(value: unknown, row: number): number {
    if (typeof value === "number") return value;
    if (typeof value === "bigint" || typeof value === "boolean") return Number(value);
    const text = value === null || value === undefined ? null : String(value);
    const number = text === null || text.trim() === "" ? Number.NaN : Number(text);
    if (Number.isNaN(number)) this.#faults.push({ row, text });
    return number;
  }

  whole(): ChunkColumn {
    checkFilled(this.#filled, this.#values.length);
    return { values: this.#values, faults: this.#faults };
  }
}

/** Lists as they come out of pages. */
class Lists {
  readonly #rows: unknown[];
  #filled = 0;

  constructor(rows: number) {
    this.#rows = new Array(rows);
  }

  put(piece: Piece, at: number): void {
    for (let i = Math.max(0, -at); i < piece.length && at + i < this.#rows.length; i++) {
      this.#rows[at + i] = piece[i];
      this.#filled++;
    }
  }

  whole(): ChunkColumn {
    checkFilled(this.#filled, this.#rows.length);
    const offsets = new Int32Array(this.#rows.length + 1);
    this.#rows.forEach((list, row) => {
      offsets[row + 1] = offsets[row] + (Array.isArray(list) ? list.length : 0);
    });
    const values = new Float64Array(offsets[this.#rows.length]);
    this.#rows.forEach((list, row) => {
      if (!Array.isArray(list)) return;
      for (const [i, value] of list.entries()) values[offsets[row] + i] = value === null ? Number.NaN : Number(value);
    });
    return { offsets, values };
  }
}

function checkFilled(filled: number, rows: number): void {
  if (filled !== rows) throw new RangeError(`${filled} of ${rows} rows`);
}
