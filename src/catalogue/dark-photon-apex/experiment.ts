import { derived, type Sourced } from "../../analysis/origin.js";
import { ALPHA } from "../../physics/constants.js";
import { darkPhotonBranchingFraction } from "../../physics/theory/dark-photon.js";

const PAPER = "PRL 107, 191804 (arXiv:1108.2750), from memory: hold it against the paper";

function recalled(value: number, unit: string, source: string): Sourced {
  return { value, unit, origin: "recalled", source };
}

/** Range of the search, GeV. */
export const RANGE = {
  from: recalled(0.175, "GeV/c²", PAPER),
  to: recalled(0.25, "GeV/c²", PAPER),
} as const;

/** Window of a fit and step of the scan, GeV; order of the polynomial. */
export const WINDOW = recalled(0.0305, "GeV/c²", PAPER);
export const STEP = recalled(0.00025, "GeV/c²", PAPER);
export const ORDER = recalled(7, "", PAPER);

/** Standard deviation of the measured mass at either end of the range, GeV. Between them a straight line, which is ours. */
export const RESOLUTION = {
  from: recalled(0.00085, "GeV/c²", `${PAPER}; 0.85 to 1.11 MeV over the acceptance, taken as those at its ends`),
  to: recalled(0.00111, "GeV/c²", `${PAPER}; 0.85 to 1.11 MeV over the acceptance, taken as those at its ends`),
} as const;

/** Radiative share of the pairs (a virtual photon in place of the A′, without Bethe–Heitler) at either end. */
export const RADIATIVE = {
  from: recalled(0.21, "", `${PAPER}; linear in the mass`),
  to: recalled(0.25, "", `${PAPER}; linear in the mass`),
} as const;

function between(ends: { readonly from: Sourced; readonly to: Sourced }, mass: number): number {
  const share = (mass - RANGE.from.value) / (RANGE.to.value - RANGE.from.value);
  return ends.from.value + share * (ends.to.value - ends.from.value);
}

/** Standard deviation (GeV) of the measured mass of an A′. */
export function resolution(mass: number): number {
  return between(RESOLUTION, mass);
}

/** Radiative share of the pairs at a mass (GeV). */
export function radiativeShare(mass: number): number {
  return between(RADIATIVE, mass);
}

/** Γ(A′) over Γ(A′ → e⁺e⁻): 1 below the threshold of muons. */
export function openChannels(mass: number): number {
  return 1 / darkPhotonBranchingFraction(mass, "electrons");
}

/**
 * Pairs from A′ → e⁺e⁻ at ε² = 1 for a density of all pairs (events a GeV): a narrow A′ stands to the virtual photon of
 * its mass as dσ(A′)/dσ(γ*) = 3π ε² m / (2 N α δm), N the open channels (Bjorken, Essig, Schuster, Toro, PRD 80, 075018,
 * eq. 19), and the virtual photon is the radiative share of the pairs.
 */
export function pairsPerMixing(mass: number, density: number): number {
  return (radiativeShare(mass) * density * 3 * Math.PI * mass) / (2 * openChannels(mass) * ALPHA);
}

/** For the table of numbers. */
export const OPEN_CHANNELS = derived(
  Number(openChannels(RANGE.to.value).toPrecision(3)),
  "",
  "Γ(A′)/Γ(A′ → e⁺e⁻) at 250 MeV; 1 below 211 MeV",
);
