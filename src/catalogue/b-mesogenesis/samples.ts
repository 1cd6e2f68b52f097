import type { SampleDeclaration } from "../../analysis/sample.js";
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
  { id: "bb", kind: "background", label: "BB̄", tex: "B\\bar B", color: "#5790fc", correction: 1 },
  { id: "continuum", kind: "background", label: "continuum", tex: "q\\bar q", color: "#f89c20", correction: 1 },
  { id: "rare", kind: "background", label: "rare B decays", tex: "\\text{rare}", color: "#964a8b", correction: 1 },
  ...SIGNAL_MASSES.map((mass) => ({
    id: signalId(mass),
    kind: "signal" as const,
    label: `Λψ, ${mass} GeV`,
    tex: `\\Lambda\\psi(${mass}\\,\\mathrm{GeV})`,
    color: "#e42536",
    hypothesis: { mass },
    correction: tagged,
  })),
  {
    id: OFF_RESONANCE_DATA,
    kind: "control-data",
    label: "pseudo-data below the Υ(4S)",
    tex: "\\text{pseudo-data below }\\Upsilon(4S)",
    color: "#1c1e21",
    correction: 1,
  },
  { id: "data", kind: "data", label: "pseudo-data", tex: "\\text{pseudo-data}", color: "#1c1e21", correction: 1 },
];
