import type { ControlSample } from "../../analysis/control-sample.js";
import { BELLE } from "../../physics/beams.js";
import { LUMINOSITY, OFF_RESONANCE, PRD } from "./assumptions.js";
import { BELOW_OVER_ON } from "./background.js";
import { extraEnergy } from "./observables.js";
import { OFF_RESONANCE_DATA } from "./samples.js";
import { even } from "./spectra.js";

const spectrum = (id: string) => even(id, extraEnergy, "Extra energy", 0, 0.25, 12);

/** Samples beside the signal region. */
export const controls: readonly ControlSample[] = [
  {
    id: "off-resonance",
    title: "below the Υ(4S)",
    about: `Pseudo-data of ${OFF_RESONANCE.luminosity.value} fb⁻¹ taken 60 MeV below the resonance, where there are no B mesons, against the simulated continuum times the ratio of luminosities and of 1/s. Cuts on the tag are not asked for, or too few events would be left. They show the shape in E(ECL) that the continuum has, and the ratio is its correction. ${PRD} takes 21 to 27 % for the uncertainty of that, as of fourteen to twenty-three events: the size of the continuum here is chosen for that. What the correction would do stands under Correction.`,
    dropped: ["tag-mass", "tag-energy", "lambda-momentum"],
    failed: [],
    spectrum: spectrum("extra-energy-off-resonance"),
    elsewhere: {
      data: OFF_RESONANCE_DATA,
      backgrounds: ["continuum"],
      conditions: `Belle, √s = ${(BELLE.sqrtS - OFF_RESONANCE.below.value).toFixed(2)} GeV, ∫L dt = ${OFF_RESONANCE.luminosity.value} fb⁻¹`,
      scale: (OFF_RESONANCE.luminosity.value / LUMINOSITY.value) * BELOW_OVER_ON,
    },
  },
  {
    id: "tag-sideband",
    title: "sideband of the tag",
    about: "Wrong tags: events that fail the cuts on M(bc) or ΔE of the tag and pass the others.",
    dropped: [],
    failed: ["tag-mass", "tag-energy"],
    spectrum: spectrum("extra-energy-tag-sideband"),
  },
];
