import { type RandomStream, randomStream } from "../../numerics/random.js";
import { type CrossSection, type EventBlock, type ParticleColumns, particleColumns } from "../events.js";

/** Code of a summed invisible system (neutrinos of a decay), from the range 81–100 that the PDG leaves to generators. */
export const INVISIBLE_SYSTEM = 89;

/** Scratch of one event: slot i has its four-momentum (px, py, pz, E; GeV) at 4i … 4i + 3 and its PDG code at i. */
export interface Trial {
  readonly momenta: Float64Array;
  readonly pdg: Int32Array;
}

/** A reaction as a sampler writes it: the hot loop, one trial a call, no objects made. */
export interface Process {
  /** Names of the particle slots; every slot of the trial is written at every accepted call (PDG 0 where empty). */
  readonly slots: readonly string[];
  /**
   * Draws one trial in the e⁺e⁻ centre-of-mass frame of that event, e⁻ along +z, and returns its weight in fb:
   * the mean over trials, zeros counted, is the cross-section. The momenta need not be written where it returns 0.
   * Production vertices of displaced decays are not its business: they are drawn in the laboratory, after the boost.
   */
  draw(stream: RandomStream, trial: Trial): number;
}

/** What a reader is told about a generator. */
export interface GeneratorText {
  readonly id: string;
  readonly title: string;
  /** The matrix element, with its source. */
  readonly matrixElement: string;
  /** What is left out or modelled, one sentence each. */
  readonly approximations: readonly string[];
}

/**
 * A generator of one reaction.
 *
 * With a beam-energy spread each event has its own √s: its momenta stand in its own centre-of-mass frame and sum to
 * that energy, whereas `sqrtS` of the block stays the nominal one, which is all that an analysis knows.
 */
export interface Generator extends GeneratorText {
  readonly slots: readonly string[];
  /** Nominal centre-of-mass energy in GeV. */
  readonly sqrtS: number;
  /** Weight (fb) against which trials are accepted; heavier trials are kept with their residual weight. */
  readonly maximum: number;
  /** Expected fraction of trials that are accepted. */
  readonly efficiency: number;
  /** Cross-section of the survey that fixed the maximum, in fb. */
  readonly survey: CrossSection;
  /** Unweighted events of `trials` trials: all weights are `maximum`, but for rare overweights. */
  generate(trials: number, stream: RandomStream): EventBlock;
  /** All trials of non-zero weight, with their weights. */
  generateWeighted(trials: number, stream: RandomStream): EventBlock;
}

/** Part of the cross-section that may lie above the maximum, as residual weight; trials of the survey. Our choice. */
const OVERWEIGHT_SHARE = 1e-3;
const SURVEY_TRIALS = 20_000;

/**
 * Makes a generator of a process. A survey on a stream of its own, named by the reaction, fixes the maximum, so that
 * a block of events depends on nothing but its own stream.
 */
export function makeGenerator(
  text: GeneratorText,
  sqrtS: number,
  process: Process,
  surveyTrials = SURVEY_TRIALS,
): Generator {
  const weights = surveyWeights(process, surveyTrials, randomStream("generator survey", text.id, sqrtS));
  const maximum = adaptedMaximum(weights, OVERWEIGHT_SHARE);
  if (!(maximum > 0)) throw new RangeError(`no phase space: ${text.id} at √s = ${sqrtS} GeV`);
  const survey = meanOfTrials(weights);
  return {
    ...text,
    slots: process.slots,
    sqrtS,
    maximum,
    survey,
    efficiency: weights.reduce((sum, w) => sum + Math.min(1, w / maximum), 0) / weights.length,
    generate: (trials, stream) => collect(process, sqrtS, trials, stream, maximum),
    generateWeighted: (trials, stream) => collect(process, sqrtS, trials, stream, 0),
  };
}

/** Scratch for one event of a process. */
export function makeTrial(process: Process): Trial {
  return { momenta: new Float64Array(4 * process.slots.length), pdg: new Int32Array(process.slots.length) };
}

/** Weights in fb of `trials` trials, without their events. */
export function surveyWeights(process: Process, trials: number, stream: RandomStream): Float64Array {
  const trial = makeTrial(process);
  const weights = new Float64Array(trials);
  for (let i = 0; i < trials; i++) weights[i] = process.draw(stream, trial);
  return weights;
}

/** The weight above which the residual weights sum to `share` of the whole. */
export function adaptedMaximum(weights: Float64Array, share: number): number {
  const sorted = Float64Array.from(weights).sort();
  const allowed = share * sorted.reduce((sum, w) => sum + w, 0);
  let above = 0;
  for (let i = sorted.length - 1; i > 0; i--) {
    const next = above + (sorted.length - i) * (sorted[i] - sorted[i - 1]);
    if (next > allowed) return sorted[i] - (allowed - above) / (sorted.length - i);
    above = next;
  }
  return sorted[0] ?? 0;
}

/** Mean weight and its Monte Carlo error, in the unit of the weights, all trials given. */
export function meanOfTrials(weights: Float64Array): CrossSection {
  let sum = 0;
  let squares = 0;
  for (const w of weights) {
    sum += w;
    squares += w * w;
  }
  return crossSectionOfSums(sum, squares, weights.length);
}

/** Cross-section in fb, with its Monte Carlo error, of blocks of one sample, rejected trials counted. */
export function crossSectionOf(blocks: Iterable<EventBlock>): CrossSection {
  let sum = 0;
  let squares = 0;
  let trials = 0;
  for (const block of blocks) {
    trials += block.trials;
    for (const w of block.weight) {
      sum += w;
      squares += w * w;
    }
  }
  return crossSectionOfSums(sum, squares, trials);
}

function crossSectionOfSums(sum: number, squares: number, trials: number): CrossSection {
  const value = sum / trials;
  return { value, sigma: Math.sqrt(Math.max(0, squares / trials - value * value) / Math.max(1, trials - 1)) };
}

/** Events that are turned from rows into columns at a time: few enough to stay in the cache. */
const ROWS = 256;

/** Runs the trials; `maximum` 0 keeps every trial of non-zero weight. */
function collect(process: Process, sqrtS: number, trials: number, stream: RandomStream, maximum: number): EventBlock {
  const slots = process.slots.length;
  const rows = new Float64Array(ROWS * 4 * slots);
  const codes = new Int32Array(ROWS * slots);
  // Every row is a trial that is written in place; a rejected one is written over.
  const drafts = Array.from(
    { length: ROWS },
    (_, row): Trial => ({
      momenta: rows.subarray(row * 4 * slots, (row + 1) * 4 * slots),
      pdg: codes.subarray(row * slots, (row + 1) * slots),
    }),
  );
  const weight = new Float64Array(trials);
  const particles = process.slots.map((name) => particleColumns(name, trials));
  let length = 0;
  let filled = 0;
  for (let i = 0; i < trials; i++) {
    let w = process.draw(stream, drafts[filled]);
    if (w < maximum) {
      if (stream.uniformFast() * maximum >= w) continue;
      w = maximum;
    }
    if (w === 0) continue;
    weight[length++] = w;
    if (++filled === ROWS) {
      append(particles, rows, codes, length - filled, filled);
      filled = 0;
    }
  }
  append(particles, rows, codes, length - filled, filled);
  return {
    length,
    frame: "centre-of-mass",
    sqrtS,
    particles: particles.map((particle) => ({
      name: particle.name,
      pdg: particle.pdg.slice(0, length),
      px: particle.px.slice(0, length),
      py: particle.py.slice(0, length),
      pz: particle.pz.slice(0, length),
      e: particle.e.slice(0, length),
    })),
    weight: weight.slice(0, length),
    trials,
  };
}

/** Turns the first `count` rows into columns from event `first` on. */
function append(
  particles: readonly ParticleColumns[],
  rows: Float64Array,
  codes: Int32Array,
  first: number,
  count: number,
): void {
  const slots = particles.length;
  for (let slot = 0; slot < slots; slot++) {
    const { px, py, pz, e, pdg } = particles[slot];
    for (let i = 0; i < count; i++) {
      const at = 4 * (i * slots + slot);
      px[first + i] = rows[at];
      py[first + i] = rows[at + 1];
      pz[first + i] = rows[at + 2];
      e[first + i] = rows[at + 3];
      pdg[first + i] = codes[i * slots + slot];
    }
  }
}
