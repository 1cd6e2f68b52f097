import type { Systematic } from "../../analysis/measurement.js";
import { HEAVY, plane } from "./plane.js";

const TALK = "Belle II, dark-sector overview talk 2023: effect on the limits, taken here as the size";
const CONTROL = "control samples μμγ and eμ are published, the sizes are not; ours";

/** Normalisation of the background in one macro-region. */
function normalisation(id: string, relative: number): Systematic {
  const region = plane.regions.findIndex((one) => one.id === id);
  return {
    id: `normalisation-${id}`,
    title: `background, ${plane.regions[region].title}`,
    relative,
    on: "background",
    binds: (hypothesis) => hypothesis.region === region,
    origin: "assumption",
    source: CONTROL,
  };
}

export const systematics: readonly Systematic[] = [
  {
    id: "signal",
    title: "signal, all sources",
    relative: 0.01,
    on: "signal",
    origin: "published",
    source: TALK,
  },
  {
    id: "heavy",
    title: "signal above 9 GeV",
    relative: 0.25,
    on: "signal",
    binds: ({ darkPhotonMass }) => darkPhotonMass > HEAVY,
    origin: "published",
    source: TALK,
  },
  normalisation("heavy", 0.1),
  normalisation("one-photon", 0.1),
  normalisation("tau", 0.1),
  {
    id: "shape",
    title: "shape of the background",
    relative: 0.1,
    on: "background",
    origin: "assumption",
    source: CONTROL,
  },
];
