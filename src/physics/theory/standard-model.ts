import { ALPHA, HBARC2_FB, MASS, PHI_ELECTRON_WIDTH } from "../constants.js";
import { type Collision, resolved } from "./collision.js";
import { leptonPairCrossSection } from "./lepton-pair.js";

/** Cross-sections of the Standard Model that have a closed form: references of the generators of background. */

/**
 * d²σ/dx dcosθ* (fb) of e⁺e⁻ → μ⁺μ⁻γ with one photon from the initial state, x = 2E*_γ/√s, massless electrons:
 * σ₀(s(1 − x)) α/(πx) [(1 + (1 − x)²)/(1 − z²) − x²/2].
 */
export function hardPhotonCrossSection(x: number, cosTheta: number, collision: Collision = {}): number {
  const { sqrtS, alpha } = resolved(collision);
  const born = leptonPairCrossSection(MASS.muon, { sqrtS: sqrtS * Math.sqrt(1 - x), alpha });
  return ((born * alpha) / (Math.PI * x)) * ((1 + (1 - x) ** 2) / (1 - cosTheta * cosTheta) - (x * x) / 2);
}

/** Density in x of one photon within |cosθ*| < c: α/(πx) [(1 + (1 − x)²) ln((1 + c)/(1 − c)) − x²c]. */
export function photonDensity(x: number, cosThetaMax: number, alpha = ALPHA): number {
  const log = Math.log((1 + cosThetaMax) / (1 - cosThetaMax));
  return (alpha / (Math.PI * x)) * ((1 + (1 - x) ** 2) * log - x * x * cosThetaMax);
}

/** σ(e⁺e⁻ → γγ) in fb with the photons within |cosθ*| < c: 2πα²/s [ln((1 + c)/(1 − c)) − c], photons identical. */
export function diphotonCrossSection(cosThetaMax: number, collision: Collision = {}): number {
  const { s, alpha } = resolved(collision);
  const log = Math.log((1 + cosThetaMax) / (1 - cosThetaMax));
  return ((2 * Math.PI * alpha * alpha) / s) * (log - cosThetaMax) * HBARC2_FB;
}

/** σ(e⁺e⁻ → γφ) in fb with the photon within |cosθ*| < c, the φ as a narrow resonance: 12π²Γ_ee/(m_φ s) · W(x). */
export function phiReturnCrossSection(cosThetaMax: number, collision: Collision = {}): number {
  const { s, alpha } = resolved(collision);
  const x = 1 - MASS.phi ** 2 / s;
  const resonance = (12 * Math.PI ** 2 * PHI_ELECTRON_WIDTH.value) / (MASS.phi * s);
  return resonance * photonDensity(x, cosThetaMax, alpha) * HBARC2_FB;
}
