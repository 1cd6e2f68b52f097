import { integrate } from "../../numerics/quadrature.js";
import { MASS } from "../constants.js";
import { twoBodyEnergy, twoBodyMomentum } from "../kinematics.js";

/** τ → ℓα with an invisible α, and the leptonic decay it hides under. Belle II, PRL 130 (2023) 181803. */

/** Energy (GeV) of the lepton of τ → ℓα in the rest frame of the τ: (m_τ² + m_ℓ² − m_α²)/2m_τ. */
export function tauToAlpLeptonEnergy(alpMass: number, leptonMass: number): number {
  return twoBodyEnergy(MASS.tau, leptonMass, alpMass);
}

/** Momentum (GeV) of the lepton of τ → ℓα in the rest frame of the τ; NaN above threshold. */
export function tauToAlpLeptonMomentum(alpMass: number, leptonMass: number): number {
  return twoBodyMomentum(MASS.tau, leptonMass, alpMass);
}

/** x_ℓ = 2E*_ℓ/m_τ of the same lepton. */
export function tauToAlpScaledEnergy(alpMass: number, leptonMass: number): number {
  return (2 * tauToAlpLeptonEnergy(alpMass, leptonMass)) / MASS.tau;
}

/** √(u² − u₀²) [u(1 − u) + (4u² − 3u − u₀²)/6], u = E/E_max: Michel with ρ = 3/4, η = 0 and the lepton mass kept. */
function michel(u: number, u0: number): number {
  const square = u * u - u0 * u0;
  if (square <= 0 || u > 1) return 0;
  return Math.sqrt(square) * (u * (1 - u) + (4 * u * u - 3 * u - u0 * u0) / 6);
}

/**
 * Spectrum dΓ/dx/Γ of the lepton in τ → ℓνν̄ in the rest frame of an unpolarised τ, x = 2E*_ℓ/m_τ; 2x²(3 − 2x) for a
 * massless lepton. 0 outside 2m_ℓ/m_τ … 1 + m_ℓ²/m_τ².
 */
export function michelSpectrum(x: number, leptonMass: number): number {
  const largest = 1 + (leptonMass / MASS.tau) ** 2;
  const u0 = (2 * leptonMass) / (MASS.tau * largest);
  const norm = integrate((y) => michel(u0 + (1 - u0) * y * y, u0) * 2 * (1 - u0) * y, 0, 1, 32);
  return michel(x / largest, u0) / (norm * largest);
}
