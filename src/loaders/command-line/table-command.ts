import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { provenanceLine } from "../../analysis/provenance.js";
import { findSearch } from "../../catalogue/catalogue.js";
import type { PageResult } from "../../figures/page-result.js";
import { limitTable, spectrumTable } from "../../figures/tables.js";
import { csvOf } from "../../formats/table-text.js";
import { builtSearch, nominalSize } from "../events.js";
import { publish, resultPath } from "../publish.js";
import { cutFlowColumns } from "../table-text.js";
import { WrongCall } from "./wrong-call.js";

/** `darkroom table <search> <name>`: a table of the published result as CSV on standard output. */
export async function printTable(args: readonly string[]): Promise<void> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [id, name = "cut-flow", ...rest] = positionals;
  if (!id || rest.length > 0) throw new WrongCall("wrong call: npx darkroom table <search> [name]");
  const search = lookUp(id);
  const known = ["cut-flow", ...search.spectra.map((one) => one.id), ...search.interpretations.map((one) => one.id)];
  if (!known.includes(name)) throw new WrongCall(`unknown table: ${name}; ${id} has ${known.join(", ")}`);
  await publish(search, nominalSize());
  const { evaluation, samples, provenance } = JSON.parse(readFileSync(resultPath(id), "utf8")) as PageResult;
  process.stdout.write(`# ${id}: ${provenanceLine(provenance)}\n`);
  const interpretation = search.interpretations.find((one) => one.id === name);
  const spectrum = search.spectra.find((one) => one.id === name);
  const counts = evaluation.spectra.find((one) => one.spectrum === name);
  if (interpretation) process.stdout.write(csvOf(limitTable(search, interpretation, evaluation.scan)));
  else if (spectrum && counts) process.stdout.write(csvOf(spectrumTable(spectrum, counts, samples)));
  else process.stdout.write(cutFlowColumns(evaluation.cutFlow).toCSV());
}

function lookUp(id: string) {
  try {
    return builtSearch(findSearch(id).id);
  } catch (error) {
    throw new WrongCall((error as Error).message);
  }
}
