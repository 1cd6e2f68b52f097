import { ALPHA, HBARC_CM, HBARC2_FB, MASS } from "../constants.js";
import { type Collision, resolved } from "./collision.js";
import { pionRatio } from "./pion-form-factor.js";
import { rRatio } from "./r-ratio.js";
import { vectorThresholdFactor } from "./zprime.js";

/** The dark photon A′ with kinetic mixing ε: couplings ε e to the electromagnetic current. */

/** Final states of the A′ in the Standard Model; "pions" is the part π⁺π⁻ of "hadrons". */
export type DarkPhotonFinal = "electrons" | "muons" | "taus" | "hadrons" | "pions";

/** Γ(A′ → ℓ⁺ℓ⁻) in GeV: αε²M/3 (1 + 2m²/M²) √(1 − 4m²/M²); 0 below threshold. */
export function darkPhotonLeptonWidth(mass: number, epsilon: number, leptonMass: number, alpha = ALPHA): number {
  return ((alpha * epsilon * epsilon * mass) / 3) * vectorThresholdFactor(mass, leptonMass);
}

/** Widths in units of the massless leptonic one, where R(s) multiplies the width to muons. */
function relativeWidths(mass: number): Record<"electrons" | "muons" | "taus" | "hadrons", number> {
  const muons = vectorThresholdFactor(mass, MASS.muon);
  return {
    electrons: vectorThresholdFactor(mass, MASS.electron),
    muons,
    taus: vectorThresholdFactor(mass, MASS.tau),
    hadrons: muons * rRatio(mass),
  };
}

/**
 * Branching fraction of an A′ that decays to the Standard Model alone, Γ_had = R(M²) Γ_μμ. 0 below the threshold of
 * the final state, NaN where none is open or R(s) is not known (`R_RATIO_END`).
 *
 * π⁺π⁻ is the share R_ππ/R of the hadrons, at most all of them, with the pion form factor; it means something below
 * 1 GeV.
 */
export function darkPhotonBranchingFraction(mass: number, final: DarkPhotonFinal): number {
  const widths = relativeWidths(mass);
  const total = widths.electrons + widths.muons + widths.taus + widths.hadrons;
  if (final !== "pions") return widths[final] / total;
  const share = widths.hadrons > 0 ? Math.min(1, pionRatio(mass * mass) / rRatio(mass)) : 0;
  return (share * widths.hadrons) / total;
}

/** Width (GeV) of an A′ that decays to the Standard Model alone. */
export function darkPhotonWidth(mass: number, epsilon: number, alpha = ALPHA): number {
  const widths = relativeWidths(mass);
  const sum = widths.electrons + widths.muons + widths.taus + widths.hadrons;
  return ((alpha * epsilon * epsilon * mass) / 3) * sum;
}

/** Mean decay length cτ (cm) of an A′ that decays to the Standard Model alone. */
export function darkPhotonDecayLength(mass: number, epsilon: number, alpha = ALPHA): number {
  return HBARC_CM / darkPhotonWidth(mass, epsilon, alpha);
}

/** 2πα²ε²/s in fb. */
function scale(epsilon: number, collision: Collision): number {
  const { s, alpha } = resolved(collision);
  return ((2 * Math.PI * alpha * alpha * epsilon * epsilon) / s) * HBARC2_FB;
}

/** dσ/dcosθ* (fb) of e⁺e⁻ → γA′, θ* the polar angle of the photon, |cosθ*| < 1; 0 above threshold. */
export function radiativeDarkPhotonAngularCrossSection(
  cosTheta: number,
  mass: number,
  epsilon: number,
  collision: Collision = {},
): number {
  const x = (mass * mass) / resolved(collision).s;
  if (x >= 1) return 0;
  const c2 = cosTheta * cosTheta;
  return (scale(epsilon, collision) * (1 - x) * (1 + c2 + (4 * x) / (1 - x) ** 2)) / (1 - c2);
}

/**
 * σ(e⁺e⁻ → γA′) in fb with |cosθ*_γ| < `cosThetaMax` < 1 (massless electrons: it diverges at 1); 0 above threshold:
 * (2πα²ε²/s) [2(1 + x²)/(1 − x) ln((1 + c)/(1 − c)) − 2c(1 − x)], x = M²/s.
 */
export function radiativeDarkPhotonCrossSection(
  mass: number,
  epsilon: number,
  cosThetaMax: number,
  collision: Collision = {},
): number {
  const x = (mass * mass) / resolved(collision).s;
  if (x >= 1) return 0;
  const log = Math.log((1 + cosThetaMax) / (1 - cosThetaMax));
  return scale(epsilon, collision) * (((2 * (1 + x * x)) / (1 - x)) * log - 2 * cosThetaMax * (1 - x));
}

/** Energy (GeV) in the centre-of-mass frame of the photon that recoils against a mass: (s − M²)/2√s. */
export function recoilPhotonEnergy(mass: number, collision: Collision = {}): number {
  const { sqrtS } = resolved(collision);
  return ((sqrtS - mass) * (sqrtS + mass)) / (2 * sqrtS);
}
