import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PeakFitMeasurement } from "../analysis/measurement.js";
import type { PeakToys, Recovery, ScanToy, ToyBand, ToyTruth } from "../analysis/peaks/toys.js";
import type { Search } from "../analysis/search.js";
import { hasSimulation, simulationModule, simulationOf } from "../catalogue/simulations.js";
import { type Recipe, recipe } from "./freshness.js";
import { workFolder } from "./paths.js";
import { Progress } from "./progress.js";
import { type SimulationSize, simulateForToys } from "./simulate.js";
import { writeSnapshot } from "./snapshot.js";
import { isFresh, writeOutput } from "./store.js";
import { type ToysResult, type ToysTask, toyEventsPath } from "./toys-task.js";
import { runOnWorkers } from "./workers.js";

/** Toys with what they were made from. */
export interface MadeToys {
  readonly toys: PeakToys;
  readonly recipe: Recipe;
}

/** Toys of a background that every fit describes, of which only the mean is used: at so few of the masses of the others. */
const DESCRIBED_STEP = 5;

/** Whole scans of one shard. */
const SHARD = 5;

/**
 * Toys of the fits of a search on its snapshot, thrown again only if what they are made from has changed. Undefined where
 * no peaks are fitted, or the data are real: then nothing may be thrown from what they look like before they are read.
 *
 * @param events key of the snapshot
 */
export async function ensureToys(search: Search, size: SimulationSize, events: string): Promise<MadeToys | undefined> {
  const { measurement } = search;
  if (measurement.kind !== "peak-fits" || search.data !== "pseudo" || !hasSimulation(search.id)) return undefined;
  const { selection, luminosity, samples, observables } = search;
  const parameters = { search: search.id, purpose: "toys", ...size, toys: measurement.toys };
  const drawnFrom = await recipe(["src/loaders/simulate.ts", "src/loaders/snapshot.ts", simulationModule(search.id)], {
    ...parameters,
    luminosity,
    samples,
    observables,
  });
  const eventsPath = toyEventsPath(search.id);
  if (!isFresh(eventsPath, drawnFrom)) {
    mkdirSync(dirname(eventsPath), { recursive: true });
    const { luminosities, recovered } = measurement.toys;
    const table = await simulateForToys(search, await simulationOf(search.id), size, { luminosities, recovered });
    await writeOutput(eventsPath, drawnFrom, (temporary) => writeSnapshot(temporary, observables, table, {}));
  }
  const made = await recipe(["src/loaders/toys.worker.ts", `src/catalogue/${search.id}.ts`], {
    ...parameters,
    selection,
    events,
    drawnFrom: drawnFrom.key,
  });
  const path = join(workFolder, "toys", `${search.id}.json`);
  if (!isFresh(path, made)) {
    const thrown = await throwToys(search, measurement, size);
    await writeOutput(path, made, (temporary) => writeFileSync(temporary, JSON.stringify(thrown)));
  }
  return { toys: JSON.parse(readFileSync(path, "utf8")) as PeakToys, recipe: made };
}

/** All toys, on all cores; the same come out for any number of workers. */
async function throwToys(
  search: Search,
  { variables, toys: { ensemble, step, recovered, recoveries, scans } }: PeakFitMeasurement,
  { seed, scale }: SimulationSize,
): Promise<PeakToys> {
  const of = (toys: number) => Math.max(20, Math.round(scale * toys));
  const common = { search: search.id, seed };
  const tasks: ToysTask[] = [
    ...Array.from({ length: Math.ceil(of(scans) / SHARD) }, (_, i) => ({
      ...common,
      toys: SHARD,
      of: { first: i * SHARD },
    })),
    ...variables
      .flatMap(({ masses }) => masses.filter((_, i) => i % step === 0 || i === masses.length - 1))
      .map((band) => ({ ...common, toys: of(ensemble), of: { band, truth: "simulated" as const } })),
    ...variables
      .flatMap(({ masses }) => masses.filter((_, i) => i % (DESCRIBED_STEP * step) === (DESCRIBED_STEP * step) >> 1))
      .map((band) => ({ ...common, toys: of(ensemble), of: { band, truth: "described" as const } })),
    ...recovered.map((mass) => ({ ...common, toys: of(recoveries), of: { recovery: mass } })),
  ];
  const progress = new Progress(`${search.id}: toys`, tasks.length);
  const script = new URL("./toys.worker.ts", import.meta.url);
  const results = await runOnWorkers<ToysTask, ToysResult>(script, tasks, () => progress.advance());
  const bands = (truth: ToyTruth) =>
    results.flatMap((one): ToyBand[] => ("band" in one && one.band && one.truth === truth ? [one.band] : []));
  return {
    bands: bands("simulated"),
    described: bands("described"),
    recovery: results.flatMap((one): Recovery[] => ("recovery" in one && one.recovery ? [one.recovery] : [])),
    scans: results.flatMap((one): readonly ScanToy[] => ("scans" in one ? one.scans : [])),
  };
}
