import { distance } from "./nearest.js";
import type { FileColumn } from "./table-file.js";

/** Letters and digits of a name, lower case. */
const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "");
const words = (name: string) =>
  name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** Longest misspelling that is suggested, in characters, and the shortest name that may be misspelt. */
const FAR = 2;
const SHORT = 5;

/**
 * Columns of a file that ours most likely are, each of theirs at most once: the same name but for case and signs, then
 * one that has all words of ours, then a near misspelling. Undefined where nothing is like it.
 */
export function suggestColumns(
  ours: readonly string[],
  columns: readonly FileColumn[],
): ReadonlyMap<string, string | undefined> {
  const free = new Set(columns.filter(({ kind }) => kind === "number").map(({ name }) => name));
  const found = new Map<string, string | undefined>();
  for (const find of [sameName, holdingWords, misspelt]) {
    for (const id of ours) {
      if (found.get(id) !== undefined) continue;
      const name = find(id, [...free]);
      found.set(id, name);
      if (name !== undefined) free.delete(name);
    }
  }
  return found;
}

function sameName(ours: string, theirs: readonly string[]): string | undefined {
  return theirs.find((name) => plain(name) === plain(ours));
}

function holdingWords(ours: string, theirs: readonly string[]): string | undefined {
  const parts = words(ours);
  const holding = theirs.filter((name) => parts.length > 1 && parts.every((part) => words(name).includes(part)));
  return holding.length === 1 ? holding[0] : undefined;
}

function misspelt(ours: string, theirs: readonly string[]): string | undefined {
  const wanted = plain(ours);
  if (wanted.length < SHORT) return undefined;
  return theirs
    .map((name) => ({ name, far: distance(plain(name), wanted) }))
    .filter(({ far }) => far <= FAR)
    .sort((a, b) => a.far - b.far)[0]?.name;
}
