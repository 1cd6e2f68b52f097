import type { RandomStream } from "../../numerics/random.js";
import { PDG } from "../constants.js";
import { radiationExponent, radiatorWeight } from "../theory/initial-state-radiation.js";
import { TabulatedDensity } from "./tabulated-density.js";

/** How the beams collide, for generators of one reaction each. */
export interface CollisionOptions {
  /** Nominal centre-of-mass energy in GeV. */
  readonly sqrtS: number;
  /** Standard deviation of √s in GeV; 0 for none. */
  readonly energySpread: number;
  /** Whether the beams radiate before they collide (collinear photon along one of them, Kuraev–Fadin radiator). */
  readonly radiation: boolean;
}

/** Photons softer than this part of √s/2 are not written: their momentum is below rounding of the rest. */
const SOFTEST = 1e-12;

/**
 * One collision a trial: √s from the spread of the beams, then s′ = s(1 − x) left after radiation.
 *
 * With x = x_max m^(1/β), which absorbs the soft peak of the radiator F(x, s), m is drawn from a table of F and of how
 * the cross-section goes with s′; the rest is the weight. The radiated energy is one photon along the beam that flips
 * a coin. The spread of √s changes β by less than 1e-4 and is left out of F.
 */
export class BeamCollision {
  /** √s of this trial in GeV. */
  sqrtS = 0;
  /** √s′ of this trial in GeV, in which the reaction happens. */
  reducedEnergy = 0;
  /** Weight of the radiation: times the cross-section at s′, its mean is the cross-section; 1 without radiation. */
  weight = 0;
  /** x = 1 − s′/s of this trial; 0 where the radiation is too soft to be written. */
  fraction = 0;
  #direction = 1;
  readonly #options: CollisionOptions;
  readonly #threshold: number;
  readonly #exponent: number;
  readonly #table: TabulatedDensity | null;

  /**
   * @param threshold least √s′ in GeV, positive
   * @param crossSection how the reaction goes with √s′ (GeV), in any unit: a guide to where to radiate, not part of the
   *   weight; flat unless told
   * @throws RangeError where the nominal energy is not above the threshold
   */
  constructor(options: CollisionOptions, threshold: number, crossSection: (energy: number) => number = () => 1) {
    const { sqrtS, radiation } = options;
    if (!(threshold < sqrtS)) throw new RangeError(`no phase space: ${threshold} GeV needed at √s = ${sqrtS} GeV`);
    const s = sqrtS * sqrtS;
    this.#options = options;
    this.#threshold = threshold;
    this.#exponent = radiationExponent(s);
    const inverse = 1 / this.#exponent;
    const largest = 1 - (threshold * threshold) / s;
    const density = (m: number) => {
      const x = largest * m ** inverse;
      return radiatorWeight(x, s) * crossSection(sqrtS * Math.sqrt(1 - x));
    };
    // Points enough for a cross-section that rises or ends within a per mille of s at the far end.
    this.#table = radiation ? new TabulatedDensity(density, 0, 1, 2048, 32_768) : null;
  }

  /** Draws one collision; false, with weight 0, where the beams have not the energy for it. */
  draw(stream: RandomStream): boolean {
    const { sqrtS, energySpread } = this.#options;
    this.sqrtS = energySpread > 0 ? sqrtS + energySpread * stream.normal() : sqrtS;
    this.reducedEnergy = this.sqrtS;
    this.fraction = 0;
    this.weight = 0;
    const largest = 1 - (this.#threshold / this.sqrtS) ** 2;
    if (largest <= 0) return false;
    this.weight = 1;
    const table = this.#table;
    if (!table) return true;
    const beta = this.#exponent;
    const x = largest * table.at(stream.uniform()) ** (1 / beta);
    this.#direction = stream.uniformFast() < 0.5 ? 1 : -1;
    this.weight = (radiatorWeight(x, sqrtS * sqrtS) * largest ** beta) / table.density;
    if (x < SOFTEST) return true;
    this.fraction = x;
    this.reducedEnergy = this.sqrtS * Math.sqrt(1 - x);
    return true;
  }

  /**
   * Boosts slots 0 … `count` − 1 from the rest frame of s′ to the centre-of-mass frame of the beams and writes the
   * radiated photon into slot `photon`, with PDG 0 where there is none.
   */
  finish(momenta: Float64Array, pdg: Int32Array, count: number, photon: number): void {
    const x = this.fraction;
    const at = 4 * photon;
    momenta[at] = 0;
    momenta[at + 1] = 0;
    if (x === 0) {
      momenta[at + 2] = 0;
      momenta[at + 3] = 0;
      pdg[photon] = 0;
      return;
    }
    const energy = 0.5 * this.sqrtS * x;
    momenta[at + 2] = this.#direction * energy;
    momenta[at + 3] = energy;
    pdg[photon] = PDG.photon;
    const root = 2 * Math.sqrt(1 - x);
    const gamma = (2 - x) / root;
    const betaGamma = (-this.#direction * x) / root;
    for (let i = 0; i < count; i++) {
      const pz = momenta[4 * i + 2];
      const e = momenta[4 * i + 3];
      momenta[4 * i + 2] = gamma * pz + betaGamma * e;
      momenta[4 * i + 3] = gamma * e + betaGamma * pz;
    }
  }
}
