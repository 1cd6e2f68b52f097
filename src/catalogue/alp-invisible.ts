import { powerLaw } from "../analysis/measurement.js";
import type { Search } from "../analysis/search.js";
import { BELLE_II } from "../physics/beams.js";
import { alpPhotonCrossSection } from "../physics/theory/alp-photon.js";
import { comparisons } from "./alp-invisible/comparisons.js";
import { escapeReadings, UNSEEN_BEYOND } from "./alp-invisible/escape.js";
import { MODELLED, RADIATION } from "./alp-invisible/modelled.js";
import { observables, photonEnergy } from "./alp-invisible/observables.js";
import { CONVERSION, GENERATED_COUPLING, samples, signalId } from "./alp-invisible/samples.js";
import { selection } from "./alp-invisible/selection.js";
import { systematics } from "./alp-invisible/systematics.js";
import { windowOf, windows } from "./alp-invisible/windows.js";
import { DETECTOR } from "./alp-photon/detector.js";
import { recoilEnergy } from "./alp-photon/masses.js";
import { alpPhoton } from "./alp-photon.js";

const { sqrtS } = BELLE_II;

const coupling = powerLaw(
  {
    id: "gAGammaGamma",
    title: "g_aγγ of an ALP that is not seen",
    tex: "g_{a\\gamma\\gamma}",
    symbol: "g_aγγ",
    unit: "GeV⁻¹",
  },
  2,
  ({ mass }) => alpPhotonCrossSection(mass, 1, { sqrtS }),
);

const crossSection = powerLaw(
  {
    id: "crossSection",
    title: "σ(e⁺e⁻ → γa) · B(a → invisible)",
    tex: "\\sigma_a\\,\\mathcal{B}",
    symbol: "σₐ·B",
    unit: "fb",
  },
  1,
  () => 1,
);

/** Coupling (1/GeV) at which the signal is drawn, and its mass (GeV). */
const DRAWN = { mass: 5, coupling: 0.004 } as const;

export const alpInvisible: Search = {
  id: "alp-invisible",
  title: "ALP to nothing seen",
  target: "g_aγγ",
  process: { tex: "e^+e^-\\to\\gamma a,\\ a\\to\\text{invisible}", text: "e⁺e⁻ → γa, a → invisible" },
  summary:
    "An axion-like particle that is not seen leaves one photon of energy (s − m²)/(2√s) and nothing else. No such search of Belle II has been published: this is a first estimate of what its first data could say, with a background of its own.",
  citation: alpPhoton.citation,
  experiment: "Belle II",
  luminosity: alpPhoton.luminosity,
  sqrtS,
  ...(alpPhoton.projections ? { projections: alpPhoton.projections } : {}),
  injectedCoupling: DRAWN.coupling,
  data: "pseudo",
  observables,
  samples,
  selection,
  scan: {
    kind: "windows",
    observable: photonEnergy,
    abscissa: { title: "mass of the ALP [GeV/c²]", scale: "log", domain: [1e-3, 10.6] },
    windows,
    windowOf: ({ mass }) => windowOf(mass),
    about: `${windows.length} masses, each counted in E*γ within ± 2σ of (s − m²)/(2√s), σ that of the calorimeter: one σ apart, and four a decade below the mass that it tells from none. Those share the window at √s/2, where the limit therefore is one.`,
  },
  spectra: [
    {
      id: "photon-energy",
      observable: photonEnergy,
      heading: "Energy of the photon",
      title: "E*γ [GeV]",
      unit: "GeV",
      edges: Array.from({ length: 46 }, (_, i) => Number((1.4 + i / 10).toFixed(6))),
    },
  ],
  measurement: {
    kind: "counting",
    method: "bayesian",
    prior: "flat",
    confidenceLevel: 0.9,
    systematics,
  },
  interpretations: [coupling, crossSection],
  comparisons,
  remarks: MODELLED,
  radiation: RADIATION,
  readings: escapeReadings,
  resolution: { observable: photonEnergy, expected: recoilEnergy },
  overlay: {
    sample: signalId(DRAWN.mass),
    factor: (DRAWN.coupling / GENERATED_COUPLING) ** 2,
    label: `a, ${DRAWN.mass} GeV, g_aγγ = ${DRAWN.coupling} GeV⁻¹`,
  },
  assumptions: [
    { title: "correction: a photon that does not convert", number: CONVERSION },
    { title: "factor on the energy resolution", number: DETECTOR.calorimeter.resolutionScale },
    { title: "photons missed in the barrel", number: DETECTOR.calorimeter.barrelInefficiency },
    { title: "photons missed in the endcaps", number: DETECTOR.calorimeter.endcapInefficiency },
    { title: "efficiency of the trigger on a cluster", number: DETECTOR.triggers.photonEfficiency },
    { title: "distance beyond which a decay to photons is not seen", number: UNSEEN_BEYOND },
  ],
};
