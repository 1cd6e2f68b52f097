import { published } from "../../analysis/origin.js";
import type { SampleDeclaration } from "../../analysis/sample.js";
import { PROCESSES, PSEUDO_DATA, SIGNAL_COLOR } from "../processes.js";
import { SIGNAL_MASSES, signalId } from "../zprime-invisible/samples.js";

/** Efficiencies of real data that the simulation does not know; the counts are divided by them and the luminosity. */
export const corrections = {
  trigger: published(0.96, "", "PRL 124, 141801: calorimeter trigger in the barrel, ± 0.01"),
  tracking: published(0.9, "", "PRL 124, 141801: ± 4 %"),
};

const correction = corrections.trigger.value * corrections.tracking.value;

/** Samples of the eμ channel: e^±μ^∓Z′ and what leaves an electron, a muon and nothing else. */
export const samples: readonly SampleDeclaration[] = [
  { id: "tautau", kind: "background", ...PROCESSES.tautau, correction },
  { id: "ee", kind: "background", ...PROCESSES.eegamma, correction, controlOnly: true },
  { id: "eemumu", kind: "background", ...PROCESSES.eemumu, correction },
  { id: "eetautau", kind: "background", ...PROCESSES.eetautau, correction },
  ...SIGNAL_MASSES.map((mass) => ({
    id: signalId(mass),
    kind: "signal" as const,
    label: `Z′, ${mass} GeV`,
    tex: `Z'(${mass}\\,\\mathrm{GeV})`,
    color: SIGNAL_COLOR,
    hypothesis: { mass },
    correction,
  })),
  PSEUDO_DATA,
];
