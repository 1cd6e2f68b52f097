import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Analysis } from "../../analysis/evaluate.js";
import { withGivenSamples } from "../../analysis/given-samples.js";
import { nominalView, writeLink } from "../../analysis/link.js";
import type { Search } from "../../analysis/search.js";
import { type AnalysisState, isNominal } from "../../analysis/state.js";
import { findSearch } from "../../catalogue/catalogue.js";
import type { PageResult } from "../../figures/page-result.js";
import { firstPoint } from "../../figures/readout.js";
import { imprintOf } from "../../formats/imprint.js";
import { resultFormats } from "../../formats/result-formats.js";
import type { TakenResult } from "../../formats/taken.js";
import { builtSearch, nominalSize, readEvents } from "../events.js";
import { publish, resultPath } from "../publish.js";
import { ensureTuning } from "../tuning.js";
import { known, stateOf, stateOptions, toNumber } from "./state-options.js";
import { WrongCall } from "./wrong-call.js";

const ids = resultFormats.map(({ id }) => id).join(", ");

/** `darkroom export <search> --format F`: a result as a file of another tool, on standard output or into --out. */
export async function exportResult(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...stateOptions,
      format: { type: "string" },
      mass: { type: "string" },
      out: { type: "string" },
      site: { type: "string", default: "" },
    },
  });
  if (positionals.length !== 1)
    throw new WrongCall(`wrong call: npx darkroom export <search> --format ${ids.replaceAll(", ", "|")}`);
  const search = known(() => builtSearch(findSearch(positionals[0]).id));
  const format = resultFormats.find(({ id }) => id === values.format);
  if (!format) throw new WrongCall(`unknown format: ${values.format ?? "none"}; give --format, one of ${ids}`);
  const mass = values.mass === undefined ? undefined : toNumber(values.mass);
  const taken = await takenAt(search, stateOf(search, values), mass, values.site);
  const missing = format.missing(taken);
  if (missing !== null) throw new WrongCall(`no ${format.id}: ${search.id}, ${missing}`);
  const content = format.make(taken);
  if (values.out !== undefined) writeFileSync(values.out, content);
  else process.stdout.write(content);
}

/** The published result, or the one of another state on the published events. */
async function takenAt(
  declared: Search,
  state: AnalysisState,
  mass: number | undefined,
  site: string,
): Promise<TakenResult> {
  await publish(declared, nominalSize());
  const page = JSON.parse(readFileSync(resultPath(declared.id), "utf8")) as PageResult;
  const search = { ...withGivenSamples(declared, page.samples), data: page.data };
  const evaluation = isNominal(search, state) ? page.evaluation : await evaluationAt(search, state);
  const { scan } = evaluation;
  const first = scan.indexOf(firstPoint(search, scan, search.interpretations[0]));
  const away = (i: number) => Math.abs(scan[i].hypothesis.mass - (mass ?? 0));
  const hypothesis = mass === undefined ? first : scan.reduce((best, _, i) => (away(i) < away(best) ? i : best), 0);
  const view = nominalView(search, first);
  // Of a plane the scan is its first line, and the masses along it are not those of the windows.
  const scanned = search.scan.ellipses && (() => scan.map(({ hypothesis: { mass: at } }) => ({ mass: at })));
  const query = writeLink(search, { state, view: { ...view, hypothesis } }, { first: view, scanned });
  const link = `${site.replace(/\/$/, "")}/searches/${search.id}${query}`;
  const { samples, provenance } = page;
  return {
    search,
    evaluation,
    samples,
    state,
    hypothesis,
    quantity: view.quantity,
    provenance,
    imprint: imprintOf(search, state, provenance, link),
  };
}

async function evaluationAt(search: Search, state: AnalysisState) {
  const [{ table }, tuned] = [await readEvents(search), await ensureTuning(search, nominalSize())];
  return new Analysis(search, { ...table, tuning: tuned?.tuning }).evaluate(state);
}
