import { powerLaw } from "../analysis/measurement.js";
import type { Search, Spectrum } from "../analysis/search.js";
import { BELLE_II } from "../physics/beams.js";
import { alpPhotonCrossSection } from "../physics/theory/alp-photon.js";
import { BEAM_BACKGROUND } from "./alp-photon/beam-background.js";
import { claims } from "./alp-photon/claims.js";
import { comparisons } from "./alp-photon/comparisons.js";
import { DETECTOR, TRACK_LOSS, TRIGGER } from "./alp-photon/detector.js";
import { variables } from "./alp-photon/masses.js";
import { MODELLED, RADIATION } from "./alp-photon/modelled.js";
import { diphotonMassesSquared, observables, recoilMassesSquared, recoilPhoton } from "./alp-photon/observables.js";
import { corrections, GENERATED_COUPLING, samples, signalId } from "./alp-photon/samples.js";
import { HARD_THRESHOLD, HARD_UP_TO, selection } from "./alp-photon/selection.js";
import { efficiencyFactor, systematics } from "./alp-photon/systematics.js";

const { sqrtS } = BELLE_II;

/** Published uncertainty of √s, and what it does to the coupling at the ends of the scan: nothing that could be seen. */
const ENERGY_SCALE = 0.002;

function scaleText(): string {
  const change = (mass: number) => {
    const at = (factor: number) => alpPhotonCrossSection(mass, 1, { sqrtS: sqrtS * factor });
    return `${(100 * Math.abs(Math.sqrt(at(1) / at(1 + ENERGY_SCALE)) - 1)).toPrecision(2)} %`;
  };
  return `The uncertainty of 0.2 % of √s changes the coupling by ${change(0.2)} at 0.2 GeV, ${change(6.85)} at 6.85 GeV and ${change(9.7)} at 9.7 GeV; it is told and not in the limit.`;
}

/** How the scan is made, for the reader. */
const ABOUT = `378 fits of M²γγ from 0.2 to 6.85 GeV and 124 of M²rec up to 9.7 GeV. Counts, ends, ranges (−20σ … +30σ and ±25σ, 100 bins) and orders of the polynomial (2 up to 0.5 GeV, then 4, 5 for M²rec) are published; the masses between are constructed: steps of half a width for constant relative widths, 3.74 % of M² and 2.08 % of the energy of the recoil photon, which the counts imply. The widths in the fits are those of our simulation. All three combinations of an event are kept; the yield counts events. Signal: Crystal Ball, interpolated between 32 simulated masses, and a kernel density of all other combinations from the nearest one. Nine fits a mass: range by 0, +5σ, −5σ at either end, order by 0, −1, +1; of these the smallest significance and the least stringent one-sided 95 % profile limit count. Efficiency with luminosity, and width, are Gaussian nuisances. Expected: each of the nine fits to its own background-only expectation (Asimov), ±1σ and ±2σ by the Gaussian formula, and the largest of the nine, times what toys with the same envelope of nine fits give over this formula, thrown at every eighth mass at build: some ten per cent for most masses, more where polynomials of different orders disagree (panel Toys). ${scaleText()}`;

const coupling = powerLaw(
  {
    id: "gAGammaGamma",
    title: "the coupling g_aγγ",
    tex: "g_{a\\gamma\\gamma}",
    symbol: "g_aγγ",
    unit: "GeV⁻¹",
  },
  2,
  ({ mass }) => alpPhotonCrossSection(mass, 1, { sqrtS }),
);

const crossSection = powerLaw(
  { id: "crossSection", title: "σ(e⁺e⁻ → γa), a → γγ", tex: "\\sigma_a", symbol: "σₐ", unit: "fb" },
  1,
  () => 1,
);

/** Mass as shown: root of the square, with its sign. */
const toSquare = (mass: number) => mass * Math.abs(mass);
const fromSquare = (square: number) => Math.sign(square) * Math.sqrt(Math.abs(square));
const edges = Array.from({ length: 54 }, (_, i) => Number((i * 0.2).toFixed(6)));

const spectra: readonly Spectrum[] = [
  {
    id: "diphoton-mass",
    observable: diphotonMassesSquared[0],
    further: diphotonMassesSquared.slice(1),
    heading: "Diphoton mass, three combinations an event",
    title: "diphoton mass Mγγ [GeV/c²]",
    unit: "GeV/c²",
    edges,
    toObservable: toSquare,
    fromObservable: fromSquare,
  },
  {
    id: "recoil-mass",
    observable: recoilMassesSquared[0],
    further: recoilMassesSquared.slice(1),
    heading: "Recoil mass, three photons an event",
    title: "recoil mass Mrec [GeV/c²]",
    unit: "GeV/c²",
    edges,
    toObservable: toSquare,
    fromObservable: fromSquare,
  },
];

/** Half width of the region that the page names at a hypothesis, relative to the mass squared. */
const NAMED = 0.075;
const windowOf = ({ mass }: Readonly<Record<string, number>>) => ({
  min: mass * mass * (1 - NAMED),
  max: mass * mass * (1 + NAMED),
});

/** Coupling (1/GeV) at which the signal is drawn, and its mass (GeV). */
const DRAWN = { mass: 2.8, coupling: 0.004 } as const;

export const alpPhoton: Search = {
  id: "alp-photon",
  title: "ALP to two photons",
  target: "g_aγγ",
  process: { tex: "e^+e^-\\to\\gamma a,\\ a\\to\\gamma\\gamma", text: "e⁺e⁻ → γa, a → γγ" },
  summary:
    "An axion-like particle that couples to photons is radiated with one and decays to two: a narrow peak in the mass of two of three photons, or in the mass recoiling against the third. None was found in the first data of Belle II.",
  citation: {
    key: "BelleII:2020jti",
    text: "Belle II Collaboration, Search for axionlike particles produced in e⁺e⁻ collisions at Belle II",
    journal: "Phys. Rev. Lett. 125, 161806 (2020)",
    arxiv: "2007.13071",
    doi: "10.1103/PhysRevLett.125.161806",
  },
  experiment: "Belle II",
  luminosity: { inverseFemtobarn: 0.445, value: 445, unit: "pb^-1", text: "445 pb⁻¹" },
  sqrtS,
  projections: [1, 50, 50_000],
  injectedCoupling: DRAWN.coupling,
  data: "pseudo",
  observables,
  samples,
  selection,
  scan: {
    kind: "windows",
    observable: diphotonMassesSquared[0],
    abscissa: { title: "mass of the ALP [GeV/c²]", scale: "log", domain: [0.15, 10.6] },
    windows: variables.flatMap(({ masses }) =>
      masses.map((mass) => ({ hypothesis: { mass }, window: windowOf({ mass }) })),
    ),
    windowOf,
    about: ABOUT,
  },
  spectra,
  measurement: {
    kind: "peak-fits",
    method: "profile",
    prior: "flat",
    confidenceLevel: 0.95,
    systematics,
    efficiencyUncertainty: "efficiency",
    widthUncertainty: "width",
    efficiencyFactor,
    variables,
    rightCombination: recoilPhoton,
    bins: 100,
    widening: 5,
    orderStep: 1,
    toys: {
      ensemble: 100,
      step: 8,
      recovered: [0.27, 0.5, 2, 4, 8.4],
      recoveries: 200,
      strength: 5,
      scans: 150,
      luminosities: 20,
    },
    leftOut: (mass) => (mass > HARD_UP_TO ? [HARD_THRESHOLD] : []),
  },
  interpretations: [coupling, crossSection],
  comparisons,
  wholePlane: { masses: [1e-3, 120], couplings: [1e-7, 1] },
  overlay: {
    sample: signalId(DRAWN.mass),
    factor: (DRAWN.coupling / GENERATED_COUPLING) ** 2,
    label: `a, ${DRAWN.mass} GeV, g_aγγ = ${DRAWN.coupling} GeV⁻¹`,
  },
  remarks: MODELLED,
  radiation: RADIATION,
  claims,
  assumptions: [
    { title: "correction: photons that do not convert", number: corrections.conversion },
    { title: "energy resolution up to 0.65 GeV, simulation", number: DETECTOR.calorimeter.resolutionAtLowEnergy },
    { title: "energy resolution from 1 GeV on, simulation", number: DETECTOR.calorimeter.resolutionAtHighEnergy },
    { title: "factor on the energy resolution", number: DETECTOR.calorimeter.resolutionScale },
    { title: "efficiency of the trigger on three photons", number: TRIGGER },
    { title: "probability to lose a track of e⁺e⁻γ", number: TRACK_LOSS },
    { title: "beam background: clusters above 1 GeV", number: BEAM_BACKGROUND.rate },
    { title: "beam background: power of the energy", number: BEAM_BACKGROUND.power },
    { title: "beam background: unit of the time of a photon", number: BEAM_BACKGROUND.timing },
  ],
};
