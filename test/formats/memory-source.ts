import type { ByteSource } from "../../src/formats/table-file.js";

/** Bytes in memory as a file. */
export function memorySource(name: string, content: string | Uint8Array): ByteSource {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { name, size: bytes.length, read: async (from, to) => new Uint8Array(bytes.slice(from, to)) };
}
