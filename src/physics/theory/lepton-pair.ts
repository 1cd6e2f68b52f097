import { HBARC2_FB } from "../constants.js";
import { type Collision, resolved } from "./collision.js";

/** Cross-section 4πα²/3s of a massless charged pair through one photon, fb; 775.9 pb at √s = 10.58 GeV. */
export function pointCrossSection(collision: Collision = {}): number {
  const { s, alpha } = resolved(collision);
  return ((4 * Math.PI * alpha * alpha) / (3 * s)) * HBARC2_FB;
}

/** Born cross-section (fb) of e⁺e⁻ → ℓ⁺ℓ⁻, ℓ not the electron: σ_pt β(3 − β²)/2. 0 below threshold. */
export function leptonPairCrossSection(leptonMass: number, collision: Collision = {}): number {
  const { s } = resolved(collision);
  const beta2 = 1 - (4 * leptonMass * leptonMass) / s;
  if (beta2 <= 0) return 0;
  return (pointCrossSection(collision) * Math.sqrt(beta2) * (3 - beta2)) / 2;
}

/** dσ/dcosθ (fb) of e⁺e⁻ → ℓ⁺ℓ⁻ at Born level: (πα²/2s) β [1 + cos² + (4m²/s) sin²]. */
export function leptonPairAngularCrossSection(cosTheta: number, leptonMass: number, collision: Collision = {}): number {
  const { s } = resolved(collision);
  const r = (4 * leptonMass * leptonMass) / s;
  if (r >= 1) return 0;
  const c2 = cosTheta * cosTheta;
  return (3 / 8) * pointCrossSection(collision) * Math.sqrt(1 - r) * (1 + c2 + r * (1 - c2));
}
