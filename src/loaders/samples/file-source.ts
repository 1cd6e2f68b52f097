import { open, stat } from "node:fs/promises";
import type { ByteSource } from "../../formats/table-file.js";

/** A file on disk, read in pieces. */
export async function fileSource(path: string, name: string): Promise<ByteSource> {
  const { size } = await stat(path);
  return {
    name,
    size,
    async read(from, to) {
      const length = Math.max(0, Math.min(to, size) - from);
      const bytes = new Uint8Array(length);
      const file = await open(path);
      try {
        let read = 0;
        while (read < length) {
          const { bytesRead } = await file.read(bytes, read, length - read, from + read);
          if (bytesRead === 0) return bytes.slice(0, read);
          read += bytesRead;
        }
        return bytes;
      } finally {
        await file.close();
      }
    },
  };
}
