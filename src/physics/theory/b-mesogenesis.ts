import { integrate } from "../../numerics/quadrature.js";
import { MASS, type Parameter } from "../constants.js";
import { kallen } from "../kinematics.js";

/**
 * B-Mesogenesis: what fraction of b → ψ u s decays leaves nothing but a Λ beside the dark baryon ψ. It turns the bound
 * on the inclusive branching fraction into one on B⁰ → Λψ. The parton-level formula is OURS (derived here; massless u
 * and s, the spectator left out), not that of a publication, and every band made of it must say so.
 */

/** The operators: (ψb)(us), type 1; (ψs)(ub) and (ψu)(bs), types 2 and 3, which share a phase space. */
export type MesogenesisOperator = 1 | 2 | 3;

/** Masses (GeV) of the b quark for the benchmark (pole) and the edges of the band (B⁰ meson, MS-bar). */
export const B_QUARK_MASS = {
  pole: { value: 4.78, unit: "GeV", origin: "recalled", source: "PDG, pole mass" },
  meson: { value: MASS.b0, unit: "GeV", origin: "published", source: "PDG, mass of the B⁰" },
  msBar: { value: 4.18, unit: "GeV", origin: "recalled", source: "PDG, m_b(m_b)" },
} as const satisfies Record<string, Parameter>;

/** Least inclusive branching fraction for which the mechanism makes the baryons of the universe. */
export const MESOGENESIS_BOUND: Parameter = {
  value: 1e-4,
  unit: "",
  origin: "published",
  source: "Belle, PRD 105 (2022) L051101 and references there",
};

/** dΓ/dq² up to a constant, q² the squared mass of the u s pair in GeV². */
export function mesogenesisSpectrum(
  q2: number,
  darkBaryonMass: number,
  bQuarkMass: number,
  operator: MesogenesisOperator,
): number {
  const b2 = bQuarkMass * bQuarkMass;
  const psi2 = darkBaryonMass * darkBaryonMass;
  const phaseSpace = Math.sqrt(Math.max(0, kallen(b2, psi2, q2)));
  const bDotPsi = (b2 + psi2 - q2) / 2;
  if (operator === 1) return (phaseSpace * bDotPsi * q2) / 2;
  const qDotB = (b2 + q2 - psi2) / 2;
  const qDotPsi = (b2 - psi2 - q2) / 2;
  return (phaseSpace * (q2 * bDotPsi + 2 * qDotPsi * qDotB)) / 12;
}

/**
 * Fraction f of the decays in which u s (with the spectator) can only be a Λ: the part of the spectrum below
 * q² = (m_Λ + m_π⁰)². 1 where the phase space leaves no room for more.
 *
 * @param darkBaryonMass mass of ψ in GeV, below `bQuarkMass`; NaN else
 */
export function mesogenesisFraction(
  darkBaryonMass: number,
  bQuarkMass: number = B_QUARK_MASS.pole.value,
  operator: MesogenesisOperator = 1,
): number {
  const room = bQuarkMass - darkBaryonMass;
  if (!(room > 0)) return Number.NaN;
  if (room <= MASS.lambda) return 1;
  const end = room * room;
  const cut = Math.min(end, (MASS.lambda + MASS.pionNeutral) ** 2);
  // From the end inwards, where the Källén function has its square root.
  const part = (from: number, to: number) =>
    integrate(
      (y) => {
        const q2 = to - (to - from) * y * y;
        return mesogenesisSpectrum(q2, darkBaryonMass, bQuarkMass, operator) * 2 * (to - from) * y;
      },
      0,
      1,
      64,
    );
  return part(0, cut) / part(0, end);
}

/** Least B(B⁰ → Λψ) that the mechanism needs: the inclusive bound times the fraction above. */
export function mesogenesisBranchingFraction(
  darkBaryonMass: number,
  bQuarkMass: number = B_QUARK_MASS.pole.value,
  operator: MesogenesisOperator = 1,
): number {
  return MESOGENESIS_BOUND.value * mesogenesisFraction(darkBaryonMass, bQuarkMass, operator);
}
