import type { SampleSimulation, Simulation } from "../../analysis/simulation.js";
import { BELLE_II } from "../../physics/beams.js";
import { dimuon } from "../../physics/generators/dimuon.js";
import { ditau } from "../../physics/generators/ditau.js";
import { twoPhoton } from "../../physics/generators/two-photon.js";
import { zPrime } from "../../physics/generators/zprime.js";
import { isMuon } from "./leptons.js";
import { pairObservables } from "./observables.js";
import { observeChannel, preselectionSteps } from "./preselection.js";
import { GENERATED_COUPLING, SIGNAL_MASSES, signalId } from "./samples.js";

const collision = { sqrtS: BELLE_II.sqrtS, energySpread: BELLE_II.energySpread, radiation: true };

const observe = observeChannel({
  trigger: "twoTracks",
  isWanted: ({ columns }, k) =>
    isMuon(columns.negativeCluster[k], columns.negativeEnergyOverMomentum[k]) &&
    isMuon(columns.positiveCluster[k], columns.positiveEnergyOverMomentum[k]),
  observables: pairObservables,
});

/** Unweighted signal events a mass; luminosities of simulation behind the estimate of the backgrounds. */
const SIGNAL_EVENTS = 25_000;
const BACKGROUND_LUMINOSITIES = 10;

/**
 * Two-photon pairs are many and few of them are near: fewer luminosities. Lighter pairs than this (GeV) do not leave two
 * tracks with Δφ > 90°: the lightest of 2402 near-selected ones from 0.5 GeV on had 0.763 GeV.
 */
const TWO_PHOTON_LUMINOSITIES = 3;
const LEAST_TWO_PHOTON_MASS = 0.75;

const samples: readonly SampleSimulation[] = [
  {
    sample: "mumu",
    makeGenerator: () => dimuon(collision),
    size: { luminosities: BACKGROUND_LUMINOSITIES },
  },
  {
    sample: "tautau",
    makeGenerator: () => ditau({ ...collision, decays: ["muon", "muon"] }),
    size: { luminosities: BACKGROUND_LUMINOSITIES },
  },
  {
    sample: "eemumu",
    makeGenerator: () => twoPhoton({ ...collision, leastPairMass: LEAST_TWO_PHOTON_MASS }),
    size: { luminosities: TWO_PHOTON_LUMINOSITIES },
  },
  ...SIGNAL_MASSES.map((mass) => ({
    sample: signalId(mass),
    makeGenerator: () => zPrime({ ...collision, mass, coupling: GENERATED_COUPLING, leptons: "muons" }),
    size: { events: SIGNAL_EVENTS },
  })),
];

/** How the events of the invisible Z′ search are made. */
export const simulation: Simulation = { search: "zprime-invisible", samples, steps: preselectionSteps, observe };
