import { DataType, type Field, RecordBatchReader, type Vector } from "apache-arrow";
import { SampleError } from "./sample-error.js";
import {
  type ByteSource,
  type Chunk,
  type ChunkColumn,
  type Fault,
  type FileColumn,
  isList,
  type TableFile,
} from "./table-file.js";

/** Reads that any file may take. */
const LEAST_READS = 64;
/** Bytes of a stream that are read at a time. */
const SLICE = 1 << 22;

/** The bytes of a source one after the other, as arrow's reader takes them. */
async function* slices(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < source.size; from += SLICE) yield source.read(from, from + SLICE);
}

/** A source as arrow's reader of files takes it: with the methods of Node's file handles. */
function handleOf(source: ByteSource): FileHandle {
  // A batch takes two reads and some words of the footer: what asks for more goes round in a broken one for ever.
  let left = LEAST_READS + source.size / 8;
  const handle = {
    fd: 0,
    stat: async () => ({ size: source.size }),
    read: async (into: Uint8Array, offset: number, length: number, position: number) => {
      if (!(left-- > 0) || !(position >= 0 && position < source.size)) throw new RangeError("batches without end");
      const bytes = await source.read(position, position + length);
      into.set(bytes, offset);
      return { bytesRead: bytes.length, buffer: into };
    },
    close: async () => {},
  };
  return handle as unknown as FileHandle;
}

type FileHandle = Extract<Parameters<typeof RecordBatchReader.from>[0], { fd: number }>;

/** A reader of an IPC file, which begins with its magic word, or of a stream. */
async function readerFrom(source: ByteSource) {
  const head = new TextDecoder("latin1").decode(await source.read(0, MAGIC.length));
  return head === MAGIC ? RecordBatchReader.from(handleOf(source)) : RecordBatchReader.from(slices(source));
}

const MAGIC = "ARROW1";

/**
 * Opens an Arrow IPC file or stream; compressed record batches are not supported by its reader.
 * @throws SampleError `not readable: …`
 */
export async function openArrow(source: ByteSource): Promise<TableFile> {
  const reader = await readerOf(source);
  const columns = columnsIn(source, reader.schema.fields);
  await reader.cancel();
  return {
    name: source.name,
    format: "Arrow",
    columns,
    rows: null,
    notes: [],
    chunks: (names) => chunksOf(source, names),
  };
}

/** Fields of a schema, of which a broken file may have any part missing. */
function columnsIn(source: ByteSource, fields: readonly Field[]): FileColumn[] {
  try {
    return fields.map(({ name, type }) => {
      if (typeof name !== "string") throw new RangeError("a column without a name");
      return { name, kind: kindOf(type), type: String(type) };
    });
  } catch (error) {
    throw notReadable(source, error);
  }
}

async function readerOf(source: ByteSource) {
  try {
    const reader = await readerFrom(source);
    await reader.open({ autoDestroy: false });
    if (!reader.schema) throw new Error("no schema");
    return reader;
  } catch (error) {
    throw notReadable(source, error);
  }
}

function notReadable({ name }: ByteSource, error: unknown): SampleError {
  const text = error instanceof Error ? error.message.split("\n")[0] : "not a whole Arrow file";
  return new SampleError("not readable", text || "not a whole Arrow file", name, "write it anew, without compression");
}

function kindOf(type: DataType): FileColumn["kind"] {
  if (DataType.isDictionary(type)) return kindOf(type.dictionary);
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return "text";
  if (DataType.isList(type) || DataType.isFixedSizeList(type))
    return kindOf(type.children[0].type) === "number" ? "list" : "other";
  return DataType.isInt(type) || DataType.isFloat(type) || DataType.isBool(type) ? "number" : "other";
}

async function* chunksOf(source: ByteSource, names: readonly string[]): AsyncGenerator<Chunk> {
  const reader = await readerOf(source);
  let start = 0;
  try {
    for (;;) {
      const next = await reader.next().catch((error: unknown) => {
        throw notReadable(source, error);
      });
      if (next.done) return;
      const batch = next.value;
      const length = batch.numRows;
      // A value takes a bit at least: what claims more rows than there are bits is broken, and would be counted for ever.
      if (!(length >= 0 && length <= 8 * source.size))
        throw notReadable(source, new Error(`${length} rows in a batch`));
      const columns = names.map((name) => {
        const vector = batch.getChild(name);
        if (!vector || vector.length !== length)
          throw notReadable(source, new Error(`column ${name}: ${vector?.length ?? 0} of ${length} values`));
        try {
          return columnOf(vector);
        } catch (error) {
          throw notReadable(source, error);
        }
      });
      if (length > 0) yield { start, length, columns };
      start += length;
    }
  } finally {
    await reader.cancel();
  }
}

function columnOf(vector: Vector): ChunkColumn {
  if (DataType.isList(vector.type) || DataType.isFixedSizeList(vector.type)) return listsOf(vector);
  // A batch without holes is numbers already.
  const whole: unknown = vector.nullCount === 0 && DataType.isFloat(vector.type) ? vector.toArray() : undefined;
  if (whole instanceof Float64Array || whole instanceof Float32Array)
    return { values: Float64Array.from(whole), faults: [] };
  const values = new Float64Array(vector.length);
  const faults: Fault[] = [];
  for (let row = 0; row < vector.length; row++) {
    const value: unknown = vector.get(row);
    const missing = value === null || value === undefined;
    values[row] = missing || value === "" ? Number.NaN : Number(value);
    if (missing || (typeof value === "string" && Number.isNaN(values[row])))
      faults.push({ row, text: missing ? null : value });
  }
  return { values, faults };
}

function listsOf(vector: Vector): ChunkColumn {
  const offsets = new Int32Array(vector.length + 1);
  const values: number[] = [];
  for (let row = 0; row < vector.length; row++) {
    const list: Vector | null = vector.get(row);
    const column = list && columnOf(list);
    if (column && !isList(column)) for (const value of column.values) values.push(value);
    offsets[row + 1] = values.length;
  }
  return { offsets, values: Float64Array.from(values) };
}
