import type { RandomStream } from "../../numerics/random.js";
import { ALPHA, BRANCHING_FRACTION, HBARC2_FB, MASS, PDG, PDG_HYPOTHETICAL } from "../constants.js";
import { leptonPairCrossSection } from "../theory/lepton-pair.js";
import { BornPair } from "./born-pair.js";
import type { CollisionOptions } from "./collision.js";
import { type Generator, INVISIBLE_SYSTEM, makeGenerator, type Process, type Trial } from "./generator.js";
import { InitialStateRadiation } from "./initial-state-radiation.js";
import { TAU_BRANCHING_FRACTION, TauDecay } from "./tau-decay.js";
import { ThreePionDecay } from "./three-pion-decay.js";
import { decayAlongFlight } from "./trial-decay.js";

/** What defines e⁺e⁻ → τ⁺τ⁻ with one τ → 3πν as the tag and the other to a lepton. */
export interface TauToAlpOptions extends CollisionOptions {
  readonly lepton: "electron" | "muon";
  /** Decay of the signal side: a lepton and an unseen boson, or the lepton and two neutrinos (the background). */
  readonly decay: "alp" | "neutrinos";
  /** Mass of the unseen boson in GeV. */
  readonly alpMass: number;
  /** Branching fraction of τ → ℓα; that of the leptonic decay is used for "neutrinos". */
  readonly branchingFraction: number;
}

const SLOTS = ["lepton", "missing", "pion1", "pion2", "pion3", "tag neutrino", "isr electron", "isr positron"] as const;
const [LEPTON, MISSING, FIRST, SECOND, THIRD, NEUTRINO, BEAM_PHOTONS] = SLOTS.keys();
/** Slots of scratch: τ of the signal, τ of the tag. */
const SIGNAL = SLOTS.length;
const TAG = SLOTS.length + 1;

/**
 * Sampler. The τ pair as in `ditau` (radiation of both beams, Born angles with the τ mass); τ → ℓα isotropic, τ → ℓνν̄ by
 * V − A; the tag by `ThreePionDecay`. The helicities are not passed on: three pions analyse them weakly.
 */
export function tauToAlpProcess(options: TauToAlpOptions): Process {
  const { sqrtS, energySpread, radiation, alpMass } = options;
  const threshold = 2 * MASS.tau;
  const crossSection = (s: number) => leptonPairCrossSection(MASS.tau, { sqrtS: Math.sqrt(s) });
  const isr = radiation ? new InitialStateRadiation({ sqrtS, threshold, crossSection, collinear: false }) : null;
  const pair = new BornPair();
  const leptonic = new TauDecay();
  const tag = new ThreePionDecay();
  const muon = options.lepton === "muon";
  const leptonMass = muon ? MASS.muon : MASS.electron;
  const code = muon ? PDG.muon : PDG.electron;
  const alp = options.decay === "alp";
  const signal = alp ? options.branchingFraction : TAU_BRANCHING_FRACTION[options.lepton];
  const tagged = BRANCHING_FRACTION.tauToThreePions.value;
  // Either τ may be the tag.
  const factor = ((4 * Math.PI * ALPHA * ALPHA) / 3) * HBARC2_FB * 2 * signal * tagged;
  const scratch = new Float64Array(4 * (SLOTS.length + 2));
  const written = scratch.subarray(0, 4 * BEAM_PHOTONS);

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    const energy = energySpread > 0 ? sqrtS + energySpread * stream.normal() : sqrtS;
    let weight = factor;
    let s = energy * energy;
    if (isr) {
      weight *= isr.draw(stream, energy);
      s = isr.reducedSquare;
    }
    const beta2 = 1 - (4 * MASS.tau * MASS.tau) / s;
    if (weight === 0 || beta2 <= 0) return 0;
    weight *= (Math.sqrt(beta2) * (3 - beta2)) / (2 * s);
    pair.draw(stream, isr, beta2);
    const half = 0.5 * Math.sqrt(s);
    const momentum = half * Math.sqrt(beta2);
    // The direction of the pair is that of the τ⁻.
    const charge = stream.uniformFast() < 0.5 ? -1 : 1;
    for (let k = 0; k < 3; k++) {
      scratch[4 * SIGNAL + k] = -charge * momentum * pair.direction[k];
      scratch[4 * TAG + k] = charge * momentum * pair.direction[k];
    }
    scratch[4 * SIGNAL + 3] = scratch[4 * TAG + 3] = half;
    if (alp) {
      const cosine = 2 * stream.uniformFast() - 1;
      const azimuth = 2 * Math.PI * stream.uniformFast();
      decayAlongFlight(scratch, SIGNAL, MASS.tau, LEPTON, leptonMass, MISSING, alpMass, cosine, azimuth);
    } else {
      leptonic.draw(stream, options.lepton, 0);
      const [x, y, z] = pair.direction;
      leptonic.boost(-charge * x, -charge * y, -charge * z, half / MASS.tau, momentum / MASS.tau);
      for (let k = 0; k < 4; k++) {
        scratch[4 * LEPTON + k] = leptonic.momenta[k];
        scratch[4 * MISSING + k] = scratch[4 * SIGNAL + k] - leptonic.momenta[k];
      }
    }
    tag.draw(stream, scratch, TAG, FIRST, SECOND, THIRD, NEUTRINO);
    momenta.set(written);
    // Signal τ of this charge; the tag has the other one, and its odd pion the charge of the signal.
    pdg[LEPTON] = -charge * code;
    pdg[MISSING] = alp ? PDG_HYPOTHETICAL.alp : INVISIBLE_SYSTEM;
    pdg[FIRST] = pdg[SECOND] = -charge * PDG.pionCharged;
    pdg[THIRD] = charge * PDG.pionCharged;
    pdg[NEUTRINO] = charge > 0 ? PDG.tauNeutrino : -PDG.tauNeutrino;
    if (isr) {
      isr.boost(momenta, BEAM_PHOTONS);
      isr.write(momenta, pdg, BEAM_PHOTONS);
    }
    return weight;
  };
  return { slots: radiation ? SLOTS : SLOTS.slice(0, BEAM_PHOTONS), draw };
}

/** Generator of e⁺e⁻ → τ⁺τ⁻, one τ → π π π ν, the other τ → ℓα or τ → ℓνν̄. */
export function tauToAlp(options: TauToAlpOptions): Generator {
  const { sqrtS, alpMass, branchingFraction, lepton, decay } = options;
  const leptonMass = lepton === "muon" ? MASS.muon : MASS.electron;
  if (!(alpMass >= 0 && alpMass < MASS.tau - leptonMass)) throw new RangeError(`ALP mass: ${alpMass} GeV`);
  if (!(branchingFraction > 0)) throw new RangeError(`branching fraction: ${branchingFraction}`);
  return makeGenerator(
    {
      id: `tau-to-${lepton}-${decay}`,
      title: `e⁺e⁻ → τ⁺τ⁻, τ → 3πν, τ → ${lepton} and ${decay}`,
      matrixElement: "one photon in the s channel with the τ mass; τ → ℓα isotropic, τ → ℓνν̄ by V − A",
      approximations: [
        "τ decays unpolarised and uncorrelated",
        "three pions from an a₁ of fixed Breit–Wigner, flat in its Dalitz plot (assumption)",
        "no radiation of the τ leptons",
      ],
    },
    sqrtS,
    tauToAlpProcess(options),
  );
}
