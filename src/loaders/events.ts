import { join } from "node:path";
import type { EventTable } from "../analysis/events.js";
import type { Search } from "../analysis/search.js";
import { simulationModule, simulationOf } from "../catalogue/simulations.js";
import { type Recipe, recipe } from "./freshness.js";
import { cacheFolder } from "./paths.js";
import { type SimulatedEvents, type SimulationSize, simulate } from "./simulate.js";
import { readSnapshot, writeSnapshot } from "./snapshot.js";
import { isFresh, writeOutput } from "./store.js";

/** Seed of the published results. */
export const NOMINAL_SEED = 1;

/** The size of a publication, or the fraction of it that DARKROOM_SCALE asks for (tests build small sites). */
export function nominalSize(): SimulationSize {
  const scale = Number(process.env.DARKROOM_SCALE ?? 1);
  if (!(scale > 0))
    throw new Error(`not a scale: ${process.env.DARKROOM_SCALE}, in DARKROOM_SCALE; give a number above 0`);
  return { seed: NOMINAL_SEED, scale };
}

/** Where the snapshot of a search is served from. */
export function snapshotPath(search: string): string {
  return join(cacheFolder, "loaders", `${search}.duckdb`);
}

/** Near-selected events of a search, and how many each step of the preselection left. */
export interface SearchEvents {
  readonly table: EventTable;
  readonly preselection: SimulatedEvents["preselection"];
}

/** What the events of a search are made from. */
export function eventsRecipe(search: Search, size: SimulationSize): Promise<Recipe> {
  return recipe([simulationModule(search.id), "src/loaders/simulate.ts", "src/loaders/snapshot.ts"], {
    search: search.id,
    ...size,
    luminosity: search.luminosity,
    data: search.data,
    samples: search.samples,
    observables: search.observables,
  });
}

/** Makes the snapshot of a search, unless the one that is there was made by the same code from the same inputs. */
export async function ensureSnapshot(search: Search, size: SimulationSize): Promise<Recipe> {
  const made = await eventsRecipe(search, size);
  const path = snapshotPath(search.id);
  if (isFresh(path, made)) return made;
  const { table, preselection } = await simulate(search, await simulationOf(search.id), size);
  await writeOutput(path, made, (temporary) => writeSnapshot(temporary, search.observables, table, { preselection }));
  return made;
}

/** The events of a search's snapshot. */
export async function readEvents(search: Search): Promise<SearchEvents> {
  const { table, notes } = await readSnapshot(snapshotPath(search.id), search.observables);
  return { table, preselection: notes.preselection as SearchEvents["preselection"] };
}
