import { existsSync, realpathSync } from "node:fs";
import { parseArgs } from "node:util";
import type { EventTable } from "../../analysis/events.js";
import type { Search } from "../../analysis/search.js";
import { findSearch } from "../../catalogue/catalogue.js";
import { hasSimulation, simulationOf } from "../../catalogue/simulations.js";
import { builtSearch, ensureSnapshot, eventsRecipe, makeEvents, nominalSize, readEvents } from "../events.js";
import { type Recipe, recipe } from "../freshness.js";
import { provenanceOf } from "../provenance.js";
import { resultOf } from "../result.js";
import { manifestsOf } from "../samples/given.js";
import { samplesFolder } from "../samples/manifest.js";
import type { SimulationSize } from "../simulate.js";
import { ensureToys } from "../toys.js";
import { ensureTuning, type MadeTuning, makeTuning } from "../tuning.js";
import { known, stateOf, stateOptions, toNumber } from "./state-options.js";
import { WrongCall } from "./wrong-call.js";

/** `darkroom result <search>`: the result as JSON on standard output, progress on standard error. */
export async function printResult(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...stateOptions,
      events: { type: "string" },
      seed: { type: "string" },
      samples: { type: "string" },
    },
  });
  if (positionals.length !== 1)
    throw new WrongCall("wrong call: npx darkroom result <search>; npx darkroom list names them");
  const { samples = samplesFolder } = values;
  known(() => findSearch(positionals[0]));
  if (!existsSync(samples)) throw new WrongCall(`no folder: ${samples}; give one with manifests of samples`);
  const search = builtSearch(positionals[0], samples);
  const state = stateOf(search, values);
  const size = await sizeOf(search, values.events, values.seed);
  const { table, provenance } = await eventsOf(search, size, samples);
  process.stdout.write(`${JSON.stringify(resultOf(search, table, state, provenance), null, 1)}\n`);
}

async function sizeOf(search: Search, events: string | undefined, seed: string | undefined): Promise<SimulationSize> {
  const nominal = nominalSize();
  const size = { seed: seed === undefined ? nominal.seed : toNumber(seed), scale: nominal.scale };
  if (!Number.isInteger(size.seed)) throw new WrongCall(`not a seed: ${seed}; give a whole number`);
  if (events === undefined || !hasSimulation(search.id)) return size;
  const asked = toNumber(events);
  if (!(asked >= 1)) throw new WrongCall(`not a number of events: ${events}; give at least 1`);
  const simulation = await simulationOf(search.id);
  const full = simulation.samples.map((one) => ("events" in one.size ? one.size.events : 0));
  return { ...size, scale: asked / Math.max(...full) };
}

/**
 * Events of the published size and samples come from the snapshot, made if it is not fresh; others are made for this
 * call, and no toys are thrown for them: expected limits of fits are those of the formula then.
 */
async function eventsOf(
  search: Search,
  size: SimulationSize,
  samples: string,
): Promise<{ table: EventTable; provenance: Record<string, unknown> }> {
  const nominal = nominalSize();
  if (!hasSimulation(search.id) && manifestsOf(search, samples).length === 0)
    throw new WrongCall(`no sample: ${search.id}; give --samples DIR, or describe one as data/samples/README.txt says`);
  const published = realpathSync(samples) === realpathSync(samplesFolder);
  if (published && size.seed === nominal.seed && size.scale === nominal.scale) {
    const made = await ensureSnapshot(search, size);
    const thrown = await ensureToys(search, size, made.key);
    const { table } = await readEvents(search);
    return withProvenance(search, made, { ...table, toys: thrown?.toys }, await ensureTuning(search, size));
  }
  const made = await eventsRecipe(search, size, samples);
  const { table } = await makeEvents(search, size, samples);
  return withProvenance(search, made, table, await makeTuning(search, size));
}

/** Events with what they were made from, and what was noticed in reading files. */
async function withProvenance(search: Search, events: Recipe, table: EventTable, tuned: MadeTuning | undefined) {
  const notices = table.samples.flatMap(({ sample }) => sample.source?.notices ?? []);
  const made = await recipe(["src/loaders/result.ts", `src/catalogue/${search.id}.ts`], {});
  return {
    table: { ...table, tuning: tuned?.tuning },
    provenance: {
      ...(await provenanceOf(search, made, events)),
      ...(tuned ? { tuning: { code: tuned.recipe.code, parameters: tuned.recipe.parameters } } : {}),
      ...(notices.length > 0 ? { notices } : {}),
    },
  };
}
