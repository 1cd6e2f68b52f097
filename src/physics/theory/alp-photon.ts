import { HBARC_CM, HBARC2_FB } from "../constants.js";
import { type Collision, resolved } from "./collision.js";

/** An axion-like particle with coupling g_aγγ (GeV⁻¹) to photons: e⁺e⁻ → γa, a → γγ. Belle II, PRL 125 (2020) 161806. */

/** σ(e⁺e⁻ → γa) in fb: g²α/24 (1 − m²/s)³, α and g not running; 0 above threshold. */
export function alpPhotonCrossSection(mass: number, coupling: number, collision: Collision = {}): number {
  const { s, alpha } = resolved(collision);
  const rest = 1 - (mass * mass) / s;
  return rest > 0 ? ((coupling * coupling * alpha) / 24) * rest ** 3 * HBARC2_FB : 0;
}

/** dσ/dcosθ* (fb), θ* the angle of the photon that recoils against the ALP: ∝ 1 + cos². */
export function alpPhotonAngularCrossSection(
  cosTheta: number,
  mass: number,
  coupling: number,
  collision: Collision = {},
): number {
  return (3 / 8) * (1 + cosTheta * cosTheta) * alpPhotonCrossSection(mass, coupling, collision);
}

/** The coupling (GeV⁻¹) at which the cross-section equals a limit in fb; Infinity above threshold. */
export function alpPhotonCouplingLimit(limit: number, mass: number, collision: Collision = {}): number {
  return Math.sqrt(limit / alpPhotonCrossSection(mass, 1, collision));
}

/** Γ(a → γγ) = g²m³/64π in GeV. */
export function alpDiphotonWidth(mass: number, coupling: number): number {
  return (coupling * coupling * mass ** 3) / (64 * Math.PI);
}

/** Mean decay length cτ = ħc/Γ(a → γγ) in cm. */
export function alpDiphotonDecayLength(mass: number, coupling: number): number {
  return HBARC_CM / alpDiphotonWidth(mass, coupling);
}
