import { asMeasured, type Interpretation, powerLaw } from "../../analysis/measurement.js";
import { assumed } from "../../analysis/origin.js";
import { ALPHA } from "../../physics/constants.js";
import { belle2 } from "./configurations.js";

/** Values of α_D that a limit on ε alone may be given for: a reader chooses among them. */
export const DARK_COUPLINGS = [
  { id: "epsilon", text: "0.1", alpha: assumed(0.1, "", "our choice: the limit on ε goes with α_D^(−1/2)") },
  {
    id: "epsilon-half",
    text: "0.5",
    alpha: assumed(0.5, "", "our choice: nearly as strong as perturbation theory bears"),
  },
  {
    id: "epsilon-alpha",
    text: "1/137",
    alpha: assumed(ALPHA, "", "our choice: α_D = α, as Belle's six-track search takes"),
  },
] as const;

const epsilonSquaredAlphaD = powerLaw(
  {
    id: "epsilonSquaredAlphaD",
    title: "ε²α_D",
    tex: "\\varepsilon^2\\alpha_D",
    symbol: "ε²α_D",
    unit: "",
  },
  1,
  belle2.crossSection,
);

const crossSection = asMeasured({
  id: "crossSection",
  title: "σ(e⁺e⁻ → A′h′) · BR(A′ → μ⁺μ⁻)",
  tex: "\\sigma\\,\\mathcal{B}",
  symbol: "σ·BR",
  unit: "fb",
});

const epsilon = DARK_COUPLINGS.map(({ id, text, alpha }) =>
  powerLaw(
    { id, title: `kinetic mixing ε for α_D = ${text}`, tex: "\\varepsilon", symbol: `ε (α_D = ${text})`, unit: "" },
    2,
    (hypothesis) => alpha.value * belle2.crossSection(hypothesis),
  ),
);

export const interpretations: readonly Interpretation[] = [epsilonSquaredAlphaD, crossSection, ...epsilon];
