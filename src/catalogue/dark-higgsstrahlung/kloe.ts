import { assumed } from "../../analysis/origin.js";
import { darkHiggsstrahlungCrossSection } from "../../physics/theory/dark-higgsstrahlung.js";
import { darkPhotonBranchingFraction } from "../../physics/theory/dark-photon.js";

/** Collision energy of KLOE on the φ peak, GeV. */
export const PHI_MASS = 1.019461;

/** Integrated luminosity on the peak. */
export const KLOE_LUMINOSITY = assumed(1.65, "fb⁻¹", "recalled, PLB 747, 365; not read again");

/** Mass pairs (GeV) that are told, and the ε²α_D of the strongest published limits. */
const PAIRS = [
  [0.4, 0.1],
  [0.6, 0.3],
  [0.8, 0.1],
] as const;
const COUPLING = 1e-9;

/** One mass pair at KLOE: σ·BR (fb, Born) and produced events on the peak. */
export interface KloePair {
  readonly darkPhotonMass: number;
  readonly darkHiggsMass: number;
  /** σ(A′h′) alone, fb. */
  readonly production: number;
  readonly crossSection: number;
  readonly events: number;
}

/** The search of KLOE as far as it is known: theory at its energy, and produced events. Nothing is simulated. */
export function kloeEvents(): readonly [KloePair, KloePair, KloePair] {
  const at = ([darkPhotonMass, darkHiggsMass]: (typeof PAIRS)[number]): KloePair => {
    const production = darkHiggsstrahlungCrossSection(darkPhotonMass, darkHiggsMass, COUPLING, { sqrtS: PHI_MASS });
    const crossSection = production * darkPhotonBranchingFraction(darkPhotonMass, "muons");
    return { darkPhotonMass, darkHiggsMass, production, crossSection, events: crossSection * KLOE_LUMINOSITY.value };
  };
  return [at(PAIRS[0]), at(PAIRS[1]), at(PAIRS[2])];
}
