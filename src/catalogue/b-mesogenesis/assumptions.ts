import { assumed, published } from "../../analysis/origin.js";

/** The publication. */
export const PRD = "PRD 105, L051101";

/**
 * Numbers behind the simulation. The publication gives neither the efficiencies mass by mass nor its tag cuts nor its
 * counts: what is needed of them is chosen here, all in one place, and shown on the page.
 */
export const NUMBERS = {
  tagEfficiency: assumed(
    0.0014,
    "",
    "hadronic tag of a B⁰ in simulation, chosen so that ε comes out at the (2 … 4) × 10⁻⁴ that published limits of (2.1 … 3.8) × 10⁻⁵ imply at about 3 events: derived backwards, no prediction",
  ),
  tagCalibration: published(0.86, "", `${PRD}: data over simulation of the tag, ± 0.074`),
  trackVeto: assumed(0.85, "", "signal events without a further track"),
  signalTagPurity: assumed(0.8, "", "tags of signal events that are the other B⁰, the rest is combinatorial"),
  backgroundTagPurity: assumed(0.6, "", "the same for BB̄ and rare decays"),
  deltaEnergyWidth: assumed(0.018, "GeV", "Gaussian width of ΔE of a right tag"),
  argusShape: assumed(20, "", "shape of the M_bc of combinatorial tags (ARGUS function)"),
  barrelThreshold: assumed(0.05, "GeV", "least energy of a cluster in E_ECL, barrel"),
  forwardThreshold: assumed(0.1, "GeV", "the same, forward endcap"),
  backwardThreshold: assumed(0.15, "GeV", "the same, backward endcap"),
  cleanEvents: assumed(0.35, "", "events without a cluster left over from tag and beams: E_ECL = 0"),
  leftoverShape: assumed(1.3, "", "shape of the gamma distribution of left-over energy in the other events"),
  leftoverMean: assumed(0.25, "GeV", "mean left-over energy of all events"),
  bbCrossSection: assumed(
    0.06,
    "fb",
    "tagged BB̄ events with one Λ → pπ and no further track: 43 events, chosen so that all backgrounds together leave about three",
  ),
  continuumCrossSection: assumed(
    0.75,
    "fb",
    "the same for the continuum: 533 events, so that data below the Υ(4S) have the fourteen to twenty-three that the published 21 to 27 % on their correction imply",
  ),
  rareCrossSection: assumed(0.004, "fb", "the same for rare charmless decays: 3 events"),
  bbPhotons: assumed(4, "", "mean number of photons beside the Λ in BB̄ events, 0.3 GeV each: 1.2 GeV"),
  continuumPhotons: assumed(
    7,
    "",
    "the same in the continuum, so many that a fifth of what is left below the boundary is continuum",
  ),
  rarePhotons: assumed(2.5, "", "the same in rare decays"),
  photonEnergy: assumed(0.3, "GeV", "mean energy of such a photon, exponential"),
  bbLambdaMomentum: assumed(0.8, "GeV", "mean momentum of the Λ in the frame of the B, BB̄"),
  rareLambdaMomentum: assumed(1.5, "GeV", "the same, rare decays"),
  continuumLambdaMomentum: assumed(1.1, "GeV", "mean momentum of the Λ in the centre of mass, continuum"),
  simulationRatio: published(6, "", `${PRD}: simulated BB̄ and continuum over data; the ratio τ of the likelihood`),
  boundaryAtLowest: published(0.57, "GeV", `${PRD}: least boundary; that it belongs to the lightest ψ is assumed`),
  boundaryAtHighest: published(0.74, "GeV", `${PRD}: largest boundary; that it belongs to the heaviest ψ is assumed`),
  boundarySigmas: assumed(
    1.6,
    "",
    "a of ε/(a/2 + √B), by which boundaries are optimised here: that of 90 % in other searches; what the publication optimised is not known to us",
  ),
} as const;

/** Luminosity of the publication, fb⁻¹. */
export const LUMINOSITY = published(711, "fb^-1", PRD);

/** Data taken below the Υ(4S), where there is continuum alone: luminosity, and how far below. */
export const OFF_RESONANCE = {
  luminosity: published(89, "fb^-1", `${PRD}: data below the Υ(4S)`),
  below: published(0.06, "GeV", `${PRD}: 60 MeV below`),
} as const;

/** Pairs of B mesons in the data, charged and neutral. */
export const B_PAIRS = published(772e6, "", `${PRD}: (772 ± 11) × 10⁶`);
