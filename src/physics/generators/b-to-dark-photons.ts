import type { RandomStream } from "../../numerics/random.js";
import { BRANCHING_FRACTION, MASS, PDG, PDG_HYPOTHETICAL } from "../constants.js";
import { B_PAIR_CROSS_SECTION, BPair, type BPairOptions } from "./b-pair.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import { decayPair, dot } from "./trial-decay.js";

/** Pairs that a dark photon decays to, with mass and code of the negative one. */
const PAIRS = {
  electrons: { mass: MASS.electron, code: PDG.electron },
  muons: { mass: MASS.muon, code: PDG.muon },
  pions: { mass: MASS.pionCharged, code: -PDG.pionCharged },
} as const;

/** What defines the signal B⁰ → A′A′, each A′ to a pair. */
export interface BToDarkPhotonsOptions extends BPairOptions {
  /** Mass of the dark photon in GeV. */
  readonly darkPhotonMass: number;
  readonly first: keyof typeof PAIRS;
  readonly second: keyof typeof PAIRS;
  /** Branching fraction of B⁰ → A′A′ times those of both A′ (a mode of two different pairs counts twice). */
  readonly branchingFraction: number;
  /** Angles of the pairs: each isotropic (assumption), or correlated as from a scalar that couples to A′A′. */
  readonly angles: "isotropic" | "scalar";
}

const SLOTS = ["other B", "B", "dark photon1", "dark photon2", "a-", "a+", "b-", "b+"] as const;
const [OTHER, SIGNAL, FIRST, SECOND, A_MINUS, A_PLUS, B_MINUS, B_PLUS] = SLOTS.keys();
const DECAYS = [
  [SIGNAL, FIRST, SECOND],
  [FIRST, A_MINUS, A_PLUS],
  [SECOND, B_MINUS, B_PLUS],
] as const;

/**
 * ε₁*·ε₂* squared, with both decays: the currents of the two pairs contracted, over the mean over the directions of
 * both decays, 2 + (p₁p₂/M²)² times the mean currents.
 */
function correlation(momenta: Float64Array, mass: number, firstPion: boolean, secondPion: boolean): number {
  const m2 = mass * mass;
  const aa = dot(momenta, A_MINUS, A_PLUS);
  const bb = dot(momenta, B_MINUS, B_PLUS);
  const mm = dot(momenta, A_MINUS, B_MINUS);
  const mp = dot(momenta, A_MINUS, B_PLUS);
  const pm = dot(momenta, A_PLUS, B_MINUS);
  const pp = dot(momenta, A_PLUS, B_PLUS);
  // Squared masses of the products from p₋p₊ = M²/2 − m².
  const a2 = 0.5 * m2 - aa;
  const b2 = 0.5 * m2 - bb;
  const product = (mm + mp + pm + pp) / m2;
  const firstMean = firstPion ? m2 - 4 * a2 : m2 + 2 * a2;
  const secondMean = secondPion ? m2 - 4 * b2 : m2 + 2 * b2;
  let contracted = 0;
  if (firstPion && secondPion) contracted = (mm - mp - pm + pp) ** 2;
  else if (firstPion) contracted = 2 * (mm - pm) * (mp - pp) + 0.5 * m2 * (m2 - 4 * a2);
  else if (secondPion) contracted = 2 * (mm - mp) * (pm - pp) + 0.5 * m2 * (m2 - 4 * b2);
  else contracted = 2 * (mm * pp + mp * pm) + m2 * (a2 + b2);
  return (9 * contracted) / (firstMean * secondMean * (2 + product * product));
}

/** Sampler of Υ(4S) → B⁰B̄⁰, one B⁰ → A′A′. */
export function bToDarkPhotonsProcess(options: BToDarkPhotonsOptions): Process {
  const { darkPhotonMass } = options;
  const pair = new BPair(options, "neutral");
  const first = PAIRS[options.first];
  const second = PAIRS[options.second];
  const scalar = options.angles === "scalar";
  const masses = [MASS.b0, MASS.b0, darkPhotonMass, darkPhotonMass, first.mass, first.mass, second.mass, second.mass];
  const crossSection =
    2 * B_PAIR_CROSS_SECTION.value * BRANCHING_FRACTION.upsilon4SToNeutralB.value * options.branchingFraction;

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    if (!pair.draw(stream, momenta, pdg, SIGNAL, OTHER)) return 0;
    for (let i = 0; i < DECAYS.length; i++) {
      const [parent, one, other] = DECAYS[i];
      const cosine = 2 * stream.uniformFast() - 1;
      const azimuth = 2 * Math.PI * stream.uniformFast();
      decayPair(momenta, parent, masses[parent], one, masses[one], other, masses[other], cosine, azimuth);
    }
    pdg[FIRST] = pdg[SECOND] = PDG_HYPOTHETICAL.darkPhoton;
    pdg[A_MINUS] = first.code;
    pdg[A_PLUS] = -first.code;
    pdg[B_MINUS] = second.code;
    pdg[B_PLUS] = -second.code;
    if (!scalar) return crossSection;
    return crossSection * correlation(momenta, darkPhotonMass, options.first === "pions", options.second === "pions");
  };
  return { slots: SLOTS, draw };
}

/** Generator of B⁰ → A′A′ with prompt dark photons; the other B is not decayed. */
export function bToDarkPhotons(options: BToDarkPhotonsOptions): Generator {
  const { darkPhotonMass, first, second, branchingFraction } = options;
  const threshold = 2 * Math.max(PAIRS[first].mass, PAIRS[second].mass);
  if (!(darkPhotonMass > threshold && darkPhotonMass < MASS.b0 / 2)) {
    throw new RangeError(`dark photon mass: ${darkPhotonMass} GeV, expected ${threshold} to ${MASS.b0 / 2}`);
  }
  if (!(branchingFraction > 0)) throw new RangeError(`branching fraction: ${branchingFraction}`);
  return makeGenerator(
    {
      id: `b-to-dark-photons-${first}-${second}-${options.angles}`,
      title: "B⁰ → A′A′",
      matrixElement: "two-body phase space; pairs isotropic, or ε₁·ε₂ of a scalar; B pair along sin²θ*",
      approximations: ["dark photons decay at once", "the other B is not decayed"],
    },
    options.sqrtS,
    bToDarkPhotonsProcess(options),
  );
}
