import { assumed, type Detector, derived, published, recalled } from "./configuration.js";

const DETECTOR_TEXT = "Belle II detector, JHEP 02 (2020) 039";
const ZPRIME = "Belle II, PRL 124 (2020) 141801";
const ALP = "Belle II, PRL 125 (2020) 161806";
const TALK = "Belle II detector and trigger, dark-sector overview talk 2023";
const DESIGN = "Belle II Technical Design Report";
const INELASTIC = "JHEP 02 (2020) 039";

/**
 * The Belle II detector of the fast simulation. Numbers that the publications do not give are named as recalled or
 * assumed and are shown so; the tracking resolution is the set that was tuned to two published widths of recoil-mass
 * windows (0.5 and 6.9 GeV), so that these two widths are no validation of it.
 */
export const BELLE_II_DETECTOR: Detector = {
  name: "Belle II",
  tracking: {
    polarAngle: { from: published(17, "deg", DETECTOR_TEXT), to: published(150, "deg", DETECTOR_TEXT) },
    minimumTransverseMomentum: assumed(0.15, "GeV", "softer tracks curl inside the chamber"),
    efficiency: assumed(
      0.99,
      "",
      "per track, as in full simulation; the published correction 0.90 for data is a weight of the analysis, not here",
    ),
    momentumResolutionLinear: assumed(
      0.0009,
      "1/GeV",
      "tuned to the published window widths 1150 MeV at 0.5 GeV and 51 MeV at 6.9 GeV",
    ),
    momentumResolutionConstant: assumed(0.0033, "", "tuned together with the linear term; published as 0.4 % overall"),
    angularResolution: assumed(0.001, "rad"),
  },
  calorimeter: {
    polarAngle: { from: published(12, "deg", DETECTOR_TEXT), to: published(155, "deg", DETECTOR_TEXT) },
    forwardGap: {
      from: recalled(31.4, "deg", "polar angles of the crystals", "JHEP 02 (2020) 039 prints 31.3"),
      to: published(32.2, "deg", DETECTOR_TEXT),
    },
    backwardGap: { from: published(128.7, "deg", DETECTOR_TEXT), to: published(130.7, "deg", DETECTOR_TEXT) },
    resolutionAtLowEnergy: published(0.04, "", TALK, "which energies the two ends belong to is our reading"),
    resolutionAtHighEnergy: published(0.016, "", TALK, "which energies the two ends belong to is our reading"),
    lowEnergy: assumed(0.1, "GeV", "σ/E is linear in ln E between: 3.0 % at 0.65 GeV, as published for photons"),
    highEnergy: assumed(8, "GeV"),
    resolutionScale: assumed(1, "", `data are worse than simulation by at most 30 % at low energy (${ALP})`),
    positionResolution: published(0.005, "rad", ALP, "approximate"),
    barrelInefficiency: assumed(0.003, "", "free knob, 0.001 to 0.01: the veto's systematic error is 34 % at low mass"),
    endcapInefficiency: assumed(0.01, "", "free knob"),
    clusterThreshold: assumed(0.03, "GeV"),
    photonThreshold: published(0.1, "GeV", ZPRIME),
  },
  deposits: {
    minimumTransverseMomentum: derived(0.28, "GeV", "0.3 · 1.5 T · 1.25 m / 2, curvature within the inner radius"),
    minimumIonisingPeak: assumed(0.2, "GeV"),
    minimumIonisingWidth: assumed(
      0.0425,
      "GeV",
      "85 % of muons above 1 GeV in the published window 0.15 < E < 0.4 GeV (the 85 % are an assumption too)",
    ),
    hadronMinimumIonising: recalled(
      0.45,
      "",
      "exp(−0.8): the crystals are 0.8 interaction lengths deep (Belle II Physics Book)",
    ),
    bremsstrahlungProbability: assumed(0.15, ""),
    bremsstrahlungLoss: assumed(0.1, "", "exponential"),
  },
  identification: {
    muon: {
      polarAngle: { from: published(25, "deg", DETECTOR_TEXT), to: published(145, "deg", DETECTOR_TEXT) },
      momentum: {
        from: published(0.6, "GeV", "Belle, PRD 106 (2022) 012003", "of Belle's muon system"),
        to: published(1, "GeV", "Belle, PRD 106 (2022) 012003", "of Belle's muon system"),
      },
      efficiency: published(0.95, "", TALK),
      electronFake: assumed(0, ""),
      muonFake: derived(0, "", "does not apply"),
      pionFake: published(0.02, "", TALK),
      kaonFake: published(0.01, "", TALK),
      protonFake: assumed(0.01, "", "as for kaons"),
    },
    electron: {
      polarAngle: { from: published(12, "deg", DETECTOR_TEXT), to: published(155, "deg", DETECTOR_TEXT) },
      momentum: { from: assumed(0.2, "GeV"), to: assumed(0.5, "GeV") },
      efficiency: published(0.95, "", TALK),
      electronFake: derived(0, "", "does not apply"),
      muonFake: assumed(0, ""),
      pionFake: published(0.01, "", TALK),
      kaonFake: published(0.0001, "", TALK),
      protonFake: assumed(0.0001, "", "as for kaons"),
    },
    kaon: {
      polarAngle: { from: published(17, "deg", DETECTOR_TEXT), to: published(150, "deg", DETECTOR_TEXT) },
      momentum: { from: assumed(0.1, "GeV"), to: assumed(0.2, "GeV") },
      efficiency: published(0.95, "", TALK),
      electronFake: assumed(0.018, "", "as for pions"),
      muonFake: assumed(0.018, "", "as for pions"),
      pionFake: published(0.018, "", TALK),
      kaonFake: derived(0, "", "does not apply"),
      protonFake: assumed(0.05, ""),
    },
    proton: {
      polarAngle: { from: published(17, "deg", DETECTOR_TEXT), to: published(150, "deg", DETECTOR_TEXT) },
      momentum: { from: assumed(0.1, "GeV"), to: assumed(0.2, "GeV") },
      efficiency: assumed(0.95, ""),
      electronFake: assumed(0.005, ""),
      muonFake: assumed(0.005, ""),
      pionFake: assumed(0.005, ""),
      kaonFake: assumed(0.02, ""),
      protonFake: derived(0, "", "does not apply"),
    },
  },
  vertices: {
    promptResolution: published(0.0015, "cm", TALK),
    displacedResolution: assumed(0.01, "cm"),
    radialResolution: assumed(0.02, ""),
    promptRadius: published(0.2, "cm", INELASTIC),
    beamPipeRadius: published(0.9, "cm", INELASTIC),
    vertexDetectorRadius: published(17, "cm", INELASTIC),
    largestRadius: recalled(60, "cm", INELASTIC),
    alongBeam: { from: recalled(-55, "cm", INELASTIC), to: recalled(140, "cm", INELASTIC) },
    beamPipeEfficiency: assumed(0.9, ""),
    vertexDetectorEfficiency: assumed(0.7, ""),
    driftChamberEfficiency: assumed(0.5, "", "falls linearly to 0 at the largest radius"),
  },
  material: [
    { name: "beam pipe", radius: recalled(1, "cm", DESIGN), thickness: assumed(0.007, "X₀") },
    { name: "pixel layer 1", radius: recalled(1.4, "cm", DESIGN), thickness: assumed(0.002, "X₀") },
    { name: "pixel layer 2", radius: recalled(2.2, "cm", DESIGN), thickness: assumed(0.002, "X₀") },
    { name: "strip layer 3", radius: recalled(3.9, "cm", DESIGN), thickness: assumed(0.006, "X₀") },
    { name: "strip layer 4", radius: recalled(8, "cm", DESIGN), thickness: assumed(0.006, "X₀") },
    { name: "strip layer 5", radius: recalled(10.4, "cm", DESIGN), thickness: assumed(0.006, "X₀") },
    { name: "strip layer 6", radius: recalled(13.5, "cm", DESIGN), thickness: assumed(0.006, "X₀") },
    { name: "drift chamber wall", radius: recalled(16, "cm", DESIGN), thickness: assumed(0.003, "X₀") },
  ],
  triggers: {
    fullTrackTransverseMomentum: assumed(0.3, "GeV"),
    fullTrackPolarAngle: {
      from: assumed(30, "deg", "crosses all layers"),
      to: assumed(130, "deg", "crosses all layers"),
    },
    shortTrackTransverseMomentum: assumed(0.2, "GeV"),
    trackOpening: published(90, "deg", ZPRIME),
    twoTrackEfficiency: published(0.79, "", ZPRIME, "± 0.05, both tracks in acceptance"),
    threeTrackEfficiency: assumed(0.95, ""),
    energy: published(1, "GeV", ZPRIME),
    energyPolarAngle: {
      from: assumed(22, "deg", "published as barrel and part of the endcap"),
      to: assumed(128.7, "deg", "published as barrel and part of the endcap"),
    },
    energyEfficiency: published(0.96, "", ZPRIME, "± 0.01, in the barrel"),
    bhabhaLowerEnergy: recalled(3, "GeV", "Belle II level-1 trigger", "centre-of-mass frame"),
    bhabhaHigherEnergy: recalled(4.5, "GeV", "Belle II level-1 trigger", "centre-of-mass frame"),
    bhabhaAcollinearity: assumed(15, "deg", "centre-of-mass frame"),
    singleMuonMomentum: assumed(0.7, "GeV", "reaches the muon system"),
    singleMuonEfficiency: assumed(0.9, ""),
    photonLow: published(0.5, "GeV", TALK, "energy in the centre-of-mass frame (recalled)"),
    photonMiddle: published(1, "GeV", TALK, "energy in the centre-of-mass frame (recalled)"),
    photonHigh: published(2, "GeV", TALK, "energy in the centre-of-mass frame (recalled)"),
    photonPolarAngle: {
      from: recalled(22, "deg", INELASTIC, "centre-of-mass frame"),
      to: recalled(158.5, "deg", INELASTIC, "centre-of-mass frame"),
    },
    photonEfficiency: assumed(0.95, ""),
    threeClusterLeading: recalled(0.5, "GeV", INELASTIC, "centre-of-mass frame"),
    threeClusterOthers: recalled(0.18, "GeV", INELASTIC, "centre-of-mass frame"),
    threeClusterIsolation: recalled(30, "deg", INELASTIC, "centre-of-mass frame"),
    fourClusterEnergy: assumed(0.1, "GeV"),
    lowMultiplicityLeading: assumed(0.3, "GeV"),
    lowMultiplicityOthers: assumed(0.1, "GeV"),
    clusterEfficiency: assumed(0.95, "", "of the lines that count clusters"),
    displacedVertexRadius: {
      from: recalled(0.9, "cm", INELASTIC),
      to: recalled(60, "cm", INELASTIC, "a trigger under study, not one of the data taken so far"),
    },
    displacedVertexEfficiency: assumed(1, "", "under study"),
  },
};
