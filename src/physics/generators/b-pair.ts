import type { RandomStream } from "../../numerics/random.js";
import type { Parameter } from "../constants.js";
import { MASS, PDG } from "../constants.js";
import { placePair } from "./trial-decay.js";

/** How B pairs are made, for the generators of their decays. */
export interface BPairOptions {
  /** Nominal centre-of-mass energy in GeV. */
  readonly sqrtS: number;
  /** Standard deviation of √s in GeV; 0 for none. */
  readonly energySpread: number;
}

/** Cross-section of e⁺e⁻ → Υ(4S) → BB̄. */
export const B_PAIR_CROSS_SECTION: Parameter = {
  value: 772e6 / 711,
  unit: "fb",
  origin: "derived",
  source: "Belle: (772 ± 11) million pairs in 711 fb⁻¹",
};

/**
 * One pair of B mesons a trial: the B whose decay is looked at, and the other one. They fly back to back along sin²θ*,
 * as two scalars from a vector that was made by the beams.
 */
export class BPair {
  /** 1 where the B of the signal holds a b̄ quark (B⁰, B⁺), −1 where it holds a b. */
  flavour = 1;
  readonly #options: BPairOptions;
  readonly #mass: number;
  readonly #code: number;

  constructor(options: BPairOptions, charge: "neutral" | "charged") {
    this.#options = options;
    this.#mass = charge === "neutral" ? MASS.b0 : MASS.bPlus;
    this.#code = charge === "neutral" ? PDG.b0 : PDG.bPlus;
  }

  /** Writes the pair; false where the beams have not the energy for it. */
  draw(stream: RandomStream, momenta: Float64Array, pdg: Int32Array, signal: number, other: number): boolean {
    const { sqrtS, energySpread } = this.#options;
    const energy = energySpread > 0 ? sqrtS + energySpread * stream.normal() : sqrtS;
    if (energy <= 2 * this.#mass) return false;
    let cosine = 0;
    do cosine = 2 * stream.uniformFast() - 1;
    while (stream.uniformFast() < cosine * cosine);
    placePair(momenta, energy, signal, this.#mass, other, this.#mass, cosine, 2 * Math.PI * stream.uniformFast());
    this.flavour = stream.uniformFast() < 0.5 ? 1 : -1;
    pdg[signal] = this.flavour * this.#code;
    pdg[other] = -this.flavour * this.#code;
    return true;
  }
}
