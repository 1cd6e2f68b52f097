import type { RandomStream } from "../../numerics/random.js";
import { ALPHA, HBARC2_FB, MASS, PDG } from "../constants.js";
import { leptonPairCrossSection } from "../theory/lepton-pair.js";
import { BornPair } from "./born-pair.js";
import type { CollisionOptions } from "./collision.js";
import { FinalStateRadiation } from "./final-state-radiation.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import { InitialStateRadiation } from "./initial-state-radiation.js";
import { includesRho, TAU_DECAY_SLOTS, TAU_PHOTON_SLOTS, type TauChoice, TauPairDecay } from "./tau-pair-decay.js";

export type { TauChoice } from "./tau-pair-decay.js";

/** What defines e⁺e⁻ → τ⁺τ⁻(γ…). */
export interface DitauOptions extends CollisionOptions {
  /** Decays of the τ⁻ and of the τ⁺; the cross-section includes their branching fractions. */
  readonly decays: readonly [TauChoice, TauChoice];
  /** Factor |1 − Π|⁻² on the cross-section; 1 unless told (about 1.06 at 10.58 GeV, recalled). */
  readonly vacuumPolarisation?: number;
}

const RADIATION_SLOTS = ["fsr photon", "isr electron", "isr positron"] as const;
const [PAIR_PHOTON, BEAM_PHOTONS, PION_PHOTONS] = [3, 4, 6];

/** Sampler of e⁺e⁻ → τ⁺τ⁻(γ…) with decays; see `ditau` for what is exact. */
export function ditauProcess(options: DitauOptions): Process {
  const { sqrtS, energySpread, radiation, vacuumPolarisation = 1 } = options;
  const crossSection = (s: number) => leptonPairCrossSection(MASS.tau, { sqrtS: Math.sqrt(s) });
  const threshold = 2 * MASS.tau;
  const isr = radiation ? new InitialStateRadiation({ sqrtS, threshold, crossSection, collinear: false }) : null;
  const pair = new BornPair();
  const fsr = new FinalStateRadiation(MASS.tau);
  const decay = new TauPairDecay(options.decays);
  const taus = new Float64Array(12);
  const factor = ((4 * Math.PI * ALPHA * ALPHA) / 3) * HBARC2_FB * vacuumPolarisation * decay.branchingFraction;
  const draw = (stream: RandomStream, trial: Trial): number => {
    const { momenta, pdg } = trial;
    const energy = energySpread > 0 ? sqrtS + energySpread * stream.normal() : sqrtS;
    let weight = factor;
    let s = energy * energy;
    if (isr) {
      weight *= isr.draw(stream, energy);
      s = isr.reducedSquare;
    }
    const ratio = (4 * MASS.tau * MASS.tau) / s;
    const beta2 = 1 - ratio;
    if (weight === 0 || beta2 <= 0) return 0;
    weight *= (Math.sqrt(beta2) * (3 - beta2)) / (2 * s);
    pair.draw(stream, isr, beta2);
    const { cosine } = pair;
    if (isr) fsr.draw(stream, s, pair.axis, pair.direction, cosine, taus);
    else {
      const half = 0.5 * Math.sqrt(s);
      for (let k = 0; k < 3; k++) {
        taus[k] = half * Math.sqrt(beta2) * pair.direction[k];
        taus[4 + k] = -taus[k];
      }
      taus[3] = taus[7] = half;
    }
    // Helicities are opposite but for the flip of the mass, (4m²/s) sin²θ against 1 + cos²θ.
    const flip = ratio * (1 - cosine * cosine);
    const minus = stream.uniformFast() < 0.5 ? 1 : -1;
    const plus = stream.uniformFast() * (1 + cosine * cosine + flip) < flip ? -minus : minus;
    decay.draw(stream, taus, minus, plus, trial, pionPhotons);
    if (!isr) return weight;
    if (fsr.fraction > 0) {
      pdg[PAIR_PHOTON] = PDG.photon;
      for (let k = 0; k < 4; k++) momenta[4 * PAIR_PHOTON + k] = taus[8 + k];
    }
    isr.boost(momenta, slots.length);
    isr.write(momenta, pdg, BEAM_PHOTONS);
    return weight;
  };
  const slots = [
    ...TAU_DECAY_SLOTS,
    ...(radiation ? RADIATION_SLOTS : []),
    ...(decay.withPhotons ? TAU_PHOTON_SLOTS : []),
  ];
  const pionPhotons = radiation ? PION_PHOTONS : 3;
  return { slots, draw };
}

/** Generator of e⁺e⁻ → τ⁺τ⁻(γ…) with the given decays. */
export function ditau(options: DitauOptions): Generator {
  const { sqrtS, radiation, decays, vacuumPolarisation = 1 } = options;
  return makeGenerator(
    {
      id: `ditau-${decays.join("-")}`,
      title: `e⁺e⁻ → τ⁺τ⁻(γ…), τ⁻ → ${decays[0]}, τ⁺ → ${decays[1]}`,
      matrixElement:
        "One photon in the s channel with the τ mass; leptonic decays by V − A with the lepton's mass, decays to a pion " +
        "exact, the helicities of both τ correlated, the flip by the mass included.",
      approximations: [
        "Correlations of the transverse spins are left out: energies and their correlation are right, the azimuths of " +
          "the daughters about the τ axis are flat.",
        ...(decays.some(includesRho)
          ? ["τ → ρν with a Breit–Wigner ρ; interference of its longitudinal and transverse states left out."]
          : []),
        ...(radiation
          ? [
              "Photons of both beams and the hardest one of the τ pair as for muons, without interference of the two and " +
                "without change of the helicities; no radiation in the decays.",
            ]
          : ["No radiation."]),
        vacuumPolarisation === 1
          ? "α = α(0): vacuum polarisation would raise the cross-section by about 6 % (recalled)."
          : `Vacuum polarisation as one factor, ${vacuumPolarisation}.`,
        "The momenta of all neutrinos are given as their sum.",
      ],
    },
    sqrtS,
    ditauProcess(options),
  );
}
