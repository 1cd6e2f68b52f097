import { MASS, type Parameter } from "../constants.js";

/** Width (GeV) of the single ρ of `pionRatio`. */
const RHO_WIDTH: Parameter = {
  value: 0.1491,
  unit: "GeV",
  origin: "assumption",
  source: "one ρ(770) with a P-wave running width, no ω and no excited states",
};

/** Pion velocity β = √(1 − 4m_π²/s); 0 below threshold. */
function pionVelocity(s: number): number {
  return Math.sqrt(Math.max(0, 1 - (2 * MASS.pionCharged) ** 2 / s));
}

/** |F_π(s)|² of vector-meson dominance with a single ρ (assumption); `s` in GeV². */
export function pionFormFactorSquared(s: number): number {
  const m2 = MASS.rho * MASS.rho;
  const velocities = pionVelocity(s) / pionVelocity(m2);
  // m_ρ Γ(s) with Γ(s) = Γ_ρ (k/k_ρ)³ m_ρ/√s and k = β√s/2.
  const absorption = (RHO_WIDTH.value * velocities ** 3 * s) / MASS.rho;
  return (m2 * m2) / ((m2 - s) ** 2 + absorption * absorption);
}

/** R_ππ(s) = β³|F_π|²/4, the share of π⁺π⁻ in R(s) below 1 GeV with the form factor above (assumption). */
export function pionRatio(s: number): number {
  return s > 0 ? (pionVelocity(s) ** 3 * pionFormFactorSquared(s)) / 4 : 0;
}
