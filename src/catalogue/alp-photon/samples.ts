import { derived } from "../../analysis/origin.js";
import type { SampleDeclaration } from "../../analysis/sample.js";
import { BELLE_II_DETECTOR } from "../../physics/detector/belle2.js";
import { PROCESSES, PSEUDO_DATA, SIGNAL_COLOR } from "../processes.js";

/** Masses at which signal is simulated, GeV: the shape of the peak is interpolated between them. */
export const SIGNAL_MASSES = [
  0.2, 0.23, 0.27, 0.32, 0.4, 0.5, 0.65, 0.8, 1, 1.3, 1.6, 2, 2.4, 2.8, 3.2, 3.6, 4, 4.4, 4.8, 5.2, 5.6, 6, 6.4, 6.85,
  7.2, 7.6, 8, 8.4, 8.8, 9.1, 9.4, 9.7,
] as const;

/** Coupling (1/GeV) at which signal is generated; the efficiency does not depend on it. */
export const GENERATED_COUPLING = 1e-3;

/** Mean path through a cylinder, in its thickness, of photons in the barrel. */
const MEAN_SLANT = 1.15;
const thickness = BELLE_II_DETECTOR.material.reduce((sum, layer) => sum + layer.thickness.value, 0);

/** Probability that a photon does not convert: 1 − 7/9 X/X₀ with the assumed material before the drift chamber. */
export const noConversion = 1 - (7 / 9) * thickness * MEAN_SLANT;

/** What takes part in every event and the fast simulation lacks. */
export const corrections = {
  conversion: derived(
    noConversion ** 3,
    "",
    "no conversion of any of the three photons: (1 − 7/9 X/X₀)³ with the assumed material before the drift chamber, times 1.15 for the slant",
  ),
};

const correction = corrections.conversion.value;

/** Name of the signal sample of a mass. */
export const signalId = (mass: number) => `signal-${mass}`;

/** The rare ones first: they are at the bottom of the stack, where a logarithmic axis shows them. */
export const samples: readonly SampleDeclaration[] = [
  { id: "beamgamma", kind: "background", ...PROCESSES.beamgamma, correction: noConversion ** 2 },
  { id: "eegamma", kind: "background", ...PROCESSES.eegamma, correction },
  { id: "gammagammagamma", kind: "background", ...PROCESSES.gammagammagamma, correction },
  ...SIGNAL_MASSES.map((mass) => ({
    id: signalId(mass),
    kind: "signal" as const,
    label: `a, ${mass} GeV`,
    tex: `a(${mass}\\,\\mathrm{GeV})`,
    color: SIGNAL_COLOR,
    hypothesis: { mass },
    correction,
  })),
  PSEUDO_DATA,
];
