import { asMeasured, type Interpretation, powerLaw } from "../../analysis/measurement.js";
import { assumed } from "../../analysis/origin.js";
import type { Hypothesis } from "../../analysis/sample.js";
import { BELLE_II } from "../../physics/beams.js";
import { darkHiggsstrahlungRadiativeCrossSection } from "../../physics/theory/dark-higgsstrahlung.js";
import { darkPhotonBranchingFraction } from "../../physics/theory/dark-photon.js";

/** α_D for which a limit on ε alone is given. */
export const DARK_COUPLING = assumed(0.1, "", "our choice: the limit on ε goes with α_D^(−1/2)");

const known = new Map<string, number>();

/** σ(A′h′)·BR(A′ → μμ) in fb for ε²α_D = 1, with radiation of the beams; computed once for a mass pair. */
export function unitCrossSection({ darkPhotonMass, darkHiggsMass }: Hypothesis): number {
  const key = `${darkPhotonMass} ${darkHiggsMass}`;
  let value = known.get(key);
  if (value === undefined) {
    value =
      darkHiggsstrahlungRadiativeCrossSection(darkPhotonMass, darkHiggsMass, 1, { sqrtS: BELLE_II.sqrtS }) *
      darkPhotonBranchingFraction(darkPhotonMass, "muons");
    known.set(key, value);
  }
  return value;
}

const epsilonSquaredAlphaD = powerLaw(
  {
    id: "epsilonSquaredAlphaD",
    title: "ε²α_D",
    tex: "\\varepsilon^2\\alpha_D",
    symbol: "ε²α_D",
    unit: "",
  },
  1,
  unitCrossSection,
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
    title: `kinetic mixing ε for α_D = ${DARK_COUPLING.value}`,
    tex: "\\varepsilon",
    symbol: `ε (α_D = ${DARK_COUPLING.value})`,
    unit: "",
  },
  2,
  (hypothesis) => DARK_COUPLING.value * unitCrossSection(hypothesis),
);

export const interpretations: readonly Interpretation[] = [epsilonSquaredAlphaD, crossSection, epsilon];
