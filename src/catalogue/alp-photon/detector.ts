import { BELLE_II_DETECTOR } from "../../physics/detector/belle2.js";
import { assumed, type Detector } from "../../physics/detector/configuration.js";

/** Belle II as in data: the energies of photons are smeared more than in simulation. */
export const DETECTOR: Detector = {
  ...BELLE_II_DETECTOR,
  calorimeter: {
    ...BELLE_II_DETECTOR.calorimeter,
    resolutionScale: assumed(
      1.15,
      "",
      "published: data are worse than simulation by at most 30 % at low energy; half of it taken at all energies",
    ),
  },
};

/** Probability to lose the track of an electron in the barrel. */
export const TRACK_LOSS = assumed(
  1 - DETECTOR.tracking.efficiency.value,
  "",
  "one minus the efficiency of tracking; both tracks are lost independently of each other",
);
