import type { ValueColumns } from "../analysis/events.js";
import { compileExpression, type Expression } from "./expression.js";
import { suggest } from "./nearest.js";
import { SampleError } from "./sample-error.js";
import { CHUNK_ROWS, type Chunk, type Fault, isList, type TableFile } from "./table-file.js";

/**
 * Where the value of one of our columns comes from: a column of the file times a factor, an expression over its
 * columns, or one number for all rows.
 */
export type ColumnSource =
  | { readonly column: string; readonly factor: number }
  | { readonly expression: string }
  | { readonly constant: number };

/** One of our columns: where it comes from, and the factor of its unit. */
export interface MappedColumn {
  readonly id: string;
  readonly source: ColumnSource;
  readonly unitFactor: number;
}

/** Rows without a value in a mapped column: an error, or left out and counted. */
export type MissingRows = "refuse" | "drop";

/** Mapped columns of some rows of a file, in our units. */
export interface MappedChunk {
  /** Number of its first row, from 0, and how many rows it has. */
  readonly start: number;
  readonly rows: number;
  /** A value of each row. */
  readonly values: Readonly<Record<string, Float64Array>>;
  /** How many events each row is: 0 where it was left out. */
  readonly times: Int32Array;
  /** Rows that were left out, and why. */
  readonly dropped: Readonly<Record<string, number>>;
}

/** Events of a chunk, and the rows of the file, from 0, that they come from. */
export interface MappedEvents extends ValueColumns {
  rowOf(event: number): number;
}

/** Mapped columns of one file, in the order of its rows. */
export interface MappedRows extends ValueColumns {
  readonly rows: number;
  readonly dropped: Readonly<Record<string, number>>;
}

/** How a file is read. */
export interface ReadingOptions {
  readonly missing?: MissingRows;
  /** Column that says how many events a row stands for: each row is taken so often. */
  readonly counts?: string;
}

/** Most events that one row may stand for. */
const MOST_COUNTS = 200_000_000;
/** Events that are held at a time where a row stands for many. */
const PIECE = CHUNK_ROWS;

/** A mapped column on the columns of a file. */
interface Reader {
  readonly id: string;
  /** As messages call it. */
  readonly name: string;
  readonly expression: Expression;
  readonly factor: number;
  /** Places of its columns in a chunk. */
  readonly places: readonly number[];
}

/**
 * Reads mapped columns, some rows at a time.
 * @throws SampleError `missing column: …`, `missing value: …`, `not a number: …`, `not finite: …`, `not a count: …`
 */
export async function* mappedChunks(
  file: TableFile,
  mapped: readonly MappedColumn[],
  { missing = "refuse", counts }: ReadingOptions = {},
): AsyncGenerator<MappedChunk> {
  const names: string[] = [];
  const place = (name: string) => {
    const known = names.indexOf(name);
    return known >= 0 ? known : names.push(name) - 1;
  };
  const readers = readersOf(file, mapped, place);
  const count = counts === undefined ? undefined : place(findColumn(file, counts, "counts", []));
  for await (const chunk of file.chunks(names)) {
    const times = new Int32Array(chunk.length).fill(1);
    if (count !== undefined) repeatsOf(file, chunk, count, counts ?? "", times);
    const dropped: Record<string, number> = {};
    const values: Record<string, Float64Array> = {};
    for (const reader of readers) values[reader.id] = valuesOf(file, chunk, reader, missing, times, dropped);
    for (const { id, source, unitFactor } of mapped)
      if ("constant" in source) values[id] = new Float64Array(chunk.length).fill(source.constant * unitFactor);
    yield { start: chunk.start, rows: chunk.length, values, times, dropped };
  }
}

/** The events of a chunk: a row is one, or as many as its count says. */
export function* eventsOf({ start, values, times }: MappedChunk): Generator<MappedEvents> {
  if (times.every((one) => one === 1)) {
    yield { length: times.length, values, rowOf: (event) => start + event };
    return;
  }
  let rows = new Int32Array(PIECE);
  let length = 0;
  const piece = (): MappedEvents => {
    const of = rows.subarray(0, length);
    return {
      length,
      values: Object.fromEntries(
        Object.entries(values).map(([id, column]) => [id, Float64Array.from(of, (row) => column[row])]),
      ),
      rowOf: (event) => start + of[event],
    };
  };
  for (let row = 0; row < times.length; row++) {
    for (let left = times[row]; left > 0; ) {
      const some = Math.min(left, PIECE - length);
      rows.fill(row, length, length + some);
      length += some;
      left -= some;
      if (length < PIECE) continue;
      yield piece();
      rows = new Int32Array(PIECE);
      length = 0;
    }
  }
  if (length > 0) yield piece();
}

/** Reads a whole file at once: for a few rows. @throws SampleError as `mappedChunks` */
export async function readMapped(
  file: TableFile,
  mapped: readonly MappedColumn[],
  options: ReadingOptions = {},
): Promise<MappedRows> {
  const pieces: MappedEvents[] = [];
  const dropped: Record<string, number> = {};
  let rows = 0;
  for await (const chunk of mappedChunks(file, mapped, options)) {
    pieces.push(...eventsOf(chunk));
    rows += chunk.rows;
    for (const [why, of] of Object.entries(chunk.dropped)) dropped[why] = (dropped[why] ?? 0) + of;
  }
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const values = mapped.map(({ id }): [string, Float64Array] => {
    const whole = new Float64Array(length);
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece.values[id], at);
      at += piece.length;
    }
    return [id, whole];
  });
  return { length, values: Object.fromEntries(values), rows, dropped };
}

/**
 * A column of the file by the name a manifest gives it; blanks around names do not count.
 * @param taken names that other columns of ours go by: no misspelling of this one
 * @throws SampleError `missing column: …`
 */
function findColumn(file: TableFile, wanted: string, ours: string, taken: readonly string[]): string {
  const names = file.columns.map(({ name }) => name);
  const exact = names.find((one) => one === wanted) ?? names.find((one) => one.trim() === wanted.trim());
  if (exact !== undefined && names.filter((one) => one === exact).length > 1)
    throw new SampleError("several columns of one name", exact, `${file.name}, wanted for ${ours}`, "name them anew");
  if (exact !== undefined) return exact;
  const free = names.map((one) => one.trim()).filter((one) => !taken.includes(one));
  throw new SampleError("missing column", wanted, `${file.name}, wanted for ${ours}`, suggest(wanted, free));
}

function readersOf(file: TableFile, mapped: readonly MappedColumn[], place: (name: string) => number): Reader[] {
  const wanted = mapped.flatMap(({ source }) => ("column" in source ? [source.column.trim()] : []));
  return mapped.flatMap(({ id, source, unitFactor }): Reader[] => {
    if ("constant" in source) return [];
    const plain = "column" in source ? findColumn(file, source.column, id, wanted) : undefined;
    const expression =
      plain === undefined && "expression" in source
        ? compileExpression(source.expression, `the expression for ${id}`)
        : {
            text: plain ?? "",
            columns: [plain ?? ""],
            on:
              ([column]: Chunk["columns"]) =>
              (row: number) =>
                isList(column) ? Number.NaN : column.values[row],
          };
    const names = plain === undefined ? expression.columns.map((name) => findColumn(file, name, id, [])) : [plain];
    for (const name of names) readable(file, name, id, plain !== undefined);
    return [
      {
        id,
        name: plain?.trim() ?? expression.text,
        expression,
        factor: ("factor" in source ? source.factor : 1) * unitFactor,
        places: names.map(place),
      },
    ];
  });
}

function readable(file: TableFile, name: string, id: string, plain: boolean): void {
  const { kind, type } = file.columns.find((one) => one.name === name) ?? { kind: "other", type: "" };
  if (kind === "other")
    throw new SampleError(
      "not a column of numbers",
      `${name} (${type})`,
      `${file.name}, wanted for ${id}`,
      "map another",
    );
  if (kind === "list" && plain)
    throw new SampleError(
      "several values a row",
      name,
      `${file.name}, wanted for ${id}`,
      `write { "expression": "${name}[0]" }`,
    );
}

/** Values of one of our columns; rows without one are refused, or taken out of `times` and counted. */
function valuesOf(
  file: TableFile,
  chunk: Chunk,
  { name, expression, factor, places }: Reader,
  missing: MissingRows,
  times: Int32Array,
  dropped: Record<string, number>,
): Float64Array {
  const evaluate = expression.on(places.map((k) => chunk.columns[k]));
  const values = new Float64Array(chunk.length);
  for (let row = 0; row < chunk.length; row++) {
    const value = evaluate(row) * factor;
    values[row] = value;
    if (Number.isFinite(value) || times[row] === 0) continue;
    const { what, text } = faultAt(chunk, places, row, value);
    if (missing === "refuse" || what === "not a number") {
      const where = `${file.name}, row ${chunk.start + row + 1}, column ${name}`;
      throw new SampleError(what, text, where, 'correct it, or leave such rows out ("missing": "drop")');
    }
    times[row] = 0;
    const why = `${text === "none" ? what : `${what} (${text})`} in ${name}`;
    dropped[why] = (dropped[why] ?? 0) + 1;
  }
  return values;
}

/** Why a value is none: as the file has it, else as it was computed. */
function faultAt(chunk: Chunk, places: readonly number[], row: number, value: number): { what: string; text: string } {
  for (const k of places) {
    const column = chunk.columns[k];
    if (isList(column)) continue;
    const fault = faultIn(column.faults, row);
    if (fault?.text === null) return { what: "missing value", text: "none" };
    if (fault) return { what: "not a number", text: fault.text ?? "" };
  }
  if (places.some((k) => isList(chunk.columns[k]))) {
    if (Number.isNaN(value)) return { what: "missing value", text: "none" };
  }
  return { what: "not finite", text: Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf" };
}

/** The fault of a row: faults stand in the order of their rows, and there may be as many as rows. */
function faultIn(faults: readonly Fault[], row: number): Fault | undefined {
  let [low, high] = [0, faults.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (faults[middle].row < row) low = middle + 1;
    else high = middle;
  }
  return faults[low]?.row === row ? faults[low] : undefined;
}

/** How many events each row stands for. */
function repeatsOf(file: TableFile, chunk: Chunk, place: number, name: string, times: Int32Array): void {
  const column = chunk.columns[place];
  for (let row = 0; row < chunk.length; row++) {
    const count = isList(column) ? Number.NaN : column.values[row];
    if (!Number.isInteger(count) || count < 0 || count > MOST_COUNTS)
      throw new SampleError(
        "not a count",
        String(count),
        `${file.name}, row ${chunk.start + row + 1}, column ${name}`,
        "give whole numbers from 0 on",
      );
    times[row] = count;
  }
}
