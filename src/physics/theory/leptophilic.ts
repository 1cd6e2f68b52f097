import { MASS, VEV } from "../constants.js";
import type { Collision } from "./collision.js";
import { emissionCrossSection, emissionMassSpectrum } from "./lepton-pair-emission.js";

/**
 * Leptophilic scalar φ_L, ℒ = −ξ Σ (m_ℓ/v) ℓ̄ φ_L ℓ, and an axion-like particle that couples to leptons alike,
 * ℒ = (C/2Λ) ∂_μa ℓ̄γ^μγ₅ℓ. Both are radiated off the final leptons of e⁺e⁻ → ℓ⁺ℓ⁻.
 */

/** σ(e⁺e⁻ → μ⁺μ⁻S) in fb for a scalar with Yukawa coupling y to muons; 0 above threshold. */
export function scalarMuonCrossSection(mass: number, yukawa: number, collision: Collision = {}): number {
  return emissionCrossSection("scalar", mass, yukawa, MASS.muon, collision);
}

/** σ(e⁺e⁻ → τ⁺τ⁻S) in fb for a scalar with Yukawa coupling y to τ leptons; 0 above threshold. */
export function scalarTauCrossSection(mass: number, yukawa: number, collision: Collision = {}): number {
  return emissionCrossSection("scalar", mass, yukawa, MASS.tau, collision);
}

/** σ(e⁺e⁻ → μ⁺μ⁻a) in fb for a pseudoscalar with coupling y iγ₅ to muons; 0 above threshold. */
export function alpMuonCrossSection(mass: number, yukawa: number, collision: Collision = {}): number {
  return emissionCrossSection("pseudoscalar", mass, yukawa, MASS.muon, collision);
}

/** σ(e⁺e⁻ → τ⁺τ⁻a) in fb for a pseudoscalar with coupling y iγ₅ to τ leptons; 0 above threshold. */
export function alpTauCrossSection(mass: number, yukawa: number, collision: Collision = {}): number {
  return emissionCrossSection("pseudoscalar", mass, yukawa, MASS.tau, collision);
}

/** dσ/dm²_ℓℓ (fb/GeV²) of e⁺e⁻ → ℓ⁺ℓ⁻S, leptons of mass `leptonMass`. */
export function scalarMassSpectrum(
  dileptonMassSquared: number,
  mass: number,
  yukawa: number,
  leptonMass: number,
  collision: Collision = {},
): number {
  return emissionMassSpectrum("scalar", dileptonMassSquared, mass, yukawa, leptonMass, collision);
}

/** Yukawa coupling y = ξ m_ℓ/v of the leptophilic scalar, v = 246 GeV. */
export function leptophilicYukawa(xi: number, leptonMass: number): number {
  return (xi * leptonMass) / VEV;
}

/** Γ(φ_L → ℓ⁺ℓ⁻) in GeV: ξ² m_ℓ² M/(8πv²) (1 − 4m²/M²)^{3/2}; 0 below threshold. */
export function leptophilicScalarWidth(mass: number, xi: number, leptonMass: number): number {
  const beta2 = 1 - (2 * leptonMass) ** 2 / (mass * mass);
  return beta2 > 0 ? ((leptophilicYukawa(xi, leptonMass) ** 2 * mass) / (8 * Math.PI)) * beta2 ** 1.5 : 0;
}

/**
 * Coupling y = C m_ℓ/Λ of the ALP. The factor is that of ℒ = (C/2Λ) ∂a ℓ̄γγ₅ℓ (recalled: arXiv:2110.10698); with
 * ℒ = (C/Λ) ∂a ℓ̄γγ₅ℓ it would be twice as large, so every plot of C/Λ must say which.
 *
 * @param strength C/Λ in GeV⁻¹
 */
export function alpLeptonCoupling(strength: number, leptonMass: number): number {
  return strength * leptonMass;
}

/** Γ(a → ℓ⁺ℓ⁻) in GeV: M m_ℓ² (C/Λ)²/8π √(1 − 4m²/M²); 0 below threshold. The loop-induced a → γγ is left out. */
export function alpLeptonWidth(mass: number, strength: number, leptonMass: number): number {
  const beta2 = 1 - (2 * leptonMass) ** 2 / (mass * mass);
  return beta2 > 0 ? ((alpLeptonCoupling(strength, leptonMass) ** 2 * mass) / (8 * Math.PI)) * Math.sqrt(beta2) : 0;
}

/** Share of one lepton in a sum of widths over e, μ and τ; 0 when no decay is open. */
function share(width: (leptonMass: number) => number, lepton: "electron" | "muon" | "tau"): number {
  const total = width(MASS.electron) + width(MASS.muon) + width(MASS.tau);
  return total > 0 ? width(MASS[lepton]) / total : 0;
}

/** Branching fraction of φ_L to a pair of leptons, decays to leptons alone. */
export function leptophilicScalarBranchingFraction(mass: number, lepton: "electron" | "muon" | "tau"): number {
  return share((leptonMass) => leptophilicScalarWidth(mass, 1, leptonMass), lepton);
}

/** Branching fraction of the ALP to a pair of leptons, equal C for all three, decays to leptons alone. */
export function alpLeptonBranchingFraction(mass: number, lepton: "electron" | "muon" | "tau"): number {
  return share((leptonMass) => alpLeptonWidth(mass, 1, leptonMass), lepton);
}
