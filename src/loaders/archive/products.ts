import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EventTable } from "../../analysis/events.js";
import { withGivenSamples } from "../../analysis/given-samples.js";
import type { Search } from "../../analysis/search.js";
import { nominalState } from "../../analysis/state.js";
import { limitTable, spectrumTable } from "../../figures/tables.js";
import { submissionOf } from "../../formats/hepdata/result.js";
import { submissionFiles } from "../../formats/hepdata/write.js";
import { imprintOf } from "../../formats/imprint.js";
import { csvOf } from "../../formats/table-text.js";
import { readEvents, shownSearches } from "../events.js";
import { readResult } from "../results.js";
import { cutFlowColumns } from "../table-text.js";
import { type ParquetRows, writeParquet } from "../write-parquet.js";

/** Rows that are turned into values at once. */
const PART = 100_000;

/** Values of the events in the units of the observables, and the index of their sample. */
function* rowsOf(search: Search, table: EventTable): IterableIterator<ParquetRows> {
  for (const [index, { start, end }] of table.samples.entries()) {
    for (let first = start; first < end; first += PART) {
      const last = Math.min(first + PART, end);
      const columns = search.observables.map(({ id, step }) =>
        Array.from(table.columns[id].subarray(first, last), (steps) => steps * step),
      );
      yield [Array.from({ length: last - first }, () => index), ...columns];
    }
  }
}

/** The events of a snapshot as a Parquet file: what opens without DuckDB. */
export async function eventsParquet(search: Search, table: EventTable): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), "darkroom-archive-"));
  try {
    const path = join(folder, "events.parquet");
    const columns = [
      { name: "sample", type: "integer" as const },
      ...search.observables.map(({ id }) => ({ name: id, type: "double" as const })),
    ];
    await writeParquet(path, columns, rowsOf(search, table), () => ({
      samples: JSON.stringify(table.samples.map(({ sample }) => sample)),
      units: JSON.stringify(Object.fromEntries(search.observables.map(({ id, unit }) => [id, unit]))),
    }));
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Data products of one search by their path: events, tables, result and HEPData tables. */
async function productsOf(declared: Search): Promise<[string, Uint8Array | string][]> {
  const result = readResult(declared.id);
  if (!result) return [];
  const { samples, evaluation, provenance } = result;
  const search = { ...withGivenSamples(declared, samples), data: result.data };
  const state = nominalState(search);
  const imprint = imprintOf(search, state, provenance, `searches/${search.id}.html`);
  const taken = { search, evaluation, samples, state, hypothesis: 0, provenance, imprint };
  const { figures: _, ...numbers } = result;
  const [spectrum] = search.spectra;
  const counts = evaluation.spectra.find((one) => one.spectrum === spectrum.id);
  const { table } = await readEvents(declared);
  const files: [string, Uint8Array | string][] = [
    ["result.json", `${JSON.stringify(numbers, null, 1)}\n`],
    ["cut-flow.csv", cutFlowColumns(evaluation.cutFlow).toCSV()],
    ...search.interpretations.map((one): [string, string] => [
      `limit-${one.id}.csv`,
      csvOf(limitTable(search, one, evaluation.scan), imprint),
    ]),
    ...(counts ? [["spectrum.csv", csvOf(spectrumTable(spectrum, counts, samples), imprint)] as [string, string]] : []),
    ...Object.entries(submissionFiles(submissionOf(taken))).map(([name, text]): [string, string] => [
      `hepdata/${name}`,
      text,
    ]),
    ["events.parquet", await eventsParquet(search, table)],
  ];
  return files.map(([name, content]) => [`products/${search.id}/${name}`, content]);
}

/** Data products of every search that has a result. */
export async function allProducts(): Promise<[string, Uint8Array | string][]> {
  const all: [string, Uint8Array | string][] = [];
  for (const search of shownSearches()) all.push(...(await productsOf(search)));
  return all;
}
