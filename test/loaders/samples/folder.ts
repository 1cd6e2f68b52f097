import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/** A temporary folder with the given files; what is no text is written as JSON. */
export function makeFolder(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), "darkroom-samples-"));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content),
    );
  }
  return folder;
}

/** Writes the rows of an SQL query as a Parquet file. */
export async function writeParquet(path: string, query: string): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`copy (${query}) to '${path.replaceAll("'", "''")}' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
}

const MUON = ["pt", "eta", "phi", "Q"] as const;

/** Columns of both muons under their own names. */
export const sameNames = Object.fromEntries([1, 2].flatMap((k) => MUON.map((id) => [`${id}${k}`, `${id}${k}`])));

/** Manifest of a data sample for the dimuon spectrum, with some fields changed. */
export function dimuonManifest(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    sample: "pairs",
    search: "dimuon-spectrum",
    kind: "data",
    label: "test data",
    weight: 1,
    files: ["pairs.csv"],
    columns: sameNames,
    ...changes,
  };
}

const HEADER = "pt1,eta1,phi1,Q1,pt2,eta2,phi2,Q2";

/** Back-to-back muons of equal pT, whose mass is 2 pT to a good approximation: some rows at each pT, GeV. */
export function pairsCsv(transverse: readonly number[], edit: (lines: string[]) => void = () => {}): string {
  const lines = [
    HEADER,
    ...transverse.map((pt, i) => `${pt},0,${(i % 60) / 10 - 3},1,${pt},0,${(i % 60) / 10 - 3 + Math.PI},-1`),
  ];
  edit(lines);
  return `${lines.join("\n")}\n`;
}

/** A smooth spectrum of pT between 2 and 10 GeV, evenly in its logarithm. */
export const smooth: readonly number[] = Array.from({ length: 2000 }, (_, i) => 2 * 5 ** ((i + 0.5) / 2000));
