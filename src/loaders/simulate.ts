import { type EventTable, makeTable, type ValueColumns } from "../analysis/events.js";
import type { SampleDeclaration, SampleSummary } from "../analysis/sample.js";
import type { Search } from "../analysis/search.js";
import type { SampleSimulation, Simulation } from "../analysis/simulation.js";
import { type RandomStream, randomStream } from "../numerics/random.js";
import { BLOCK_TRIALS, blocksFor } from "../physics/generators/blocks.js";
import type { Generator } from "../physics/generators/generator.js";
import { Progress } from "./progress.js";
import type { GivenPart } from "./samples/given.js";
import { generatorOf, type SimulationResult, type SimulationTask } from "./simulation-task.js";
import { runOnWorkers } from "./workers.js";

/** How much is simulated. */
export interface SimulationSize {
  readonly seed: number;
  /** Fraction of the events that the search asks for; 1 for a publication. */
  readonly scale: number;
}

/** Simulated samples and pseudo-data of a search. */
export interface SimulatedEvents {
  readonly table: EventTable;
  /** Events of each sample after each step of the preselection. */
  readonly preselection: { readonly steps: readonly string[]; readonly counts: Readonly<Record<string, number[]>> };
}

/** The blocks of one sample for one purpose. */
function blocksOf(
  search: Search,
  size: SimulationSize,
  sample: string,
  purpose: SimulationTask["purpose"],
  trials: number,
): SimulationTask[] {
  const tasks: SimulationTask[] = [];
  for (let block = 0; block * BLOCK_TRIALS < trials; block++) {
    const rest = Math.min(BLOCK_TRIALS, trials - block * BLOCK_TRIALS);
    tasks.push({ search: search.id, sample, purpose, seed: size.seed, block, trials: rest });
  }
  return tasks;
}

/** Trials behind a sample at a fraction of its full size, in whole blocks; none behind what is thrown as data alone. */
function trialsOf(search: Search, simulation: Simulation, { sample, size }: SampleSimulation, scale: number): number {
  const generator = generatorOf(simulation, sample);
  if ("luminosity" in size) return 0;
  return "events" in size
    ? blocksFor(generator, size.events * scale) * BLOCK_TRIALS
    : wholeBlocks(size.luminosities * scale * luminosityOf(search) * generator.maximum);
}

/** Trials of all blocks of a sample: whole blocks for the estimate, a Poisson number for pseudo-data. */
function tasksOf(
  search: Search,
  simulation: Simulation,
  size: SimulationSize,
  given: readonly GivenPart[],
): SimulationTask[] {
  return simulation.samples.flatMap((one) => {
    if (given.some(({ sample }) => sample.id === one.sample)) return [];
    const trials = trialsOf(search, simulation, one, size.scale);
    const estimate = blocksOf(search, size, one.sample, "estimate", trials);
    const { kind, shownOnly } = declarationOf(search, one.sample);
    const isThrown = "luminosity" in one.size || (kind === "background" && !shownOnly);
    if (search.data !== "pseudo" || !isThrown) return estimate;
    // A Poisson number of trials, each accepted with probability w/maximum, leaves a Poisson number of events with
    // mean σ·L, whatever σ is. Corrections that the simulation lacks thin them afterwards.
    const luminosity = "luminosity" in one.size ? one.size.luminosity : luminosityOf(search);
    const mean = luminosity * generatorOf(simulation, one.sample).maximum;
    const thrown = randomStream(search.id, one.sample, "pseudo-data", size.seed, "trials").poisson(mean);
    return [...estimate, ...blocksOf(search, size, one.sample, "pseudo-data", thrown)];
  });
}

/** Integrated luminosity in fb⁻¹. */
function luminosityOf(search: Search): number {
  if (!search.luminosity) throw new Error(`no luminosity: ${search.id}; what is simulated needs one`);
  return search.luminosity.inverseFemtobarn;
}

function wholeBlocks(trials: number): number {
  return Math.max(1, Math.ceil(trials / BLOCK_TRIALS)) * BLOCK_TRIALS;
}

function declarationOf(search: Search, sample: string) {
  const declared = search.samples.find((one) => one.id === sample);
  if (!declared) throw new Error(`unknown sample: ${sample}, in search ${search.id}`);
  return declared;
}

/**
 * Simulates the samples of a search on all cores; the same events come out for any number of workers.
 * @param given samples that are there already, in place of the simulated ones of the same name or beside them
 */
export async function simulate(
  search: Search,
  simulation: Simulation,
  size: SimulationSize,
  given: readonly GivenPart[] = [],
): Promise<SimulatedEvents> {
  const results = await run(search, "simulate", tasksOf(search, simulation, size, given));
  return collect(search, simulation, results, size, given);
}

/** Share of the signal that is simulated a second time for the tuning of cuts; of the backgrounds it is all. */
const TUNING_SIGNAL = 0.25;

/**
 * Simulates background and signal once more, from streams of their own: what cuts are tuned on, and nothing is counted
 * in. No pseudo-data, and nothing of control samples alone.
 */
export async function simulateForTuning(
  search: Search,
  simulation: Simulation,
  size: SimulationSize,
): Promise<EventTable> {
  return simulateAgain(search, simulation, size, "tuning", ({ sample, size: full }) => {
    const { kind, controlOnly } = declarationOf(search, sample);
    if (controlOnly || "luminosity" in full) return 0;
    return kind === "signal" ? TUNING_SIGNAL : 1;
  });
}

/** Simulates backgrounds of some luminosities and signals of some masses (GeV) once more: what toys are drawn from. */
export async function simulateForToys(
  search: Search,
  simulation: Simulation,
  size: SimulationSize,
  { luminosities, recovered }: { readonly luminosities: number; readonly recovered: readonly number[] },
): Promise<EventTable> {
  return simulateAgain(search, simulation, size, "toys", ({ sample, size: declared }) => {
    const { kind, hypothesis } = declarationOf(search, sample);
    if (kind === "signal") return recovered.includes(hypothesis?.mass ?? Number.NaN) ? TUNING_SIGNAL : 0;
    if ("luminosity" in declared) return 0;
    return "luminosities" in declared ? luminosities / declared.luminosities : 1;
  });
}

/** Simulates samples once more, each to a share of its declared size, from the streams of a purpose. No pseudo-data. */
async function simulateAgain(
  search: Search,
  simulation: Simulation,
  size: SimulationSize,
  purpose: SimulationTask["purpose"],
  shareOf: (sample: SampleSimulation) => number,
): Promise<EventTable> {
  const samples = simulation.samples.filter((one) => shareOf(one) > 0);
  const tasks = samples.flatMap((one) => {
    const trials = trialsOf(search, simulation, one, size.scale * shareOf(one));
    return blocksOf(search, size, one.sample, purpose, trials);
  });
  const results = await run(search, `simulate for ${purpose}`, tasks);
  const parts = samples.map(({ sample }) => {
    const some = results.filter(({ task }) => task.sample === sample);
    return {
      sample: summary(search, sample, generatorOf(simulation, sample), some),
      blocks: some.map(({ observed }) => observed),
    };
  });
  return makeTable(search.observables, parts);
}

/** Runs tasks on all cores, with progress. */
async function run(search: Search, title: string, tasks: readonly SimulationTask[]): Promise<SimulationResult[]> {
  const progress = new Progress(
    `${search.id}: ${title}`,
    tasks.reduce((sum, task) => sum + task.trials, 0),
  );
  return runOnWorkers<SimulationTask, SimulationResult>(
    new URL("./simulate.worker.ts", import.meta.url),
    tasks,
    (result) => progress.advance(result.task.trials),
  );
}

/** Puts the blocks together: one table, and how many events each preselection step left. */
function collect(
  search: Search,
  simulation: Simulation,
  results: readonly SimulationResult[],
  size: SimulationSize,
  given: readonly GivenPart[],
): SimulatedEvents {
  const of = (sample: string, purpose: SimulationTask["purpose"]) =>
    results.filter((one) => one.task.sample === sample && one.task.purpose === purpose);
  const counts: Record<string, number[]> = {};
  const tally = (id: string, some: readonly SimulationResult[]) => {
    counts[id] = simulation.steps.map((_, k) => some.reduce((sum, one) => sum + one.observed.passed[k], 0));
  };
  const parts: GivenPart[] = search.samples
    .filter((sample) => sample.kind === "signal" || sample.kind === "background")
    .map((declared) => {
      const there = given.find(({ sample }) => sample.id === declared.id);
      if (there) return there;
      const some = of(declared.id, "estimate");
      tally(declared.id, some);
      return {
        sample: summary(search, declared.id, generatorOf(simulation, declared.id), some),
        blocks: some.map((one) => one.observed),
      };
    });
  const thrown = ({ id, correction }: SampleDeclaration) => {
    const thinning = randomStream(search.id, id, "pseudo-data", size.seed, "corrections");
    return of(id, "pseudo-data").map(({ observed }) => thinned(observed, correction, thinning));
  };
  const data = search.samples.find((sample) => sample.kind === "data");
  if (search.data === "pseudo" && data) {
    const blocks = search.samples.filter((sample) => sample.kind === "background").flatMap(thrown);
    parts.push({
      sample: { id: data.id, kind: "data", label: data.label, crossSection: null, trials: 0, weight: 1 },
      blocks,
    });
  }
  if (search.data === "pseudo")
    for (const declared of search.samples.filter(({ kind }) => kind === "control-data"))
      parts.push({
        sample: {
          id: declared.id,
          kind: "control-data",
          label: declared.label,
          crossSection: null,
          trials: 0,
          weight: 1,
        },
        blocks: thrown(declared),
      });
  parts.push(...given.filter(({ sample }) => sample.kind === "data"));
  return { table: makeTable(search.observables, parts), preselection: { steps: simulation.steps, counts } };
}

function summary(search: Search, id: string, generator: Generator, some: readonly SimulationResult[]): SampleSummary {
  const declared = declarationOf(search, id);
  const trials = some.reduce((sum, one) => sum + one.task.trials, 0);
  const value = some.reduce((sum, one) => sum + one.weightSum, 0) / trials;
  const squares = some.reduce((sum, one) => sum + one.weightSquares, 0) / trials;
  return {
    id,
    kind: declared.kind,
    label: declared.label,
    ...(declared.hypothesis ? { hypothesis: declared.hypothesis } : {}),
    crossSection: { value, sigma: Math.sqrt(Math.max(0, squares - value * value) / trials) },
    trials,
    weight: (luminosityOf(search) * generator.maximum * declared.correction) / trials,
  };
}

/** Keeps each event with the probability of the corrections that real events have undergone. */
function thinned(block: ValueColumns, probability: number, stream: RandomStream): ValueColumns {
  const kept: number[] = [];
  for (let i = 0; i < block.length; i++) if (stream.uniform() < probability) kept.push(i);
  const values = Object.fromEntries(
    Object.entries(block.values).map(([id, column]) => [id, Float64Array.from(kept, (i) => column[i])]),
  );
  return { length: kept.length, values };
}
