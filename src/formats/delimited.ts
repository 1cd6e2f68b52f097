import { SampleError } from "./sample-error.js";
import { type ByteSource, CHUNK_ROWS, type Chunk, type ChunkColumn, type Fault, type TableFile } from "./table-file.js";

/** Bytes of a text that are read at a time, and in which its first line must end. */
const SLICE = 1 << 20;
const LONGEST_HEADER = 65_536;
/** Characters of one row: a quote that is never closed would take the whole file. */
const LONGEST_ROW = 1 << 16;

/** Blanks and tabs, any number of them, between columns. */
const BLANKS = "blanks";

/** Separator of a text: the one that its first line has most of, else blanks where the first rows have those. */
export function separatorOf(head: string): string {
  const lines = head.split(/\r?\n/);
  const count = (separator: string) => lines[0].split(separator).length;
  const best = [",", ";", "\t", "|"].reduce((most, one) => (count(one) > count(most) ? one : most));
  if (count(best) > 1) return best;
  const words = (line: string) => line.trim().split(/\s+/).length;
  return lines.length > 1 && words(lines[0]) > 1 && words(lines[1]) === words(lines[0]) ? BLANKS : best;
}

/** Whether columns stand between blanks, which SQL readers do not take. */
export function isBlankSeparated(head: string): boolean {
  return separatorOf(head) === BLANKS;
}

/**
 * Opens a text of columns (CSV): its first line has their names. Fields may be quoted ("" for a quote), also over lines.
 * @throws SampleError `empty file: …`, `not readable: …`
 */
export async function openDelimited(source: ByteSource): Promise<TableFile> {
  const head = new TextDecoder().decode(await source.read(0, LONGEST_HEADER)).replace(/^\uFEFF/, "");
  if (head.trim() === "")
    throw new SampleError("empty file", `${source.size} bytes`, source.name, "give one with events");
  if (head.includes("\0"))
    throw new SampleError("not readable", "no text", source.name, "give Parquet, CSV, ROOT or Arrow");
  const separator = separatorOf(head);
  const names = await namesOf(source, separator);
  if (names.length > 10_000)
    throw new SampleError("not readable", `${names.length} columns`, source.name, "write it anew");
  return {
    name: source.name,
    format: "CSV",
    columns: names.map((name) => ({ name, kind: "number", type: "text" })),
    rows: null,
    notes: [],
    chunks: (wanted) => chunksOf(source, separator, names, wanted),
  };
}

/** Fields of the first row. */
async function namesOf(source: ByteSource, separator: string): Promise<readonly string[]> {
  for await (const [first] of records(source, separator)) if (first) return first.fields;
  return [];
}

async function* chunksOf(
  source: ByteSource,
  separator: string,
  names: readonly string[],
  wanted: readonly string[],
): AsyncGenerator<Chunk> {
  const places = wanted.map((name) => names.indexOf(name));
  let columns = places.map(() => new TextColumn());
  let start = 0;
  let length = 0;
  let header = true;
  for await (const some of records(source, separator)) {
    for (const { fields, line } of some) {
      if (header) {
        header = false;
        continue;
      }
      if (fields.length !== names.length)
        throw new SampleError(
          "not readable",
          `${fields.length} columns`,
          `${source.name}, line ${line}`,
          `the first line has ${names.length}`,
        );
      for (let k = 0; k < places.length; k++) columns[k].put(length, fields[places[k]]);
      if (++length < CHUNK_ROWS) continue;
      yield { start, length, columns: columns.map((column) => column.take(length)) };
      columns = places.map(() => new TextColumn());
      start += length;
      length = 0;
    }
  }
  if (length > 0) yield { start, length, columns: columns.map((column) => column.take(length)) };
}

/** Numbers of a column of text. */
class TextColumn {
  readonly #values = new Float64Array(CHUNK_ROWS);
  readonly #faults: Fault[] = [];

  put(row: number, text: string): void {
    const value = text === "" ? Number.NaN : Number(text);
    this.#values[row] = value;
    if (!Number.isNaN(value)) return;
    const plain = text.trim();
    const named = /^([+-]?)(nan|inf(?:inity)?)$/i.exec(plain);
    if (named) this.#values[row] = /^n/i.test(named[2]) ? Number.NaN : named[1] === "-" ? -Infinity : Infinity;
    else if (plain !== "" && Number.isFinite(Number(plain))) this.#values[row] = Number(plain);
    else this.#faults.push({ row, text: plain === "" ? null : plain });
  }

  take(length: number): ChunkColumn {
    return { values: this.#values.subarray(0, length), faults: this.#faults };
  }
}

interface Record {
  readonly fields: readonly string[];
  /** Of its beginning, from 1. */
  readonly line: number;
}

/** Rows of a text, empty ones left out, as many at a time as a slice of the file has. */
async function* records(source: ByteSource, separator: string): AsyncGenerator<Record[], undefined> {
  const split =
    separator === BLANKS ? (text: string) => text.trim().split(/\s+/) : (text: string) => text.split(separator);
  let line = 0;
  // Lines of a row whose quotes are still open, and their length.
  let open: string[] = [];
  let size = 0;
  let opened = 0;
  for await (const some of lines(source)) {
    const found: Record[] = [];
    for (const ended of some) {
      const text = ended.endsWith("\r") ? ended.slice(0, -1) : ended;
      line++;
      const quoted = text.includes('"');
      if (open.length === 0 && !quoted) {
        if (text.trim() !== "") found.push({ fields: split(text), line });
        continue;
      }
      if (open.length === 0) opened = line;
      open.push(text);
      size += text.length + 1;
      if (size > LONGEST_ROW) throw notClosed(source, opened);
      const fields = quoted ? quotedFields(open.join("\n"), separator === BLANKS ? " " : separator) : undefined;
      if (!fields) continue;
      found.push({ fields, line: opened });
      open = [];
      size = 0;
    }
    yield found;
  }
  if (open.length > 0) throw notClosed(source, opened);
  return undefined;
}

function notClosed({ name }: ByteSource, line: number): SampleError {
  return new SampleError("not readable", "a quote that is not closed", `${name}, line ${line}`, "close it");
}

/** Fields of a row with quotes; undefined where a quote is still open at its end. */
function quotedFields(text: string, separator: string): string[] | undefined {
  const fields: string[] = [];
  let at = 0;
  while (at <= text.length) {
    if (text[at] === '"') {
      let field = "";
      for (;;) {
        const end = text.indexOf('"', at + 1);
        if (end < 0) return undefined;
        field += text.slice(at + 1, end);
        at = end + 1;
        if (text[at] !== '"') break;
        field += '"';
      }
      const next = text.indexOf(separator, at);
      fields.push(field + text.slice(at, next < 0 ? text.length : next));
      at = next < 0 ? text.length + 1 : next + 1;
    } else {
      const next = text.indexOf(separator, at);
      fields.push(text.slice(at, next < 0 ? text.length : next));
      at = next < 0 ? text.length + 1 : next + 1;
    }
  }
  return fields;
}

/** Lines of a text, slice by slice. */
async function* lines(source: ByteSource): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = "";
  for (let from = 0; from < source.size; from += SLICE) {
    const text = rest + decoder.decode(await source.read(from, from + SLICE), { stream: true });
    const some = text.split("\n");
    rest = some.pop() ?? "";
    if (rest.length > SLICE) throw new SampleError("not readable", "a line without end", source.name, "write it anew");
    yield some;
  }
  rest += decoder.decode();
  if (rest !== "") yield [rest];
}
