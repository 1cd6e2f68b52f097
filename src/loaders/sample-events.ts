import { type RandomStream, randomStream } from "../numerics/random.js";
import { type Beams, toCentreOfMass } from "../physics/beams.js";
import type { Detector } from "../physics/detector/configuration.js";
import type { DetectedBlock } from "../physics/detector/detected.js";
import { detect } from "../physics/detector/response.js";
import type { EventBlock } from "../physics/events.js";
import { BLOCK_TRIALS, blockStream, shardBlocks } from "../physics/generators/blocks.js";
import type { Generator } from "../physics/generators/generator.js";
import { enterDetector, type OptionValue, resolveOptions, type Sample } from "../physics/generators/sample.js";

/** A sample for a study of one's own: which, how many events, which part of them. */
export interface SampleRequest {
  readonly name: string;
  readonly sample: Sample;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly seed: number;
  /** Events of all shards together. */
  readonly events: number;
  readonly shard: number;
  readonly shards: number;
  readonly beams: Beams;
  /** In whose material photons convert, and whose answer is told. */
  readonly detector: Detector;
  readonly frame: EventBlock["frame"];
  /** Whether the answer of the detector is asked for too. */
  readonly detected: boolean;
}

/** Events made together: some rows of a block of trials. */
export interface SampleRows {
  /** Number of the block, and of its first row in the whole sample. */
  readonly block: number;
  readonly firstEvent: number;
  /** Rows of `events` that belong to the sample. */
  readonly rows: readonly number[];
  readonly events: EventBlock;
  readonly detected: DetectedBlock | null;
  /** Sums of the weights of all trials and of their squares, fb and fb²: also of those beyond the rows. */
  readonly weightSum: number;
  readonly weightSquares: number;
}

/** Events of one block of a sample: the unit that shards divide. Our choice. */
export const BLOCK_EVENTS = 4096;

/** Trials that are made at a time: with room for a fluctuation, so that one time does for most blocks. */
function trialsFor(generator: Generator): number {
  return Math.min(BLOCK_TRIALS, Math.ceil((1.1 * BLOCK_EVENTS) / generator.efficiency));
}

/** Random numbers of one block: of the generator, and of what comes after it. */
interface BlockStreams {
  readonly generator: RandomStream;
  readonly detector: RandomStream;
}

/** Name of the streams of a request. */
function streamsOf({ name, sample, options, seed }: SampleRequest, block: number): BlockStreams {
  const resolved = JSON.stringify(resolveOptions(sample.options, options));
  return {
    generator: blockStream({ search: "simulate", sample: `${name} ${resolved}`, seed }, block),
    detector: randomStream("simulate", `${name} ${resolved}`, seed, block, "detector"),
  };
}

/** Events of `trials` trials, in the frame asked for, with the answer of the detector if asked for. */
function makeEvents(request: SampleRequest, generator: Generator, trials: number, streams: BlockStreams) {
  const { sample, options, beams, detector } = request;
  const generated = generator.generate(trials, streams.generator);
  const entered = enterDetector(sample, options, generated, beams, detector.material, streams.detector);
  return {
    events: request.frame === "laboratory" ? entered : toCentreOfMass(entered, beams),
    detected: request.detected ? detect(entered, detector, streams.detector) : null,
  };
}

/** A part without events, which tells what the others are made of. */
export function emptyPart(request: SampleRequest, generator: Generator): SampleRows {
  const made = makeEvents(request, generator, 0, streamsOf(request, 0));
  return { block: 0, firstEvent: 0, rows: [], weightSum: 0, weightSquares: 0, ...made };
}

/** Range of the events of a shard in the whole sample, [first, end). */
export function shardEvents({ events, shard, shards }: SampleRequest): { first: number; end: number } {
  const blocks = shardBlocks(shard, shards, Math.ceil(events / BLOCK_EVENTS));
  return { first: blocks.first * BLOCK_EVENTS, end: Math.min(events, blocks.end * BLOCK_EVENTS) };
}

/**
 * Makes the events of a shard. Every block has its own streams and its own number of events, so that one shard and
 * eight hold the same ones, and a longer sample begins with the events of a shorter one.
 */
export function* makeSample(request: SampleRequest, generator: Generator): IterableIterator<SampleRows> {
  const { first, end } = shardEvents(request);
  const trials = trialsFor(generator);
  for (let start = first; start < end; start += BLOCK_EVENTS) {
    const block = start / BLOCK_EVENTS;
    const streams = streamsOf(request, block);
    const wanted = Math.min(BLOCK_EVENTS, end - start);
    for (let made = 0; made < wanted; ) {
      const { events, detected } = makeEvents(request, generator, trials, streams);
      const rows: number[] = [];
      let weightSum = 0;
      let weightSquares = 0;
      for (let i = 0; i < events.length; i++) {
        const weight = events.weight[i];
        weightSum += weight;
        weightSquares += weight * weight;
        // A photon that could not convert leaves its event at weight 0.
        if (weight > 0 && made + rows.length < wanted) rows.push(i);
      }
      yield { block, firstEvent: start + made, rows, events, detected, weightSum, weightSquares };
      made += rows.length;
    }
  }
}
