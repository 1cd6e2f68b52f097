import { powerLaw } from "../analysis/measurement.js";
import { derived } from "../analysis/origin.js";
import type { Search } from "../analysis/search.js";
import { BELLE } from "../physics/beams.js";
import { BRANCHING_FRACTION, MASS } from "../physics/constants.js";
import { twoBodyMomentum } from "../physics/kinematics.js";
import { B_QUARK_MASS, MESOGENESIS_BOUND } from "../physics/theory/b-mesogenesis.js";
import { B_PAIRS, LUMINOSITY, NUMBERS, PRD } from "./b-mesogenesis/assumptions.js";
import { claims } from "./b-mesogenesis/claims.js";
import { controls } from "./b-mesogenesis/controls.js";
import { mesogenesisBounds, mesogenesisReadings, OPERATORS } from "./b-mesogenesis/mesogenesis.js";
import { extraEnergy, lambdaMomentum, observables } from "./b-mesogenesis/observables.js";
import { GENERATED_BRANCHING_FRACTION, samples, signalId } from "./b-mesogenesis/samples.js";
import { selection } from "./b-mesogenesis/selection.js";
import { spectra } from "./b-mesogenesis/spectra.js";
import { systematics } from "./b-mesogenesis/systematics.js";
import { falling, windowOf, windows } from "./b-mesogenesis/windows.js";

/** Decays B⁰ → Λψ, Λ → pπ⁻ in the data at a branching fraction of one: the product. */
const signalYield = [
  { id: "pairs", title: "number of BB̄ pairs", number: B_PAIRS },
  { id: "neutral", title: "B(Υ(4S) → B⁰B̄⁰)", number: BRANCHING_FRACTION.upsilon4SToNeutralB },
  { id: "mesons", title: "B⁰ of a pair", number: derived(2, "", "either of a neutral pair may decay so") },
  { id: "lambda", title: "B(Λ → pπ⁻)", number: BRANCHING_FRACTION.lambdaToProtonPion },
];

/** The same as a cross-section, fb. */
const unitCrossSection = signalYield.reduce((product, { number }) => product * number.value, 1) / LUMINOSITY.value;

const branchingFraction = powerLaw(
  {
    id: "branchingFraction",
    title: "the branching fraction of B⁰ → Λψ",
    tex: "\\mathcal{B}(B^0\\to\\Lambda\\psi)",
    symbol: "B(B⁰ → Λψ)",
    unit: "",
  },
  1,
  () => unitCrossSection,
);

/** The same limit beside what B-Mesogenesis needs at least, operator by operator. */
const besideBounds = OPERATORS.map(({ id, symbol }) => ({
  ...branchingFraction,
  id,
  beside: `bound of ${symbol}`,
  title: `${branchingFraction.title}, beside what B-Mesogenesis needs at least with ${symbol}`,
}));

/** Branching fraction of the signal that is drawn. */
const SHOWN = 8e-5;

/** Published statement of a limit from ALEPH data: only its size is known to us, not how it runs with the mass. */
const ALEPH = 2e-4;

export const bMesogenesis: Search = {
  id: "b-mesogenesis",
  title: "B-Mesogenesis",
  target: "B(B⁰ → Λψ)",
  process: { tex: "B^0\\to\\Lambda\\psi_\\mathrm{DS}", text: "B⁰ → Λψ, ψ unseen" },
  summary:
    "If the baryons of the universe come from B mesons, some B⁰ decay to a Λ and an unseen antibaryon of a dark sector: one B is found in a hadronic decay, the other must be a Λ and nothing else. None was found.",
  citation: {
    key: "Belle:2021gmc",
    text: "Belle Collaboration, Search for a dark-sector antibaryon in B⁰ → Λψ_DS",
    journal: "Phys. Rev. D 105, L051101 (2022)",
    arxiv: "2110.14086",
    doi: "10.1103/PhysRevD.105.L051101",
  },
  experiment: "Belle",
  luminosity: { inverseFemtobarn: LUMINOSITY.value, value: LUMINOSITY.value, unit: "fb^-1", text: "711 fb⁻¹" },
  sqrtS: BELLE.sqrtS,
  projections: [5000, 50_000],
  data: "pseudo",
  observables,
  samples,
  selection,
  scan: {
    kind: "windows",
    observable: extraEnergy,
    abscissa: { title: "mass of ψ [GeV/c²]", scale: "linear", domain: [1, 4] },
    windows,
    windowOf: ({ mass }) => windowOf(mass),
    about:
      "Eight masses from 1.0 to 3.9 GeV, limits between them linear as published; which eight is our choice. Each counts below a boundary in E(ECL): 0.57 and 0.74 GeV are published as the ends, that the boundary rises in between with the mass is assumed. Samples hold tagged events, a right tag with the true momentum of the other B⁰: signals with the assumed efficiency of the tag times its published calibration, backgrounds with an assumed number. The simulated continuum stands for what the publication corrects by data taken 60 MeV below the Υ(4S), with that uncertainty. Log-normal constraints are unit Gaussians of θ in κ^θ: whether the publication has a further factor 1/x, as RooFit does, is not known to us, and with it limits are 3 to 5 % weaker (asymptotic, n = 0 … 7 over two and a half events). Efficiencies of (2 … 4) × 10⁻⁴ follow backwards from the published limits and are no result of this simulation.",
  },
  spectra,
  controls,
  measurement: {
    kind: "on-off",
    method: "cls",
    prior: "flat",
    confidenceLevel: 0.9,
    systematics,
    ratio: NUMBERS.simulationRatio,
    yield: signalYield,
    toys: 200,
    boundary: { low: 0.05, high: 1.5, step: 0.01, sigmas: NUMBERS.boundarySigmas, other: falling },
    correction: { control: "off-resonance", sample: "continuum" },
    improving: { systematic: "branching-fractions", scale: 0.5 },
  },
  interpretations: [branchingFraction, ...besideBounds],
  comparisons: [
    {
      id: "aleph",
      title: "ALEPH, about 2 × 10⁻⁴",
      interpretation: branchingFraction.id,
      kind: "above",
      framed: true,
      origin: "published",
      citation: `as stated in ${PRD}: about 2 × 10⁻⁴; how it depends on the mass is not available to us and is drawn flat`,
      points: [1, 4].map((x) => ({ x, y: ALEPH, y2: 1 })),
    },
    ...mesogenesisBounds,
  ],
  injectedCoupling: SHOWN,
  remarks: [
    {
      title: "Limit of the publication",
      text: "Upper limits of 2.1 × 10⁻⁵ to 3.8 × 10⁻⁵ (90 % CL) between 1.0 and 3.9 GeV; their values mass by mass are not available to us, so that range and shape alone can be compared. For O² and O³ masses above about 3.0 GeV are excluded.",
      origin: "published",
      citation: PRD,
    },
    {
      title: "Searches at the LHC",
      text: "Indirect constraints leave masses of ψ below about 3.5 GeV.",
      origin: "published",
      citation: `as stated in ${PRD}`,
    },
  ],
  radiation: {
    text: "No cross-section is computed: the number of BB̄ pairs is measured, with what the beams radiated before them in it. The limit is one on a branching fraction.",
    origin: "published",
    citation: PRD,
  },
  readings: mesogenesisReadings,
  claims,
  resolution: {
    observable: lambdaMomentum,
    expected: (mass) => twoBodyMomentum(MASS.b0, MASS.lambda, mass),
  },
  overlay: {
    sample: signalId(2),
    factor: SHOWN / GENERATED_BRANCHING_FRACTION,
    label: "Λψ, 2 GeV, B = 8 × 10⁻⁵",
  },
  assumptions: [
    ...Object.entries(NUMBERS).map(([name, number]) => ({
      title: name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
      number,
    })),
    { title: "inclusive branching fraction that B-Mesogenesis needs", number: MESOGENESIS_BOUND },
    ...Object.entries(B_QUARK_MASS).map(([name, number]) => ({ title: `mass of the b quark: ${name}`, number })),
  ],
};
