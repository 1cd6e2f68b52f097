import type { ObservedBlock, SampleSimulation, Simulation } from "../../analysis/simulation.js";
import type { RandomStream } from "../../numerics/random.js";
import { BELLE_II, toLaboratory } from "../../physics/beams.js";
import { cosDegrees } from "../../physics/detector/angles.js";
import { FOUND } from "../../physics/detector/detected.js";
import { withoutSeenPhotons } from "../../physics/detector/lost-photons.js";
import { type PairColumns, reconstructPair } from "../../physics/detector/pair.js";
import { TRIGGER } from "../../physics/detector/triggers.js";
import { type EventBlock, type ParticleColumns, pickEvents } from "../../physics/events.js";
import { darkHiggsstrahlung } from "../../physics/generators/dark-higgsstrahlung.js";
import { dimuon } from "../../physics/generators/dimuon.js";
import { ditau } from "../../physics/generators/ditau.js";
import { twoPhoton } from "../../physics/generators/two-photon.js";
import { DETECTOR } from "./detector.js";
import {
  cosHelicity,
  energyAsymmetry,
  extraEnergy,
  openingAzimuth,
  pairMass,
  pairPt,
  photonRecoilAngle,
  recoilMassSquared,
  recoilPolarAngle,
} from "./observables.js";
import { GENERATED_COUPLING, signalHypotheses, signalId } from "./samples.js";

/** Events kept are looser than any control can ask for. */
export const NEAR = {
  pairMass: { min: 1.5, max: 10.6 },
  recoilMassSquared: -4,
  recoilPolarAngle: { min: 28, max: 130 },
  pairPt: 0.1,
  azimuthalOpening: 90,
  photonRecoilAngle: 10,
  extraEnergy: 0.5,
} as const;

/** How far beyond the edges of the triangle events are kept: GeV² beyond M_rec = M_μμ, GeV beyond M_rec + M_μμ = √s. */
const BEYOND = { square: 2, sum: 0.15 } as const;

/** A photon of this energy (GeV, laboratory) that is seen is more than ten standard deviations above `NEAR.extraEnergy`. */
const CERTAIN_PHOTON = 1;

/** True masses (GeV) beyond which the resolution does not bring a pair back among the near ones. */
const TRUE_MASS = { min: 1.2, max: 10.56 } as const;

/** Cosines of the polar angles (laboratory) of muon identification, a degree wider: 14 σ of the angular resolution. */
const { from, to } = DETECTOR.identification.muon.polarAngle;
const COSINE = { min: cosDegrees(to.value + 1), max: cosDegrees(from.value - 1) };

/** Whether the particle of row i flies, seen from the laboratory, to where muons are identified. */
function isInAcceptance({ px, py, pz, e }: ParticleColumns, i: number): boolean {
  const m = BELLE_II.laboratoryMatrix;
  const x = m[4] * e[i] + m[5] * px[i] + m[6] * py[i] + m[7] * pz[i];
  const y = m[8] * e[i] + m[9] * px[i] + m[10] * py[i] + m[11] * pz[i];
  const z = m[12] * e[i] + m[13] * px[i] + m[14] * py[i] + m[15] * pz[i];
  const cosine = z / Math.sqrt(x * x + y * y + z * z);
  return cosine > COSINE.min && cosine < COSINE.max;
}

/** Events whose first two slots, where both are muons, may become a near pair: looked at before any detector is. */
function mayBeNear(block: EventBlock): EventBlock {
  const [minus, plus] = block.particles;
  if (minus.name !== "mu-" || plus.name !== "mu+") return block;
  const rows: number[] = [];
  for (let i = 0; i < block.length; i++) {
    const px = minus.px[i] + plus.px[i];
    const py = minus.py[i] + plus.py[i];
    const pz = minus.pz[i] + plus.pz[i];
    const e = minus.e[i] + plus.e[i];
    const m2 = e * e - px * px - py * py - pz * pz;
    if (m2 < TRUE_MASS.min ** 2 || m2 > TRUE_MASS.max ** 2) continue;
    if (isInAcceptance(minus, i) && isInAcceptance(plus, i)) rows.push(i);
  }
  return pickEvents(block, rows);
}

function isNear({ columns }: PairColumns, k: number): boolean {
  const mass = columns.pairMass[k];
  const m2 = columns.recoilMassSquared[k];
  const angle = columns.recoilPolarAngle[k];
  return (
    mass > NEAR.pairMass.min &&
    mass < NEAR.pairMass.max &&
    m2 > NEAR.recoilMassSquared &&
    m2 < mass * mass + BEYOND.square &&
    mass + Math.sqrt(Math.max(0, m2)) < BELLE_II.sqrtS + BEYOND.sum &&
    angle > NEAR.recoilPolarAngle.min &&
    angle < NEAR.recoilPolarAngle.max &&
    columns.pairTransverseMomentum[k] > NEAR.pairPt &&
    columns.azimuthalOpening[k] > NEAR.azimuthalOpening &&
    columns.recoilPhotonAngle[k] > NEAR.photonRecoilAngle &&
    columns.extraPhotonEnergy[k] < NEAR.extraEnergy
  );
}

function observe(block: EventBlock, stream: RandomStream): ObservedBlock {
  const laboratory = withoutSeenPhotons(toLaboratory(mayBeNear(block), BELLE_II), DETECTOR, CERTAIN_PHOTON, stream);
  const pairs = reconstructPair(laboratory, DETECTOR, BELLE_II, stream);
  const { columns, triggers, negativeFlags, positiveFlags } = pairs;
  const passed = [block.length, laboratory.length, 0, 0, 0];
  const kept: number[] = [];
  for (let k = 0; k < pairs.length; k++) {
    if (columns.tracks[k] !== 2 || (triggers[k] & TRIGGER.twoTracks) === 0) continue;
    passed[2]++;
    if ((negativeFlags[k] & positiveFlags[k] & FOUND.muon) === 0) continue;
    passed[3]++;
    if (!isNear(pairs, k)) continue;
    passed[4]++;
    kept.push(k);
  }
  const pick = (column: Float64Array) => Float64Array.from(kept, (k) => column[k]);
  return {
    length: kept.length,
    passed,
    values: {
      [pairMass.id]: pick(columns.pairMass),
      [recoilMassSquared.id]: pick(columns.recoilMassSquared),
      [recoilPolarAngle.id]: pick(columns.recoilPolarAngle),
      [pairPt.id]: pick(columns.pairTransverseMomentum),
      [openingAzimuth.id]: pick(columns.azimuthalOpening),
      [photonRecoilAngle.id]: pick(columns.recoilPhotonAngle),
      [extraEnergy.id]: pick(columns.extraPhotonEnergy),
      [cosHelicity.id]: pick(columns.cosHelicity),
      [energyAsymmetry.id]: pick(columns.energyAsymmetry),
    },
  };
}

const collision = { sqrtS: BELLE_II.sqrtS, energySpread: BELLE_II.energySpread, radiation: true };

/** Unweighted signal events a mass pair. */
const SIGNAL_EVENTS = 6000;

/** Lightest two-photon pair (GeV) that is generated: lighter ones do not reach the lightest window. */
const LEAST_TWO_PHOTON_MASS = 1.5;

const samples: readonly SampleSimulation[] = [
  { sample: "mumu", makeGenerator: () => dimuon(collision), size: { luminosities: 3 } },
  {
    sample: "tautau",
    makeGenerator: () => ditau({ ...collision, decays: ["muon", "muon"] }),
    size: { luminosities: 5 },
  },
  {
    sample: "eemumu",
    makeGenerator: () => twoPhoton({ ...collision, leastPairMass: LEAST_TWO_PHOTON_MASS }),
    size: { luminosities: 2 },
  },
  ...signalHypotheses.map((hypothesis) => ({
    sample: signalId(hypothesis),
    makeGenerator: () =>
      darkHiggsstrahlung({
        ...collision,
        darkPhotonMass: hypothesis.darkPhotonMass,
        darkHiggsMass: hypothesis.darkHiggsMass,
        epsilonSquaredAlphaD: GENERATED_COUPLING,
      }),
    size: { events: SIGNAL_EVENTS },
  })),
];

/** How the events of the search are made. */
export const simulation: Simulation = {
  search: "dark-higgsstrahlung",
  samples,
  steps: ["produced", "in acceptance, no photon seen above 1 GeV", "two tracks, trigger", "two muons", "near-selected"],
  observe,
};
