import { MASS } from "../../../src/physics/constants.js";
import type { Detector, DetectorParameter } from "../../../src/physics/detector/configuration.js";
import { SPECIES_MASS, speciesOf } from "../../../src/physics/detector/detected.js";
import { type EventBlock, particleColumns } from "../../../src/physics/events.js";

/** A particle by its laboratory momentum (GeV) and polar angle and azimuth (degrees). */
export interface SampleParticle {
  readonly name: string;
  readonly pdg: number;
  readonly momentum: number;
  readonly polar: number;
  readonly azimuth?: number;
  readonly vertex?: readonly [number, number, number];
}

/** `length` copies of one event in the laboratory. */
export function sampleBlock(particles: readonly SampleParticle[], length: number): EventBlock {
  return {
    length,
    frame: "laboratory",
    sqrtS: 10.58,
    particles: particles.map(({ name, pdg, momentum, polar, azimuth = 20, vertex }) => {
      const column = particleColumns(name, length, pdg, vertex !== undefined);
      const theta = (polar * Math.PI) / 180;
      const phi = (azimuth * Math.PI) / 180;
      column.px.fill(momentum * Math.sin(theta) * Math.cos(phi));
      column.py.fill(momentum * Math.sin(theta) * Math.sin(phi));
      column.pz.fill(momentum * Math.cos(theta));
      column.e.fill(Math.hypot(momentum, massOf(pdg)));
      if (vertex && column.vertex) {
        column.vertex.x.fill(vertex[0]);
        column.vertex.y.fill(vertex[1]);
        column.vertex.z.fill(vertex[2]);
      }
      return column;
    }),
    weight: new Float64Array(length).fill(1),
    trials: length,
  };
}

function massOf(pdg: number): number {
  const species = speciesOf(pdg);
  if (species >= 0) return SPECIES_MASS[species];
  return Math.abs(pdg) === 130 ? MASS.kaonLong : 0;
}

/** The same parameter with another value. */
function set(parameter: DetectorParameter, value: number): DetectorParameter {
  return { ...parameter, value };
}

/** The detector with neither resolution nor inefficiency, where acceptance and thresholds stay. */
export function perfect(detector: Detector): Detector {
  const { tracking, calorimeter, deposits } = detector;
  return {
    ...detector,
    tracking: {
      ...tracking,
      efficiency: set(tracking.efficiency, 1),
      momentumResolutionLinear: set(tracking.momentumResolutionLinear, 0),
      momentumResolutionConstant: set(tracking.momentumResolutionConstant, 0),
      angularResolution: set(tracking.angularResolution, 0),
    },
    calorimeter: {
      ...calorimeter,
      resolutionScale: set(calorimeter.resolutionScale, 0),
      positionResolution: set(calorimeter.positionResolution, 0),
      barrelInefficiency: set(calorimeter.barrelInefficiency, 0),
      endcapInefficiency: set(calorimeter.endcapInefficiency, 0),
    },
    deposits: { ...deposits, bremsstrahlungProbability: set(deposits.bremsstrahlungProbability, 0) },
  };
}

/** Mean and standard deviation of numbers. */
export function moments(values: Iterable<number>): { mean: number; sigma: number; count: number } {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    count++;
    sum += value;
    squares += value * value;
  }
  const mean = sum / count;
  return { mean, sigma: Math.sqrt(Math.max(0, squares / count - mean * mean)), count };
}

/**
 * χ² of standardised values against a standard normal in 12 bins of equal probability (11 degrees of freedom).
 * The edges are the quantiles of the normal distribution at k/12.
 */
export function normalChiSquare(values: readonly number[]): number {
  const quantiles = [0.21042839424792, 0.43072729929546, 0.67448975019608, 0.9674215661017, 1.38299412710064];
  const edges = [...quantiles.toReversed().map((q) => -q), 0, ...quantiles];
  const counts = new Array<number>(12).fill(0);
  for (const value of values) counts[value >= edges[10] ? 11 : edges.findIndex((edge) => value < edge)]++;
  const expected = values.length / 12;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** Number of entries for which the test holds. */
export function countOf(length: number, test: (index: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < length; i++) if (test(i)) count++;
  return count;
}
