import { existsSync, realpathSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Cut } from "../../analysis/cut.js";
import type { EventTable } from "../../analysis/events.js";
import type { Search } from "../../analysis/search.js";
import { type AnalysisState, nominalState, withCut } from "../../analysis/state.js";
import { findSearch } from "../../catalogue/catalogue.js";
import { hasSimulation, simulationOf } from "../../catalogue/simulations.js";
import { ensureSnapshot, eventsRecipe, makeEvents, nominalSize, readEvents } from "../events.js";
import type { Recipe } from "../freshness.js";
import { resultOf } from "../result.js";
import { manifestsOf } from "../samples/given.js";
import { samplesFolder } from "../samples/manifest.js";
import type { SimulationSize } from "../simulate.js";
import { WrongCall } from "./wrong-call.js";

/** `darkroom result <search>`: the result as JSON on standard output, progress on standard error. */
export async function printResult(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      cut: { type: "string", multiple: true, default: [] },
      events: { type: "string" },
      seed: { type: "string" },
      samples: { type: "string" },
    },
  });
  if (positionals.length !== 1)
    throw new WrongCall("wrong call: npx darkroom result <search>; npx darkroom list names them");
  const search = known(() => findSearch(positionals[0]));
  const state = values.cut.reduce((sum, text) => withCutText(search, sum, text), nominalState(search));
  const size = await sizeOf(search, values.events, values.seed);
  const { table, provenance } = await eventsOf(search, size, values.samples ?? samplesFolder);
  process.stdout.write(`${JSON.stringify(resultOf(search, table, state, provenance), null, 1)}\n`);
}

/** Turns what a lookup throws into a wrong call. */
function known<T>(find: () => T): T {
  try {
    return find();
  } catch (error) {
    throw new WrongCall((error as Error).message);
  }
}

/** "dimuon-pt=1.5:" or "muon-polar-angle=37:120": an empty end keeps its nominal value; other parameters by name, "tau-suppression=slope:1". */
function withCutText(search: Search, state: AnalysisState, text: string): AnalysisState {
  const [id, range] = text.split("=");
  const ends = range?.split(":");
  if (!id || ends?.length !== 2)
    throw new WrongCall(`not a cut: ${text}; write --cut name=min:max, an empty end keeps its value`);
  const cut = search.selection.find((one) => one.id === id);
  if (!cut)
    throw new WrongCall(`unknown cut: ${id}; ${search.id} has ${search.selection.map((one) => one.id).join(", ")}`);
  return parametersOf(cut, ends as [string, string]).reduce(
    (sum, [parameter, value]) => known(() => withCut(search, sum, id, parameter, value)),
    state,
  );
}

function parametersOf(cut: Cut, [first, second]: [string, string]): [string, number][] {
  const named = cut.parameters.find((one) => one.id === first);
  if (named) return [[first, toNumber(second)]];
  const ids = cut.kind === "range" ? ["min", "max"] : cut.parameters.map((one) => one.id);
  return [first, second].flatMap((end, k) => (end === "" ? [] : [[ids[k], toNumber(end)] as [string, number]]));
}

function toNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new WrongCall(`not a number: ${text}`);
  return value;
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
 * call.
 */
async function eventsOf(
  search: Search,
  size: SimulationSize,
  samples: string,
): Promise<{ table: EventTable; provenance: Record<string, unknown> }> {
  const nominal = nominalSize();
  if (!existsSync(samples)) throw new WrongCall(`no folder: ${samples}; give one with manifests of samples`);
  if (!hasSimulation(search.id) && manifestsOf(search, samples).length === 0)
    throw new WrongCall(`no sample: ${search.id}; give --samples DIR, or describe one as data/samples/README.txt says`);
  const published = realpathSync(samples) === realpathSync(samplesFolder);
  if (published && size.seed === nominal.seed && size.scale === nominal.scale) {
    const made = await ensureSnapshot(search, size);
    return withProvenance(made, (await readEvents(search)).table);
  }
  const made = await eventsRecipe(search, size, samples);
  return withProvenance(made, (await makeEvents(search, size, samples)).table);
}

/** Events with what they were made from, and what was noticed in reading files. */
function withProvenance({ code, parameters, inputs }: Recipe, table: EventTable) {
  const notices = table.samples.flatMap(({ sample }) => sample.source?.notices ?? []);
  return { table, provenance: { code, parameters, ...(notices.length > 0 ? { inputs, notices } : {}) } };
}
