import { type Zippable, zipSync } from "fflate";

/** One time for every member, so that the same content gives the same bytes; the first that a zip file can hold. */
const TIME = new Date(1980, 0, 1, 12);

/** What already is compressed, or gains nothing. */
const PACKED = /\.(parquet|png|zip|wasm\.gz)$/;

/** A zip file of some members, in the order of their names. */
export function zipOf(members: ReadonlyMap<string, Uint8Array | string>): Uint8Array {
  const files: Zippable = {};
  for (const name of [...members.keys()].sort()) {
    const content = members.get(name) ?? "";
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    files[name] = [bytes, { mtime: TIME, level: PACKED.test(name) ? 0 : 6 }];
  }
  return zipSync(files);
}
