import { openDelimited } from "./delimited.js";
import { SampleError } from "./sample-error.js";
import type { ByteSource, TableFile } from "./table-file.js";

/** Formats that tables come in. */
export type TableFormat = "parquet" | "csv" | "arrow" | "root";

/** Endings of files by format. */
export const ENDINGS: Readonly<Record<TableFormat, readonly string[]>> = {
  parquet: [".parquet", ".pq"],
  csv: [".csv", ".tsv", ".txt"],
  arrow: [".arrow", ".arrows", ".feather", ".ipc"],
  root: [".root"],
};

/** What the first bytes of binary formats are. */
const MAGIC: readonly (readonly [TableFormat, string])[] = [
  ["parquet", "PAR1"],
  ["arrow", "ARROW1"],
  ["arrow", "\xff\xff\xff\xff"],
  ["root", "root"],
];

/**
 * Format of a file: what its first bytes say, not its name; text where they say nothing.
 * @throws SampleError `empty file: …`, `unknown format: …` where the name promises another
 */
export async function formatOf(source: ByteSource): Promise<TableFormat> {
  if (source.size === 0) throw new SampleError("empty file", "0 bytes", source.name, "give one with events");
  const head = new TextDecoder("latin1").decode(await source.read(0, 8));
  const found = MAGIC.find(([, magic]) => head.startsWith(magic));
  if (found) return found[0];
  const lower = source.name.toLowerCase();
  const promised = (Object.keys(ENDINGS) as TableFormat[]).find((format) =>
    ENDINGS[format].some((one) => lower.endsWith(one)),
  );
  if (promised && promised !== "csv")
    throw new SampleError(
      "not readable",
      `no ${promised} file: begins with ${JSON.stringify(head.slice(0, 4))}`,
      source.name,
      "write it anew",
    );
  return "csv";
}

/**
 * Opens a table of any format; readers are loaded where they are needed.
 * @param tree name of the tree or histogram of a ROOT file
 * @throws SampleError
 */
export async function openTable(source: ByteSource, tree?: string): Promise<TableFile> {
  const format = await formatOf(source);
  if (format === "parquet") return (await import("./parquet.js")).openParquet(source);
  if (format === "arrow") return (await import("./arrow.js")).openArrow(source);
  if (format === "root") return (await import("./root.js")).openRoot(source, tree);
  return openDelimited(source);
}
