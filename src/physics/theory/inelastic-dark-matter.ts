import { integrate } from "../../numerics/quadrature.js";
import { ALPHA, HBARC_CM, MASS } from "../constants.js";
import type { Collision } from "./collision.js";
import { radiativeDarkPhotonCrossSection } from "./dark-photon.js";
import { pionRatio, singleRhoFormFactorSquared } from "./pion-form-factor.js";
import { rRatio } from "./r-ratio.js";

/**
 * Inelastic dark matter: A′ → χ₁χ₂, χ₂ → χ₁ℓ⁺ℓ⁻ by a virtual A′; ℒ = i g_D A′_μ χ̄₁γ^μχ₂ − εe A′_μ J^μ.
 * Duerr et al., JHEP 02 (2020) 039; widths derived for this project.
 */
export interface InelasticDarkMatter {
  readonly chi1Mass: number;
  readonly chi2Mass: number;
  readonly darkPhotonMass: number;
  readonly epsilon: number;
  readonly alphaD: number;
}

/** Γ(A′ → χ₁χ₂) in GeV for an A′ of mass M: α_D/6M⁵ (M² − Σ²)^½ (M² − Δ²)^{3/2} (2M² + Σ²); 0 below threshold. */
export function darkPhotonToChisWidth(mass: number, chi1Mass: number, chi2Mass: number, alphaD: number): number {
  const m2 = mass * mass;
  const sum2 = (chi1Mass + chi2Mass) ** 2;
  const difference2 = (chi2Mass - chi1Mass) ** 2;
  if (m2 <= sum2) return 0;
  return (alphaD / (6 * mass ** 5)) * Math.sqrt(m2 - sum2) * (m2 - difference2) ** 1.5 * (2 * m2 + sum2);
}

/**
 * dΓ/dq² (GeV⁻¹) of χ₂ → χ₁ + virtual A′ of mass squared q², which couples to a current with spectral strength
 * `strength` = Σ (1 + 2m²/q²) √(1 − 4m²/q²), or R(q²). 0 outside 0 < q² < Δ².
 */
function spectrum(model: InelasticDarkMatter, q2: number, strength: number): number {
  const { chi1Mass, chi2Mass, darkPhotonMass, epsilon, alphaD } = model;
  const sum2 = (chi1Mass + chi2Mass) ** 2;
  const room = (chi2Mass - chi1Mass) ** 2 - q2;
  if (room <= 0 || q2 <= 0) return 0;
  const scale = (ALPHA * alphaD * epsilon * epsilon) / (12 * Math.PI * chi2Mass ** 3);
  const propagator = darkPhotonMass * darkPhotonMass - q2;
  return (scale * Math.sqrt(room * (sum2 - q2)) * room * (sum2 + 2 * q2) * strength) / (propagator * propagator);
}

/** dΓ/dq² (GeV⁻¹) of χ₂ → χ₁ℓ⁺ℓ⁻, q² the squared mass of the lepton pair in GeV². */
export function chi2LeptonSpectrum(model: InelasticDarkMatter, q2: number, leptonMass: number): number {
  const ratio = (leptonMass * leptonMass) / q2;
  return 4 * ratio < 1 ? spectrum(model, q2, (1 + 2 * ratio) * Math.sqrt(1 - 4 * ratio)) : 0;
}

/** ∫ dq² from a threshold to Δ², with nodes gathered at the threshold. */
function overPairMass(density: (q2: number) => number, threshold: number, splitting: number): number {
  const low = threshold * threshold;
  const length = splitting * splitting - low;
  if (length <= 0 || splitting <= 0) return 0;
  return integrate((y) => density(low + length * y ** 4) * 4 * length * y ** 3, 0, 1, 200);
}

/** Γ(χ₂ → χ₁ℓ⁺ℓ⁻) in GeV by the exact integral over the lepton pair; 0 below threshold. Needs Δ < M_A′. */
export function chi2LeptonWidth(model: InelasticDarkMatter, leptonMass: number): number {
  return overPairMass(
    (q2) => chi2LeptonSpectrum(model, q2, leptonMass),
    2 * leptonMass,
    model.chi2Mass - model.chi1Mass,
  );
}

/** Γ(χ₂ → χ₁ + hadrons) in GeV, with R(q²) in place of the leptons' factor. NaN for Δ beyond the table of R. */
export function chi2HadronWidth(model: InelasticDarkMatter): number {
  const splitting = model.chi2Mass - model.chi1Mass;
  const threshold = 2 * MASS.pionCharged;
  if (splitting <= threshold) return 0;
  const density = (q: number) => spectrum(model, q * q, rRatio(q)) * 2 * q;
  // Piece by piece between energies that part the ω, the φ and the smooth rest.
  const edges = [threshold, 0.74, 0.82, 1, 1.06, 3.7, 4.6, Number.POSITIVE_INFINITY];
  let width = 0;
  for (let i = 1; i < edges.length && edges[i - 1] < splitting; i++) {
    width += integrate(density, edges[i - 1], Math.min(edges[i], splitting), 96);
  }
  return width;
}

/** Γ(χ₂ → χ₁π⁺π⁻) in GeV with the single-ρ pion form factor (assumption). */
export function chi2PionWidth(model: InelasticDarkMatter): number {
  return overPairMass(
    (q2) => spectrum(model, q2, pionRatio(q2, singleRhoFormFactorSquared)),
    2 * MASS.pionCharged,
    model.chi2Mass - model.chi1Mass,
  );
}

/** Mean decay length cτ (cm) of χ₂ from its decays to leptons alone; Infinity where none is open. */
export function chi2DecayLength(model: InelasticDarkMatter): number {
  const width =
    chi2LeptonWidth(model, MASS.electron) + chi2LeptonWidth(model, MASS.muon) + chi2LeptonWidth(model, MASS.tau);
  return HBARC_CM / width;
}

/** Mean decay length cτ (cm) of χ₂ with π⁺π⁻ added to the leptons (single-ρ form factor: assumption). */
export function chi2DecayLengthWithPions(model: InelasticDarkMatter): number {
  return 1 / (1 / chi2DecayLength(model) + chi2PionWidth(model) / HBARC_CM);
}

/** Mean decay length cτ (cm) of χ₂ with all hadrons, through R(q²), added to the leptons. */
export function chi2DecayLengthWithHadrons(model: InelasticDarkMatter): number {
  return 1 / (1 / chi2DecayLength(model) + chi2HadronWidth(model) / HBARC_CM);
}

/** The variable y = ε²α_D (m₁/M_A′)⁴ in which relic densities are drawn. */
export function relicVariable(model: InelasticDarkMatter): number {
  return model.epsilon ** 2 * model.alphaD * (model.chi1Mass / model.darkPhotonMass) ** 4;
}

/**
 * dσ/dq² (fb/GeV²) of e⁺e⁻ → γχ₁χ₂ through an A′ off its mass shell, q² the squared mass of χ₁χ₂:
 * σ_γA′(M² → q²) · √q² Γ(q²)/π / ((q² − M²)² + q²Γ²(q²)), photon within |cosθ*| < `cosThetaMax`. Integrates to the
 * on-shell cross-section for a narrow A′; reaches beyond √s.
 */
export function offShellSpectrum(
  model: InelasticDarkMatter,
  q2: number,
  cosThetaMax: number,
  collision: Collision = {},
): number {
  const q = Math.sqrt(q2);
  const width = darkPhotonToChisWidth(q, model.chi1Mass, model.chi2Mass, model.alphaD);
  if (width === 0) return 0;
  const m2 = model.darkPhotonMass ** 2;
  const resonance = (q * width) / Math.PI / ((q2 - m2) ** 2 + q2 * width * width);
  return radiativeDarkPhotonCrossSection(q, model.epsilon, cosThetaMax, collision) * resonance;
}
