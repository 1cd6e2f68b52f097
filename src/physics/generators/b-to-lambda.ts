import type { RandomStream } from "../../numerics/random.js";
import { BRANCHING_FRACTION, DECAY_LENGTH, MASS, PDG, PDG_HYPOTHETICAL } from "../constants.js";
import { B_PAIR_CROSS_SECTION, BPair, type BPairOptions } from "./b-pair.js";
import type { Flight } from "./flight.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import { decayPair } from "./trial-decay.js";

/** What defines the signal B⁰ → Λψ_DS, Λ → pπ⁻, with the other B⁰ as the tag. */
export interface BToLambdaOptions extends BPairOptions {
  /** Mass of the dark baryon ψ_DS in GeV. */
  readonly darkBaryonMass: number;
  /** Branching fraction of B⁰ → Λψ_DS. */
  readonly branchingFraction: number;
}

const SLOTS = ["other B", "B", "dark baryon", "Lambda", "proton", "pion"] as const;
const [OTHER, SIGNAL, DARK, LAMBDA, PROTON, PION] = SLOTS.keys();

/** Sampler: two-body phase space throughout (spin correlations of Λ and ψ_DS left out, as in the publication). */
export function bToLambdaProcess(options: BToLambdaOptions): Process {
  const pair = new BPair(options, "neutral");
  const { darkBaryonMass } = options;
  // Either B may be the one that decays so.
  const crossSection =
    2 *
    B_PAIR_CROSS_SECTION.value *
    BRANCHING_FRACTION.upsilon4SToNeutralB.value *
    BRANCHING_FRACTION.lambdaToProtonPion.value *
    options.branchingFraction;

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    if (!pair.draw(stream, momenta, pdg, SIGNAL, OTHER)) return 0;
    const cosine = 2 * stream.uniformFast() - 1;
    const azimuth = 2 * Math.PI * stream.uniformFast();
    decayPair(momenta, SIGNAL, MASS.b0, LAMBDA, MASS.lambda, DARK, darkBaryonMass, cosine, azimuth);
    const protonCosine = 2 * stream.uniformFast() - 1;
    const protonAzimuth = 2 * Math.PI * stream.uniformFast();
    decayPair(momenta, LAMBDA, MASS.lambda, PROTON, MASS.proton, PION, MASS.pionCharged, protonCosine, protonAzimuth);
    pdg[DARK] = -pair.flavour * PDG_HYPOTHETICAL.darkBaryon;
    pdg[LAMBDA] = pair.flavour * PDG.lambda;
    pdg[PROTON] = pair.flavour * PDG.proton;
    pdg[PION] = -pair.flavour * PDG.pionCharged;
    return crossSection;
  };
  return { slots: SLOTS, draw };
}

/** Flight of the Λ, for `fly`. */
export const LAMBDA_FLIGHT: Flight = { products: ["proton", "pion"], decayLength: DECAY_LENGTH.lambda.value };

/** Generator of Υ(4S) → B⁰B̄⁰ with one B⁰ → Λ(→ pπ⁻)ψ_DS. */
export function bToLambda(options: BToLambdaOptions): Generator {
  const { darkBaryonMass, branchingFraction } = options;
  if (!(darkBaryonMass > 0 && darkBaryonMass < MASS.b0 - MASS.lambda)) {
    throw new RangeError(`dark baryon mass: ${darkBaryonMass} GeV, B⁰ → Λψ is closed`);
  }
  if (!(branchingFraction > 0)) throw new RangeError(`branching fraction: ${branchingFraction}`);
  return makeGenerator(
    {
      id: "b-to-lambda",
      title: "B⁰ → Λψ, Λ → pπ⁻",
      matrixElement: "two-body phase space; B pair along sin²θ* (Belle, PRD 105 (2022) L051101)",
      approximations: ["Λ unpolarised", "the other B is not decayed", "B mesons decay at the interaction point"],
    },
    options.sqrtS,
    bToLambdaProcess(options),
  );
}
