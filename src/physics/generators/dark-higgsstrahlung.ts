import type { RandomStream } from "../../numerics/random.js";
import { MASS, PDG, PDG_HYPOTHETICAL } from "../constants.js";
import { darkHiggsstrahlungCrossSection } from "../theory/dark-higgsstrahlung.js";
import { darkPhotonBranchingFraction } from "../theory/dark-photon.js";
import { BeamCollision, type CollisionOptions } from "./collision.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import { decayPair, placePair } from "./trial-decay.js";

/** What defines the signal e⁺e⁻ → A′h′, A′ → μ⁺μ⁻, h′ unseen. */
export interface DarkHiggsstrahlungOptions extends CollisionOptions {
  /** Mass of the dark photon A′ in GeV. */
  readonly darkPhotonMass: number;
  /** Mass of the dark Higgs boson h′ in GeV. */
  readonly darkHiggsMass: number;
  /** ε²α_D: the cross-section is proportional to it. */
  readonly epsilonSquaredAlphaD: number;
}

const SLOTS = ["mu-", "mu+", "dark Higgs", "dark photon", "radiated photon"] as const;
const [MINUS, PLUS, HIGGS, VECTOR, RADIATED] = SLOTS.keys();

/**
 * Sampler of e⁺e⁻ → A′h′ → μ⁺μ⁻h′.
 *
 * The cross-section of A′h′ at s′ times the branching fraction carries the size; the angles carry the lepton tensors
 * of beams and muons contracted, (p₊q₊)(p₋q₋) + (p₊q₋)(p₋q₊) + m_μ²(p₊p₋), over its mean. The propagators are
 * numbers, so this holds every spin correlation (electron mass neglected).
 */
export function darkHiggsstrahlungProcess(options: DarkHiggsstrahlungOptions): Process {
  const { darkPhotonMass, darkHiggsMass, epsilonSquaredAlphaD } = options;
  const crossSection = (sqrtS: number) =>
    darkHiggsstrahlungCrossSection(darkPhotonMass, darkHiggsMass, epsilonSquaredAlphaD, { sqrtS });
  const collision = new BeamCollision(options, darkPhotonMass + darkHiggsMass, crossSection);
  const branching = darkPhotonBranchingFraction(darkPhotonMass, "muons");
  const m2 = MASS.muon ** 2;
  const mass2 = darkPhotonMass ** 2;
  const reduced = { sqrtS: options.sqrtS };

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    if (!collision.draw(stream)) return 0;
    const energy = collision.reducedEnergy;
    const s = energy * energy;
    const cosine = 2 * stream.uniformFast() - 1;
    const muonCosine = 2 * stream.uniformFast() - 1;
    const azimuth = 2 * Math.PI * stream.uniformFast();
    const muonAzimuth = 2 * Math.PI * stream.uniformFast();
    placePair(momenta, energy, VECTOR, darkPhotonMass, HIGGS, darkHiggsMass, cosine, azimuth);
    decayPair(momenta, VECTOR, darkPhotonMass, MINUS, MASS.muon, PLUS, MASS.muon, muonCosine, muonAzimuth);
    // Beams along ±z with energy √s′/2: p₋·q and p₊·q are √s′/2 (E ∓ p_z).
    const half = 0.5 * energy;
    const minus = 4 * MINUS;
    const plus = 4 * PLUS;
    const electronMinus = half * (momenta[minus + 3] - momenta[minus + 2]);
    const positronMinus = half * (momenta[minus + 3] + momenta[minus + 2]);
    const electronPlus = half * (momenta[plus + 3] - momenta[plus + 2]);
    const positronPlus = half * (momenta[plus + 3] + momenta[plus + 2]);
    const tensors = positronPlus * electronMinus + positronMinus * electronPlus + 0.5 * m2 * s;
    const momentum2 = momenta[4 * VECTOR + 3] ** 2 - mass2;
    const mean = ((mass2 + 2 * m2) * s * (1 + momentum2 / (3 * mass2))) / 6;
    pdg[MINUS] = PDG.muon;
    pdg[PLUS] = -PDG.muon;
    pdg[HIGGS] = PDG_HYPOTHETICAL.darkHiggs;
    pdg[VECTOR] = PDG_HYPOTHETICAL.darkPhoton;
    reduced.sqrtS = energy;
    const born = darkHiggsstrahlungCrossSection(darkPhotonMass, darkHiggsMass, epsilonSquaredAlphaD, reduced);
    collision.finish(momenta, pdg, RADIATED, RADIATED);
    return (collision.weight * born * branching * tensors) / mean;
  };
  return { slots: SLOTS, draw };
}

/** Generator of e⁺e⁻ → A′h′, A′ → μ⁺μ⁻; its cross-section includes the branching fraction. */
export function darkHiggsstrahlung(options: DarkHiggsstrahlungOptions): Generator {
  const { sqrtS, darkPhotonMass, darkHiggsMass, epsilonSquaredAlphaD } = options;
  if (!(darkPhotonMass > 2 * MASS.muon)) throw new RangeError(`dark photon mass: ${darkPhotonMass} GeV`);
  if (!(darkHiggsMass > 0)) throw new RangeError(`dark Higgs mass: ${darkHiggsMass} GeV`);
  if (!(epsilonSquaredAlphaD > 0)) throw new RangeError(`ε²α_D: ${epsilonSquaredAlphaD}`);
  return makeGenerator(
    {
      id: "dark-higgsstrahlung",
      title: "e⁺e⁻ → A′h′, A′ → μ⁺μ⁻",
      matrixElement: "lepton tensors of beams and muons contracted; size from Batell, Pospelov and Ritz (2009)",
      approximations: ["narrow A′", "radiation of the beams along the beam line", "no radiation from the muons"],
    },
    sqrtS,
    darkHiggsstrahlungProcess(options),
  );
}
