import { HBARC2_FB } from "../constants.js";
import { twoBodyMomentum } from "../kinematics.js";
import { type Collision, resolved } from "./collision.js";
import { withInitialStateRadiation } from "./initial-state-radiation.js";

/**
 * e⁺e⁻ → A′h′ through a virtual A′, for ε²α_D = `epsilonSquaredAlphaD`. Batell, Pospelov and Ritz, PRD 79 (2009)
 * 115008, derived again for this project.
 */

/** x = M²_A′/s and λ(1, x, M²_h′/s); undefined at and above threshold. */
function ratios(darkPhotonMass: number, darkHiggsMass: number, sqrtS: number): { x: number; l: number } | undefined {
  if (darkPhotonMass + darkHiggsMass >= sqrtS) return undefined;
  const x = (darkPhotonMass / sqrtS) ** 2;
  // From the momentum: written out, λ may round to below zero next to threshold.
  return { x, l: ((2 * twoBodyMomentum(sqrtS, darkPhotonMass, darkHiggsMass)) / sqrtS) ** 2 };
}

/** Born cross-section in fb: παα_Dε²/3s · (1 − x)⁻² √λ (λ + 12x); 0 at and above threshold. */
export function darkHiggsstrahlungCrossSection(
  darkPhotonMass: number,
  darkHiggsMass: number,
  epsilonSquaredAlphaD: number,
  collision: Collision = {},
): number {
  const { sqrtS, s, alpha } = resolved(collision);
  const kinematics = ratios(darkPhotonMass, darkHiggsMass, sqrtS);
  if (!kinematics) return 0;
  const { x, l } = kinematics;
  const scale = ((Math.PI * alpha * epsilonSquaredAlphaD) / (3 * s)) * HBARC2_FB;
  return (scale * Math.sqrt(l) * (l + 12 * x)) / (1 - x) ** 2;
}

/** Cross-section in fb with radiation from the initial state, all of it down to threshold. */
export function darkHiggsstrahlungRadiativeCrossSection(
  darkPhotonMass: number,
  darkHiggsMass: number,
  epsilonSquaredAlphaD: number,
  collision: Collision = {},
): number {
  const { s } = resolved(collision);
  return withInitialStateRadiation(
    (sqrtS) =>
      darkHiggsstrahlungCrossSection(darkPhotonMass, darkHiggsMass, epsilonSquaredAlphaD, { ...collision, sqrtS }),
    1 - (darkPhotonMass + darkHiggsMass) ** 2 / s,
    collision,
  );
}

/** dσ/dcosθ* (fb) of the A′ at Born level: ∝ 8x + λ sin²θ*. */
export function darkHiggsstrahlungAngularCrossSection(
  cosTheta: number,
  darkPhotonMass: number,
  darkHiggsMass: number,
  epsilonSquaredAlphaD: number,
  collision: Collision = {},
): number {
  const kinematics = ratios(darkPhotonMass, darkHiggsMass, resolved(collision).sqrtS);
  if (!kinematics) return 0;
  const { x, l } = kinematics;
  const total = darkHiggsstrahlungCrossSection(darkPhotonMass, darkHiggsMass, epsilonSquaredAlphaD, collision);
  return (total * (8 * x + l * (1 - cosTheta * cosTheta))) / (16 * x + (4 / 3) * l);
}

/** Energy of the A′ in the centre-of-mass frame, GeV. */
export function darkHiggsstrahlungEnergy(
  darkPhotonMass: number,
  darkHiggsMass: number,
  collision: Collision = {},
): number {
  const { sqrtS, s } = resolved(collision);
  return (s + darkPhotonMass * darkPhotonMass - darkHiggsMass * darkHiggsMass) / (2 * sqrtS);
}

/** Longitudinal fraction of the A′, g²/(2 + g²) with g = E*_A′/M_A′. */
export function darkHiggsstrahlungLongitudinalFraction(
  darkPhotonMass: number,
  darkHiggsMass: number,
  collision: Collision = {},
): number {
  const g2 = (darkHiggsstrahlungEnergy(darkPhotonMass, darkHiggsMass, collision) / darkPhotonMass) ** 2;
  return g2 / (2 + g2);
}

/**
 * Distribution of the cosine of the helicity angle of the μ⁻ (normalised to 1 over −1…1) for a longitudinal fraction
 * of the A′; azimuthal correlations left out.
 */
export function darkPhotonHelicityDistribution(
  cosHelicity: number,
  darkPhotonMass: number,
  leptonMass: number,
  longitudinal: number,
): number {
  const r = (2 * leptonMass) ** 2 / (darkPhotonMass * darkPhotonMass);
  const c2 = cosHelicity * cosHelicity;
  const transverse = (3 / 8) * (1 + c2 + r * (1 - c2));
  return ((1 - longitudinal) * transverse + longitudinal * (3 / 4) * (1 - c2 + r * c2)) / (1 + r / 2);
}
