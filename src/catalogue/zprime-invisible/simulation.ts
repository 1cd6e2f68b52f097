import type { Observe, SampleSimulation, Simulation } from "../../analysis/simulation.js";
import { BELLE_II } from "../../physics/beams.js";
import type { PairColumns } from "../../physics/detector/pair.js";
import { dimuon } from "../../physics/generators/dimuon.js";
import { ditau } from "../../physics/generators/ditau.js";
import { twoPhoton } from "../../physics/generators/two-photon.js";
import { zPrime } from "../../physics/generators/zprime.js";
import { isMuon } from "./leptons.js";
import { pairObservables } from "./observables.js";
import { observeChannel, preselectionSteps } from "./preselection.js";
import { GENERATED_COUPLING, MANY_TWO_PHOTON_ABOVE, SIGNAL_MASSES, signalId, VACUUM_POLARISATION } from "./samples.js";

const collision = { sqrtS: BELLE_II.sqrtS, energySpread: BELLE_II.energySpread, radiation: true };
const vacuumPolarisation = VACUUM_POLARISATION.value;

/** Pairs of muons; electrons do not pass for one, so that the tracks are those of the first two particles. */
function observe(isKept?: (pairs: PairColumns, k: number) => boolean): Observe {
  return observeChannel({
    trigger: "twoTracks",
    firstTwo: true,
    isWanted: ({ columns }, k) =>
      isMuon(columns.negativeCluster[k], columns.negativeEnergyOverMomentum[k]) &&
      isMuon(columns.positiveCluster[k], columns.positiveEnergyOverMomentum[k]),
    ...(isKept ? { isKept } : {}),
    observables: pairObservables,
  });
}

/**
 * Photons that no setting of the cuts lets pass: more energy (GeV) or nearer to the recoil (degrees) than their controls
 * reach. Nearly all kept μμ(γ) events are of this kind and serve as a control sample only.
 */
const SEEN = { energy: 2.01, angle: 4.9 } as const;
const hasSeenPhoton = ({ columns }: PairColumns, k: number) =>
  columns.extraPhotonEnergy[k] > SEEN.energy || columns.recoilPhotonAngle[k] < SEEN.angle;

const isBeyond = ({ columns }: PairColumns, k: number) => columns.recoilMassSquared[k] > MANY_TWO_PHOTON_ABOVE;

/** Unweighted signal events a mass; luminosities of simulation behind the estimate of the backgrounds. */
const SIGNAL_EVENTS = 25_000;
const MUON_PAIR_LUMINOSITIES = 20;
const CONTROL_LUMINOSITIES = 2;
const TAU_PAIR_LUMINOSITIES = 20;

/**
 * Two-photon pairs are many and few of them are near. Lighter pairs than these (GeV) do not leave two tracks with
 * Δφ > 90°, or recoil masses as small: of 30 017 near-selected ones from 0.75 GeV on the lightest had 1.18 GeV, and
 * 1.96 GeV of the 1747 that recoil against less than 7 GeV. Where the recoil is light, the pair has much energy.
 */
const TWO_PHOTON = { luminosities: 20, leastPairMass: 1.5, leastPairEnergy: 2.8 } as const;
const TWO_PHOTON_BEYOND = { luminosities: 2, leastPairMass: 1.1, leastPairEnergy: 1.5 } as const;

const samples: readonly SampleSimulation[] = [
  {
    sample: "mumu",
    makeGenerator: () => dimuon({ ...collision, vacuumPolarisation }),
    size: { luminosities: MUON_PAIR_LUMINOSITIES },
    observe: observe((pairs, k) => !hasSeenPhoton(pairs, k)),
  },
  {
    sample: "tautau",
    // A pion that crosses the calorimeter passes for a muon, and is harder than one.
    makeGenerator: () => ditau({ ...collision, vacuumPolarisation, decays: ["muon-or-pion", "muon-or-pion"] }),
    size: { luminosities: TAU_PAIR_LUMINOSITIES },
  },
  {
    sample: "eemumu",
    makeGenerator: () => twoPhoton({ ...collision, ...TWO_PHOTON }),
    size: { luminosities: TWO_PHOTON.luminosities },
    observe: observe((pairs, k) => !isBeyond(pairs, k)),
  },
  {
    sample: "eemumu-beyond",
    makeGenerator: () => twoPhoton({ ...collision, ...TWO_PHOTON_BEYOND }),
    size: { luminosities: TWO_PHOTON_BEYOND.luminosities },
    observe: observe(isBeyond),
  },
  {
    sample: "mumu-photon",
    makeGenerator: () => dimuon({ ...collision, vacuumPolarisation }),
    size: { luminosities: CONTROL_LUMINOSITIES },
    observe: observe(hasSeenPhoton),
  },
  ...SIGNAL_MASSES.map((mass) => ({
    sample: signalId(mass),
    makeGenerator: () => zPrime({ ...collision, mass, coupling: GENERATED_COUPLING, leptons: "muons" }),
    size: { events: SIGNAL_EVENTS },
  })),
];

/** How the events of the invisible Z′ search are made. */
export const simulation: Simulation = {
  search: "zprime-invisible",
  samples,
  steps: preselectionSteps,
  observe: observe(),
};
