import { range } from "../analysis/cut.js";
import { powerLaw } from "../analysis/measurement.js";
import { assumed } from "../analysis/origin.js";
import type { Search } from "../analysis/search.js";
import { BELLE_II } from "../physics/beams.js";
import { darkHiggsstrahlungCrossSection } from "../physics/theory/dark-higgsstrahlung.js";
import { darkPhotonBranchingFraction } from "../physics/theory/dark-photon.js";
import { dimuonMass, extraEnergy, observables, recoilMassSquared } from "./zprime-invisible/observables.js";

/** Mass of the dark Higgs boson, and those of the dark photon at which signal is simulated, GeV. */
export const DARK_HIGGS_MASS = 1;
export const SIGNAL_MASSES = [3, 5, 7, 9] as const;

/** Width of the peak: half a per cent of its mass. */
const resolution = assumed(0.005, "", "relative resolution of the mass of a muon pair, for the tutorial");

const windowOf = ({ mass }: { readonly mass?: number }) => ({
  min: (mass ?? 0) * (1 - 2 * resolution.value),
  max: (mass ?? 0) * (1 + 2 * resolution.value),
});

/** Windows of ±2σ that touch, from 3 to 9 GeV. */
const step = (1 + 2 * resolution.value) / (1 - 2 * resolution.value);
const masses = Array.from({ length: 1 + Math.floor(Math.log(3) / Math.log(step)) }, (_, i) => 3 * step ** i);

const signal = (mass: number) => ({
  id: `signal-${mass}`,
  kind: "signal" as const,
  label: `A′, ${mass} GeV`,
  tex: `A'(${mass})`,
  color: "#e42536",
  hypothesis: { mass },
  correction: 1,
});

/** A dark photon that decays to two muons, beside an unseen dark Higgs boson of 1 GeV. */
export const darkHiggsLine: Search = {
  id: "dark-higgs-line",
  title: "Dark photon beside a dark Higgs of 1 GeV",
  target: "ε²α_D",
  process: { tex: "e^+e^-\\to A'h',\\ A'\\to\\mu^+\\mu^-", text: "e⁺e⁻ → A′h′, A′ → μ⁺μ⁻" },
  summary: "A dark photon is a peak in the mass of two muons; the dark Higgs beside it leaves a recoil of 1 GeV.",
  citation: { key: "", text: "The search of the tutorial, no publication", journal: "" },
  experiment: "Belle II",
  luminosity: { inverseFemtobarn: 1, value: 1, unit: "fb^-1", text: "1 fb⁻¹" },
  sqrtS: BELLE_II.sqrtS,
  data: "pseudo",
  observables,
  samples: [
    { id: "mumu", kind: "background", label: "μμ(γ)", tex: "\\mu\\mu(\\gamma)", color: "#5790fc", correction: 1 },
    ...SIGNAL_MASSES.map(signal),
    { id: "data", kind: "data", label: "pseudo-data", tex: "\\text{pseudo-data}", color: "#1c1e21", correction: 1 },
  ],
  selection: [
    range(
      recoilMassSquared,
      { min: 0, max: 2 },
      {
        id: "recoil",
        title: "squared recoil mass",
        why: "The dark Higgs boson has 1 GeV; resolution makes the recoil narrow or wide.",
        origin: "assumption",
        source: "the tutorial",
        control: { low: -5, high: 10, step: 0.5 },
      },
    ),
    range(
      extraEnergy,
      { max: 0.4 },
      {
        id: "extra-energy",
        title: "extra photon energy",
        why: "Nothing but the two muons may be seen.",
        origin: "assumption",
        source: "the tutorial",
        control: { low: 0, high: 2, step: 0.05 },
      },
    ),
  ],
  scan: {
    kind: "windows",
    observable: dimuonMass,
    abscissa: { title: "mass of the A′ [GeV/c²]", scale: "linear", domain: [3, 9] },
    windows: masses.map((mass) => ({ hypothesis: { mass }, window: windowOf({ mass }) })),
    windowOf,
    about: "Touching windows of ±2σ in the mass of the muon pair, from 3 to 9 GeV.",
  },
  spectra: [
    {
      id: "dimuon-mass",
      observable: dimuonMass,
      heading: "Dimuon-mass spectrum",
      title: "dimuon mass Mμμ [GeV/c²]",
      unit: "GeV/c²",
      edges: Array.from({ length: 45 }, (_, i) => Number((2 + 0.2 * i).toFixed(1))),
    },
  ],
  measurement: {
    kind: "counting",
    method: "bayesian",
    prior: "flat",
    confidenceLevel: 0.9,
    systematics: [
      {
        id: "efficiency",
        title: "efficiency",
        relative: 0.1,
        on: "signal",
        origin: "assumption",
        source: "the tutorial",
      },
    ],
  },
  interpretations: [
    powerLaw(
      {
        id: "epsilonSquaredAlphaD",
        title: "ε²α_D for a dark Higgs of 1 GeV",
        tex: "\\epsilon^2\\alpha_D",
        symbol: "ε²α_D",
        unit: "",
      },
      1,
      ({ mass }) =>
        darkHiggsstrahlungCrossSection(mass, DARK_HIGGS_MASS, 1, { sqrtS: BELLE_II.sqrtS }) *
        darkPhotonBranchingFraction(mass, "muons"),
    ),
  ],
  comparisons: [],
  radiation: {
    text: "σ is Born's, with α at zero momentum; the simulated signal radiates along the beams.",
    origin: "derived",
    citation: "the tutorial",
  },
  overlay: { sample: "signal-5", factor: 1, label: "A′, 5 GeV, ε²α_D = 10⁻⁷" },
  assumptions: [{ title: "relative mass resolution", number: resolution }],
};
