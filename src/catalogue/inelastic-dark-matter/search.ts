import type { Interpretation } from "../../analysis/measurement.js";
import { published } from "../../analysis/origin.js";
import type { Search } from "../../analysis/search.js";
import { BELLE_II } from "../../physics/beams.js";
import { BELLE_II_DETECTOR } from "../../physics/detector/belle2.js";
import { besideOf } from "./beside.js";
import { claimsOf } from "./claims.js";
import type { MassConfiguration } from "./configurations.js";
import {
  ENERGY_RESOLUTION,
  GENERATED,
  inelasticModel,
  PEAK_PLACE,
  PEAK_WIDTH,
  parameters,
  RADII,
  STUDY,
} from "./model.js";
import { evenness, flight, observables, photonEnergy, radius } from "./observables.js";
import { remarksOf } from "./remarks.js";
import { samplesAt, signalId } from "./samples.js";
import { selection } from "./selection.js";
import { systematics } from "./systematics.js";
import { windowOf, windowsOf } from "./windows.js";

/** Luminosity of the study's prediction, fb⁻¹. */
const LUMINOSITY = published(100, "fb^-1", STUDY);

const relicVariable: Interpretation = {
  id: "y",
  title: "the variable of the relic density",
  tex: "y=\\varepsilon^2\\alpha_D(m_{\\chi_1}/m_{A'})^4",
  symbol: "y",
  unit: "",
  coupling: () => null,
  crossSection: () => null,
};

/** ε of the scan: 16 a decade. */
const COUPLINGS = Array.from({ length: 81 }, (_, i) => 10 ** (-6 + i / 16));

/** The search at a ratio of the masses of A′ and χ₁. */
export function inelasticDarkMatterAt(configuration: MassConfiguration): Search {
  const { ratio } = configuration;
  const model = inelasticModel(ratio.value);
  const { boost, crossSection, decayLength, relic } = model;
  const windows = windowsOf(configuration, model);
  // A rate alone has no coupling: the same coupling sets the lifetime.
  const epsilon: Interpretation = {
    id: "epsilon",
    title: "the kinetic mixing",
    tex: "\\varepsilon",
    symbol: "ε",
    unit: "",
    coupling: () => null,
    crossSection: (value, hypothesis) => crossSection(hypothesis, { epsilon: value }),
  };
  return {
    id: configuration.id,
    title: configuration.title,
    target: "ε",
    process: {
      tex: "e^+e^-\\to\\gamma A'(\\to\\chi_1\\chi_2(\\to\\chi_1\\ell\\ell))",
      text: "e⁺e⁻ → γ A′, A′ → χ₁χ₂, χ₂ → χ₁ℓ⁺ℓ⁻",
    },
    summary: `A dark photon that decays to two states of dark matter, of which the heavier one flies before it decays to the lighter and two leptons: one photon of a fixed energy, one displaced pair that does not point back, and nothing else. No data have been shown yet: everything here is simulation, with m(A′) = ${ratio.value} m(χ₁).`,
    citation: {
      key: "Duerr:2019dmv",
      text: "M. Duerr et al., Invisible and displaced dark matter signatures at Belle II",
      journal: "JHEP 02 (2020) 039",
      arxiv: "1911.03176",
      doi: "10.1007/JHEP02(2020)039",
    },
    experiment: "Belle II",
    luminosity: { inverseFemtobarn: LUMINOSITY.value, value: LUMINOSITY.value, unit: "fb^-1", text: "100 fb⁻¹" },
    sqrtS: BELLE_II.sqrtS,
    projections: [20, 50_000],
    data: "pseudo",
    observables,
    samples: samplesAt(configuration.signalMasses),
    selection,
    scan: {
      kind: "windows",
      observable: photonEnergy,
      abscissa: {
        title: "mass of χ₁ [GeV/c²]",
        scale: "log",
        domain: [0.1, Math.floor((10 * BELLE_II.sqrtS) / ratio.value) / 10],
      },
      windows,
      windowOf: ({ chi1Mass }) => windowOf(model, chi1Mass),
      about: `${windows.length} masses of χ₁ from 0.1 to ${windows[windows.length - 1].hypothesis.chi1Mass} GeV with m(A′) = ${ratio.value} m(χ₁), each counted in E*γ within ± 2σ of the energy that recoils against the A′. A hypothesis is excluded between two values of ε: below the lower one too few A′ are made or χ₂ decays outside, above the upper one it decays before 0.2 cm. Signals are simulated at sixteen masses and three splittings with their decays spread evenly over the logarithm of the radius, more densely below 0.35 cm, and weighted to the lifetime that is asked about; nothing is claimed where that rests on fewer than 100 effective events. Hadronic decays of χ₂ (one ρ) shorten its life and are not selected.${configuration.told.size}`,
    },
    spectra: [
      {
        id: "photon-energy",
        observable: photonEnergy,
        heading: "Photon energy",
        title: "E*γ [GeV]",
        unit: "GeV",
        edges: Array.from({ length: 56 }, (_, i) => i / 10),
      },
    ],
    measurement: {
      kind: "lifetime",
      method: "bayesian",
      prior: "flat",
      confidenceLevel: 0.9,
      systematics,
      parameters,
      coupling: "epsilon",
      couplings: COUPLINGS,
      category: "splitting",
      generated: { ...GENERATED },
      flight,
      evenness,
      radii: RADII,
      decayLength,
      boost,
      crossSection,
      template: {
        spectrum: "photon-energy",
        loosened: ["v0-momentum", "pointing-angle", "opening-angle", "v0-mass", "kaon-veto"],
        place: PEAK_PLACE,
        width: PEAK_WIDTH,
      },
      convert: {
        epsilon: (_, { epsilon: value }) => value,
        y: relic,
      },
      beside: besideOf(model),
    },
    interpretations: [epsilon, relicVariable],
    comparisons: [],
    remarks: remarksOf(configuration),
    radiation: {
      text: "Signal radiates along the beams, and events are counted with that: over the Born cross-section of γA′ with the photon in the same range they are 1.29 where the A′ is light, 1.0 at m(A′) = 5 GeV, 0.76 at 6.3 and 0.4 where it is heaviest, as a photon more leaves the collision less. Limits on σ in the files are on the Born one. α is that at zero momentum; no vacuum polarisation.",
      origin: "derived",
      citation: STUDY,
    },
    claims: claimsOf(configuration),
    landmarks: BELLE_II_DETECTOR.material.map(({ name, radius: { value } }) => ({
      observable: radius.id,
      at: value,
      title: name,
    })),
    regions: {
      cut: "radius",
      observable: radius,
      edges: [0, 0.2, 0.9, 17, 60],
      titles: ["prompt, rejected", "inside the beam pipe", "vertex detector", "drift chamber"],
    },
    overlay: { sample: signalId(1, 0.4), factor: 1, label: "simulated masses nearest to those chosen" },
    assumptions: [
      { title: "m(A′) over m(χ₁)", number: ratio },
      { title: "resolution of the photon energy", number: ENERGY_RESOLUTION },
      { title: "uncertainty of the place of the peak, in the template fit", number: PEAK_PLACE },
      { title: "uncertainty of the width of the peak, in the template fit", number: PEAK_WIDTH },
      {
        title: "efficiency of a displaced pair inside the beam pipe",
        number: BELLE_II_DETECTOR.vertices.beamPipeEfficiency,
      },
      { title: "the same in the vertex detector", number: BELLE_II_DETECTOR.vertices.vertexDetectorEfficiency },
      {
        title: "the same at the inner edge of the drift chamber",
        number: BELLE_II_DETECTOR.vertices.driftChamberEfficiency,
      },
      {
        title: "resolution of a displaced vertex, constant part",
        number: BELLE_II_DETECTOR.vertices.displacedResolution,
      },
      { title: "the same, part that grows with the radius", number: BELLE_II_DETECTOR.vertices.radialResolution },
      { title: "efficiency of the trigger on a cluster", number: BELLE_II_DETECTOR.triggers.photonEfficiency },
      {
        title: "efficiency of the trigger on a displaced vertex",
        number: BELLE_II_DETECTOR.triggers.displacedVertexEfficiency,
      },
    ],
  };
}
