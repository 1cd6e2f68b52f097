import type { RandomStream } from "../../numerics/random.js";
import { bandOfToys } from "../../statistics/fits/band.js";
import { type FitBias, fitBias } from "../../statistics/fits/bias.js";
import { envelope } from "../../statistics/fits/envelope.js";
import { countSorted } from "../../statistics/fits/variations.js";
import { legendreColumns } from "../../statistics/shapes/legendre.js";
import { equalBins } from "../../statistics/shapes/shape.js";
import { template } from "../../statistics/shapes/template.js";
import { BAND_PROBABILITIES, type Band } from "../../statistics/status.js";
import type { PeakVariable } from "../measurement.js";
import { expectations, expectedBand, fitAll, type Start, scaled } from "./expectation.js";
import type { HypothesisModels } from "./models.js";

/** Expected limits of toys over those of the formula at one mass. */
export interface ToyBand {
  readonly variable: string;
  /** GeV. */
  readonly mass: number;
  /** −2σ … +2σ. */
  readonly factors: Band<number>;
  /** Statistical error of the median's. */
  readonly error: number;
  /** Toys of which a limit was found, and the share of them whose largest limit is not the nominal fit's. */
  readonly toys: number;
  readonly moved: number;
}

/** Signals thrown at one mass and found by the nominal fit. */
export interface Recovery extends FitBias {
  readonly variable: string;
  readonly mass: number;
  /** Events. */
  readonly injected: number;
}

/** A whole scan of background alone. */
export interface ScanToy {
  /** Largest of the smallest significances, and where it was (GeV). */
  readonly largest: number;
  readonly mass: number;
  /** Times that q₀ climbs through `CROSSING_LEVEL`. */
  readonly crossings: number;
}

/** What toys say about the fits of a search. */
export interface PeakToys {
  readonly bands: readonly ToyBand[];
  /** The same of a background that every variation describes: what the envelope alone does, at any luminosity. */
  readonly described: readonly ToyBand[];
  readonly recovery: readonly Recovery[];
  readonly scans: readonly ScanToy[];
}

/** Level of q₀ = S² at which crossings are counted. */
export const CROSSING_LEVEL = 1;

/** Cells in a bin of a fit that toys are thrown in. */
const CELLS = 4;

/** Simulated background of many luminosities. */
export interface SimulatedBackground {
  /** Rising, in the unit of the variable. */
  readonly candidates: Float64Array;
  /** Expected candidates in the data that one of them stands for. */
  readonly weight: number;
}

/** Background of a toy, in cells. */
interface ToyBackground {
  readonly edges: Float64Array;
  readonly means: Float64Array;
}

/** What toys are thrown of: the simulated background, or one that every variation of the fit describes. */
export type ToyTruth = "simulated" | "described";

/** Order of the polynomial that smooths the simulation: high enough for what no variation follows, an edge of the spectrum. */
const SMOOTH_ORDER = 12;

/**
 * The simulated background over the widest range of all variations: a polynomial, of an order that describes it or of the
 * lowest one that is fitted to data.
 */
function toyBackground(made: HypothesisModels, simulated: SimulatedBackground, truth: ToyTruth): ToyBackground {
  const models = withCandidates(made, simulated.candidates);
  const last = models[models.length - 1];
  const { from, to } = made.variations[models.length - 1];
  const order = truth === "simulated" ? SMOOTH_ORDER : Math.min(...made.variations.map((one) => one.order));
  const bins = last.counts.length;
  const smooth = { ...last, background: legendreColumns(equalBins(-1, 1, bins), order) };
  const [{ backgroundOnly }] = scaled(fitAll([smooth], [], 0.95), simulated.weight);
  const cells = CELLS * bins;
  const columns = legendreColumns(equalBins(-1, 1, cells), order);
  const means = Float64Array.from({ length: cells }, (_, i) =>
    Math.max(
      0,
      backgroundOnly.reduce((sum, c, k) => sum + c * columns[k * cells + i], 0),
    ),
  );
  return { edges: equalBins(from, to, cells), means };
}

/** Candidates of one toy, rising: a Poisson number in every cell, evenly spread within. */
function throwCandidates({ edges, means }: ToyBackground, stream: RandomStream): Float64Array {
  const counts = Uint32Array.from(means, (mean) => stream.poisson(mean));
  const candidates = new Float64Array(counts.reduce((a, b) => a + b, 0));
  let filled = 0;
  counts.forEach((count, i) => {
    const width = edges[i + 1] - edges[i];
    for (let k = 0; k < count; k++) candidates[filled++] = edges[i] + width * stream.uniformFast();
  });
  return candidates.sort();
}

/** The models of a hypothesis with other candidates, rising. */
export function withCandidates({ models, variations }: HypothesisModels, candidates: Float64Array) {
  return models.map((model, i) => {
    const { from, to } = variations[i];
    return { ...model, counts: countSorted(candidates, equalBins(from, to, model.counts.length)) };
  });
}

/** Fits without signal of what every variation expects of a background. */
function fitsOf({ models, variations }: HypothesisModels, { edges, means }: ToyBackground): Start[] {
  const smooth = template(edges, means);
  const expected = models.map((model, i) => {
    const bins = equalBins(variations[i].from, variations[i].to, model.counts.length);
    return { ...model, counts: model.counts.map((_, k) => smooth.integral(bins[k], bins[k + 1], NONE)) };
  });
  return fitAll(expected, [], 0.95);
}

/**
 * Expected limits of background-only toys, each with the envelope of all its variations as the data have it, over those
 * of the formula, which takes the largest of the variations' own bands.
 */
export function toyBand(
  variable: PeakVariable,
  mass: number,
  made: HypothesisModels,
  simulated: SimulatedBackground,
  confidenceLevel: number,
  truth: ToyTruth,
  toys: number,
  stream: RandomStream,
): ToyBand {
  const background = toyBackground(made, simulated, truth);
  const fits = fitsOf(made, background);
  const formula = expectedBand(fitAll(expectations(made.models, fits, 1), fits, confidenceLevel), confidenceLevel);
  const limits: number[] = [];
  let moved = 0;
  for (let toy = 0; toy < toys; toy++) {
    const models = withCandidates(made, throwCandidates(background, stream));
    const { upper, upperFrom } = envelope(fitAll(models, fits, confidenceLevel));
    if (upper.value === null) continue;
    limits.push(upper.value);
    if (upperFrom !== 0) moved++;
  }
  const band = bandOfToys(limits);
  const over = (k: number) => band[k] / (formula[k] ?? Number.NaN);
  // Error of a median from the quantiles of one σ: 1.25 σ/√n for a Gaussian.
  const spread = (band[3] - band[1]) / 2;
  return {
    variable: variable.id,
    mass,
    factors: [over(0), over(1), over(2), over(3), over(4)],
    error: (1.2533 * spread) / Math.sqrt(limits.length) / (formula[2] ?? Number.NaN),
    toys: limits.length,
    moved: moved / limits.length,
  };
}

/**
 * Signals thrown on background, found by the nominal fit.
 *
 * @param signal candidates, rising, of so many other selected signal `events` of the mass, which the shape does not know
 * @param strength injected yield in errors of the fit of background alone
 */
export function recovery(
  variable: PeakVariable,
  mass: number,
  made: HypothesisModels,
  simulated: SimulatedBackground,
  signal: { readonly candidates: Float64Array; readonly events: number },
  strength: number,
  toys: number,
  stream: RandomStream,
): Recovery {
  const background = toyBackground(made, simulated, "simulated");
  const fits = fitsOf(made, background);
  const [model] = made.models;
  const [{ from, to }] = made.variations;
  const [asimov] = fitAll(expectations(made.models, fits, 1).slice(0, 1), fits, 0.95);
  const injected = Math.round(strength * (asimov.error ?? 1));
  const edges = equalBins(from, to, model.counts.length);
  const smooth = template(background.edges, background.means);
  const thrown = countSorted(signal.candidates, edges);
  const truth = thrown.map(
    (count, i) => (injected * count) / signal.events + smooth.integral(edges[i], edges[i + 1], NONE),
  );
  return { variable: variable.id, mass, injected, ...fitBias(model, truth, injected, toys, stream) };
}

const NONE = new Float64Array(0);
const ONES: Band<number> = [1, 1, 1, 1, 1];

/** Factors on the formula's band at a mass, between the masses of the toys linear in ln m, held beyond them. */
export function bandFactors(toys: PeakToys | undefined, variable: string, mass: number): Band<number> {
  const bands = toys?.bands.filter((one) => one.variable === variable) ?? [];
  if (bands.length === 0) return ONES;
  const above = bands.findIndex((one) => one.mass >= mass);
  const high = bands[above < 0 ? bands.length - 1 : above];
  const low = bands[above < 0 ? bands.length - 1 : Math.max(0, above - 1)];
  const part = high.mass > low.mass ? Math.log(mass / low.mass) / Math.log(high.mass / low.mass) : 0;
  const at = (k: number) => low.factors[k] + part * (high.factors[k] - low.factors[k]);
  return [at(0), at(1), at(2), at(3), at(4)];
}

/**
 * Factors at luminosities that the toys are not of, for backgrounds that all variations describe: a matter of the envelope
 * alone, which goes neither with the luminosity nor, beyond what toys can tell, with the mass. The mean of a variable.
 */
export function describedFactors(toys: PeakToys | undefined, variable: string): Band<number> {
  const bands = toys?.described.filter((one) => one.variable === variable) ?? [];
  if (bands.length === 0) return ONES;
  const mean = (k: number) => bands.reduce((sum, { factors }) => sum + factors[k], 0) / bands.length;
  return [mean(0), mean(1), mean(2), mean(3), mean(4)];
}

/** Median of the largest significances of whole-scan toys, and the band around it; null without toys. */
export function largestOfToys({ scans }: PeakToys): Band<number> | null {
  return scans.length < 1 / BAND_PROBABILITIES[1] ? null : bandOfToys(scans.map(({ largest }) => largest));
}
