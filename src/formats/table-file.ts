/** A file as bytes, read in pieces: on disk, or in a reader's hand. */
export interface ByteSource {
  /** How messages call it. */
  readonly name: string;
  readonly size: number;
  /** Bytes [from, to), as many of them as there are. */
  read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A column of a file: its name, and what stands in it. */
export interface FileColumn {
  readonly name: string;
  /** `number` also for whole numbers and truth values (1, 0); `list`: several numbers a row; `other` cannot be read. */
  readonly kind: "number" | "text" | "list" | "other";
  /** Type as the file calls it, e.g. "TLeafF", "INT64". */
  readonly type: string;
}

/** A value that is no number: as it stands in the file, or null where there is none. `row` counts from 0 in the chunk. */
export interface Fault {
  readonly row: number;
  readonly text: string | null;
}

/** Numbers of some rows; NaN where `faults` says that there is none. */
export interface NumberColumn {
  readonly values: Float64Array;
  /** In the order of their rows. */
  readonly faults: readonly Fault[];
}

/** Lists of numbers of some rows, one after the other: row i has values[offsets[i] … offsets[i + 1]). */
export interface ListColumn {
  readonly offsets: Int32Array;
  readonly values: Float64Array;
}

export type ChunkColumn = NumberColumn | ListColumn;

/** Some rows of a file: `start` is the number of the first one. */
export interface Chunk {
  readonly start: number;
  readonly length: number;
  readonly columns: readonly ChunkColumn[];
}

/** A table in a file, whatever its format. */
export interface TableFile {
  readonly name: string;
  readonly format: string;
  readonly columns: readonly FileColumn[];
  /** Null where only reading tells. */
  readonly rows: number | null;
  /** Where a file holds several trees or histograms: the one that was opened, and the names of all. */
  readonly among?: { readonly opened: string; readonly names: readonly string[] };
  /** What was noticed when it was opened, one line each. */
  readonly notes: readonly string[];
  /**
   * The rows in order, some at a time, so that no more than those are held.
   * @param names of columns, as the file has them
   * @throws SampleError `not readable: …`
   */
  chunks(names: readonly string[]): AsyncGenerator<Chunk>;
}

/** Rows of a chunk, where the format leaves the choice. */
export const CHUNK_ROWS = 65_536;

/** Whether a column of a chunk has lists. */
export function isList(column: ChunkColumn): column is ListColumn {
  return "offsets" in column;
}

/** Some rows of a column that is there whole. */
export function partOf(column: ChunkColumn, first: number, length: number): ChunkColumn {
  if (isList(column)) {
    const offsets = column.offsets.slice(first, first + length + 1);
    const [from, to] = [offsets[0], offsets[length]];
    return { offsets: offsets.map((offset) => offset - from), values: column.values.slice(from, to) };
  }
  const faults = column.faults
    .filter(({ row }) => row >= first && row < first + length)
    .map(({ row, text }) => ({ row: row - first, text }));
  return { values: column.values.slice(first, first + length), faults };
}
