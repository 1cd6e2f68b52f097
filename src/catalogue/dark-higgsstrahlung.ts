import { assumed } from "../analysis/origin.js";
import type { ScanWindow } from "../analysis/scan.js";
import type { Search } from "../analysis/search.js";
import { BELLE_II } from "../physics/beams.js";
import { claims } from "./dark-higgsstrahlung/claims.js";
import { comparisons } from "./dark-higgsstrahlung/comparisons.js";
import { configurations, kloe } from "./dark-higgsstrahlung/configurations.js";
import { controls } from "./dark-higgsstrahlung/controls.js";
import { DETECTOR } from "./dark-higgsstrahlung/detector.js";
import { darkCoupling, interpretations } from "./dark-higgsstrahlung/interpretations.js";
import { observables, recoilMassSquared } from "./dark-higgsstrahlung/observables.js";
import { plane } from "./dark-higgsstrahlung/plane.js";
import { radiation, remarks } from "./dark-higgsstrahlung/remarks.js";
import {
  corrections,
  DARK_PHOTON_MASSES,
  GENERATED_COUPLING,
  samples,
  signalId,
} from "./dark-higgsstrahlung/samples.js";
import { optimised, selection } from "./dark-higgsstrahlung/selection.js";
import { pairMassSpectrum } from "./dark-higgsstrahlung/spectra.js";
import { systematics } from "./dark-higgsstrahlung/systematics.js";

const [row] = plane.rows;

/** Mass pairs of the row that is shown first, where signal is simulated near. */
const windows: readonly ScanWindow[] = DARK_PHOTON_MASSES.filter((mass) => row < plane.largest(mass)).map((mass) => ({
  hypothesis: { mass, darkPhotonMass: mass, darkHiggsMass: row },
  window: { min: row * row - 1, max: row * row + 1 },
}));

/** Signal drawn over the spectrum, and the ε²α_D that it is drawn with. */
const DRAWN = { darkPhotonMass: 6, darkHiggsMass: 1.145, coupling: 1e-6 } as const;

export const darkHiggsstrahlung: Search = {
  id: "dark-higgsstrahlung",
  title: "Dark Higgsstrahlung",
  target: "ε²α_D",
  process: {
    tex: "e^+e^-\\to A'h',\\ A'\\to\\mu^+\\mu^-,\\ h'\\to\\text{invisible}",
    text: "e⁺e⁻ → A′h′, A′ → μ⁺μ⁻, h′ invisible",
  },
  summary:
    "A dark photon that radiates a long-lived dark Higgs boson shows as a spot in the plane of dimuon mass and recoil mass; among 9000 overlapping ellipses none stood out.",
  citation: {
    key: "Belle-II:2022jyy",
    text: "Belle II Collaboration, Search for a dark photon and an invisible dark Higgs boson in μ⁺μ⁻ and missing energy final states with the Belle II experiment",
    journal: "Phys. Rev. Lett. 130, 071804 (2023)",
    arxiv: "2207.00509",
    doi: "10.1103/PhysRevLett.130.071804",
  },
  experiment: "Belle II",
  luminosity: { inverseFemtobarn: 8.34, value: 8.34, unit: "fb^-1", text: "8.34 fb⁻¹" },
  sqrtS: BELLE_II.sqrtS,
  data: "pseudo",
  projections: [50, 364, 50_000],
  observables,
  samples,
  selection,
  optimised,
  scan: {
    kind: "windows",
    observable: recoilMassSquared,
    abscissa: { title: "mass of the dark photon A′ [GeV/c²]", scale: "linear", domain: [0, 11] },
    windows,
    windowOf: ({ darkHiggsMass }) => ({ min: darkHiggsMass ** 2 - 1, max: darkHiggsMass ** 2 + 1 }),
    ellipses: plane,
    about:
      "Overlapping ellipses dᵀC⁻¹d ≤ 4 in dimuon mass and signed squared recoil mass, so 86.5 % of a Gaussian signal. C is the covariance of the core of simulated signal after all cuts on a grid of mass pairs, interpolated; the lattice follows it with one spacing in standard deviations along both axes, which is the one that gives about the published number of 9000. Sizes, shape and places of the published ellipses are not public.",
  },
  spectra: [pairMassSpectrum],
  controls,
  measurement: {
    kind: "counting",
    method: "bayesian",
    prior: "flat",
    confidenceLevel: 0.9,
    systematics,
    parameters: [darkCoupling],
  },
  interpretations,
  comparisons,
  configurations,
  remarks,
  radiation,
  claims,
  injectedCoupling: 1e-6,
  overlay: {
    sample: signalId(DRAWN),
    factor: DRAWN.coupling / GENERATED_COUPLING,
    label: `A′h′, 6 and 1.1 GeV, ε²α_D = 10⁻⁶`,
  },
  assumptions: [
    ...Object.entries(corrections).map(([title, number]) => ({ title: `correction: ${title}`, number })),
    { title: "photons missed in the barrel", number: DETECTOR.calorimeter.barrelInefficiency },
    {
      title: "α_D for a limit on ε alone",
      number: assumed(
        darkCoupling.nominal,
        "",
        "our choice, which the reader may move: the limit goes with α_D^(−1/2)",
      ),
    },
    { title: "luminosity of KLOE on the φ peak", number: kloe.luminosity },
  ],
};
