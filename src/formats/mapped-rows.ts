import { compileExpression, type Expression } from "./expression.js";
import { suggest } from "./nearest.js";
import { SampleError } from "./sample-error.js";
import { type Chunk, isList, type TableFile } from "./table-file.js";

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

/** Mapped columns of one file, in our units, in the order of its rows. */
export interface MappedRows {
  readonly length: number;
  readonly values: Readonly<Record<string, Float64Array>>;
  /** Rows of the file, those among them that were left out, and why. */
  readonly rows: number;
  readonly dropped: Readonly<Record<string, number>>;
}

/** What is told while a file is read. */
export interface ReadingOptions {
  readonly missing?: MissingRows;
  /** Column that says how many events a row stands for: each row is taken so often. */
  readonly counts?: string;
  progress?(rows: number): void;
}

/** Most events of a file: what 32-bit row numbers and a page's memory bear. */
const MOST_EVENTS = 200_000_000;

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
 * Reads mapped columns. An event is a row, or as many as its count says.
 * @throws SampleError `missing column: …`, `missing value: …`, `not a number: …`, `not finite: …`, `not a count: …`
 */
export async function readMapped(
  file: TableFile,
  mapped: readonly MappedColumn[],
  { missing = "refuse", counts, progress }: ReadingOptions = {},
): Promise<MappedRows> {
  const names: string[] = [];
  const place = (name: string) => {
    const known = names.indexOf(name);
    return known >= 0 ? known : names.push(name) - 1;
  };
  const readers = readersOf(file, mapped, place);
  const count = counts === undefined ? undefined : place(findColumn(file, counts, "counts", []));
  const columns = new Map(mapped.map(({ id }) => [id, new GrowingColumn()]));
  const dropped: Record<string, number> = {};
  let rows = 0;
  for await (const chunk of file.chunks(names)) {
    const keep = new Int32Array(chunk.length).fill(1);
    if (count !== undefined) repeatsOf(file, chunk, count, counts ?? "", keep);
    const values = readers.map((reader) => valuesOf(file, chunk, reader, missing, keep, dropped));
    const length = keep.reduce((sum, times) => sum + times, 0);
    if ((columns.get(mapped[0].id)?.length ?? 0) + length > MOST_EVENTS)
      throw new SampleError("too many events", `over ${MOST_EVENTS}`, file.name, "give it in parts");
    for (const [k, { id }] of readers.entries()) columns.get(id)?.append(values[k], keep, length);
    for (const { id, source, unitFactor } of mapped)
      if ("constant" in source)
        columns.get(id)?.append(new Float64Array(chunk.length).fill(source.constant * unitFactor), keep, length);
    rows += chunk.length;
    progress?.(rows);
  }
  const length = columns.get(mapped[0].id)?.length ?? 0;
  return {
    length,
    values: Object.fromEntries(Array.from(columns, ([id, column]) => [id, column.whole()])),
    rows,
    dropped,
  };
}

/**
 * A column of the file by the name a manifest gives it; blanks around names do not count.
 * @param taken names that other columns of ours go by: no misspelling of this one
 * @throws SampleError `missing column: …`
 */
function findColumn(file: TableFile, wanted: string, ours: string, taken: readonly string[]): string {
  const names = file.columns.map(({ name }) => name);
  const exact = names.find((one) => one === wanted) ?? names.find((one) => one.trim() === wanted.trim());
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

/** Values of one of our columns; rows without one are refused, or taken out of `keep` and counted. */
function valuesOf(
  file: TableFile,
  chunk: Chunk,
  { name, expression, factor, places }: Reader,
  missing: MissingRows,
  keep: Int32Array,
  dropped: Record<string, number>,
): Float64Array {
  const evaluate = expression.on(places.map((k) => chunk.columns[k]));
  const values = new Float64Array(chunk.length);
  for (let row = 0; row < chunk.length; row++) {
    const value = evaluate(row) * factor;
    values[row] = value;
    if (Number.isFinite(value) || keep[row] === 0) continue;
    const { what, text } = faultAt(chunk, places, row, value);
    if (missing === "refuse" || what === "not a number") {
      const where = `${file.name}, row ${chunk.start + row + 1}, column ${name}`;
      throw new SampleError(what, text, where, 'correct it, take the row out or say "missing": "drop"');
    }
    keep[row] = 0;
    dropped[`${what} in ${name}`] = (dropped[`${what} in ${name}`] ?? 0) + 1;
  }
  return values;
}

/** Why a value is none: as the file has it, else as it was computed. */
function faultAt(chunk: Chunk, places: readonly number[], row: number, value: number): { what: string; text: string } {
  for (const k of places) {
    const column = chunk.columns[k];
    if (isList(column)) continue;
    const fault = column.faults.find((one) => one.row === row);
    if (fault?.text === null) return { what: "missing value", text: "none" };
    if (fault) return { what: "not a number", text: fault.text ?? "" };
  }
  if (places.some((k) => isList(chunk.columns[k]))) {
    if (Number.isNaN(value)) return { what: "missing value", text: "none" };
  }
  return { what: "not finite", text: Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf" };
}

/** How many events each row stands for. */
function repeatsOf(file: TableFile, chunk: Chunk, place: number, name: string, keep: Int32Array): void {
  const column = chunk.columns[place];
  for (let row = 0; row < chunk.length; row++) {
    const count = isList(column) ? Number.NaN : column.values[row];
    if (!Number.isInteger(count) || count < 0 || count > MOST_EVENTS)
      throw new SampleError(
        "not a count",
        String(count),
        `${file.name}, row ${chunk.start + row + 1}, column ${name}`,
        "give whole numbers from 0 on",
      );
    keep[row] = count;
  }
}

/** Numbers of which more come: memory doubles where it is full. */
class GrowingColumn {
  #values = new Float64Array(1024);
  length = 0;

  append(values: Float64Array, keep: Int32Array, added: number): void {
    if (this.length + added > this.#values.length) {
      const larger = new Float64Array(Math.max(2 * this.#values.length, this.length + added));
      larger.set(this.#values.subarray(0, this.length));
      this.#values = larger;
    }
    for (let row = 0; row < keep.length; row++) {
      for (let k = 0; k < keep[row]; k++) this.#values[this.length++] = values[row];
    }
  }

  whole(): Float64Array {
    return this.#values.slice(0, this.length);
  }
}
