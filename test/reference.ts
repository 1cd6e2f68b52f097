import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Reference data written by others stands beside the project, not in it. Tests that read it are skipped, visibly,
 * where it is absent: `it.skipIf(!hasReference("statistics.json"))(…)`.
 */
const root = process.env.DARKROOM_REFERENCE ?? join(import.meta.dirname, "../../shared/reference");

/** Path of a reference file. */
export function referencePath(name: string): string {
  return join(root, name);
}

/** Whether a reference file is there. */
export function hasReference(name: string): boolean {
  return existsSync(referencePath(name));
}

/** Text of a reference file. */
export function readReference(name: string): string {
  return readFileSync(referencePath(name), "utf8");
}

/** Columns of numbers of a reference text: lines of blanks- or comma-separated numbers, `#` comments left out. */
export function readReferenceTable(name: string): number[][] {
  return readReference(name)
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.trim().startsWith("#"))
    .map((line) =>
      line
        .trim()
        .split(/[\s,]+/)
        .map(Number),
    );
}
