import { Gunzip, unzipSync } from "fflate";
import { SampleError } from "./sample-error.js";

/** A file with its name, which may have folders in it. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bytes that archives may unpack to: a bomb is refused before it is held. */
const MOST_BYTES = 256e6;
/** Packed bytes that are unpacked at a time. */
const PIECE = 65_536;
/** What tables and likelihoods are written in; figures and code beside them stay packed. */
const WANTED = /\.(ya?ml|json)$/i;

const begins = (bytes: Uint8Array, ...magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte);
const tooLarge = (name: string, most: number) =>
  new SampleError("archive too large", `more than ${most / 1e6} MB unpacked`, name, "open its files one by one");

/**
 * The YAML and JSON files in what was opened: archives (zip, tar, tar.gz) are unpacked, everything else is as it was.
 * @param most bytes that one archive may unpack to
 * @throws SampleError `not a zip archive: …`, `not a gzip file: …`, `archive too large: …`
 */
export function unpacked(files: readonly NamedBytes[], most = MOST_BYTES): NamedBytes[] {
  return files.flatMap((file) => {
    if (begins(file.bytes, 0x50, 0x4b)) return unzipped(file, most);
    if (begins(file.bytes, 0x1f, 0x8b)) {
      const inner = { name: file.name.replace(/\.(gz|tgz)$/i, ""), bytes: gunzipped(file, most) };
      return isTar(inner.bytes) ? untarred(inner) : [inner];
    }
    return isTar(file.bytes) ? untarred(file) : [file];
  });
}

function unzipped({ name, bytes }: NamedBytes, most: number): NamedBytes[] {
  let total = 0;
  let content: Record<string, Uint8Array>;
  try {
    content = unzipSync(bytes, {
      filter: (entry) => {
        if (!WANTED.test(entry.name)) return false;
        total += entry.originalSize;
        if (total > most) throw tooLarge(name, most);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof SampleError) throw error;
    throw new SampleError("not a zip archive", (error as Error).message, name, "pack it anew");
  }
  return Object.entries(content).map(([path, inside]) => ({ name: path, bytes: inside }));
}

function gunzipped({ name, bytes }: NamedBytes, most: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let total = 0;
  try {
    const stream = new Gunzip((part) => {
      total += part.length;
      if (total > most) throw tooLarge(name, most);
      parts.push(part);
    });
    // Piece by piece, so that a bomb is noticed before it is held.
    for (let from = 0; from < bytes.length; from += PIECE)
      stream.push(bytes.subarray(from, from + PIECE), from + PIECE >= bytes.length);
  } catch (error) {
    if (error instanceof SampleError) throw error;
    throw new SampleError("not a gzip file", (error as Error).message, name, "pack it anew");
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Length of a block of a tar, and where its header has the name, its length, the kind, the mark and the folder. */
const BLOCK = 512;
const FIELDS = { name: [0, 100], size: [124, 136], mark: [257, 262], prefix: [345, 500] } as const;
const KIND = 156;

function field(header: Uint8Array, name: keyof typeof FIELDS): string {
  const text = new TextDecoder().decode(header.subarray(...FIELDS[name]));
  const end = text.indexOf("\0");
  return (end < 0 ? text : text.slice(0, end)).trim();
}

const isTar = (bytes: Uint8Array) => bytes.length >= BLOCK && field(bytes, "mark") === "ustar";

/** Plain files of a tar, by POSIX and with the long names of GNU. */
function untarred({ name: archive, bytes }: NamedBytes): NamedBytes[] {
  const files: NamedBytes[] = [];
  let long: string | undefined;
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const header = bytes.subarray(at, at + BLOCK);
    if (header[0] === 0) break;
    const size = Number.parseInt(field(header, "size"), 8);
    const start = at + BLOCK;
    if (!(size >= 0) || start + size > bytes.length)
      throw new SampleError("not a whole tar archive", `${size} bytes at ${at}`, archive, "pack it anew");
    const content = bytes.subarray(start, start + size);
    const kind = String.fromCharCode(header[KIND]);
    if (kind === "L") long = new TextDecoder().decode(content).replaceAll("\0", "");
    else if (kind === "0" || kind === "\0") {
      const name = long ?? [field(header, "prefix"), field(header, "name")].filter(Boolean).join("/");
      long = undefined;
      if (WANTED.test(name)) files.push({ name, bytes: content });
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
