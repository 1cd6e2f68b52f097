import type { SampleDeclaration } from "../analysis/sample.js";

/** How a process is called and coloured. */
type Process = Pick<SampleDeclaration, "label" | "tex" | "color">;

/** Processes keep their names and colours on all pages: a palette made for colour-blind readers (arXiv:2107.02270). */
export const PROCESSES = {
  mumu: { label: "μμ(γ)", tex: "\\mu\\mu(\\gamma)", color: "#5790fc" },
  tautau: { label: "ττ(γ)", tex: "\\tau\\tau(\\gamma)", color: "#f89c20" },
  eemumu: { label: "eeμμ", tex: "ee\\mu\\mu", color: "#9c9ca1" },
  eetautau: { label: "eeττ", tex: "ee\\tau\\tau", color: "#b9ac70" },
  eegamma: { label: "eeγ", tex: "ee\\gamma", color: "#a96b59" },
  gammagamma: { label: "γγ(γ)", tex: "\\gamma\\gamma(\\gamma)", color: "#7a21dd" },
  gammagammagamma: { label: "γγγ", tex: "\\gamma\\gamma\\gamma", color: "#7a21dd" },
  beamgamma: { label: "γγ + beam", tex: "\\gamma\\gamma+\\text{beam}", color: "#4fb3a5" },
  bb: { label: "BB̄", tex: "B\\bar B", color: "#964a8b" },
  continuum: { label: "continuum", tex: "q\\bar q", color: "#d4a5cd" },
  rare: { label: "rare B decays", tex: "\\text{rare}", color: "#717581" },
} as const satisfies Record<string, Process>;

/** Colour of every signal. */
export const SIGNAL_COLOR = "#e42536";

const PSEUDO = { tex: "\\text{pseudo-data}", label: "pseudo-data", color: "#1c1e21", correction: 1 } as const;

/** Pseudo-data: what stands for the data of a search of which none are public. */
export const PSEUDO_DATA: SampleDeclaration = { id: "data", kind: "data", ...PSEUDO };
