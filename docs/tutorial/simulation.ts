import type { Simulation } from "../../analysis/simulation.js";
import { BELLE_II } from "../../physics/beams.js";
import { darkHiggsstrahlung } from "../../physics/generators/dark-higgsstrahlung.js";
import { dimuon } from "../../physics/generators/dimuon.js";
import { DARK_HIGGS_MASS, SIGNAL_MASSES } from "../dark-higgs-line.js";
import { isMuon } from "../zprime-invisible/leptons.js";
import { pairObservables } from "../zprime-invisible/observables.js";
import { observeChannel, preselectionSteps } from "../zprime-invisible/preselection.js";

const collision = { sqrtS: BELLE_II.sqrtS, energySpread: BELLE_II.energySpread, radiation: true };

/** How the events of the tutorial's search are made: what is seen of a pair is what the invisible Z′ sees of it. */
export const simulation: Simulation = {
  search: "dark-higgs-line",
  steps: preselectionSteps,
  observe: observeChannel({
    trigger: "twoTracks",
    isWanted: ({ columns }, k) =>
      isMuon(columns.negativeCluster[k], columns.negativeEnergyOverMomentum[k]) &&
      isMuon(columns.positiveCluster[k], columns.positiveEnergyOverMomentum[k]),
    observables: pairObservables,
  }),
  samples: [
    { sample: "mumu", makeGenerator: () => dimuon(collision), size: { luminosities: 3 } },
    ...SIGNAL_MASSES.map((mass) => ({
      sample: `signal-${mass}`,
      makeGenerator: () =>
        darkHiggsstrahlung({
          ...collision,
          darkPhotonMass: mass,
          darkHiggsMass: DARK_HIGGS_MASS,
          epsilonSquaredAlphaD: 1e-7,
        }),
      size: { events: 20_000 },
    })),
  ],
};
