import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EventTable } from "../analysis/events.js";
import type { Search } from "../analysis/search.js";
import { tuneCuts } from "../analysis/tune.js";
import type { Tuning } from "../analysis/tuned-cuts.js";
import { findSearch } from "../catalogue/catalogue.js";
import { hasSimulation, simulationModule, simulationOf } from "../catalogue/simulations.js";
import { type Recipe, recipe } from "./freshness.js";
import { workFolder } from "./paths.js";
import { type SimulationSize, simulateForTuning } from "./simulate.js";
import { readSnapshot, writeSnapshot } from "./snapshot.js";
import { isFresh, writeOutput } from "./store.js";

/** Values of tuned cuts with what they were made from. */
export interface MadeTuning {
  readonly tuning: Tuning;
  readonly recipe: Recipe;
}

const folder = join(workFolder, "tuning");

/** What the events of the tuning are made from: the simulation and its size, no cut. */
function eventsRecipe(search: Search, size: SimulationSize): Promise<Recipe> {
  return recipe(["src/loaders/simulate.ts", "src/loaders/snapshot.ts", simulationModule(search.id)], {
    search: search.id,
    purpose: "tuning",
    ...size,
    luminosity: search.luminosity,
    samples: search.samples,
    observables: search.observables,
  });
}

async function recipes(search: Search, size: SimulationSize): Promise<{ events: Recipe; tuning: Recipe }> {
  const events = await eventsRecipe(search, size);
  const { selection, scan, tuning } = search;
  const parameters = { search: search.id, events: events.key, selection, windows: scan.windows, tuning };
  return { events, tuning: await recipe(["src/loaders/tuning.ts"], parameters) };
}

/** The search on whose simulation the cuts of a search are tuned: it, or the one it names; undefined where none can be. */
function tunedSearch(search: Search): Search | undefined {
  if (!search.tuning) return undefined;
  const tuned = search.tuning.of ? findSearch(search.tuning.of) : search;
  return hasSimulation(tuned.id) ? tuned : undefined;
}

/**
 * Values of the tuned cuts of a search at the published size, found again only if what they are made from has changed:
 * a moved cut asks for the tuning, not for its events. Undefined where nothing is tuned.
 */
export async function ensureTuning(shown: Search, size: SimulationSize): Promise<MadeTuning | undefined> {
  const search = tunedSearch(shown);
  if (!search) return undefined;
  const made = await recipes(search, size);
  const path = join(folder, `${search.id}.json`);
  if (!isFresh(path, made.tuning)) {
    mkdirSync(folder, { recursive: true });
    const table = await ensureEvents(search, size, made.events);
    await writeOutput(path, made.tuning, (temporary) =>
      writeFileSync(temporary, JSON.stringify(tuneCuts(search, table))),
    );
  }
  return { tuning: JSON.parse(readFileSync(path, "utf8")) as Tuning, recipe: made.tuning };
}

async function ensureEvents(search: Search, size: SimulationSize, made: Recipe): Promise<EventTable> {
  const path = join(folder, `${search.id}.duckdb`);
  if (!isFresh(path, made)) {
    const table = await simulateForTuning(search, await simulationOf(search.id), size);
    await writeOutput(path, made, (temporary) => writeSnapshot(temporary, search.observables, table, {}));
  }
  return (await readSnapshot(path, search.observables)).table;
}

/** As `ensureTuning`, for any size, and kept nowhere. */
export async function makeTuning(shown: Search, size: SimulationSize): Promise<MadeTuning | undefined> {
  const search = tunedSearch(shown);
  if (!search) return undefined;
  const table = await simulateForTuning(search, await simulationOf(search.id), size);
  return { tuning: tuneCuts(search, table), recipe: (await recipes(search, size)).tuning };
}
