import { integrate } from "../../numerics/quadrature.js";
import { ALPHA, FERMI, HBARC_CM, MASS, type Parameter, SIN2_WEINBERG, VEV } from "../constants.js";

/**
 * Neutrino trident production ν_μ N → ν_μ μ⁺μ⁻ N with a Z′ that couples to μ and ν_μ alike, as a ratio to the Standard
 * Model. Not to be confused with ν_μ-electron scattering.
 */

/** A measured ratio to the Standard Model. */
export interface TridentMeasurement extends Parameter {
  readonly sigma: number;
}

/** Measured ratios to the Standard Model. */
export const TRIDENT: Readonly<Record<"ccfr" | "charm2", TridentMeasurement>> = {
  ccfr: { value: 0.82, sigma: 0.28, unit: "", origin: "recalled", source: "CCFR, PRL 66 (1991) 3117" },
  charm2: { value: 1.58, sigma: 0.57, unit: "", origin: "recalled", source: "CHARM-II, PLB 245 (1990) 271" },
};

/** 1 + 4 sin²θ_W = 2 g_V of the muon, at twice its Standard-Model value. */
function vector(): number {
  return 1 + 4 * SIN2_WEINBERG.value;
}

/**
 * σ/σ_SM for a heavy Z′ (above about 10 GeV), exact in the contact limit:
 * [1 + (1 + 4s_W² + 2v²g′²/M²)²]/[1 + (1 + 4s_W²)²], interference constructive. Derived for this project;
 * PRL 113 (2014) 091801.
 */
export function heavyTridentRatio(mass: number, coupling: number): number {
  const shift = 2 * ((VEV * coupling) / mass) ** 2;
  return (1 + (vector() + shift) ** 2) / (1 + vector() ** 2);
}

/** M/g′ (GeV) of a heavy Z′ at which the ratio takes a given value above 1: smaller ones are excluded by it. */
export function heavyTridentReach(ratio: number): number {
  const shift = Math.sqrt(ratio * (1 + vector() ** 2) - 1) - vector();
  return VEV * Math.sqrt(2 / shift);
}

/** Beam and target of a trident measurement. */
export interface TridentTarget {
  /** Neutrino energy, GeV. */
  readonly energy: number;
  /** Radius of the nucleus, fm. */
  readonly radius: number;
}

/** CCFR: neutrinos of about 160 GeV on iron (recalled), nuclear radius 1.2 fm · 56^{1/3}. */
export const CCFR_TARGET: TridentTarget = { energy: 160, radius: 4.6 };

/**
 * σ/σ_SM for a Z′ lighter than about 10 GeV. UNVERIFIED: leading-logarithmic cross-sections of γν scattering
 * (PRL 113 (2014) 091801, eqs. 11–13, recalled and not read again) under equivalent photons of a Gaussian nucleus; the
 * regimes M < m_μ, m_μ < M < √s and the contact limit above √s are joined without matching. For orientation only:
 * `status` goes wherever the number goes.
 *
 * @param mass mass of the Z′ in GeV, > 0
 */
export function lightTridentRatio(
  mass: number,
  coupling: number,
  target: TridentTarget = CCFR_TARGET,
): { readonly value: number; readonly status: "unverified" } {
  const cv = vector() / 2;
  const ca = 0.5;
  const m2 = MASS.muon * MASS.muon;
  const threshold = 4 * m2;
  const standard = (s: number) =>
    Math.max(0, ((cv * cv + ca * ca) * FERMI * FERMI * ALPHA * s * (Math.log(s / m2) - 19 / 6)) / (9 * Math.PI ** 2));
  const difference = (s: number) => {
    if (mass * mass > s) return standard(s) * (heavyTridentRatio(mass, coupling) - 1);
    const interference =
      ((FERMI / Math.SQRT2) * coupling ** 2 * cv * ALPHA * Math.log(s / m2) ** 2) / (3 * Math.PI ** 2);
    const square =
      mass > MASS.muon
        ? (coupling ** 4 * ALPHA * Math.max(0, Math.log(s / mass ** 2))) / (6 * Math.PI ** 2 * mass ** 2)
        : (7 * coupling ** 4 * ALPHA * Math.log(m2 / mass ** 2)) / (72 * Math.PI ** 2 * m2);
    return interference + square;
  };
  // Equivalent photons: ∫ ds/s ∫ dq²/q² F²(q²), q² from (s/2E)²; F = exp(−q²R²/10), the Gaussian of equal mean radius.
  const inverse = (target.radius * 1e-13) / HBARC_CM;
  const flux = (s: number) => {
    const start = Math.log((s / (2 * target.energy)) ** 2);
    const end = Math.log(60 / (inverse * inverse));
    return end > start ? integrate((log) => Math.exp((-Math.exp(log) * inverse ** 2) / 5), start, end, 48) : 0;
  };
  const largest = Math.log((2 * target.energy * Math.sqrt(60)) / inverse);
  const folded = (sigma: (s: number) => number) =>
    integrate((log) => sigma(Math.exp(log)) * flux(Math.exp(log)), Math.log(threshold), largest, 96);
  return { value: 1 + folded(difference) / folded(standard), status: "unverified" };
}
