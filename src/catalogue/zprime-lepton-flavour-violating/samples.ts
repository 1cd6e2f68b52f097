import { published } from "../../analysis/origin.js";
import type { SampleDeclaration } from "../../analysis/sample.js";
import { SIGNAL_MASSES, signalId } from "../zprime-invisible/samples.js";

/** Efficiencies of real data that the simulation does not know; the counts are divided by them and the luminosity. */
export const corrections = {
  trigger: published(0.96, "", "PRL 124, 141801: calorimeter trigger in the barrel, ± 0.01"),
  tracking: published(0.9, "", "PRL 124, 141801: ± 4 %"),
};

const correction = corrections.trigger.value * corrections.tracking.value;

/** Samples of the eμ channel: e^±μ^∓Z′ and what leaves an electron, a muon and nothing else. */
export const samples: readonly SampleDeclaration[] = [
  { id: "tautau", kind: "background", label: "ττ(γ)", tex: "\\tau\\tau(\\gamma)", color: "#f89c20", correction },
  { id: "ee", kind: "background", label: "eeγ", tex: "ee\\gamma", color: "#964a8b", correction, controlOnly: true },
  { id: "eemumu", kind: "background", label: "eeμμ", tex: "ee\\mu\\mu", color: "#9c9ca1", correction },
  { id: "eetautau", kind: "background", label: "eeττ", tex: "ee\\tau\\tau", color: "#b9ac70", correction },
  ...SIGNAL_MASSES.map((mass) => ({
    id: signalId(mass),
    kind: "signal" as const,
    label: `Z′, ${mass} GeV`,
    tex: `Z'(${mass}\\,\\mathrm{GeV})`,
    color: "#e42536",
    hypothesis: { mass },
    correction,
  })),
  { id: "data", kind: "data", label: "pseudo-data", tex: "\\text{pseudo-data}", color: "#1c1e21", correction: 1 },
];
