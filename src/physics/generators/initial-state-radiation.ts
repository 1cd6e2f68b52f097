import type { RandomStream } from "../../numerics/random.js";
import { MASS, PDG } from "../constants.js";
import { radiatorWeight } from "../theory/initial-state-radiation.js";
import { StructureFunction } from "./structure-function.js";
import { TabulatedDensity } from "./tabulated-density.js";

/** What the radiation of both beams needs to know of the reaction behind it. */
export interface RadiationOptions {
  /** Nominal centre-of-mass energy in GeV. */
  readonly sqrtS: number;
  /** Least √s′ in GeV that the reaction needs. */
  readonly threshold: number;
  /** Cross-section of the reaction at s′ (GeV²), in any unit: a guide to where to radiate, not part of the weight. */
  readonly crossSection: (s: number) => number;
  /** Photons exactly along their beams; else at the angles of the radiation of one photon. */
  readonly collinear: boolean;
}

/** Part of the largest radiated energy below which photons are not made: about 1 MeV for light pairs. Our choice. */
const SOFTEST = 2e-4;

/**
 * One photon from each beam, of energy fractions y₁ and y₂ drawn from the structure functions of the beams.
 *
 * s′ = s(1 − y₁ − y₂ + κ y₁y₂), κ = (1 − cos θ₁₂)/2, is exact for whatever angles the photons have. First v = 1 − s′/s
 * is drawn from a table of radiator × cross-section, then v is divided between the photons. The angle of each to its
 * beam follows the exact density of one hard photon with electron mass (Bonneau and Martin, Nucl. Phys. B 27 (1971)
 * 381), shared among the beams as (1 ± βcosθ)/2; for one photon this is exact, for two it factorises.
 */
export class InitialStateRadiation {
  /** Four-momentum (px, py, pz, E; GeV) of the photon of the electron at 0 … 3, of the positron at 4 … 7. */
  readonly photons = new Float64Array(8);
  /** Four-momentum that is left, GeV. */
  readonly left = new Float64Array(4);
  /** s′ in GeV². */
  reducedSquare = 0;
  /** v = 1 − s′/s. */
  fraction = 0;
  /** The harder photon: 0 of the electron, 1 of the positron, −1 where there is none. */
  hardest = -1;
  /** Whether there is a second, softer photon. */
  both = false;
  /** v below which nothing is radiated. */
  readonly softest: number;
  readonly #logarithmOfSoftest: number;

  readonly #structure: StructureFunction;
  readonly #collinear: boolean;
  readonly #threshold2: number;
  readonly #largest: number;
  // Tables of v below and above the middle, chances of no photon and of the lower table, weight without a photon.
  readonly #soft: TabulatedDensity;
  readonly #hard: TabulatedDensity | undefined;
  readonly #none: number;
  readonly #softShare: number;
  readonly #nothing: number;
  // Quantities of the angular density: μ² = (m_e/E)², 1 − β, β and ln((1 + β)/(1 − β)).
  readonly #mass2: number;
  readonly #gap: number;
  readonly #velocity: number;
  readonly #logarithm: number;

  /** @throws RangeError where √s is not above the threshold */
  constructor({ sqrtS, threshold, crossSection, collinear }: RadiationOptions) {
    const s = sqrtS * sqrtS;
    const largest = 1 - (threshold * threshold) / s;
    if (!(largest > 0)) throw new RangeError(`threshold: ${threshold} GeV, expected less than √s = ${sqrtS} GeV`);
    const structure = new StructureFunction(s);
    const beta = structure.exponent;
    const middle = Math.min(0.5, largest);
    // Radiator × cross-section over β, in v^β below the middle and in ln(1 − v) above.
    const guide = (v: number) => (v < largest ? radiatorWeight(v, s) * crossSection(s * (1 - v)) : 0);
    this.softest = SOFTEST * largest;
    this.#logarithmOfSoftest = Math.log(this.softest);
    const nothing = this.softest ** beta;
    this.#soft = new TabulatedDensity((m) => guide(m ** (1 / beta)), nothing, middle ** beta, 1024);
    const none = nothing * guide(0);
    let hard = 0;
    if (middle < largest) {
      const density = (h: number) => {
        const v = -Math.expm1(-h);
        return beta * v ** (beta - 1) * (1 - v) * guide(v);
      };
      this.#hard = new TabulatedDensity(density, -Math.log1p(-middle), -Math.log1p(-largest), 1024);
      hard = this.#hard.integral;
    }
    const total = none + this.#soft.integral + hard;
    this.#none = none / total;
    this.#softShare = this.#soft.integral / total;
    this.#structure = structure;
    this.#nothing = structure.softIntegral(this.softest) / this.#none;
    this.#collinear = collinear;
    this.#threshold2 = threshold * threshold;
    this.#largest = largest;
    this.#mass2 = (4 * MASS.electron ** 2) / s;
    this.#velocity = Math.sqrt(1 - this.#mass2);
    this.#gap = this.#mass2 / (1 + this.#velocity);
    this.#logarithm = Math.log((1 + this.#velocity) / this.#gap);
  }

  /**
   * Draws the photons of one collision at √s (GeV). The mean over trials of the returned weight × σ(s′) is the
   * cross-section with radiation; 0 where the energy is not enough. (v is drawn as at the nominal √s and scaled to the
   * largest possible one; the shift of the softest v with √s, 1e-3 of itself, is left out.)
   */
  draw(stream: RandomStream, sqrtS: number): number {
    const s = sqrtS * sqrtS;
    const largest = 1 - this.#threshold2 / s;
    if (largest <= 0) return 0;
    const { left } = this;
    left[0] = left[1] = left[2] = 0;
    left[3] = sqrtS;
    this.both = false;
    let u = stream.uniformFast();
    if (u < this.#none) {
      this.hardest = -1;
      this.fraction = 0;
      this.reducedSquare = s;
      return this.#nothing;
    }
    u -= this.#none;
    const structure = this.#structure;
    const beta = structure.exponent;
    const stretch = largest / this.#largest;
    // ln v and ln(1 − v) are carried along: most of the time here goes into logarithms.
    let v: number;
    let logarithm: number;
    let inverseDensity: number;
    if (u < this.#softShare) {
      const m = this.#soft.at(u / this.#softShare);
      logarithm = Math.log(m) / beta;
      v = Math.exp(logarithm);
      inverseDensity = v / (this.#softShare * this.#soft.density * beta * m);
    } else {
      const table = this.#hard!;
      const share = 1 - this.#none - this.#softShare;
      const h = table.at((u - this.#softShare) / share);
      const rest = Math.exp(-h);
      v = 1 - rest;
      logarithm = Math.log(v);
      inverseDensity = rest / (share * table.density);
    }
    if (stretch !== 1) {
      v *= stretch;
      logarithm = Math.log(v);
      inverseDensity *= stretch;
    }
    const logarithmOfRest = Math.log(1 - v);
    this.fraction = v;
    this.reducedSquare = s * (1 - v);

    const hard = stream.uniformFast() < 0.5 ? 0 : 1;
    this.hardest = hard;
    // The softer photon has a density ∝ y^(β/2−1) v/(v − y) up to its most, v/(1 + √(1 − κv)): the first factor is
    // drawn, or else 1/(v − y), with about its share.
    const root = Math.sqrt(1 - v);
    const logarithmOfRoot = Math.log(1 + root);
    const excess = 0.5 * beta * (1 - 0.5 * v) * (1 - 0.5 * v) * (logarithmOfRoot - 0.5 * logarithmOfRest);
    const hardShare = excess / (1 + excess);
    const secondIsHard = stream.uniformFast() < hardShare;
    const softPower = stream.uniformFast();
    const logarithmOfRelative = secondIsHard ? 0 : (2 / beta) * Math.log(softPower);
    this.both = logarithm + logarithmOfRelative > this.#logarithmOfSoftest;
    if (!this.both) {
      this.#aim(stream, hard, v);
      this.#place(hard, v, sqrtS);
      // (v · most)^(β/2), with most for photons that are both collinear.
      const powers = Math.exp(0.5 * beta * (2 * logarithm - logarithmOfRoot));
      const smooth = structure.soft * structure.smooth(v, logarithm, logarithmOfRest);
      return (structure.vertexFactor * beta * smooth * powers * inverseDensity) / (v * (1 - hardShare));
    }
    const relative = Math.exp(logarithmOfRelative);
    this.#aim(stream, 1 - hard, secondIsHard ? 0.5 * v : 0.5 * v * relative);
    this.#aim(stream, hard, v);
    const { photons } = this;
    const kappa = 0.5 * (1 - photons[0] * photons[4] - photons[1] * photons[5] - photons[2] * photons[6]);
    const kappaRoot = Math.sqrt(1 - kappa * v);
    const most = v / (1 + kappaRoot);
    const range = Math.log((1 + kappaRoot) / kappaRoot);
    const soft = secondIsHard ? -v * Math.expm1(-softPower * range) : most * relative;
    const y = (v - soft) / (1 - kappa * soft);
    this.#place(1 - hard, soft, sqrtS);
    this.#place(hard, y, sqrtS);
    const logarithmOfHard = Math.log(y);
    const logarithmOfMost = Math.log(most);
    const powers = Math.exp(0.5 * beta * (logarithmOfHard + logarithmOfMost));
    const logarithmOfSoft = secondIsHard ? Math.log(soft) : logarithmOfMost + logarithmOfRelative;
    const smooth =
      structure.smooth(soft, logarithmOfSoft, Math.log(1 - soft)) *
      structure.smooth(y, logarithmOfHard, Math.log(1 - y));
    // Density of the softer photon over that of the first choice: both ways to draw it added.
    const first = 0.5 * beta * (secondIsHard ? Math.exp(0.5 * beta * (logarithmOfSoft - logarithmOfMost)) : softPower);
    const choices = 1 - hardShare + (hardShare * soft) / ((v - soft) * range * first);
    return (structure.vertexFactor * beta * smooth * powers * inverseDensity) / ((v - soft) * choices);
  }

  /** Puts the unit vector of the photon of beam `leg`, of energy fraction about `y`, into its slot. */
  #aim(stream: RandomStream, leg: number, y: number): void {
    const { photons } = this;
    const at = 4 * leg;
    const sign = 1 - 2 * leg;
    if (this.#collinear) {
      photons[at] = photons[at + 1] = 0;
      photons[at + 2] = sign;
      return;
    }
    const mass2 = this.#mass2;
    const h = y * y - 2 * y + 2;
    for (;;) {
      const offset = this.#gap * (Math.exp(this.#logarithm * stream.uniformFast()) - 1);
      const below = offset / this.#velocity;
      const cosine = 1 - below;
      const sine2 = below * (2 - below);
      const cosine2 = cosine * cosine;
      const flip = mass2 * ((1 - 2 * y) * sine2 - y * y * cosine2 * cosine2);
      const exact = sine2 - (0.5 * y * y * sine2 * sine2 + flip) / h;
      if (stream.uniformFast() * (sine2 + mass2 * cosine2) >= exact) continue;
      const sine = Math.sqrt(sine2);
      const azimuth = 2 * Math.PI * stream.uniformFast();
      photons[at] = sine * Math.cos(azimuth);
      photons[at + 1] = sine * Math.sin(azimuth);
      photons[at + 2] = sign * cosine;
      return;
    }
  }

  /** Gives the aimed photon its energy and takes it from what is left. */
  #place(leg: number, y: number, sqrtS: number): void {
    const { photons, left } = this;
    const at = 4 * leg;
    const energy = 0.5 * y * sqrtS;
    photons[at] *= energy;
    photons[at + 1] *= energy;
    photons[at + 2] *= energy;
    photons[at + 3] = energy;
    left[0] -= photons[at];
    left[1] -= photons[at + 1];
    left[2] -= photons[at + 2];
    left[3] -= energy;
  }

  /** Writes the two photons into the slots `first` (of the electron) and `first` + 1 of a trial. */
  write(momenta: Float64Array, pdg: Int32Array, first: number): void {
    for (let leg = 0; leg < 2; leg++) {
      const there = this.both || leg === this.hardest;
      pdg[first + leg] = there ? PDG.photon : 0;
      const at = 4 * (first + leg);
      for (let k = 0; k < 4; k++) momenta[at + k] = there ? this.photons[4 * leg + k] : 0;
    }
  }

  /** Boosts slots 0 … `count` − 1 of a trial from the rest frame of what is left, axes unturned. */
  boost(momenta: Float64Array, count: number): void {
    if (this.hardest < 0) return;
    const { left } = this;
    const x = left[0];
    const y = left[1];
    const z = left[2];
    const e = left[3];
    const mass = Math.sqrt(this.reducedSquare);
    for (let i = 0; i < 4 * count; i += 4) {
      const along = momenta[i] * x + momenta[i + 1] * y + momenta[i + 2] * z;
      const energy = momenta[i + 3];
      const shift = (along / (e + mass) + energy) / mass;
      momenta[i] += shift * x;
      momenta[i + 1] += shift * y;
      momenta[i + 2] += shift * z;
      momenta[i + 3] = (energy * e + along) / mass;
    }
  }
}
