import { anyOf, type Cut, range } from "../../analysis/cut.js";
import { clusterTrigger, extraEnergy, photonEnergy, polarAngle, softClusterTrigger } from "./observables.js";
import { NEAR } from "./single-photon.js";

const OURS = "our choice: no search has been published by Belle II";

/** One photon in the barrel and nothing else. */
export const selection: readonly Cut[] = [
  anyOf([clusterTrigger, softClusterTrigger], [softClusterTrigger], {
    id: "trigger",
    title: "triggers",
    why: "One photon alone must have fired. The threshold of 1 GeV is taken as not prescaled; with that of 2 GeV the reach ends at 8.3 GeV.",
    origin: "assumption",
    source: "thresholds of 0.5, 1 and 2 GeV exist; which of them recorded all its events is not known to us",
  }),
  range(
    polarAngle,
    { min: 37.3, max: 123.7 },
    {
      id: "photon-polar-angle",
      title: "photon polar angle",
      why: "In the barrel a second photon back to back with it lies in the calorimeter too, and not in one of its gaps.",
      origin: "assumption",
      source: `${OURS}; as for three photons`,
      control: { low: NEAR.polarAngle[0], high: NEAR.polarAngle[1], step: 0.1 },
    },
  ),
  range(
    photonEnergy,
    { min: 0, max: 6 },
    {
      id: "photon-range",
      title: "E*γ",
      why: "Nothing is asked for at nominal: each mass has a window of its own. A range here leaves out what lies beside it, in every distribution.",
      origin: "assumption",
      source: "open, for slicing",
      control: { low: 0, high: 6, step: 0.05 },
    },
  ),
  range(
    extraEnergy,
    { max: 0.1 },
    {
      id: "extra-energy",
      title: "nothing else",
      why: "The ALP leaves nothing: beside the photon no cluster may remain.",
      origin: "assumption",
      source: OURS,
      control: { low: 0.03, high: NEAR.extraEnergy, step: 0.01 },
    },
  ),
];
