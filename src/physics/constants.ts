/**
 * Constants of nature in the units of the house: GeV, fb, cm, s.
 *
 * Every number says where it comes from. "recalled" and "assumption" are shown as such to the reader.
 */

/** Where a number comes from. */
export type Origin = "published" | "derived" | "recalled" | "assumption";

/** A number that is not ours to choose, with its unit and origin. */
export interface Parameter {
  readonly value: number;
  readonly unit: string;
  readonly origin: Origin;
  readonly source: string;
}

/** Fine-structure constant at zero momentum, CODATA 2018. Cross-sections take it as a parameter, with this default. */
export const ALPHA = 1 / 137.035999084;

/** (ħc)² in fb GeV². */
export const HBARC2_FB = 0.3893793721e12;

/** ħc in GeV cm. */
export const HBARC_CM = 1.973269804e-14;

/** ħ in GeV s. */
export const HBAR_S = 6.582119569e-25;

/** Speed of light in cm/s. */
export const SPEED_OF_LIGHT = 2.99792458e10;

/** Fermi constant in GeV⁻², PDG. */
export const FERMI = 1.1663787e-5;

/** Vacuum expectation value of the Higgs field in GeV, rounded as in the published interpretations of scalar searches. */
export const VEV = 246;

/** sin²θ_W at low momentum, as used for the neutrino trident . */
export const SIN2_WEINBERG: Parameter = { value: 0.2312, unit: "", origin: "recalled", source: "PDG, MS-bar at m_Z" };

/** Sum of e⁺e⁻ energies in the centre-of-mass frame that cross-sections default to, GeV. */
export const SQRT_S = 10.58;

/**
 * Mass in GeV and PDG code of each particle. Masses are published (PDG 2018–2022, rounded as the PDG does); the τ mass
 * is the PDG value of 1.77686 GeV that the published Z′ limits used, not the later world average.
 */
const PARTICLES = {
  electron: { pdg: 11, mass: 0.51099895e-3 },
  muon: { pdg: 13, mass: 0.1056583755 },
  tau: { pdg: 15, mass: 1.77686 },
  electronNeutrino: { pdg: 12, mass: 0 },
  muonNeutrino: { pdg: 14, mass: 0 },
  tauNeutrino: { pdg: 16, mass: 0 },
  photon: { pdg: 22, mass: 0 },
  pionNeutral: { pdg: 111, mass: 0.1349768 },
  pionCharged: { pdg: 211, mass: 0.13957039 },
  eta: { pdg: 221, mass: 0.547862 },
  etaPrime: { pdg: 331, mass: 0.95778 },
  rho: { pdg: 113, mass: 0.77526 },
  rhoCharged: { pdg: 213, mass: 0.77511 },
  omega: { pdg: 223, mass: 0.78266 },
  phi: { pdg: 333, mass: 1.019461 },
  a1: { pdg: 20213, mass: 1.23 },
  kaonCharged: { pdg: 321, mass: 0.493677 },
  kaonNeutral: { pdg: 311, mass: 0.497611 },
  kaonShort: { pdg: 310, mass: 0.497611 },
  kaonLong: { pdg: 130, mass: 0.497611 },
  kaonStarCharged: { pdg: 323, mass: 0.89167 },
  kaonStarNeutral: { pdg: 313, mass: 0.89555 },
  dCharged: { pdg: 411, mass: 1.86966 },
  dNeutral: { pdg: 421, mass: 1.86484 },
  proton: { pdg: 2212, mass: 0.93827208816 },
  neutron: { pdg: 2112, mass: 0.93956542052 },
  lambda: { pdg: 3122, mass: 1.115683 },
  b0: { pdg: 511, mass: 5.27972 },
  bPlus: { pdg: 521, mass: 5.27934 },
  jpsi: { pdg: 443, mass: 3.0969 },
  psi2S: { pdg: 100443, mass: 3.686097 },
  upsilon1S: { pdg: 553, mass: 9.4604 },
  upsilon2S: { pdg: 100553, mass: 10.0234 },
  upsilon3S: { pdg: 200553, mass: 10.3551 },
  upsilon4S: { pdg: 300553, mass: 10.5794 },
} as const satisfies Record<string, { pdg: number; mass: number }>;

/** Name of a particle in `MASS` and `PDG`. */
export type Particle = keyof typeof PARTICLES;

function column(key: "mass" | "pdg"): Readonly<Record<Particle, number>> {
  const entries = Object.entries<Record<"mass" | "pdg", number>>(PARTICLES);
  return Object.fromEntries(entries.map(([name, particle]) => [name, particle[key]])) as Record<Particle, number>;
}

/** Masses in GeV. */
export const MASS = column("mass");

/** PDG Monte Carlo codes of the particles (negative for antiparticles). Hypothetical particles: see `PDG_HYPOTHETICAL`. */
export const PDG = column("pdg");

/** PDG codes for the particles that are searched for, from the ranges the numbering scheme leaves to new physics. */
export const PDG_HYPOTHETICAL = {
  zPrime: 32,
  darkPhoton: 4900022,
  darkHiggs: 4900025,
  chi1: 1000022,
  chi2: 1000023,
  alp: 36,
  leptophilicScalar: 35,
  darkBaryon: 4901022,
} as const;

/** Branching fractions that the generators use. */
export const BRANCHING_FRACTION = {
  tauToMuon: recalled(0.1739, "PDG, τ⁻→μ⁻ν̄ν"),
  tauToElectron: recalled(0.1782, "PDG, τ⁻→e⁻ν̄ν"),
  tauToPion: recalled(0.1082, "PDG, τ⁻→π⁻ν"),
  tauToRho: recalled(0.2549, "PDG, τ⁻→π⁻π⁰ν"),
  tauToThreePions: recalled(0.0931, "PDG, τ⁻→π⁻π⁺π⁻ν without K⁰"),
  kaonShortToPions: recalled(0.692, "PDG, K_S→π⁺π⁻"),
  phiToKaonShortLong: recalled(0.34, "PDG, φ→K_S K_L"),
  lambdaToProtonPion: published(0.639, "Belle, PRD 105 (2022) L051101: Λ→pπ⁻, ±0.005"),
  upsilon3SToPionsUpsilon1S: recalled(0.0437, "PDG, Υ(3S)→π⁺π⁻Υ(1S)"),
  upsilon4SToNeutralB: published(0.486, "Belle, PRD 105 (2022) L051101: Υ(4S)→B⁰B̄⁰, ±0.006"),
  upsilon4SToChargedB: recalled(0.514, "PDG, Υ(4S)→B⁺B⁻"),
} as const;

/** Mean decay lengths cτ in cm. */
export const DECAY_LENGTH = {
  tau: recalled(8.703e-3, "PDG", "cm"),
  kaonShort: recalled(2.68, "PDG", "cm"),
  kaonLong: recalled(1534, "PDG", "cm"),
  lambda: recalled(7.89, "PDG", "cm"),
  pionCharged: recalled(780.45, "PDG", "cm"),
  kaonCharged: recalled(371.2, "PDG", "cm"),
} as const;

/** Γ(φ→e⁺e⁻) in GeV. */
export const PHI_ELECTRON_WIDTH = recalled(1.27e-6, "PDG", "GeV");

/** Mean life of the B⁺ in seconds. */
export const B_PLUS_LIFETIME = recalled(1.638e-12, "PDG", "s");

function recalled(value: number, source: string, unit = ""): Parameter {
  return { value, unit, origin: "recalled", source };
}

function published(value: number, source: string, unit = ""): Parameter {
  return { value, unit, origin: "published", source };
}
