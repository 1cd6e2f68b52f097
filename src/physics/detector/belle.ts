import { BELLE_II_DETECTOR } from "./belle2.js";
import { assumed, type Detector, published, recalled } from "./configuration.js";

const NIM = "Belle detector, NIM A479 (2002) 117";
const DIMUON = "Belle, PRD 106 (2022) 012003";
const AS_BELLE_II = "as for Belle II";

const { deposits, identification, vertices, triggers } = BELLE_II_DETECTOR;
const calorimeterAngles = { from: recalled(12.4, "deg", NIM), to: recalled(155.1, "deg", NIM) };
const muonAngles = { from: recalled(20, "deg", NIM), to: recalled(155, "deg", NIM) };

/** The Belle detector of the fast simulation. What is not known to us is taken from Belle II and says so there. */
export const BELLE_DETECTOR: Detector = {
  name: "Belle",
  tracking: {
    polarAngle: { from: recalled(17, "deg", NIM), to: recalled(150, "deg", NIM) },
    minimumTransverseMomentum: assumed(0.1, "GeV"),
    efficiency: assumed(0.99, "", "per track; published uncertainty 0.35 % a track"),
    momentumResolutionLinear: recalled(0.0019, "1/GeV", NIM),
    momentumResolutionConstant: recalled(0.003, "", NIM),
    angularResolution: assumed(0.001, "rad", AS_BELLE_II),
  },
  calorimeter: {
    polarAngle: calorimeterAngles,
    forwardGap: { from: recalled(31.4, "deg", NIM), to: recalled(32.2, "deg", NIM) },
    backwardGap: { from: recalled(128.7, "deg", NIM), to: recalled(130.7, "deg", NIM) },
    resolutionAtLowEnergy: assumed(0.04, "", AS_BELLE_II),
    resolutionAtHighEnergy: assumed(0.016, "", AS_BELLE_II),
    lowEnergy: assumed(0.1, "GeV", "σ/E is linear in ln E between"),
    highEnergy: assumed(8, "GeV"),
    resolutionScale: assumed(1, ""),
    positionResolution: assumed(0.005, "rad", AS_BELLE_II),
    barrelInefficiency: assumed(0.003, "", "free knob, 0.001 to 0.01"),
    endcapInefficiency: assumed(0.01, "", "free knob"),
    clusterThreshold: published(0.03, "GeV", DIMUON, "clusters that count as extra energy"),
    photonThreshold: assumed(0.1, "GeV", AS_BELLE_II),
  },
  deposits,
  identification: {
    muon: {
      ...identification.muon,
      polarAngle: muonAngles,
      efficiency: published(0.95, "", DIMUON, "read as 95 % for 1 to 3 GeV"),
      pionFake: assumed(0.02, "", AS_BELLE_II),
      kaonFake: assumed(0.01, "", AS_BELLE_II),
    },
    electron: {
      ...identification.electron,
      polarAngle: calorimeterAngles,
      efficiency: assumed(0.95, "", AS_BELLE_II),
      pionFake: assumed(0.01, "", AS_BELLE_II),
      kaonFake: assumed(0.0001, "", AS_BELLE_II),
    },
    kaon: {
      ...identification.kaon,
      efficiency: assumed(0.9, ""),
      pionFake: assumed(0.08, ""),
    },
    proton: identification.proton,
  },
  vertices: {
    ...vertices,
    promptResolution: assumed(0.005, "cm"),
    beamPipeRadius: recalled(1.5, "cm", "Belle's second silicon vertex detector"),
    vertexDetectorRadius: recalled(8.8, "cm", "Belle's second silicon vertex detector"),
    largestRadius: assumed(60, "cm", AS_BELLE_II),
  },
  material: [
    { name: "beam pipe", radius: recalled(1.5, "cm", "Belle's second beam pipe"), thickness: assumed(0.007, "X₀") },
    { name: "strip layer 1", radius: recalled(2, "cm", NIM), thickness: assumed(0.006, "X₀") },
    { name: "strip layer 2", radius: recalled(4.4, "cm", NIM), thickness: assumed(0.006, "X₀") },
    { name: "strip layer 3", radius: recalled(7, "cm", NIM), thickness: assumed(0.006, "X₀") },
    { name: "strip layer 4", radius: recalled(8.8, "cm", NIM), thickness: assumed(0.006, "X₀") },
  ],
  triggers: {
    ...triggers,
    twoTrackEfficiency: assumed(0.95, ""),
    energyEfficiency: assumed(0.98, ""),
  },
};
