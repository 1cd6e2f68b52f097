import { MASS, type Parameter } from "../constants.js";
import { type Collision, resolved } from "./collision.js";
import { withInitialStateRadiation } from "./initial-state-radiation.js";
import { emissionCrossSection, emissionMassSpectrum } from "./lepton-pair-emission.js";

/**
 * The Z′ of gauged L_μ − L_τ: vector couplings −g′ to μ and ν_μ, +g′ to τ and ν_τ.
 * Belle II, PRL 124 (2020) 141801 and references there.
 */

/** σ(e⁺e⁻ → μ⁺μ⁻Z′) in fb at tree level; 0 above threshold. `mass` > 0 in GeV. Scales exactly as g′²α². */
export function zprimeCrossSection(mass: number, coupling: number, collision: Collision = {}): number {
  return emissionCrossSection("vector", mass, coupling, MASS.muon, collision);
}

/** The same with radiation from the initial state, all of it down to threshold. */
export function zprimeRadiativeCrossSection(mass: number, coupling: number, collision: Collision = {}): number {
  const { s } = resolved(collision);
  return withInitialStateRadiation(
    (sqrtS) => zprimeCrossSection(mass, coupling, { ...collision, sqrtS }),
    1 - (mass + 2 * MASS.muon) ** 2 / s,
    collision,
  );
}

/** σ(e⁺e⁻ → τ⁺τ⁻Z′) in fb at tree level. */
export function zprimeTauCrossSection(mass: number, coupling: number, collision: Collision = {}): number {
  return emissionCrossSection("vector", mass, coupling, MASS.tau, collision);
}

/** dσ/dm²_μμ (fb/GeV²) of e⁺e⁻ → μ⁺μ⁻Z′. */
export function zprimeMassSpectrum(
  dimuonMassSquared: number,
  mass: number,
  coupling: number,
  collision: Collision = {},
): number {
  return emissionMassSpectrum("vector", dimuonMassSquared, mass, coupling, MASS.muon, collision);
}

/** (1 + 2m²/M²) √(1 − 4m²/M²): width of a vector to two fermions over its massless value; 0 below threshold. */
export function vectorThresholdFactor(mass: number, fermionMass: number): number {
  const ratio = (fermionMass / mass) ** 2;
  return 4 * ratio < 1 ? (1 + 2 * ratio) * Math.sqrt(1 - 4 * ratio) : 0;
}

/** Γ(Z′ → ℓ⁺ℓ⁻) in GeV for a charged lepton with coupling g′. */
export function zprimeLeptonWidth(mass: number, coupling: number, leptonMass: number): number {
  return ((coupling * coupling * mass) / (12 * Math.PI)) * vectorThresholdFactor(mass, leptonMass);
}

/** Γ(Z′ → ν_ℓ ν̄_ℓ) in GeV, for one left-handed flavour of the two. */
export function zprimeNeutrinoWidth(mass: number, coupling: number): number {
  return (coupling * coupling * mass) / (24 * Math.PI);
}

/** Γ(Z′ → χχ̄) in GeV for a Dirac fermion with vector coupling α_D (standard, recalled). */
export function zprimeDarkMatterWidth(mass: number, alphaD: number, chiMass: number): number {
  return ((alphaD * mass) / 3) * vectorThresholdFactor(mass, chiMass);
}

/**
 * Γ(Z′ → ν_s …) in GeV with a sterile neutrino that mixes by θ_m: g′²M/12π · sin²2θ_m/4 · (1 + tan²θ_m)
 * (PRD 89 (2014) 113004).
 */
export function zprimeSterileNeutrinoWidth(mass: number, coupling: number, mixingAngle: number): number {
  const sine = Math.sin(2 * mixingAngle);
  return ((coupling * coupling * mass) / (12 * Math.PI)) * ((sine * sine) / 4) * (1 + Math.tan(mixingAngle) ** 2);
}

/** Least mass (GeV) of a Z′ with a sterile neutrino that the effective number of neutrinos allows. */
export const ZPRIME_MASS_FROM_NEUTRINO_NUMBER: Parameter = {
  value: 2.0e-3,
  unit: "GeV",
  origin: "published",
  source: "PRD 89 (2014) 113004",
};

/** Width (GeV) to the particles of the Standard Model: μμ, ττ and two flavours of neutrinos. */
export function zprimeWidth(mass: number, coupling: number): number {
  return (
    2 * zprimeNeutrinoWidth(mass, coupling) +
    zprimeLeptonWidth(mass, coupling, MASS.muon) +
    zprimeLeptonWidth(mass, coupling, MASS.tau)
  );
}

/** Branching fractions of the Z′ of L_μ − L_τ without dark decays. `invisible`: to the two flavours of neutrinos. */
export function zprimeBranchingFraction(mass: number, final: "invisible" | "muons" | "taus"): number {
  const muons = vectorThresholdFactor(mass, MASS.muon);
  const taus = vectorThresholdFactor(mass, MASS.tau);
  return (final === "muons" ? muons : final === "taus" ? taus : 1) / (1 + muons + taus);
}

/**
 * The coupling g′ at which the cross-section times branching fraction equals a limit: √(σ_UL / (σ(g′=1) · BF)), in the
 * narrow-width approximation. Infinity above threshold.
 *
 * @param limit cross-section limit in fb
 * @param branchingFraction of the Z′ to what the search looks for; 1 for the "fully invisible" Z′
 */
export function zprimeCouplingLimit(
  limit: number,
  mass: number,
  branchingFraction = 1,
  collision: Collision = {},
): number {
  return Math.sqrt(limit / (zprimeCrossSection(mass, 1, collision) * branchingFraction));
}
