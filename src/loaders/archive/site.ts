import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** Files of a built site by their path in an archive. */
export function listSite(folder: string): [string, Uint8Array][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [`site/${relative(folder, path).replaceAll("\\", "/")}`, readFileSync(path)]);
}
