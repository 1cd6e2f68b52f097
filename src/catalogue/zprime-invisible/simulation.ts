import type { ObservedBlock, SampleSimulation, Simulation } from "../../analysis/simulation.js";
import type { RandomStream } from "../../numerics/random.js";
import { BELLE_II, toLaboratory } from "../../physics/beams.js";
import { BELLE_II_DETECTOR } from "../../physics/detector/belle2.js";
import { type PairColumns, reconstructPair } from "../../physics/detector/pair.js";
import { TRIGGER } from "../../physics/detector/triggers.js";
import type { EventBlock } from "../../physics/events.js";
import { dimuon } from "../../physics/generators/dimuon.js";
import { ditau } from "../../physics/generators/ditau.js";
import { twoPhoton } from "../../physics/generators/two-photon.js";
import { zPrime } from "../../physics/generators/zprime.js";
import {
  dimuonMass,
  dimuonPt,
  extraEnergy,
  largestMuonAngle,
  openingAzimuth,
  photonRecoilAngle,
  recoilMassSquared,
  recoilPolarAngle,
  recoilPtHarder,
  recoilPtSofter,
  smallestMuonAngle,
} from "./observables.js";
import { GENERATED_COUPLING, SIGNAL_MASSES, signalId } from "./samples.js";

const collision = { sqrtS: BELLE_II.sqrtS, energySpread: BELLE_II.energySpread, radiation: true };

/** Events kept are looser than any control can ask for: reading a snapshot again can only tighten these. */
const NEAR = {
  muonPolarAngle: { min: 17, max: 150 },
  dimuonPt: 0.5,
  extraEnergy: 2,
  photonRecoilAngle: 5,
  recoilMassSquared: { min: -10, max: 90 },
} as const;

/** Muon deposit in the calorimeter, PRL 124, 141801: 0.15 < E < 0.4 GeV and E/p < 0.4. */
const DEPOSIT = { min: 0.15, max: 0.4, overMomentum: 0.4 } as const;

/** Half width of the veto on pairs of photons at the π⁰ mass, GeV, PRL 124, 141801. */
const NEUTRAL_PION = 0.01;

/** Above this M² (GeV²) the selection asks for no transverse momentum, and none is asked for here. */
const NO_PT_ABOVE = 49;

const steps = ["produced", "two tracks, Δφ > 90°", "two muons", "no π⁰", "near-selected"] as const;

/** Whether a track is a muon: by its deposit in the calorimeter alone, as in the first data. */
function isMuon(cluster: number, overMomentum: number): boolean {
  return cluster > DEPOSIT.min && cluster < DEPOSIT.max && overMomentum < DEPOSIT.overMomentum;
}

function isNear({ columns }: PairColumns, k: number): boolean {
  const m2 = columns.recoilMassSquared[k];
  const low = Math.min(columns.negativePolarAngle[k], columns.positivePolarAngle[k]);
  const high = Math.max(columns.negativePolarAngle[k], columns.positivePolarAngle[k]);
  return (
    m2 > NEAR.recoilMassSquared.min &&
    m2 < NEAR.recoilMassSquared.max &&
    low > NEAR.muonPolarAngle.min &&
    high < NEAR.muonPolarAngle.max &&
    (m2 > NO_PT_ABOVE || columns.pairTransverseMomentum[k] > NEAR.dimuonPt) &&
    columns.extraPhotonEnergy[k] < NEAR.extraEnergy &&
    columns.recoilPhotonAngle[k] > NEAR.photonRecoilAngle
  );
}

/** Detector, reconstruction and preselection of one block in the centre-of-mass frame. */
function observe(block: EventBlock, stream: RandomStream): ObservedBlock {
  const pairs = reconstructPair(toLaboratory(block, BELLE_II), BELLE_II_DETECTOR, BELLE_II, stream);
  const { columns } = pairs;
  const kept: number[] = [];
  const passed = [block.length, 0, 0, 0, 0];
  for (let k = 0; k < pairs.length; k++) {
    if (columns.tracks[k] !== 2 || (pairs.triggers[k] & TRIGGER.twoTracks) === 0) continue;
    passed[1]++;
    const negative = isMuon(columns.negativeCluster[k], columns.negativeEnergyOverMomentum[k]);
    const positive = isMuon(columns.positiveCluster[k], columns.positiveEnergyOverMomentum[k]);
    if (!negative || !positive) continue;
    passed[2]++;
    if (columns.neutralPionOffset[k] < NEUTRAL_PION) continue;
    passed[3]++;
    if (!isNear(pairs, k)) continue;
    passed[4]++;
    kept.push(k);
  }
  const pick = (value: (k: number) => number) => Float64Array.from(kept, value);
  return {
    length: kept.length,
    passed,
    values: {
      [recoilMassSquared.id]: pick((k) => columns.recoilMassSquared[k]),
      [recoilPolarAngle.id]: pick((k) => columns.recoilPolarAngle[k]),
      [dimuonPt.id]: pick((k) => columns.pairTransverseMomentum[k]),
      [smallestMuonAngle.id]: pick((k) => Math.min(columns.negativePolarAngle[k], columns.positivePolarAngle[k])),
      [largestMuonAngle.id]: pick((k) => Math.max(columns.negativePolarAngle[k], columns.positivePolarAngle[k])),
      [extraEnergy.id]: pick((k) => columns.extraPhotonEnergy[k]),
      [photonRecoilAngle.id]: pick((k) => columns.recoilPhotonAngle[k]),
      [recoilPtHarder.id]: pick((k) => columns.recoilTransverseToLeading[k]),
      [recoilPtSofter.id]: pick((k) => columns.recoilTransverseToTrailing[k]),
      [openingAzimuth.id]: pick((k) => columns.azimuthalOpening[k]),
      [dimuonMass.id]: pick((k) => columns.pairMass[k]),
    },
  };
}

/** Unweighted signal events a mass; luminosities of simulation behind the estimate of the backgrounds. */
const SIGNAL_EVENTS = 40_000;
const BACKGROUND_LUMINOSITIES = 10;

/**
 * Two-photon pairs are many and few of them are near: fewer luminosities. Lighter pairs than this (GeV) do not leave two
 * tracks with Δφ > 90°: the lightest of 2402 near-selected ones from 0.5 GeV on had 0.763 GeV.
 */
const TWO_PHOTON_LUMINOSITIES = 2;
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
export const simulation: Simulation = { search: "zprime-invisible", samples, steps, observe };
