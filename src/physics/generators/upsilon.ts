import type { RandomStream } from "../../numerics/random.js";
import { BRANCHING_FRACTION, MASS, type Parameter, PDG } from "../constants.js";
import { twoBodyMomentum } from "../kinematics.js";
import { type Generator, INVISIBLE_SYSTEM, makeGenerator, type Process, type Trial } from "./generator.js";
import { boostFromParent, decayPair, placePair } from "./trial-decay.js";

/** What defines Υ(3S) → π⁺π⁻Υ(1S) with Υ(1S) unseen or to leptons. */
export interface UpsilonOptions {
  readonly final: "invisible" | "electrons" | "muons";
  /** Branching fraction of the Υ(1S) to that final state. */
  readonly branchingFraction: number;
  /** Standard deviation of √s in GeV about the mass of the Υ(3S); 0 for none. */
  readonly energySpread: number;
}

/** Cross-section of e⁺e⁻ → Υ(3S) at its peak, with radiation and spread of the beams. */
export const UPSILON_3S_CROSS_SECTION: Parameter = {
  value: 122e6 / 28,
  unit: "fb",
  origin: "recalled",
  source: "BaBar: about 122 million Υ(3S) in 28 fb⁻¹",
};

const SLOTS = ["pi-", "pi+", "Upsilon(1S)", "l-", "l+"] as const;
const [PION_MINUS, PION_PLUS, UPSILON, MINUS, PLUS] = SLOTS.keys();
const DIPION = SLOTS.length;

/**
 * Sampler: three-body phase space flat in the Dalitz plot for the pions, isotropic; leptons of the Υ(1S), which keeps
 * the polarisation of the beams when the pions take none, as 1 + cos² about the beam line.
 */
export function upsilonProcess(options: UpsilonOptions): Process {
  const nominal = MASS.upsilon3S;
  const { upsilon1S, pionCharged } = MASS;
  const seen = options.final !== "invisible";
  const muons = options.final === "muons";
  const leptonMass = muons ? MASS.muon : MASS.electron;
  const code = muons ? PDG.muon : PDG.electron;
  const crossSection =
    UPSILON_3S_CROSS_SECTION.value * BRANCHING_FRACTION.upsilon3SToPionsUpsilon1S.value * options.branchingFraction;
  const scratch = new Float64Array(4 * (SLOTS.length + 1));
  const written = scratch.subarray(0, 4 * SLOTS.length);

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    const energy = options.energySpread > 0 ? nominal + options.energySpread * stream.normal() : nominal;
    const low = 2 * pionCharged;
    const high = energy - upsilon1S;
    if (high <= low) return 0;
    // Flat Dalitz plot: dN/dm ∝ p(Υ) q(π), each at most its value at one end.
    const envelope = twoBodyMomentum(energy, upsilon1S, low) * twoBodyMomentum(high, pionCharged, pionCharged);
    let mass = 0;
    let height = 0;
    do {
      mass = low + (high - low) * stream.uniformFast();
      height = twoBodyMomentum(energy, upsilon1S, mass) * twoBodyMomentum(mass, pionCharged, pionCharged);
    } while (stream.uniformFast() * envelope >= height);
    const cosine = 2 * stream.uniformFast() - 1;
    placePair(scratch, energy, DIPION, mass, UPSILON, upsilon1S, cosine, 2 * Math.PI * stream.uniformFast());
    const pionCosine = 2 * stream.uniformFast() - 1;
    const pionAzimuth = 2 * Math.PI * stream.uniformFast();
    decayPair(scratch, DIPION, mass, PION_MINUS, pionCharged, PION_PLUS, pionCharged, pionCosine, pionAzimuth);
    let leptonCosine = 0;
    do leptonCosine = 2 * stream.uniformFast() - 1;
    while (2 * stream.uniformFast() >= 1 + leptonCosine * leptonCosine);
    const azimuth = 2 * Math.PI * stream.uniformFast();
    placePair(scratch, upsilon1S, MINUS, leptonMass, PLUS, leptonMass, leptonCosine, azimuth);
    boostFromParent(scratch, MINUS, UPSILON, upsilon1S);
    boostFromParent(scratch, PLUS, UPSILON, upsilon1S);
    momenta.set(written);
    pdg[PION_MINUS] = -PDG.pionCharged;
    pdg[PION_PLUS] = PDG.pionCharged;
    pdg[UPSILON] = seen ? PDG.upsilon1S : INVISIBLE_SYSTEM;
    pdg[MINUS] = seen ? code : 0;
    pdg[PLUS] = seen ? -code : 0;
    return crossSection;
  };
  return { slots: SLOTS, draw };
}

/** Generator of Υ(3S) → π⁺π⁻Υ(1S) at √s = 10.355 GeV. */
export function upsilon(options: UpsilonOptions): Generator {
  const { branchingFraction, final } = options;
  if (!(branchingFraction > 0)) throw new RangeError(`branching fraction: ${branchingFraction}`);
  return makeGenerator(
    {
      id: `upsilon-${final}`,
      title: "Υ(3S) → π⁺π⁻Υ(1S)",
      matrixElement: "three-body phase space; leptons as 1 + cos² about the beam line",
      approximations: [
        "flat Dalitz plot: the two bumps of the π⁺π⁻ mass are left out",
        "leptons of the Υ(1S) do not radiate",
      ],
    },
    MASS.upsilon3S,
    upsilonProcess(options),
  );
}
