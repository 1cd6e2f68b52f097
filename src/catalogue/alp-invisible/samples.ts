import { derived } from "../../analysis/origin.js";
import type { SampleDeclaration } from "../../analysis/sample.js";
import { GENERATED_COUPLING, noConversion } from "../alp-photon/samples.js";
import { PROCESSES, PSEUDO_DATA, SIGNAL_COLOR } from "../processes.js";

export { GENERATED_COUPLING };

/** Masses at which signal is simulated, GeV. */
export const SIGNAL_MASSES = [0.001, 1, 2, 3, 4, 5, 6, 7, 7.6, 8.2, 8.5, 8.8] as const;

/** Name of the signal sample of a mass. */
export const signalId = (mass: number) => `signal-${mass}`;

/** A photon that converts leaves tracks. */
export const CONVERSION = derived(
  noConversion,
  "",
  "no conversion of the photon: 1 − 7/9 X/X₀ with the assumed material before the drift chamber, times 1.15 for the slant",
);
const correction = CONVERSION.value;

export const samples: readonly SampleDeclaration[] = [
  {
    id: "gammagamma",
    kind: "background",
    ...PROCESSES.gammagamma,
    label: "γγ(γ), photons lost",
    correction,
  },
  {
    id: "eegamma",
    kind: "background",
    ...PROCESSES.eegamma,
    label: "eeγ, tracks lost",
    correction,
  },
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
