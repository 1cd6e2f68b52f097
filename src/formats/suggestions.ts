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
 * Column of a file that one of ours most likely is: the same name but for case and signs, else one that has all its
 * words, else a near misspelling. Undefined where nothing is like it.
 */
export function suggestColumn(ours: string, columns: readonly FileColumn[]): string | undefined {
  const readable = columns.filter(({ kind }) => kind === "number").map(({ name }) => name);
  const wanted = plain(ours);
  const same = readable.find((name) => plain(name) === wanted);
  if (same) return same;
  const parts = words(ours);
  const holding = readable.filter((name) => parts.length > 1 && parts.every((part) => words(name).includes(part)));
  if (holding.length === 1) return holding[0];
  if (wanted.length < SHORT) return undefined;
  return readable
    .map((name) => ({ name, far: distance(plain(name), wanted) }))
    .filter(({ far }) => far <= FAR)
    .sort((a, b) => a.far - b.far)[0]?.name;
}
