import { integrate } from "../../numerics/quadrature.js";
import { ALPHA, HBARC2_FB, MASS, type Parameter } from "../constants.js";
import { type Collision, resolved } from "./collision.js";

/** e⁺e⁻ → e⁺e⁻ℓ⁺ℓ⁻ by equivalent photons (V. M. Budnev et al., Phys. Rep. 15 (1975) 181). */

/** Largest virtuality of a photon over W². Chosen so that σ(W > 0.5 GeV) is near that of four-fermion generators. */
export const LARGEST_VIRTUALITY: Parameter = {
  value: 0.25,
  unit: "W²",
  origin: "assumption",
  source: "18.5 nb for W > 0.5 GeV, against 18.9 nb of AAFH (recalled)",
};

/**
 * Number n(x) of equivalent photons per unit of x of an electron of energy `energy` (GeV), with virtualities up to the
 * smaller of 4E²(1 − x) and `largest` (GeV²).
 */
export function equivalentPhotons(x: number, energy: number, largest: number, alpha = ALPHA): number {
  const m2 = MASS.electron * MASS.electron;
  const low = (m2 * x * x) / (1 - x);
  const high = Math.min(4 * energy * energy * (1 - x), largest);
  if (high <= low) return 0;
  const transverse = (1 + (1 - x) ** 2) * Math.log(high / low);
  return (alpha / (2 * Math.PI * x)) * (transverse - 2 * m2 * x * x * (1 / low - 1 / high));
}

/** σ(γγ → ℓ⁺ℓ⁻) in fb at an invariant mass W (GeV): 4πα²/W² {(1 + 4r − 8r²) ln[(1 + β)/(1 − β)] − β(1 + 4r)}, r = m²/W². */
export function diphotonToLeptonsCrossSection(w: number, leptonMass: number, alpha = ALPHA): number {
  const r = (leptonMass / w) ** 2;
  if (4 * r >= 1) return 0;
  const beta = Math.sqrt(1 - 4 * r);
  const log = 2 * Math.log((1 + beta) / (2 * Math.sqrt(r)));
  return ((4 * Math.PI * alpha * alpha) / (w * w)) * ((1 + 4 * r - 8 * r * r) * log - beta * (1 + 4 * r)) * HBARC2_FB;
}

/**
 * dσ/dcosθ of γγ → ℓ⁺ℓ⁻ in their rest frame, up to a constant: [1 + 2β²(1 − β²)(1 − c²) − β⁴c⁴]/(1 − β²c²)².
 */
export function diphotonToLeptonsAngular(cosTheta: number, beta: number): number {
  const b2 = beta * beta;
  const c2 = cosTheta * cosTheta;
  return (1 + 2 * b2 * (1 - b2) * (1 - c2) - b2 * b2 * c2 * c2) / (1 - b2 * c2) ** 2;
}

/** σ(e⁺e⁻ → e⁺e⁻ℓ⁺ℓ⁻) in fb for pairs heavier than `least` (GeV). */
export function twoPhotonCrossSection(
  least: number,
  leptonMass: number,
  virtuality: number = LARGEST_VIRTUALITY.value,
  collision: Collision = {},
): number {
  const { sqrtS, s, alpha } = resolved(collision);
  const start = Math.max(least, 2 * leptonMass);
  if (start >= sqrtS) return 0;
  const photons = (x: number, w2: number) => equivalentPhotons(x, sqrtS / 2, virtuality * w2, alpha);
  // W = √(x₁x₂s); at fixed τ = x₁x₂ the integral over ln x₁ is symmetric about √τ.
  return integrate(
    (logTau) => {
      const tau = Math.exp(logTau);
      const w2 = tau * s;
      const luminosity = integrate(
        (log) => {
          const x = Math.exp(log);
          return photons(x, w2) * photons(tau / x, w2);
        },
        logTau / 2,
        0,
        64,
      );
      return 2 * luminosity * tau * diphotonToLeptonsCrossSection(Math.sqrt(w2), leptonMass, alpha);
    },
    2 * Math.log(start / sqrtS),
    0,
    128,
  );
}
