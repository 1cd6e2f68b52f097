import type { SampleSimulation, Simulation } from "../../analysis/simulation.js";
import { BELLE_II } from "../../physics/beams.js";
import type { PairColumns } from "../../physics/detector/pair.js";
import { bhabha } from "../../physics/generators/bhabha.js";
import { ditau } from "../../physics/generators/ditau.js";
import { twoPhoton } from "../../physics/generators/two-photon.js";
import { zPrime } from "../../physics/generators/zprime.js";
import { isElectron, isMuon } from "../zprime-invisible/leptons.js";
import { type Channel, observeChannel, preselectionSteps } from "../zprime-invisible/preselection.js";
import { GENERATED_COUPLING, SIGNAL_MASSES, signalId, VACUUM_POLARISATION } from "../zprime-invisible/samples.js";
import { electrons, pairObservables } from "./observables.js";

const collision = { sqrtS: BELLE_II.sqrtS, energySpread: BELLE_II.energySpread, radiation: true };

/**
 * Pairs of electrons are many and serve as a control sample only: they are kept within the nominal angles (degrees)
 * and transverse momentum (GeV), so that cuts can tighten but not loosen them.
 */
const ELECTRON_PAIRS = {
  polarAngle: { min: 37, max: 120 },
  recoilPolarAngle: { min: 32, max: 125 },
  pairPt: 1.5,
} as const;

function isControlPair({ columns }: PairColumns, k: number): boolean {
  const { polarAngle, recoilPolarAngle, pairPt } = ELECTRON_PAIRS;
  const recoil = columns.recoilPolarAngle[k];
  return (
    Math.min(columns.negativePolarAngle[k], columns.positivePolarAngle[k]) > polarAngle.min &&
    Math.max(columns.negativePolarAngle[k], columns.positivePolarAngle[k]) < polarAngle.max &&
    recoil > recoilPolarAngle.min &&
    recoil < recoilPolarAngle.max &&
    columns.pairTransverseMomentum[k] > pairPt
  );
}

/** Electrons among the tracks of a pair. */
function electronsOf({ columns }: PairColumns, k: number): number {
  const negative = isElectron(columns.negativeCluster[k], columns.negativeEnergyOverMomentum[k]);
  const positive = isElectron(columns.positiveCluster[k], columns.positiveEnergyOverMomentum[k]);
  return Number(negative) + Number(positive);
}

function isWanted(pairs: PairColumns, k: number): boolean {
  const found = electronsOf(pairs, k);
  if (found === 2) return isControlPair(pairs, k);
  if (found === 0) return false;
  // No deposit is both an electron's and a muon's.
  const { columns } = pairs;
  return (
    isMuon(columns.negativeCluster[k], columns.negativeEnergyOverMomentum[k]) ||
    isMuon(columns.positiveCluster[k], columns.positiveEnergyOverMomentum[k])
  );
}

const channel: Channel = {
  trigger: "energy",
  isWanted,
  observables: pairObservables,
  further: { [electrons.id]: electronsOf },
};
const observe = observeChannel(channel);
/** Where a scattered electron of the beams cannot be the track. */
const observeFirstTwo = observeChannel({ ...channel, firstTwo: true });

/** Unweighted signal events a mass; luminosities of simulation behind the estimate of the backgrounds. */
const SIGNAL_EVENTS = 20_000;
const BACKGROUND_LUMINOSITIES = 20;
const ELECTRON_PAIR_LUMINOSITIES = 1;
/** Rare, and cheap: each sample adds at least the weight of one event to every window. */
const TWO_TAU_LUMINOSITIES = 100;

/** Least mass (GeV) of two-photon pairs: from 1 GeV on, one luminosity left one selected event, from 3 GeV on two. */
const LEAST_TWO_PHOTON_MASS = 3;

const samples: readonly SampleSimulation[] = [
  {
    sample: "tautau",
    // Not e and μ alone: a pion that crosses the calorimeter looks like a muon, and is harder than one.
    makeGenerator: () =>
      ditau({ ...collision, vacuumPolarisation: VACUUM_POLARISATION.value, decays: ["one-prong", "one-prong"] }),
    size: { luminosities: BACKGROUND_LUMINOSITIES },
    observe: observeFirstTwo,
  },
  {
    sample: "ee",
    // Looser than what is kept of pairs of electrons: leptons of 37° and 120° fly 47° from the beams in the centre of
    // mass, photons of 32° 42°.
    makeGenerator: () =>
      bhabha({
        sqrtS: BELLE_II.sqrtS,
        minimumEnergy: 1.3,
        minimumAngle: 35,
        minimumLeptonAngle: 40,
        minimumSeparation: 3,
        minimumPairMass: 1,
      }),
    size: { luminosities: ELECTRON_PAIR_LUMINOSITIES },
  },
  {
    sample: "eemumu",
    makeGenerator: () => twoPhoton({ ...collision, leastPairMass: LEAST_TWO_PHOTON_MASS }),
    size: { luminosities: BACKGROUND_LUMINOSITIES },
  },
  {
    sample: "eetautau",
    makeGenerator: () => twoPhoton({ ...collision, leptons: "tau", decays: ["one-prong", "one-prong"] }),
    size: { luminosities: TWO_TAU_LUMINOSITIES },
  },
  ...SIGNAL_MASSES.map((mass) => ({
    sample: signalId(mass),
    makeGenerator: () => zPrime({ ...collision, mass, coupling: GENERATED_COUPLING, leptons: "electron-muon" }),
    size: { events: SIGNAL_EVENTS },
    observe: observeFirstTwo,
  })),
];

/** How the events of the lepton-flavour-violating search are made. */
export const simulation: Simulation = {
  search: "zprime-lepton-flavour-violating",
  samples,
  steps: preselectionSteps,
  observe,
};
