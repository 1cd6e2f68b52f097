import { integrate } from "../../numerics/quadrature.js";
import type { RandomStream } from "../../numerics/random.js";
import { MASS } from "../constants.js";
import type { ConversionPair } from "./conversion.js";

/** The mixture that `conversionAngle` draws from: shares and slopes of u·exp(−au). */
const ANGLES = [
  { share: 0.25, slope: 0.625 },
  { share: 0.75, slope: 1.875 },
] as const;
const FRACTIONS = 7 / 9;
/** Energies (GeV) that the probability is tabulated between, evenly in the logarithm. */
const TABLE = { low: 0.1, high: 12, points: 240 } as const;

/** Pairs that are kept: opening angle (rad) and energy of either lepton (GeV) at least. */
export interface WidePairs {
  readonly opening: number;
  readonly energy: number;
}

/**
 * Conversions whose pair opens far more than the usual m_e/E: drawn alone, with their probability, because of a million
 * pairs few are so wide and yet these few are what a cut on the angle leaves.
 */
export class WideConversion {
  readonly #least: WidePairs;
  readonly #table: Float64Array;
  readonly #largest: Float64Array;

  constructor(least: WidePairs) {
    this.#least = least;
    const step = Math.log(TABLE.high / TABLE.low) / (TABLE.points - 1);
    const energies = Float64Array.from({ length: TABLE.points }, (_, i) => TABLE.low * Math.exp(i * step));
    this.#table = energies.map((energy) => {
      const edge = least.energy / energy;
      return edge < 0.5 ? 2 * integrate((x) => this.#density(x, energy), edge, 0.5, 64) : 0;
    });
    this.#largest = energies.map((energy) => {
      const edge = Math.min(0.5, least.energy / energy);
      let most = 0;
      for (let k = 0; k <= 200; k++) most = Math.max(most, this.#density(edge + ((0.5 - edge) * k) / 200, energy));
      return most;
    });
  }

  /** Probability that the pair of a photon of an energy (GeV) is as wide. */
  probability(energy: number): number {
    return interpolated(this.#table, energy);
  }

  /** Energy fraction and angle of such a pair. */
  readonly pair: ConversionPair = (energy, stream) => {
    // Between points of the table the density may exceed the interpolated maximum by a little.
    const most = 1.05 * interpolated(this.#largest, energy);
    const edge = this.#least.energy / energy;
    for (;;) {
      const share = edge + (1 - 2 * edge) * stream.uniformFast();
      if (stream.uniformFast() * most < this.#density(share, energy))
        return { share, u: angleAbove(this.#smallest(share, energy), stream) };
    }
  };

  /** Least u of a pair that is wide enough: both leptons share it, θ = u m_e (1/E₋ + 1/E₊). */
  #smallest(share: number, energy: number): number {
    return (this.#least.opening * energy * share * (1 - share)) / MASS.electron;
  }

  /** Density of the energy fraction, for wide pairs. */
  #density(share: number, energy: number): number {
    return ((1 - (4 / 3) * share * (1 - share)) / FRACTIONS) * survival(this.#smallest(share, energy));
  }
}

function interpolated(table: Float64Array, energy: number): number {
  const at = ((TABLE.points - 1) * Math.log(energy / TABLE.low)) / Math.log(TABLE.high / TABLE.low);
  if (at <= 0) return 0;
  const i = Math.min(TABLE.points - 2, Math.floor(at));
  return table[i] + (Math.min(at, TABLE.points - 1) - i) * (table[i + 1] - table[i]);
}

/** P(angle > u). */
function survival(u: number): number {
  return ANGLES.reduce((sum, { share, slope }) => sum + share * (1 + slope * u) * Math.exp(-slope * u), 0);
}

/** An angle above u. */
function angleAbove(u: number, stream: RandomStream): number {
  const [first, second] = ANGLES.map(({ share, slope }) => share * (1 + slope * u) * Math.exp(-slope * u));
  const { slope } = ANGLES[stream.uniform() * (first + second) < first ? 0 : 1];
  const linear = slope * u;
  const beyond =
    stream.uniform() * (1 + linear) < linear
      ? -Math.log(stream.uniform())
      : -Math.log(stream.uniform() * stream.uniform());
  return u + beyond / slope;
}
