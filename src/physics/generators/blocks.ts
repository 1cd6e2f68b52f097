import { type RandomStream, randomStream } from "../../numerics/random.js";
import type { EventBlock, ParticleColumns } from "../events.js";
import type { Generator } from "./generator.js";

/** Trials of one block of a sample: small enough to stay in the cache of a core, large enough to forget its start. */
export const BLOCK_TRIALS = 16_384;

/** What names a sample's random numbers. */
export interface SampleName {
  readonly search: string;
  readonly sample: string;
  readonly seed: number;
}

/** Stream of one block of a sample. */
export function blockStream(name: SampleName, block: number): RandomStream {
  return randomStream(name.search, name.sample, name.seed, block);
}

/** Blocks that give about `events` unweighted events (at least one block). */
export function blocksFor(generator: Generator, events: number): number {
  return Math.max(1, Math.ceil(events / (generator.efficiency * BLOCK_TRIALS)));
}

/** Range [first, end) of blocks that shard `shard` of `shards` makes: contiguous, none left out, none made twice. */
export function shardBlocks(shard: number, shards: number, blocks: number): { first: number; end: number } {
  if (!Number.isInteger(shards) || shards < 1) throw new RangeError(`number of shards: ${shards}`);
  if (!Number.isInteger(shard) || shard < 0 || shard >= shards) throw new RangeError(`shard: ${shard} of ${shards}`);
  return { first: Math.floor((shard * blocks) / shards), end: Math.floor(((shard + 1) * blocks) / shards) };
}

/** Makes the unweighted events of blocks `first` … `end` − 1 of a sample, one block at a time. */
export function* simulateBlocks(
  generator: Generator,
  name: SampleName,
  first: number,
  end: number,
): IterableIterator<EventBlock> {
  for (let block = first; block < end; block++) yield generator.generate(BLOCK_TRIALS, blockStream(name, block));
}

/** One block with the events of several blocks of the same generator, in their order. */
export function mergeBlocks(blocks: readonly EventBlock[]): EventBlock {
  if (blocks.length === 0) throw new RangeError("no blocks to merge");
  const [head] = blocks;
  const length = blocks.reduce((sum, block) => sum + block.length, 0);
  const float = (pick: (block: EventBlock) => Float64Array) => {
    const whole = new Float64Array(length);
    let at = 0;
    for (const block of blocks) {
      whole.set(pick(block), at);
      at += block.length;
    }
    return whole;
  };
  const particles = head.particles.map((first, slot): ParticleColumns => {
    for (const { particles } of blocks) {
      if (particles[slot]?.name !== first.name) throw new RangeError(`blocks differ in slot ${slot}: ${first.name}`);
    }
    const pdg = new Int32Array(length);
    let at = 0;
    for (const block of blocks) {
      pdg.set(block.particles[slot].pdg, at);
      at += block.length;
    }
    const column = (key: "px" | "py" | "pz" | "e") => float((block) => block.particles[slot][key]);
    const vertex = (key: "x" | "y" | "z") =>
      float((block) => block.particles[slot].vertex?.[key] ?? new Float64Array(block.length));
    return {
      name: first.name,
      pdg,
      px: column("px"),
      py: column("py"),
      pz: column("pz"),
      e: column("e"),
      ...(first.vertex ? { vertex: { x: vertex("x"), y: vertex("y"), z: vertex("z") } } : {}),
    };
  });
  return {
    length,
    frame: head.frame,
    sqrtS: head.sqrtS,
    particles,
    weight: float((block) => block.weight),
    trials: blocks.reduce((sum, block) => sum + block.trials, 0),
  };
}
