import type { Systematic } from "../../analysis/measurement.js";
import { systematics as ofThreePhotons } from "../alp-photon/systematics.js";

const OURS = "our choice";

/** Relative uncertainties: no publication gives them yet. */
export const systematics: readonly Systematic[] = [
  ...ofThreePhotons.filter(({ on }) => on === "luminosity"),
  {
    id: "photon",
    title: "trigger and efficiency of the photon",
    relative: 0.05,
    on: "signal",
    origin: "assumption",
    source: OURS,
  },
  {
    id: "lost",
    title: "probability that particles are lost",
    relative: 0.1,
    on: "background",
    origin: "assumption",
    source: `${OURS}: inefficiencies of the calorimeter are assumed; data would measure them with γγ and eeγ`,
  },
];
