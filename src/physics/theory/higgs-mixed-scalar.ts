import { HBARC_CM, MASS, VEV } from "../constants.js";

/**
 * A scalar S that mixes with the Higgs by an angle θ: widths ∝ sin²θ of a Higgs of its mass.
 * Hadronic widths below 2 GeV: M. W. Winkler, PRD 99 (2019) 015018.
 */

type Table = readonly (readonly [mass: number, value: number])[];

/** Γ(S → ππ)/sin²θ in GeV against m_S, π⁺π⁻ and π⁰π⁰ together: points of Winkler's curve, thinned. */
const PION_WIDTH: Table = [
  [0.2833, 1.091e-9],
  [0.2891, 1.812e-9],
  [0.3004, 2.882e-9],
  [0.3246, 4.868e-9],
  [0.3765, 9.041e-9],
  [0.4714, 1.886e-8],
  [0.7199, 5.471e-8],
  [0.8351, 1.014e-7],
  [0.8975, 1.667e-7],
  [0.9448, 3.259e-7],
  [0.977, 5.781e-7],
  [0.996, 7.0e-7],
  [1.004, 5.4e-7],
  [1.0083, 4.7e-7],
  [1.0195, 2.922e-7],
  [1.0561, 1.18e-7],
  [1.082, 7.149e-8],
  [1.1593, 2.046e-8],
  [1.1952, 1.286e-8],
  [1.2437, 9.407e-9],
  [1.3518, 1.143e-8],
  [1.4339, 8.261e-9],
  [1.4746, 5.343e-9],
  [1.5067, 3.085e-9],
  [1.5292, 2.555e-9],
  [1.6079, 6.076e-9],
  [1.6542, 7.636e-9],
  [1.6935, 7.419e-9],
  [1.8093, 3.783e-9],
  [1.9077, 3.364e-9],
  [2.0063, 3.609e-9],
];

/** Γ(S → KK̄)/sin²θ in GeV against m_S, charged and neutral together: points of Winkler's curve, thinned. */
const KAON_WIDTH: Table = [
  [0.9951, 7.8e-9],
  [0.9998, 5.95e-8],
  [1.001, 9.129e-8],
  [1.005, 1.224e-7],
  [1.01, 1.393e-7],
  [1.038, 1.393e-7],
  [1.09, 1.119e-7],
  [1.152, 9.472e-8],
  [1.218, 8.717e-8],
  [1.4, 9.115e-8],
  [1.609, 7.494e-8],
  [1.838, 4.622e-8],
  [2.033, 3.353e-8],
];

/**
 * cτ(sin θ = 1) in m against m_S, all decays: points of the curve that FORESEE (F. Kling and S. Trojanowski, PRD 104
 * (2021) 035012) takes from Winkler, thinned.
 */
const DECAY_LENGTH: Table = [
  [0.957, 4.741e-10],
  [0.9776, 3.317e-10],
  [0.9951, 2.813e-10],
  [1.009, 2.813e-10],
  [1.012, 3.389e-10],
  [1.041, 5.94e-10],
  [1.068, 8.361e-10],
  [1.084, 9.94e-10],
  [1.105, 1.164e-9],
  [1.128, 1.318e-9],
  [1.175, 1.562e-9],
  [1.199, 1.638e-9],
  [1.223, 1.667e-9],
  [1.274, 1.653e-9],
  [1.354, 1.5e-9],
  [1.382, 1.5e-9],
  [1.499, 1.608e-9],
  [1.626, 1.603e-9],
  [1.8, 1.771e-9],
  [1.98, 1.747e-9],
  [2.315, 1.303e-9],
  [2.724, 8.75e-10],
  [2.955, 7.557e-10],
  [3.548, 5.864e-10],
  [3.614, 5.081e-10],
  [3.754, 3.033e-10],
  [3.863, 1.815e-10],
  [3.957, 1.261e-10],
  [4.066, 9.03e-11],
  [4.3, 5.611e-11],
  [4.478, 4.241e-11],
  [4.664, 3.369e-11],
  [4.858, 2.774e-11],
  [5.163, 2.17e-11],
];

/** Interpolation in ln value against ln mass; NaN outside the table. */
function interpolate(table: Table, mass: number): number {
  for (let i = 1; i < table.length; i++) {
    const [m1, v1] = table[i];
    if (mass > m1) continue;
    const [m0, v0] = table[i - 1];
    return mass < m0 ? Number.NaN : v0 * (v1 / v0) ** (Math.log(mass / m0) / Math.log(m1 / m0));
  }
  return Number.NaN;
}

/** Width to two mesons from a table; below its start an S wave, Γ ∝ β; 0 below threshold, NaN beyond its end. */
function mesonWidth(table: Table, mass: number, mesonMass: number): number {
  const velocity = (m: number) => Math.sqrt(Math.max(0, 1 - ((2 * mesonMass) / m) ** 2));
  const [start, width] = table[0];
  return mass < start ? (width * velocity(mass)) / velocity(start) : interpolate(table, mass);
}

/** Mass (GeV) from which the total width is taken from the tabulated cτ: the opening of KK̄, where 4π sets in too. */
const TABULATED_FROM = 0.98;

/** Γ(S → ℓ⁺ℓ⁻) in GeV: sin²θ m_ℓ² m_S/8πv² (1 − 4m²/m_S²)^{3/2}; 0 below threshold. */
export function scalarLeptonWidth(mass: number, sinTheta: number, leptonMass: number): number {
  const beta2 = 1 - ((2 * leptonMass) / mass) ** 2;
  return beta2 > 0 ? ((sinTheta * leptonMass) ** 2 * mass * beta2 ** 1.5) / (8 * Math.PI * VEV * VEV) : 0;
}

/** Γ(S → ππ) in GeV, a third of it π⁰π⁰; NaN above 2.0 GeV. */
export function scalarPionWidth(mass: number, sinTheta: number): number {
  return sinTheta * sinTheta * mesonWidth(PION_WIDTH, mass, MASS.pionCharged);
}

/** Γ(S → KK̄) in GeV, half of it K⁺K⁻; NaN above 2.0 GeV. */
export function scalarKaonWidth(mass: number, sinTheta: number): number {
  return sinTheta * sinTheta * mesonWidth(KAON_WIDTH, mass, MASS.kaonCharged);
}

/** Γ(S → χχ̄) in GeV for a Dirac fermion with Yukawa coupling y: y²cos²θ m_S/8π (1 − 4m²/m_S²)^{3/2}. */
export function scalarDarkWidth(mass: number, yukawa: number, chiMass: number, sinTheta = 0): number {
  const beta2 = 1 - ((2 * chiMass) / mass) ** 2;
  return beta2 > 0 ? (yukawa * yukawa * (1 - sinTheta * sinTheta) * mass * beta2 ** 1.5) / (8 * Math.PI) : 0;
}

/**
 * Width (GeV) of S to the Standard Model: the sum of leptons and pions below the opening of KK̄, the tabulated cτ
 * above. NaN beyond 5.16 GeV.
 */
export function scalarWidth(mass: number, sinTheta: number): number {
  if (mass >= TABULATED_FROM) return (sinTheta * sinTheta * HBARC_CM) / (100 * interpolate(DECAY_LENGTH, mass));
  return (
    scalarLeptonWidth(mass, sinTheta, MASS.electron) +
    scalarLeptonWidth(mass, sinTheta, MASS.muon) +
    scalarPionWidth(mass, sinTheta)
  );
}

/** Mean decay length cτ of S in cm. */
export function scalarDecayLength(mass: number, sinTheta: number): number {
  return HBARC_CM / scalarWidth(mass, sinTheta);
}

/** Final states of S that have a width here; what is left of the total is 4π, gluons, strange and charm. */
export type ScalarFinal = "electrons" | "muons" | "taus" | "pions" | "kaons";

function partialWidth(mass: number, final: ScalarFinal): number {
  if (final === "pions") return scalarPionWidth(mass, 1);
  if (final === "kaons") return scalarKaonWidth(mass, 1);
  return scalarLeptonWidth(mass, 1, MASS[final === "electrons" ? "electron" : final === "muons" ? "muon" : "tau"]);
}

/**
 * Branching fraction of S to a pair; "pions" and "kaons" count the neutral ones, and are NaN above 2.0 GeV. Near 1 GeV,
 * where the curves of widths and of cτ do not quite agree, their sum is kept at 1.
 */
export function scalarBranchingFraction(mass: number, final: ScalarFinal): number {
  const total = scalarWidth(mass, 1);
  const known = partialWidth(mass, "muons") + partialWidth(mass, "pions") + partialWidth(mass, "kaons");
  return partialWidth(mass, final) / (Number.isNaN(known) ? total : Math.max(known, total));
}
