import type { ColumnMetaData } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { ByteReader, readThrift, type ThriftStruct } from "./thrift.js";

/*
 * The reader of Parquet believes what pages say of themselves: a run of two thousand million values in a page of ten
 * makes it fill memory until the whole page of the browser ends. What can make it do so is checked before.
 */

/** Levels of a column: the largest that its pages may hold. */
export interface ColumnLevels {
  readonly definition: number;
  readonly repetition: number;
}

/** Bytes of a page, unpacked, and values of a column chunk that no writer makes. */
const MOST_BYTES = 1e9;
const MOST_VALUES = 2e8;
/** Values by which the last run of a page may go beyond it: runs are of eights, and some writers fill up blocks. */
const SLACK = 512;

const PAGE = { data: 0, dictionary: 2, data2: 3 };
/** Encodings whose values are runs. */
const DICTIONARY = [2, 8];
const RLE = 3;

const bits = (largest: number) => 32 - Math.clz32(largest);
const broken = (what: string): never => {
  throw new RangeError(`${what} in a page`);
};

/** Unpacked bytes that are kept for the reader, of one column chunk. */
const MOST_KEPT = 1 << 28;

/** Unpacked pages by the place of their packed bytes in the chunk: most of the time of reading is unpacking. */
export type UnpackedPages = Map<number, Uint8Array>;

/** A column chunk that is being checked. */
interface CheckedChunk extends ColumnLevels {
  readonly meta: ColumnMetaData;
  readonly pages: UnpackedPages;
}

/**
 * Checks the pages of a column chunk: lengths within the chunk, no more values than it has, no run longer than its page.
 * @param bytes of the chunk, from the beginning of their buffer
 * @throws RangeError with what is wrong
 */
export function checkColumnChunk(bytes: Uint8Array, meta: ColumnMetaData, levels: ColumnLevels): UnpackedPages {
  const chunk: CheckedChunk = { ...levels, meta, pages: new Map() };
  const most = Number(meta.num_values);
  if (!(most >= 0 && most <= MOST_VALUES)) broken(`${meta.num_values} values`);
  const reader = new ByteReader(bytes);
  let values = 0;
  // The last byte of a chunk begins no page: the reader sees it the same way.
  while (values < most && reader.left > 1) {
    const header = readThrift(reader);
    const [type, unpacked, packed] = [1, 2, 3].map((field) => header.numbers.get(field) ?? -1);
    if (!(packed >= 0 && packed <= reader.left)) broken(`${packed} bytes`);
    if (!(unpacked >= 0 && unpacked <= MOST_BYTES)) broken(`${unpacked} unpacked bytes`);
    const page = bytes.subarray(reader.at, reader.at + packed);
    reader.skip(packed);
    if (type === PAGE.data) values += checkPage(page, unpacked, header, chunk, most - values);
    else if (type === PAGE.data2) values += checkPage2(page, unpacked, header, chunk, most - values);
    else if (type === PAGE.dictionary) {
      const size = header.structs.get(7)?.numbers.get(1) ?? -1;
      if (!(size >= 0 && size <= MOST_VALUES)) broken(`a dictionary of ${size}`);
    } else broken(`type ${type}`);
  }
  return chunk.pages;
}

function valuesOf(
  header: ThriftStruct,
  field: number,
  left: number,
): { count: number; about: ThriftStruct["numbers"] } {
  const about = header.structs.get(field)?.numbers ?? broken("no header");
  const count = about.get(1) ?? -1;
  if (!(count >= 0 && count <= left)) broken(`${count} values, where ${left} are left,`);
  return { count, about };
}

function checkPage(
  page: Uint8Array,
  unpacked: number,
  header: ThriftStruct,
  chunk: CheckedChunk,
  left: number,
): number {
  const { meta, definition, repetition } = chunk;
  const { count, about } = valuesOf(header, 5, left);
  const encoding = about.get(2) ?? 0;
  const hasRuns = DICTIONARY.includes(encoding) || encoding === RLE;
  if (repetition + definition === 0 && !hasRuns) return count;
  const reader = new ByteReader(unpack(page, unpacked, chunk));
  if (repetition > 0) checkRuns(reader, bits(repetition), count, reader.uint32());
  const present = definition > 0 ? checkRuns(reader, bits(definition), count, reader.uint32(), definition) : count;
  if (hasRuns) checkValues(reader, encoding, meta, present);
  return count;
}

function checkPage2(
  page: Uint8Array,
  unpacked: number,
  header: ThriftStruct,
  chunk: CheckedChunk,
  left: number,
): number {
  const { meta, definition, repetition } = chunk;
  const { count, about } = valuesOf(header, 8, left);
  const [nulls, rows, encoding, definitions, repetitions] = [2, 3, 4, 5, 6].map((field) => about.get(field) ?? 0);
  if (!(nulls >= 0 && nulls <= count && rows >= 0 && rows <= count)) broken(`${nulls} nulls of ${count}`);
  if (!(definitions >= 0 && repetitions >= 0 && definitions + repetitions <= Math.min(page.length, unpacked)))
    broken(`${definitions + repetitions} bytes of levels`);
  const reader = new ByteReader(page);
  if (repetition > 0 && repetitions > 0) checkRuns(reader, bits(repetition), count, repetitions);
  reader.at = repetitions;
  if (definition > 0 && definitions > 0) checkRuns(reader, bits(definition), count, definitions);
  if (!DICTIONARY.includes(encoding) && encoding !== RLE) return count;
  const rest = page.subarray(repetitions + definitions);
  const size = unpacked - repetitions - definitions;
  checkValues(new ByteReader(about.get(7) === 0 ? rest : unpack(rest, size, chunk)), encoding, meta, count - nulls);
  return count;
}

/** Indices of a dictionary, or truth values. */
function checkValues(reader: ByteReader, encoding: number, { type }: ColumnMetaData, present: number): void {
  if (type === "BOOLEAN" || encoding === RLE) {
    if (present > 0) checkRuns(reader, 1, present, reader.uint32());
    return;
  }
  if (reader.left === 0) {
    if (present > 0) broken("no indices");
    return;
  }
  const width = reader.byte();
  if (width > 32) broken(`indices of ${width} bits`);
  if (width > 0) checkRuns(reader, width, present, reader.left);
}

/** Runs of a page, none longer than what it holds; how many values equal `counted`. */
function checkRuns(reader: ByteReader, width: number, count: number, length: number, counted = -1): number {
  const end = reader.at + length;
  if (length > reader.left) broken(`runs of ${length} bytes`);
  const widthInBytes = (width + 7) >> 3;
  let seen = 0;
  let found = 0;
  while (seen < count) {
    const head = reader.varint();
    const run = head % 2 === 1 ? ((head - 1) / 2) * 8 : head / 2;
    if (run > count - seen + SLACK) broken(`a run of ${run} values, where ${count - seen} are left,`);
    const used = Math.min(run, count - seen);
    if (head % 2 === 0) {
      let value = 0;
      for (let i = 0; i < widthInBytes; i++) value += reader.byte() * 256 ** i;
      if (value === counted) found += used;
    } else if (counted < 0) reader.at += (run * width) / 8;
    else found += countPacked(reader, width, run, used, counted);
    seen += run;
  }
  reader.at = end;
  return counted < 0 ? count : found;
}

/** How many of the values of a packed run, each of a few bits, equal one. */
function countPacked(reader: ByteReader, width: number, run: number, used: number, counted: number): number {
  let found = 0;
  let held = 0;
  let bitsHeld = 0;
  const bytes = (run * width) / 8;
  let taken = 0;
  for (let i = 0; i < used; i++) {
    while (bitsHeld < width) {
      held |= (taken++ < bytes && reader.left > 0 ? reader.byte() : 0) << bitsHeld;
      bitsHeld += 8;
    }
    if ((held & ((1 << width) - 1)) === counted) found++;
    held >>>= width;
    bitsHeld -= width;
  }
  while (taken++ < bytes && reader.left > 0) reader.byte();
  return found;
}

function unpack(page: Uint8Array, size: number, { meta: { codec }, pages }: CheckedChunk): Uint8Array {
  if (codec === "UNCOMPRESSED") return page;
  const decompress = compressors[codec] ?? broken(`compression ${codec}`);
  const bytes = decompress(page, size);
  if (bytes.length !== size) broken(`${bytes.length} of ${size} unpacked bytes`);
  let kept = size;
  for (const { length } of pages.values()) kept += length;
  if (kept <= MOST_KEPT) pages.set(page.byteOffset, bytes);
  return bytes;
}
