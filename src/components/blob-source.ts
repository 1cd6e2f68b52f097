import type { ByteSource } from "../formats/table-file.js";

/** A file that a reader opened, read in slices: it is never held whole. */
export function blobSource(file: File): ByteSource {
  return {
    name: file.name,
    size: file.size,
    read: async (from, to) => new Uint8Array(await file.slice(from, Math.min(to, file.size)).arrayBuffer()),
  };
}
