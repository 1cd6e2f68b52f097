import { assumed, published } from "../../analysis/origin.js";
import type { Configuration } from "../../analysis/search.js";
import { BELLE_II } from "../../physics/beams.js";
import { MASS } from "../../physics/constants.js";
import { darkHiggsstrahlungRadiativeCrossSection } from "../../physics/theory/dark-higgsstrahlung.js";
import { darkPhotonBranchingFraction } from "../../physics/theory/dark-photon.js";

/** Collision energy of KLOE on the φ peak, GeV. */
export const PHI_MASS = 1.019461;

/** The search at a collider: kinematics and σ·BR follow from its energy. */
function at(collider: Omit<Configuration, "largest" | "crossSection">): Configuration {
  const { sqrtS } = collider;
  const known = new Map<string, number>();
  return {
    ...collider,
    largest: (darkPhotonMass) => Math.min(darkPhotonMass, sqrtS - darkPhotonMass),
    crossSection: ({ darkPhotonMass, darkHiggsMass }) => {
      const key = `${darkPhotonMass} ${darkHiggsMass}`;
      let value = known.get(key);
      if (value === undefined) {
        value =
          darkHiggsstrahlungRadiativeCrossSection(darkPhotonMass, darkHiggsMass, 1, { sqrtS }) *
          darkPhotonBranchingFraction(darkPhotonMass, "muons");
        known.set(key, value);
      }
      return value;
    },
  };
}

/** This search: 2019 data of Belle II. */
export const belle2 = at({
  id: "belle2",
  title: "Belle II, this search",
  sqrtS: BELLE_II.sqrtS,
  luminosity: published(8.34, "fb⁻¹", "PRL 130, 071804"),
  masses: [1.65, 10.51],
  limits: [1.7e-8, 200e-8],
  source: "PRL 130, 071804: limits for 4.0 < m(A′) < 9.7 GeV",
});

/** The same final state on the φ peak. */
export const kloe = at({
  id: "kloe",
  title: "KLOE, on the φ peak",
  sqrtS: PHI_MASS,
  luminosity: assumed(1.65, "fb⁻¹", "recalled of PLB 747, 365 (2015); not read again"),
  masses: [2 * MASS.muon, PHI_MASS],
  limits: [1e-9, 1e-8],
  source: "KLOE-2, PLB 747, 365 (2015): limits of 10⁻⁹ to 10⁻⁸ over a large range of masses; their curves are not here",
});

export const configurations: readonly Configuration[] = [belle2, kloe];
