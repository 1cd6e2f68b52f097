import type { RandomStream } from "../../numerics/random.js";
import { BRANCHING_FRACTION, MASS, PDG, PDG_HYPOTHETICAL } from "../constants.js";
import { B_PAIR_CROSS_SECTION, BPair, type BPairOptions } from "./b-pair.js";
import type { Flight } from "./flight.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import { boostFromParent, decayAlongFlight, decayPair, placePair } from "./trial-decay.js";

/** Pairs that a scalar decays to, with mass and code of the negative one. */
const PAIRS = {
  electrons: { mass: MASS.electron, code: PDG.electron },
  muons: { mass: MASS.muon, code: PDG.muon },
  pions: { mass: MASS.pionCharged, code: -PDG.pionCharged },
  kaons: { mass: MASS.kaonCharged, code: -PDG.kaonCharged },
} as const;

/** What defines the signal B → K⁽*⁾S, S → two particles. */
export interface BToScalarOptions extends BPairOptions {
  /** B⁺ → K⁺S, or B⁰ → K*⁰S with K*⁰ → K⁺π⁻. */
  readonly kaon: "K+" | "K*0";
  /** Mass of the scalar in GeV. */
  readonly scalarMass: number;
  /** Pair that the scalar decays to. */
  readonly final: keyof typeof PAIRS;
  /** Branching fraction of the B decay times that of the scalar to the pair. */
  readonly branchingFraction: number;
  /** Mean proper decay length cτ of the scalar in cm. */
  readonly decayLength: number;
}

/** Branching fraction of K*⁰ → K⁺π⁻, isospin. */
const KAON_STAR_TO_CHARGED = 2 / 3;

const SLOTS = ["other B", "B", "scalar", "kaon", "pion", "x-", "x+"] as const;
const [OTHER, SIGNAL, SCALAR, KAON, PION, MINUS, PLUS] = SLOTS.keys();
const RESONANCE = SLOTS.length;

/**
 * Sampler: B → K⁽*⁾S two-body, K* longitudinal (a scalar decays to scalar and vector), so that K*⁰ → K⁺π⁻ goes as cos²
 * of the helicity angle; S → pair isotropic.
 */
export function bToScalarProcess(options: BToScalarOptions): Process {
  const { scalarMass, branchingFraction } = options;
  const resonant = options.kaon === "K*0";
  const pair = new BPair(options, resonant ? "neutral" : "charged");
  const bMass = resonant ? MASS.b0 : MASS.bPlus;
  const { mass, code } = PAIRS[options.final];
  const share = resonant
    ? BRANCHING_FRACTION.upsilon4SToNeutralB.value * KAON_STAR_TO_CHARGED
    : BRANCHING_FRACTION.upsilon4SToChargedB.value;
  const crossSection = 2 * B_PAIR_CROSS_SECTION.value * share * branchingFraction;
  const scratch = new Float64Array(4 * (SLOTS.length + 1));
  const written = scratch.subarray(0, 4 * SLOTS.length);

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    if (!pair.draw(stream, scratch, pdg, SIGNAL, OTHER)) return 0;
    const recoil = resonant ? RESONANCE : KAON;
    const recoilMass = resonant ? MASS.kaonStarNeutral : MASS.kaonCharged;
    const cosine = 2 * stream.uniformFast() - 1;
    placePair(scratch, bMass, SCALAR, scalarMass, recoil, recoilMass, cosine, 2 * Math.PI * stream.uniformFast());
    if (resonant) {
      const helicity = Math.cbrt(2 * stream.uniformFast() - 1);
      const azimuth = 2 * Math.PI * stream.uniformFast();
      const [kaon, pion] = [MASS.kaonCharged, MASS.pionCharged];
      decayAlongFlight(scratch, RESONANCE, recoilMass, KAON, kaon, PION, pion, helicity, azimuth);
      boostFromParent(scratch, PION, SIGNAL, bMass);
    } else {
      scratch.fill(0, 4 * PION, 4 * PION + 4);
    }
    boostFromParent(scratch, KAON, SIGNAL, bMass);
    boostFromParent(scratch, SCALAR, SIGNAL, bMass);
    const pairCosine = 2 * stream.uniformFast() - 1;
    decayPair(scratch, SCALAR, scalarMass, MINUS, mass, PLUS, mass, pairCosine, 2 * Math.PI * stream.uniformFast());
    momenta.set(written);
    pdg[SCALAR] = PDG_HYPOTHETICAL.darkHiggs;
    pdg[KAON] = pair.flavour * PDG.kaonCharged;
    pdg[PION] = resonant ? -pair.flavour * PDG.pionCharged : 0;
    pdg[MINUS] = code;
    pdg[PLUS] = -code;
    return crossSection;
  };
  return { slots: SLOTS, draw };
}

/** Flight of the scalar, for `fly`. */
export function scalarFlight({ decayLength }: BToScalarOptions): Flight {
  return { products: ["x-", "x+"], decayLength };
}

/** Generator of B⁺ → K⁺S or B⁰ → K*⁰(→ K⁺π⁻)S, S → pair; the other B is not decayed. */
export function bToScalar(options: BToScalarOptions): Generator {
  const { kaon, scalarMass, final, branchingFraction, decayLength } = options;
  const room = kaon === "K+" ? MASS.bPlus - MASS.kaonCharged : MASS.b0 - MASS.kaonStarNeutral;
  if (!(scalarMass > 2 * PAIRS[final].mass && scalarMass < room)) {
    throw new RangeError(`scalar mass: ${scalarMass} GeV, expected ${2 * PAIRS[final].mass} to ${room}`);
  }
  if (!(branchingFraction > 0)) throw new RangeError(`branching fraction: ${branchingFraction}`);
  if (!(decayLength > 0)) throw new RangeError(`decay length: ${decayLength} cm`);
  return makeGenerator(
    {
      id: `b-to-scalar-${kaon}-${final}`,
      title: kaon === "K+" ? "B⁺ → K⁺S" : "B⁰ → K*⁰S",
      matrixElement: "two-body phase space, K* longitudinal; B pair along sin²θ*",
      approximations: ["K* of fixed mass", "the other B is not decayed", "B mesons decay at the interaction point"],
    },
    options.sqrtS,
    bToScalarProcess(options),
  );
}
