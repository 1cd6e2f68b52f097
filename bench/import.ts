import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { readMapped } from "../src/formats/mapped-rows.js";
import { openTable } from "../src/formats/open-table.js";
import { fileSource } from "../src/loaders/samples/file-source.js";
import { randomStream } from "../src/numerics/random.js";
import { hasReference, referencePath } from "../test/reference.js";
import { type BenchmarkRow, clock, keepRaw, quantile } from "./row.js";

const ROWS = 1_000_000;
const REPETITIONS = 5;
const NAMES = ["px", "py", "pz", "e"] as const;

async function read(path: string, names: readonly string[]): Promise<number> {
  const mapped = names.map((column) => ({ id: column, source: { column, factor: 1 }, unitFactor: 1 }));
  const { length } = await readMapped(await openTable(await fileSource(path, path)), mapped);
  return length;
}

/**
 * Rows a second of four columns of doubles, a million rows, from every format by the readers that pages have, beside
 * DuckDB native reading the same Parquet and CSV into its vectors.
 */
export async function benchmark(): Promise<BenchmarkRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "darkroom-bench-"));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const stream = randomStream("bench", "import");
    const columns = Object.fromEntries(
      NAMES.map((name) => [name, Float64Array.from({ length: ROWS }, () => stream.normal())]),
    );
    const path = (ending: string) => join(folder, `x.${ending}`);
    writeFileSync(path("arrow"), tableToIPC(tableFromArrays(columns), "file"));
    const csv = openSync(path("csv"), "w");
    writeSync(csv, `${NAMES.join(",")}\n`);
    for (let i = 0; i < ROWS; i += 10_000)
      writeSync(
        csv,
        `${Array.from({ length: 10_000 }, (_, k) => NAMES.map((name) => columns[name][i + k]).join(",")).join("\n")}\n`,
      );
    closeSync(csv);
    await connection.run(`copy (select * from read_csv('${path("csv")}')) to '${path("parquet")}' (format parquet)`);
    const raw: Record<string, number[]> = {};
    const rows: BenchmarkRow[] = [];
    const note = (name: string, count: number, times: number[]) => {
      raw[`${name}, ms`] = times;
      const value = (1000 * count) / quantile(times, 0.5);
      rows.push({ name, value, unit: "rows/s" });
      return value;
    };
    const speed: Record<string, number> = {};
    for (const ending of ["parquet", "csv", "arrow"])
      speed[ending] = note(`${ending}, 4 doubles`, ROWS, await clock(REPETITIONS, () => read(path(ending), NAMES)));
    for (const ending of ["parquet", "csv"]) {
      const peer = note(
        `${ending} by DuckDB native`,
        ROWS,
        await clock(REPETITIONS, async () => {
          const result = await connection.stream(`select ${NAMES.join(", ")} from read_${ending}('${path(ending)}')`);
          let count = 0;
          for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
            for (let k = 0; k < NAMES.length; k++) chunk.visitColumnValues(k, () => {});
            count += chunk.rowCount;
          }
          if (count !== ROWS) throw new Error(`not all rows: ${count}, of ${ending}`);
        }),
      );
      rows.push({ name: `DuckDB over ours, ${ending}`, value: peer / speed[ending], unit: "" });
    }
    const root = "events/root/uproot-Zmumu.root";
    if (hasReference(root)) {
      const names = ["px1", "py1", "pz1", "E1"];
      note("root, 4 doubles (2304 rows, zlib)", 2304, await clock(REPETITIONS, () => read(referencePath(root), names)));
    } else rows.push({ name: "no ROOT file of others is there", value: Number.NaN, unit: "" });
    keepRaw("import", raw);
    return rows;
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true });
  }
}
