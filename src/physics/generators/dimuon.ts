import type { RandomStream } from "../../numerics/random.js";
import { ALPHA, HBARC2_FB, MASS, PDG } from "../constants.js";
import { leptonPairCrossSection } from "../theory/lepton-pair.js";
import { BornPair } from "./born-pair.js";
import type { CollisionOptions } from "./collision.js";
import { FinalStateRadiation } from "./final-state-radiation.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import { InitialStateRadiation } from "./initial-state-radiation.js";
import { interferenceExponent, interferenceRatio } from "./interference.js";

/** What defines e⁺e⁻ → μ⁺μ⁻(γ…). */
export interface DimuonOptions extends CollisionOptions {
  /** Factor |1 − Π|⁻² on the cross-section; 1 unless told (about 1.06 at 10.58 GeV, recalled). */
  readonly vacuumPolarisation?: number;
  /** Least mass in GeV of the muon pair before its own radiation; the threshold unless told. */
  readonly leastPairMass?: number;
}

const SLOTS = ["mu-", "mu+", "fsr photon", "isr electron", "isr positron"] as const;
const [MINUS, PLUS, PAIR_PHOTON, BEAM_PHOTONS] = [0, 1, 2, 3];

/** 1 + 3α/4π: what radiation of the pair adds to the cross-section, all photons counted. */
export const PAIR_RADIATION_FACTOR = 1 + (3 * ALPHA) / (4 * Math.PI);

/** Sampler of e⁺e⁻ → μ⁺μ⁻(γ…); see `dimuon` for what is exact. */
export function dimuonProcess(options: DimuonOptions): Process {
  const { sqrtS, energySpread, radiation, vacuumPolarisation = 1, leastPairMass = 2 * MASS.muon } = options;
  const threshold = Math.max(leastPairMass, 2 * MASS.muon);
  const crossSection = (s: number) => leptonPairCrossSection(MASS.muon, { sqrtS: Math.sqrt(s) });
  const isr = radiation ? new InitialStateRadiation({ sqrtS, threshold, crossSection, collinear: false }) : null;
  const pair = new BornPair();
  const fsr = new FinalStateRadiation(MASS.muon);
  // ln of the fraction below which there is no photon.
  const nothing = isr ? Math.log(isr.softest) : 0;
  const before = new Float64Array(8);
  const factor =
    ((4 * Math.PI * ALPHA * ALPHA) / 3) * HBARC2_FB * vacuumPolarisation * (radiation ? PAIR_RADIATION_FACTOR : 1);

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    const energy = energySpread > 0 ? sqrtS + energySpread * stream.normal() : sqrtS;
    let weight = factor;
    let s = energy * energy;
    if (isr) {
      weight *= isr.draw(stream, energy);
      s = isr.reducedSquare;
    }
    const beta2 = 1 - (4 * MASS.muon * MASS.muon) / s;
    if (weight === 0 || beta2 <= 0) return 0;
    const beta = Math.sqrt(beta2);
    weight *= (beta * (3 - beta2)) / (2 * s);
    pair.draw(stream, isr, beta2);
    pdg[MINUS] = PDG.muon;
    pdg[PLUS] = -PDG.muon;
    if (!isr) {
      placePair(momenta, pair.direction, 0.5 * Math.sqrt(s), beta);
      return weight;
    }
    fsr.draw(stream, s, pair.axis, pair.direction, pair.cosine, momenta);
    pdg[PAIR_PHOTON] = fsr.fraction > 0 ? PDG.photon : 0;
    isr.boost(momenta, 3);
    isr.write(momenta, pdg, BEAM_PHOTONS);

    // Interference of beams and pair: of the hardest photon exactly, of all softer ones by the exponent.
    let hardest = 0.5 * energy * isr.softest;
    let at = -1;
    if (isr.hardest >= 0) {
      at = 4 * (BEAM_PHOTONS + isr.hardest);
      hardest = momenta[at + 3];
    }
    let leptons = momenta;
    if (fsr.fraction > 0 && momenta[4 * PAIR_PHOTON + 3] > hardest) {
      at = 4 * PAIR_PHOTON;
      hardest = momenta[at + 3];
    } else if (fsr.fraction > 0) {
      placePair(before, pair.direction, 0.5 * Math.sqrt(s), beta);
      isr.boost(before, 2);
      leptons = before;
    }
    const soft = Math.exp(
      interferenceExponent(beta * pair.cosine) * (at < 0 ? nothing : Math.log((2 * hardest) / energy)),
    );
    const ratio = at < 0 ? 1 : interferenceRatio(energy, momenta, at, leptons);
    // It changes sign when the muons change places, and nothing else does: instead of a weight that varies, their
    // places are drawn.
    const asDrawn = soft * ratio;
    const exchanged = (2 - ratio) / soft;
    if (stream.uniformFast() * (asDrawn + exchanged) < exchanged) exchange(momenta);
    return 0.5 * weight * (asDrawn + exchanged);
  };
  return { slots: radiation ? SLOTS : SLOTS.slice(0, 2), draw };
}

/** Generator of e⁺e⁻ → μ⁺μ⁻(γ…). */
export function dimuon(options: DimuonOptions): Generator {
  const { sqrtS, radiation, vacuumPolarisation = 1 } = options;
  return makeGenerator(
    {
      id: "dimuon",
      title: "e⁺e⁻ → μ⁺μ⁻(γ…)",
      matrixElement:
        "One photon in the s channel with the muon mass. Radiation of one hard photon exact: from the beams with " +
        "their mass, from the muons with theirs, and the interference of the two in the eikonal form.",
      approximations: radiation
        ? [
            "Up to three photons: one from each beam by second-order structure functions, the hardest one of the muons " +
              "by the veto algorithm. Two hard photons factorise: exact where one is soft or both are collinear.",
            "Interference of beams and muons: exact for the hardest photon with the others left aside; softer and " +
              "virtual photons exponentiated. The part of the two-photon box without soft logarithm is left out.",
            "Photons below 2·10⁻⁴ of the beam energy are not written; their effect on the cross-section is kept.",
            vacuumPolarisation === 1
              ? "α = α(0): vacuum polarisation would raise the cross-section by about 6 % (recalled)."
              : `Vacuum polarisation as one factor, ${vacuumPolarisation}.`,
            "No Z boson.",
          ]
        : ["No radiation."],
    },
    sqrtS,
    dimuonProcess(options),
  );
}

/** Writes a pair of energy `energy` each, back to back, into the first two slots of `to`. */
function placePair(to: Float64Array, direction: Float64Array, energy: number, beta: number): void {
  const momentum = energy * beta;
  for (let k = 0; k < 3; k++) {
    to[k] = momentum * direction[k];
    to[4 + k] = -to[k];
  }
  to[3] = to[7] = energy;
}

/** Exchanges the momenta of the first two slots. */
function exchange(momenta: Float64Array): void {
  for (let k = 0; k < 4; k++) {
    const first = momenta[k];
    momenta[k] = momenta[4 + k];
    momenta[4 + k] = first;
  }
}
