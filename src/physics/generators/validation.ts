import { integrate } from "../../numerics/quadrature.js";
import { randomStream } from "../../numerics/random.js";
import { MASS, SQRT_S } from "../constants.js";
import type { CrossSection } from "../events.js";
import { leptonPairCrossSection } from "../theory/lepton-pair.js";
import { zprimeCrossSection, zprimeRadiativeCrossSection } from "../theory/zprime.js";
import { dimuonProcess } from "./dimuon.js";
import { makeTrial, meanOfTrials, surveyWeights } from "./generator.js";
import { InitialStateRadiation } from "./initial-state-radiation.js";
import { StructureFunction } from "./structure-function.js";
import { TauDecay } from "./tau-decay.js";
import { zPrimeProcess } from "./zprime.js";

/** What generators give, beside formulas of the same quantities: the plots of the page on the simulation. */

const S = SQRT_S * SQRT_S;

/** Masses (GeV) at which the cross-section of μμZ′ is generated. */
export const CROSS_SECTION_MASSES = [0.1, 0.5, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** σ(e⁺e⁻ → μ⁺μ⁻Z′) for g′ = 1 at one mass, fb: integral and Monte Carlo, at tree level and with radiation of the beams. */
export interface CrossSectionRow {
  readonly mass: number;
  readonly exact: number;
  readonly generated: CrossSection;
  readonly exactRadiated: number;
  readonly generatedRadiated: CrossSection;
}

/** Cross-sections of μμZ′ against mass, from `trials` trials of the generator for each. */
export function crossSectionRows(trials: number): CrossSectionRow[] {
  return CROSS_SECTION_MASSES.map((mass): CrossSectionRow => {
    const generated = (radiation: boolean) => {
      const process = zPrimeProcess({
        mass,
        coupling: 1,
        leptons: "muons",
        sqrtS: SQRT_S,
        energySpread: 0,
        radiation,
      });
      const stream = randomStream("generator validation", "zprime", mass, radiation ? "radiation" : "tree");
      return meanOfTrials(surveyWeights(process, trials, stream));
    };
    return {
      mass,
      exact: zprimeCrossSection(mass, 1),
      generated: generated(false),
      exactRadiated: zprimeRadiativeCrossSection(mass, 1),
      generatedRadiated: generated(true),
    };
  });
}

/** Edges (GeV) of the bins of the recoil mass. */
export const RECOIL_EDGES: readonly number[] = Array.from({ length: 21 }, (_, i) => i / 2);

/** Recoil mass above which the three totals are compared, GeV. */
export const HEAVY_RECOIL = 2;

/** Cross-sections (fb) of one range of the recoil mass of μμ(γ…). */
export interface RecoilRow {
  /** Ends of the range, GeV. */
  readonly low: number;
  readonly high: number;
  /** By the fold of two structure functions: one photon along each beam. */
  readonly folded: number;
  /** The radiation of the beams as it is generated, photons along the beams. */
  readonly beams: CrossSection;
  /** The generator as it is: photons at their angles, radiation of the muons, interference. */
  readonly complete: CrossSection;
}

/**
 * dσ/dM (fb/GeV) of the recoil mass M (GeV) of μμ(γ…) with one photon along each beam. With energy fractions y₁ and y₂
 * the photons have M² = y₁y₂s and leave s′ = (1 − y₁)(1 − y₂)s; both are folded with their structure functions.
 */
export function foldedRecoilSpectrum(mass: number): number {
  const product = (mass * mass) / S;
  const half = structure.exponent / 2;
  const density = (y: number) => half * y ** (half - 1) * structure.smooth(y);
  // The largest y₁ leaves s′ at threshold: (1 − y₁)(1 − product/y₁) = 4m²/s.
  const sum = 1 + product - (4 * MASS.muon ** 2) / S;
  const discriminant = sum * sum - 4 * product;
  if (mass >= SQRT_S || discriminant <= 0) return 0;
  // From y₁ = y₂ on, in ln y₁: the other half is its mirror image.
  const end = Math.log((sum + Math.sqrt(discriminant)) / 2);
  const middle = Math.log(product) / 2;
  const integrand = (logarithm: number) => {
    const first = Math.exp(logarithm);
    const second = product / first;
    const energy = SQRT_S * Math.sqrt((1 - first) * (1 - second));
    return density(first) * density(second) * leptonPairCrossSection(MASS.muon, { sqrtS: energy });
  };
  // The cross-section rises as 1/(1 − y₁): nodes gather at the end, where it falls to its threshold.
  const folded = integrate(
    (u) => integrand(end - (end - middle) * u ** 4) * 4 * (end - middle) * u ** 3,
    0,
    1,
    FOLD_NODES,
  );
  return (structure.vertexFactor * 2 * folded * 2 * mass) / S;
}

/** Recoil mass of μμ(γ…) in bins of `RECOIL_EDGES` from `trials` trials, and last of all above `HEAVY_RECOIL`. */
export function recoilRows(trials: number): RecoilRow[] {
  const beams = beamRadiation(trials);
  const complete = completeRadiation(trials);
  const ranges = [
    ...RECOIL_EDGES.slice(2).map((high, i) => [RECOIL_EDGES[i + 1], high] as const),
    [HEAVY_RECOIL, SQRT_S] as const,
  ];
  return ranges.map(([low, high]) => ({
    low,
    high,
    folded: integrate(foldedRecoilSpectrum, low, high, high === SQRT_S ? 96 : 8),
    beams: within(beams, low, high),
    complete: within(complete, low, high),
  }));
}

/** Energy fractions of the charged daughter of a fast τ: `polarisation` +1 or −1. */
export interface TauSpectrum {
  readonly channel: "electron" | "pion";
  readonly polarisation: 1 | -1;
  /** Bins of equal width from 0 to 1: mean density by formula, generated density and its error. */
  readonly bins: readonly { readonly x: number; readonly formula: number; readonly generated: CrossSection }[];
}

/**
 * Density of x = E/E_τ of the daughter of a τ of helicity `polarisation` that is fast (Y.-S. Tsai, PRD 4 (1971) 2821):
 * f ± g = (5 − 9x² + 4x³)/3 ± (1 − 9x² + 8x³)/3 for electrons without mass, 1 ± (2x − 1) for pions, whose mass lets
 * x begin at (m_π/m_τ)².
 */
export function tauSpectrumDensity(channel: TauSpectrum["channel"], polarisation: number, x: number): number {
  if (channel === "pion") {
    const cosine = (2 * (x - LEAST_PION)) / (1 - LEAST_PION) - 1;
    return x < LEAST_PION ? 0 : (1 + polarisation * cosine) / (1 - LEAST_PION);
  }
  return (5 - 9 * x * x + 4 * x ** 3 + polarisation * (1 - 9 * x * x + 8 * x ** 3)) / 3;
}

/** Spectra of the daughters of polarised τ from `decays` generated ones each. */
export function tauSpectra(decays: number): TauSpectrum[] {
  const choices = (["electron", "pion"] as const).flatMap((channel) =>
    ([1, -1] as const).map((polarisation) => ({ channel, polarisation })),
  );
  return choices.map(({ channel, polarisation }) => {
    const counts = new Float64Array(TAU_BINS);
    const decay = new TauDecay();
    const stream = randomStream("generator validation", "tau decay", channel, polarisation);
    for (let i = 0; i < decays; i++) {
      decay.draw(stream, channel, polarisation);
      decay.boost(0, 0, 1, FAST, FAST);
      counts[Math.min(TAU_BINS - 1, Math.floor((decay.momenta[3] / (FAST * MASS.tau)) * TAU_BINS))]++;
    }
    const least = channel === "pion" ? LEAST_PION : 0;
    const bins = Array.from(counts, (count, k) => ({
      x: (k + 0.5) / TAU_BINS,
      formula:
        TAU_BINS *
        integrate(
          (x) => tauSpectrumDensity(channel, polarisation, x),
          Math.max(least, k / TAU_BINS),
          (k + 1) / TAU_BINS,
          3,
        ),
      generated: { value: (count * TAU_BINS) / decays, sigma: (Math.sqrt(count) * TAU_BINS) / decays },
    }));
    return { channel, polarisation, bins };
  });
}

/** Bins of the spectra of τ decays. */
const TAU_BINS = 20;

/** Least energy fraction of a pion. */
const LEAST_PION = (MASS.pionCharged / MASS.tau) ** 2;

/** γ of a τ that is fast enough for γ and βγ to be the same number. */
const FAST = 1e8;

/** Nodes of the fold: relative error below 1e-6. */
const FOLD_NODES = 64;

const structure = new StructureFunction(S);

/** Weights (fb) of trials beside their recoil masses (GeV). */
interface WeightedMasses {
  readonly masses: Float64Array;
  readonly weights: Float64Array;
}

function within({ masses, weights }: WeightedMasses, low: number, high: number): CrossSection {
  return meanOfTrials(weights.map((weight, i) => (masses[i] >= low && masses[i] < high ? weight : 0)));
}

function beamRadiation(trials: number): WeightedMasses {
  const crossSection = (s: number) => leptonPairCrossSection(MASS.muon, { sqrtS: Math.sqrt(s) });
  const isr = new InitialStateRadiation({ sqrtS: SQRT_S, threshold: 2 * MASS.muon, crossSection, collinear: true });
  const stream = randomStream("generator validation", "recoil", "beams");
  const masses = new Float64Array(trials);
  const weights = new Float64Array(trials);
  for (let i = 0; i < trials; i++) {
    const weight = isr.draw(stream, SQRT_S);
    if (weight === 0) continue;
    weights[i] = weight * crossSection(isr.reducedSquare);
    if (isr.both) masses[i] = 2 * Math.sqrt(isr.photons[3] * isr.photons[7]);
  }
  return { masses, weights };
}

function completeRadiation(trials: number): WeightedMasses {
  const process = dimuonProcess({ sqrtS: SQRT_S, energySpread: 0, radiation: true });
  const trial = makeTrial(process);
  const { momenta, pdg } = trial;
  const stream = randomStream("generator validation", "recoil", "complete");
  const photons = process.slots.map((_, slot) => slot).slice(2);
  const masses = new Float64Array(trials);
  const weights = new Float64Array(trials);
  for (let i = 0; i < trials; i++) {
    weights[i] = process.draw(stream, trial);
    let [px, py, pz, e] = [0, 0, 0, 0];
    for (const slot of photons) {
      if (weights[i] === 0 || pdg[slot] === 0) continue;
      px += momenta[4 * slot];
      py += momenta[4 * slot + 1];
      pz += momenta[4 * slot + 2];
      e += momenta[4 * slot + 3];
    }
    masses[i] = Math.sqrt(Math.max(0, e * e - px * px - py * py - pz * pz));
  }
  return { masses, weights };
}
