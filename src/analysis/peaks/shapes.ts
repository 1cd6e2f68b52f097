import { minimise } from "../../numerics/minimise.js";
import { countSorted } from "../../statistics/fits/variations.js";
import { crystalBall } from "../../statistics/shapes/crystal-ball.js";
import { equalBins, type Shape } from "../../statistics/shapes/shape.js";
import type { EventTable, SampleRows } from "../events.js";
import type { PeakFitMeasurement, PeakVariable } from "../measurement.js";
import { centralHalfWidth } from "../signal-resolution.js";
import { binnedDensity } from "./binned-density.js";

/** The signal of one simulated mass in one variable, after cuts. */
export interface SimulatedPeak {
  readonly sample: string;
  readonly mass: number;
  /** Selected events, and what they are of the produced ones, corrections included. */
  readonly events: number;
  readonly efficiency: number;
  /** Share of the selected events whose right combination lies in the window of the peak. */
  readonly share: number;
  /** Crystal Ball: mean − mass² and width relative to the scale of the variable; start of the tail, and its power. */
  readonly shift: number;
  readonly relativeWidth: number;
  /** Statistical error of the width: that of half of the central 68 %. */
  readonly relativeWidthError: number;
  readonly alpha: number;
  readonly n: number;
  /** All other candidates: their number an event, and their density. */
  readonly others: number;
  readonly density: Shape | undefined;
}

/** Fewest selected events that tell the shape of a peak. */
const FEWEST_EVENTS = 100;
/** The peak is fitted within so many widths on either side, in so many bins. */
const WINDOW = 8;
const BINS = 60;

/**
 * Four digits of a fitted shape, far more than the simulation knows. What engines round differently in the last places
 * would otherwise move the ranges of the fits by parts in a hundred million, and now and then a candidate into the next
 * bin, which moves a limit by parts in a thousand.
 */
const rounded = (value: number) => Number(value.toPrecision(4));

/** Power of the tail. Events of one mass do not tell it apart from where the tail starts, which is fitted. */
const TAIL_POWER = 2;

/** The signal of a hypothesis: mean and width in GeV², the rest as for a simulated mass. */
export interface PeakShape {
  readonly mean: number;
  readonly width: number;
  readonly alpha: number;
  readonly n: number;
  readonly share: number;
  readonly efficiency: number;
  readonly nearest: SimulatedPeak;
}

/**
 * Shape of one simulated mass after the cuts of `mask`; undefined where too few events are left.
 *
 * @param failing bits of failed cuts of every row
 * @param luminosity fb⁻¹ that the weights of the samples are for
 */
export function simulatedPeak(
  measurement: PeakFitMeasurement,
  variable: PeakVariable,
  table: EventTable,
  { sample, start, end }: SampleRows,
  failing: Uint32Array,
  mask: number,
  luminosity: number,
): SimulatedPeak | undefined {
  const mass = sample.hypothesis?.mass;
  const made = sample.crossSection?.value ?? 0;
  if (mass === undefined || !(made * luminosity > 0)) return undefined;
  const right = table.columns[measurement.rightCombination.id];
  const columns = variable.observables.map(({ id }) => table.columns[id]);
  const { step } = variable.observables[0];
  const candidates: number[] = [];
  const other: number[] = [];
  let events = 0;
  for (let i = start; i < end; i++) {
    if ((failing[i] & mask) !== 0) continue;
    events++;
    for (let k = 0; k < columns.length; k++) (right[i] === k + 1 ? candidates : other).push(columns[k][i] * step);
  }
  if (candidates.length < FEWEST_EVENTS) return undefined;
  const sorted = Float64Array.from(candidates).sort();
  const quantile = (q: number) => sorted[Math.floor(q * (sorted.length - 1))];
  const centre = quantile(0.5);
  const spread = (quantile(0.84) - quantile(0.16)) / 2;
  const from = Math.max(variable.clip[0], centre - WINDOW * spread);
  const to = Math.min(variable.clip[1], centre + WINDOW * spread);
  const inside = sorted.filter((x) => x >= from && x < to);
  const beyond = sorted.filter((x) => x < from || x >= to);
  const [mean, width, alpha] = fitCrystalBall(inside, equalBins(from, to, BINS), centre, spread, variable.tail);
  const scale = variable.scale(mass);
  const others = Float64Array.from([...other, ...beyond]).filter((x) => x > variable.clip[0] && x < variable.clip[1]);
  return {
    sample: sample.id,
    mass,
    events,
    efficiency: (events * sample.weight) / (made * luminosity),
    share: inside.length / events,
    shift: rounded((mean - mass * mass) / scale),
    relativeWidth: rounded(width / scale),
    relativeWidthError: centralHalfWidth(sorted).error / scale,
    alpha: rounded(alpha),
    n: TAIL_POWER,
    others: others.length / events,
    density: binnedDensity(others, variable.clip),
  };
}

/**
 * Mean, width and start of the tail by binned maximum likelihood, normalised between the edges. The likelihood is
 * differentiated numerically: a fit of shapes with all their derivatives takes ten times as long.
 */
function fitCrystalBall(
  sorted: Float64Array,
  edges: Float64Array,
  centre: number,
  spread: number,
  tail: PeakVariable["tail"],
): Float64Array {
  const counts = countSorted(sorted, edges);
  const side = tail === "low" ? 1 : -1;
  const p = Float64Array.of(centre, spread, side, TAIL_POWER);
  // In widths from the centre and the spread, so that all parameters are of order one.
  const value = ([mean, width, alpha]: Float64Array) => {
    p[0] = centre + mean * spread;
    p[1] = width * spread;
    p[2] = side * alpha;
    const whole = crystalBall.integral(edges[0], edges[edges.length - 1], p);
    let sum = 0;
    for (let i = 0; i < counts.length; i++) {
      if (counts[i] > 0) sum -= counts[i] * Math.log(crystalBall.integral(edges[i], edges[i + 1], p) / whole);
    }
    return sum;
  };
  const { x } = minimise(
    { value },
    { start: [0, 1, 1.5], lower: [-2, 0.3, 0.3], upper: [2, 2, 4], steps: [0.05, 0.05, 0.2], tolerance: 1e-7 },
  );
  return Float64Array.of(centre + x[0] * spread, x[1] * spread, side * x[2]);
}

/** Simulated samples that shapes between two masses need: those within, and the next one beyond either end. */
export function samplesBetween(samples: readonly SampleRows[], from: number, to: number): SampleRows[] {
  const massOf = ({ sample }: SampleRows) => sample.hypothesis?.mass ?? Number.NaN;
  const rising = samples.filter((rows) => massOf(rows) > 0).sort((a, b) => massOf(a) - massOf(b));
  const first = rising.findLastIndex((rows) => massOf(rows) <= from);
  const last = rising.findIndex((rows) => massOf(rows) >= to);
  return rising.slice(Math.max(0, first), last < 0 ? rising.length : last + 1);
}

/**
 * Shape at a mass (GeV): parameters of the peak and the efficiency linear between the simulated masses, held beyond
 * them; other combinations from the nearest.
 *
 * @param peaks simulated masses, rising; at least one
 */
export function peakShapeAt(variable: PeakVariable, peaks: readonly SimulatedPeak[], mass: number): PeakShape {
  const above = peaks.findIndex((peak) => peak.mass >= mass);
  const high = peaks[above < 0 ? peaks.length - 1 : above];
  const low = peaks[above < 0 ? peaks.length - 1 : Math.max(0, above - 1)];
  const part = high.mass > low.mass ? (mass - low.mass) / (high.mass - low.mass) : 0;
  const between = (value: (peak: SimulatedPeak) => number) => value(low) + part * (value(high) - value(low));
  const scale = variable.scale(mass);
  return {
    mean: mass * mass + scale * between(({ shift }) => shift),
    width: scale * between(({ relativeWidth }) => relativeWidth),
    alpha: between(({ alpha }) => alpha),
    n: between(({ n }) => n),
    share: between(({ share }) => share),
    efficiency: between(({ efficiency }) => efficiency),
    nearest: part < 0.5 ? low : high,
  };
}
