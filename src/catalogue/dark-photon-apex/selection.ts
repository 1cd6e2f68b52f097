import { type Cut, range } from "../../analysis/cut.js";
import { RANGE } from "./experiment.js";
import { pairMass } from "./observables.js";

/** Name of the cut that the windows of the fits stay within. */
export const RANGE_CUT = "pair-mass";

/** The public data are a histogram of masses: there is nothing else to cut on. */
export const selection: readonly Cut[] = [
  range(
    pairMass,
    { min: RANGE.from.value, max: RANGE.to.value },
    {
      id: RANGE_CUT,
      title: "pair mass",
      why: "Beyond it the acceptance of the two spectrometers falls steeply. No window of a fit crosses its ends; a range shorter than a window leaves nothing to fit.",
      origin: "recalled",
      source: RANGE.from.source,
      control: { low: 0.15, high: 0.3, step: 0.00005 },
    },
  ),
];
