import type { SampleDeclaration } from "../../analysis/sample.js";
import { PROCESSES, PSEUDO_DATA, SIGNAL_COLOR } from "../processes.js";
import { NUMBERS } from "./assumptions.js";

/** Masses of ψ_DS at which signal is simulated, GeV: eight between 1.0 and 3.9 GeV are published, not which. */
export const SIGNAL_MASSES = [1, 1.5, 2, 2.5, 3, 3.5, 3.75, 3.9] as const;

/** Branching fraction at which signal is generated; the efficiency does not depend on it. */
export const GENERATED_BRANCHING_FRACTION = 1e-4;

/** Sample of the data taken below the Υ(4S). */
export const OFF_RESONANCE_DATA = "off-resonance";

/** Name of the signal sample of a mass. */
export const signalId = (mass: number) => `signal-${mass}`;

/** Probability that a signal event is tagged in data and has no further track. */
const tagged = NUMBERS.tagEfficiency.value * NUMBERS.tagCalibration.value * NUMBERS.trackVeto.value;

export const samples: readonly SampleDeclaration[] = [
  { id: "bb", kind: "background", ...PROCESSES.bb, correction: 1 },
  { id: "continuum", kind: "background", ...PROCESSES.continuum, correction: 1 },
  { id: "rare", kind: "background", ...PROCESSES.rare, correction: 1 },
  ...SIGNAL_MASSES.map((mass) => ({
    id: signalId(mass),
    kind: "signal" as const,
    label: `Λψ, ${mass} GeV`,
    tex: `\\Lambda\\psi(${mass}\\,\\mathrm{GeV})`,
    color: SIGNAL_COLOR,
    hypothesis: { mass },
    correction: tagged,
  })),
  {
    ...PSEUDO_DATA,
    id: OFF_RESONANCE_DATA,
    kind: "control-data",
    label: "pseudo-data below the Υ(4S)",
    tex: "\\text{pseudo-data below }\\Upsilon(4S)",
  },
  PSEUDO_DATA,
];
