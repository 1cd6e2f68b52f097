import { published } from "../../analysis/origin.js";
import type { Hypothesis, SampleDeclaration } from "../../analysis/sample.js";
import { PROCESSES, PSEUDO_DATA, SIGNAL_COLOR } from "../processes.js";
import { belle2 } from "./configurations.js";

/** Masses of the A′ (GeV) at which signal is simulated: from where the publication begins to where it ends. */
export const DARK_PHOTON_MASSES = [1.65, 2.2, 3, 4, 5, 6, 7, 8, 9, 9.7, 10.2, 10.45] as const;

/** Masses of the h′ there, as parts of the largest that the triangle allows: rows of a grid that follows its edges. */
export const DARK_HIGGS_PARTS = [0.03, 0.25, 0.5, 0.75, 0.97] as const;

/** Largest mass of the h′ (GeV) for a mass of the A′: lighter than it, and both within √s. */
export const largestDarkHiggsMass = belle2.largest;

/** ε²α_D at which signal is generated; nothing but its size depends on it. */
export const GENERATED_COUPLING = 1e-6;

/** Sample of the data with a photon seen, and the part of the luminosity that it is of: more would say no more. */
export const CONTROL_DATA = "mumu-photon-data";
export const CONTROL_SHARE = 0.1;

/** Efficiency of real data that the simulation does not know. */
export const corrections = {
  trigger: published(0.79, "", "PRL 124, 141801: two-track trigger of 2018 in the acceptance, ± 0.05"),
};

const correction = corrections.trigger.value;

/** Every mass pair at which signal is simulated. */
export const signalHypotheses: readonly Hypothesis[] = DARK_PHOTON_MASSES.flatMap((darkPhotonMass) =>
  DARK_HIGGS_PARTS.map((part) => ({
    darkPhotonMass,
    darkHiggsMass: Number((part * largestDarkHiggsMass(darkPhotonMass)).toFixed(3)),
  })),
);

/** Name of the signal sample of a mass pair. */
export const signalId = ({ darkPhotonMass, darkHiggsMass }: Hypothesis) => `signal-${darkPhotonMass}-${darkHiggsMass}`;

export const samples: readonly SampleDeclaration[] = [
  { id: "mumu", kind: "background", ...PROCESSES.mumu, correction },
  { id: "tautau", kind: "background", ...PROCESSES.tautau, correction },
  { id: "eemumu", kind: "background", ...PROCESSES.eemumu, correction },
  {
    id: "tautau-emu",
    kind: "background",
    label: "ττ(γ) → eμ",
    tex: "\\tau\\tau(\\gamma)\\to e\\mu",
    color: "#e76300",
    correction,
    controlOnly: true,
  },
  {
    id: "mumu-photon",
    kind: "background",
    label: "μμγ, photon seen",
    tex: "\\mu\\mu\\gamma,\\ \\gamma\\text{ seen}",
    color: "#92dadd",
    correction,
    shownOnly: true,
  },
  ...signalHypotheses.map((hypothesis) => ({
    id: signalId(hypothesis),
    kind: "signal" as const,
    label: `A′h′, ${hypothesis.darkPhotonMass} and ${hypothesis.darkHiggsMass} GeV`,
    tex: `A'h'(${hypothesis.darkPhotonMass},\\,${hypothesis.darkHiggsMass}\\,\\mathrm{GeV})`,
    color: SIGNAL_COLOR,
    hypothesis,
    correction,
  })),
  {
    id: CONTROL_DATA,
    kind: "control-data",
    label: "pseudo-data with a photon",
    tex: "\\text{pseudo-data},\\ \\gamma\\text{ seen}",
    color: "#1c1e21",
    correction,
  },
  PSEUDO_DATA,
];
