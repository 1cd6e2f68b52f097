import type { Interpretation } from "../analysis/measurement.js";
import { published } from "../analysis/origin.js";
import type { Search } from "../analysis/search.js";
import { BELLE_II } from "../physics/beams.js";
import { BELLE_II_DETECTOR } from "../physics/detector/belle2.js";
import { beside } from "./inelastic-dark-matter/beside.js";
import { claims } from "./inelastic-dark-matter/claims.js";
import {
  crossSection,
  decayLength,
  ENERGY_RESOLUTION,
  GENERATED,
  JHEP,
  MASS_RATIO,
  PEAK_PLACE,
  PEAK_WIDTH,
  parameters,
  RADII,
  relic,
  STUDY,
} from "./inelastic-dark-matter/model.js";
import { flight, observables, photonEnergy, radius } from "./inelastic-dark-matter/observables.js";
import { samples, signalId } from "./inelastic-dark-matter/samples.js";
import { selection } from "./inelastic-dark-matter/selection.js";
import { systematics } from "./inelastic-dark-matter/systematics.js";
import { windowOf, windows } from "./inelastic-dark-matter/windows.js";

/** Luminosity of the study's prediction, fb⁻¹. */
const LUMINOSITY = published(100, "fb^-1", STUDY);

/** A rate alone has no coupling: the same coupling sets the lifetime. */
const epsilon: Interpretation = {
  id: "epsilon",
  title: "the kinetic mixing",
  tex: "\\varepsilon",
  symbol: "ε",
  unit: "",
  coupling: () => null,
  crossSection: (value, hypothesis) => crossSection(hypothesis, { epsilon: value }),
};

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

export const inelasticDarkMatter: Search = {
  id: "inelastic-dark-matter",
  title: "Inelastic dark matter",
  target: "ε",
  process: {
    tex: "e^+e^-\\to\\gamma A'(\\to\\chi_1\\chi_2(\\to\\chi_1\\ell\\ell))",
    text: "e⁺e⁻ → γ A′, A′ → χ₁χ₂, χ₂ → χ₁ℓ⁺ℓ⁻",
  },
  summary:
    "A dark photon that decays to two states of dark matter, of which the heavier one flies before it decays to the lighter and two leptons: one photon of a fixed energy, one displaced pair that does not point back, and nothing else. No data have been shown yet: everything here is simulation.",
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
  samples,
  selection,
  scan: {
    kind: "windows",
    observable: photonEnergy,
    abscissa: { title: "mass of χ₁ [GeV/c²]", scale: "log", domain: [0.1, 4.2] },
    windows,
    windowOf: ({ chi1Mass }) => windowOf(chi1Mass),
    about:
      "Sixty-one masses of χ₁ from 0.1 to 4.1 GeV with m(A′) = 2.5 m(χ₁), each counted in E*γ within ± 2σ of the energy that recoils against the A′. A hypothesis is excluded between two values of ε: below the lower one too few A′ are made or χ₂ decays outside, above the upper one it decays before 0.2 cm. Signals are simulated at fourteen masses and three splittings with their decays spread evenly over the logarithm of the radius, and weighted to the lifetime that is asked about; nothing is claimed where that rests on fewer than 100 effective events. Hadronic decays of χ₂ (one ρ) shorten its life and are not selected.",
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
    radii: RADII,
    decayLength,
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
    beside,
  },
  interpretations: [epsilon, relicVariable],
  comparisons: [],
  remarks: [
    {
      title: "Counting and fitting",
      text: "The study counts in a window of E*γ and announces a fit of templates as the final way; both are methods here. The fit takes the whole spectrum in bins of 0.1 GeV: signal of the simulated masses moved to the peak of the hypothesis, γγ(γ) and K_S K_L γ in the shapes that they have before the cuts on the V⁰, their numbers by what is simulated of them. Nuisances are both rates, place and width of the peak. Its posterior has the flat prior of the counting, so that with no event both exclude 2.3 events and the systematic uncertainties; asymptotic formulae would say 1.4.",
      origin: "derived",
      citation: STUDY,
    },
    {
      title: "Relic density",
      text: "The line in the plot is where χ₁, annihilating with χ₂ through the A′ of 2.5 times its mass, is all of dark matter; thermal motion reaches the resonance, so that little mixing is enough. Instantaneous freeze-out at m(χ₁)/T = 20 and 10.75 degrees of freedom are assumed: good to some ten per cent in ε.",
      origin: "derived",
      citation: "P. Gondolo and G. Gelmini, Nucl. Phys. B360 (1991) 145",
    },
    {
      title: "The photon alone",
      text: "Where χ₂ flies out of the detector only the photon is left, and the search for an unseen A′ by BaBar excludes larger ε; there is such a region only where the splitting is small. The share of χ₂ that flies out is estimated with its mean boost.",
      origin: "derived",
      citation: "BaBar, PRL 119 (2017) 131804, read up to m(A′) = 2.45 GeV",
    },
    {
      title: "The published region",
      text: "Contours of the reach are published as figures for 20 fb⁻¹, one for each trigger; their numbers are not available to us, so that no ratio to them is given.",
      origin: "published",
      citation: JHEP,
    },
    {
      title: "Beyond m(A′) = √s",
      text: "Above m(χ₁) = 4.2 GeV the A′ is off its mass shell: E*γ has no peak but a continuum below (s − (m(χ₁) + m(χ₂))²)/2√s, which for Δ = 0.1 m(χ₁) ends at 1.4 GeV for m(χ₁) = 4.3 GeV and at 0.5 GeV for 4.8 GeV. With ε = 10⁻³ and α_D = 0.1 the tree-level cross-section for a photon above 0.5 GeV is 2.8 fb at 4.3 GeV and 0.7 fb at 4.5 GeV, against 1400 fb on the peak at 4.2 GeV. The trigger on a cluster of 2 GeV never fires there; with the other two the region can be reached, but neither windows around a peak nor peaked templates mean anything, so that it is told and not scanned.",
      origin: "derived",
      citation: `that there is reach: ${JHEP}; numbers by the exact propagator with running width`,
    },
    {
      title: "What stays fixed: m(A′)/m(χ₁)",
      text: `Of the five parameters four move: m(χ₁), Δ, α_D and ε. The ratio of the masses is ${MASS_RATIO.value}, that of the study. It cannot be moved by weights: at the same m(A′), so at the same E*γ, a ratio of 3 in place of 2.5 makes χ₂ faster in the frame of the A′ (γ = 1.19 in place of 1.03 for Δ = 0.4 m(χ₁)) and its leptons softer, so that every event is another one. It takes a second set of signals as large as this one, and the snapshot of this page is already as large as a page should load. Rate and lifetime at any ratio are on the command line: npx darkroom theory.`,
      origin: "derived",
      citation: "two-body kinematics of A′ → χ₁χ₂",
    },
    {
      title: "Hadrons by vector dominance",
      text: "χ₂ → χ₁ and hadrons is counted as π⁺π⁻ with the form factor of one ρ. It shortens cτ by 0.6 % at m(χ₁) = 1 GeV, 22 % at 2 GeV and 41 % at 3 GeV (Δ = 0.4 m(χ₁)); with all hadrons through the measured R(q²) it would be 0.7, 27 and 55 %. Such pairs are neither generated nor selected: part of them would pass as leptons, so that what is excluded here is the less.",
      origin: "derived",
      citation: "|F_π|² of a single ρ with p-wave width (assumption); R(q²) compiled by the PDG",
    },
    {
      title: "K_S K_L without a photon",
      text: "Is not simulated: its K_S has |p*| = √(s/4 − m²) = 5.27 GeV/c, which the cut at 2 GeV/c removes whatever the shower of the K_L is taken for, and the pair is rarer than 0.06 pb already at √s = 3.7 GeV.",
      origin: "recalled",
      citation: "momentum derived; CLEO, e⁺e⁻ → K_S K_L at 3.67 GeV, from memory",
    },
    {
      title: "Where χ₂ decays",
      text: "Shares of all χ₂ that decay between 0.2, 0.9, 17 and 60 cm and within 17° to 150°, with the lifetime of leptons alone: 0.044, 0.468, 0.136 at m(χ₁) = 0.5 GeV and ε = 10⁻³; 0.193, 0.422, 0.001 at 1 GeV and 10⁻³; 0.024, 0.353, 0.253 at 1 GeV and 3 × 10⁻⁴; 0.019, 0.316, 0.312 at 2 GeV and 10⁻⁴; 0.065, 0.596, 0.153 at 3 GeV and 10⁻⁴. An integral with isotropic decays, written apart from the generator, gives the same within 0.006. A toy of others (0.042, 0.452, 0.132; 0.177, 0.397, 0.001; 0.021, 0.318, 0.239; 0.018, 0.288, 0.250; 0.074, 0.479, 0.052) lies below, by 3 % for the lightest and more for the heavier. Its code is not known to us. Hadrons in the lifetime bring its drift-chamber share at 2 and 3 GeV nearer (0.294, 0.060) but raise the other two; a fiducial length, another boost or the leptons' own angles do not give its pattern either. Ours is what is used.",
      origin: "derived",
      citation: "generator and independent integral of this project",
    },
  ],
  claims,
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
  overlay: { sample: signalId(1, 0.4), factor: 1, label: "simulated mass and splitting nearest to those chosen" },
  assumptions: [
    { title: "m(A′) over m(χ₁)", number: MASS_RATIO },
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
