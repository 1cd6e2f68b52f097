import { join, relative } from "node:path";
import { isClosed, withoutData } from "../analysis/blinding.js";
import { type EventTable, makeTable } from "../analysis/events.js";
import { withGivenSamples } from "../analysis/given-samples.js";
import type { Search } from "../analysis/search.js";
import { catalogue, findSearch } from "../catalogue/catalogue.js";
import { hasSimulation, simulationModule, simulationOf } from "../catalogue/simulations.js";
import { SampleError } from "../formats/sample-error.js";
import { readBlinding, withBlinding } from "./blinding.js";
import { type Recipe, recipe } from "./freshness.js";
import { cacheFolder, root } from "./paths.js";
import { provenanceOf } from "./provenance.js";
import { inputFiles, luminosityOf, manifestsOf, readGiven } from "./samples/given.js";
import { type Manifest, readManifests, samplesFolder } from "./samples/manifest.js";
import { type SimulatedEvents, type SimulationSize, simulate } from "./simulate.js";
import { readSnapshot, writeSnapshot } from "./snapshot.js";
import { hasStamp, isFresh, writeOutput } from "./store.js";

/** Seed of the published results. */
export const NOMINAL_SEED = 1;

/** The size of a publication, or the fraction of it that DARKROOM_SCALE asks for (tests build small sites). */
export function nominalSize(): SimulationSize {
  const scale = Number(process.env.DARKROOM_SCALE ?? 1);
  if (!(scale > 0))
    throw new Error(`not a scale: ${process.env.DARKROOM_SCALE}, in DARKROOM_SCALE; give a number above 0`);
  return { seed: NOMINAL_SEED, scale };
}

/**
 * A search as it is built: with real data where a sample in `data/samples` gives them, and without data where it is
 * blinded.
 */
function asBuilt(search: Search, given: readonly Manifest[], entries: ReturnType<typeof readBlinding>): Search {
  const data = given.filter((one) => one.search === search.id && one.kind === "data");
  const built = withBlinding(search, entries.get(search.id), {
    hasData: data.length > 0,
    marked: data.some(({ blinded }) => blinded),
  });
  // The luminosity of closed data is no secret: the expectation is for it.
  const luminosity = built.data === "blinded" ? luminosityOf(data) : undefined;
  return luminosity ? { ...built, luminosity } : built;
}

/** Searches that have events: those that can be simulated, and those that a sample in `data/samples` is for. */
export function shownSearches(): readonly Search[] {
  const given = readManifests(samplesFolder);
  const entries = readBlinding();
  return catalogue
    .map((search) => asBuilt(search, given, entries))
    .filter(({ id, data }) => hasSimulation(id) || (data === "real" && given.some((one) => one.search === id)));
}

/**
 * The search of a name as it is built.
 * @throws RangeError `unknown search: …`
 */
export function builtSearch(id: string, samples = samplesFolder): Search {
  return asBuilt(findSearch(id), readManifests(samples), readBlinding());
}

/** Manifests of a search in a folder; those of closed data are left unread. */
function openManifests(search: Search, folder: string): Manifest[] {
  return manifestsOf(search, folder).filter(({ kind }) => kind !== "data" || !isClosed(search));
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

/** What the events of a search are made from: code, size, and the files of samples with their manifests. */
export async function eventsRecipe(search: Search, size: SimulationSize, samples = samplesFolder): Promise<Recipe> {
  const files = await inputFiles(openManifests(search, samples));
  return recipe(
    [
      "src/loaders/simulate.ts",
      "src/loaders/snapshot.ts",
      ...(hasSimulation(search.id) ? [simulationModule(search.id)] : []),
      ...(files.length > 0 ? ["src/loaders/samples/given.ts"] : []),
    ],
    {
      search: search.id,
      ...size,
      luminosity: search.luminosity,
      data: search.data,
      blinding: search.blinding,
      samples: search.samples,
      observables: search.observables,
    },
    files.map((file) => relative(root, file)),
  );
}

/**
 * The events of a search: from the files of its samples in a folder, in place of or beside the simulation.
 * @throws SampleError `no sample: …` where there is neither, `range too narrow: …` where no hypothesis fits
 */
export async function makeEvents(search: Search, size: SimulationSize, samples = samplesFolder): Promise<SearchEvents> {
  const { table, preselection } = await makeAllEvents(search, size, openManifests(search, samples));
  return { table: search.data === "blinded" ? withoutData(search, table) : table, preselection };
}

async function makeAllEvents(
  search: Search,
  size: SimulationSize,
  manifests: readonly Manifest[],
): Promise<SearchEvents> {
  const given = await readGiven(search, manifests);
  const summaries = given.map(({ sample }) => sample);
  const own = withGivenSamples(search, summaries);
  if (own.scan.windows.length === 0) {
    const { coverage } = summaries.find((one) => one.kind === "data")?.source ?? {};
    const range = coverage?.map((end) => end.toPrecision(4)).join(" … ") ?? "none";
    throw new SampleError(
      "range too narrow",
      `${range} ${own.scan.observable.unit}`,
      search.id,
      "give data on both sides",
    );
  }
  if (hasSimulation(search.id)) {
    // Without real data the open control samples of a blinded search hold pseudo-data.
    const rehearsed = own.data === "blinded" && !isClosed(own) && !given.some(({ sample }) => sample.kind === "data");
    const thrown: Search = rehearsed ? { ...own, data: "pseudo" } : own;
    return simulate(thrown, await simulationOf(search.id), size, given);
  }
  if (given.length === 0)
    throw new SampleError("no sample", search.id, "the samples", "describe one as data/samples/README.txt says");
  return { table: makeTable(search.observables, given), preselection: { steps: [], counts: {} } };
}

/**
 * Makes the snapshot of a search, unless the one that is there was made by the same code from the same inputs. One that
 * carries another commit is written again with this one: two builds of a commit are the same, whatever was built before.
 */
export async function ensureSnapshot(search: Search, size: SimulationSize): Promise<Recipe> {
  const made = await eventsRecipe(search, size);
  const path = snapshotPath(search.id);
  const provenance = await provenanceOf(search, made, made);
  const fresh = isFresh(path, made);
  if (fresh && hasStamp(path, provenance.commit)) return made;
  const { table, preselection } = fresh ? await readEvents(search) : await makeEvents(search, size);
  await writeOutput(
    path,
    made,
    (temporary) => writeSnapshot(temporary, search.observables, table, { preselection, provenance }),
    provenance.commit,
  );
  return made;
}

/** The events of a search's snapshot. */
export async function readEvents(search: Search): Promise<SearchEvents> {
  const { table, notes } = await readSnapshot(snapshotPath(search.id), search.observables);
  return { table, preselection: notes.preselection as SearchEvents["preselection"] };
}
