import type { ObservedBlock, SampleSimulation, Simulation } from "../analysis/simulation.js";
import { randomStream } from "../numerics/random.js";
import { type EventBlock, pickEvents } from "../physics/events.js";
import type { Generator } from "../physics/generators/generator.js";

/** A shard of work: one block of one sample. Its numbers depend on nothing but this name and its size. */
export interface SimulationTask {
  readonly search: string;
  readonly sample: string;
  /** What the events are for; each purpose has streams of its own. */
  readonly purpose: "estimate" | "pseudo-data" | "tuning" | "toys";
  readonly seed: number;
  readonly block: number;
  readonly trials: number;
}

export interface SimulationResult {
  readonly task: SimulationTask;
  readonly observed: ObservedBlock;
  /** Sum of weights and of their squares of all trials, fb and fb². */
  readonly weightSum: number;
  readonly weightSquares: number;
}

const generators = new Map<string, Generator>();

/** The generator of a sample, made once a process. */
export function generatorOf(simulation: Simulation, sample: string): Generator {
  const key = `${simulation.search}/${sample}`;
  const known = generators.get(key);
  if (known) return known;
  const generator = sampleOf(simulation, sample).makeGenerator();
  generators.set(key, generator);
  return generator;
}

function sampleOf(simulation: Simulation, sample: string): SampleSimulation {
  const declared = simulation.samples.find((one) => one.sample === sample);
  if (!declared) throw new Error(`unknown sample: ${sample}, of search ${simulation.search}`);
  return declared;
}

/**
 * Generates, reconstructs and preselects one block. Trials above the generator's maximum stand for more than one
 * event: they are taken as often as their weight says, at random for the fraction, so that all rows weigh the same.
 */
export function runTask(simulation: Simulation, task: SimulationTask): SimulationResult {
  const generator = generatorOf(simulation, task.sample);
  const stream = (part: string) => randomStream(task.search, task.sample, task.purpose, task.seed, task.block, part);
  const block = generator.generate(task.trials, stream("generator"));
  let weightSum = 0;
  let weightSquares = 0;
  for (const w of block.weight) {
    weightSum += w;
    weightSquares += w * w;
  }
  const unit = withUnitWeights(block, generator.maximum, stream("overweights"));
  const { observe = simulation.observe } = sampleOf(simulation, task.sample);
  return { task, observed: observe(unit, stream("detector")), weightSum, weightSquares };
}

function withUnitWeights(block: EventBlock, maximum: number, stream: { uniform(): number }): EventBlock {
  const rows: number[] = [];
  for (let i = 0; i < block.length; i++) {
    const times = block.weight[i] / maximum;
    const copies = times <= 1 ? 1 : Math.floor(times) + (stream.uniform() < times % 1 ? 1 : 0);
    for (let k = 0; k < copies; k++) rows.push(i);
  }
  if (rows.length === block.length) return block;
  return { ...pickEvents(block, rows), weight: new Float64Array(rows.length).fill(maximum) };
}
