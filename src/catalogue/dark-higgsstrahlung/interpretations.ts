import { asMeasured, type Interpretation, type ModelParameter, powerLaw } from "../../analysis/measurement.js";
import { ALPHA } from "../../physics/constants.js";
import { belle2 } from "./configurations.js";

/** Dark coupling that a limit on ε alone is given for: our choice, and the reader's. */
export const darkCoupling: ModelParameter = {
  id: "alphaD",
  symbol: "α_D",
  title: "fine-structure constant of the dark photon",
  about: "A limit on ε alone is given for a value of it, and goes with its inverse root; nothing is counted again.",
  nominal: 0.1,
  low: 0.001,
  high: 1,
  scale: "log",
  // α, which Belle's six-track search takes, and nearly as strong as perturbation theory bears.
  marks: [Number(ALPHA.toPrecision(3)), 0.1, 0.5],
};

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

const epsilon = powerLaw(
  {
    id: "epsilon",
    title: "kinetic mixing ε",
    tex: "\\varepsilon",
    symbol: "ε",
    unit: "",
    given: [darkCoupling.id],
  },
  2,
  (hypothesis, { alphaD } = { alphaD: darkCoupling.nominal }) => alphaD * belle2.crossSection(hypothesis),
);

export const interpretations: readonly Interpretation[] = [epsilonSquaredAlphaD, crossSection, epsilon];
