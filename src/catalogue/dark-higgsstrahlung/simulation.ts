import type { Observe, SampleSimulation, Simulation } from "../../analysis/simulation.js";
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
import { belle2 } from "./configurations.js";
import { DETECTOR } from "./detector.js";
import {
  cosHelicity,
  electrons,
  energyAsymmetry,
  extraEnergy,
  openingAzimuth,
  pairMass,
  pairPt,
  photonRecoilAngle,
  recoilMassSquared,
  recoilPolarAngle,
} from "./observables.js";
import { CONTROL_DATA, CONTROL_SHARE, GENERATED_COUPLING, signalHypotheses, signalId } from "./samples.js";

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

/**
 * A photon that counts as seen: so near to the recoil (degrees) that no setting of the veto lets it pass, and of so much
 * energy (GeV), both in the centre of mass.
 */
const SEEN = { angle: 9.5, energy: 1 } as const;

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

/** What is kept of the events of a sample. */
interface Kept {
  /** Electrons among the two tracks; the other ones are muons. */
  readonly electrons: 0 | 1;
  /** Whether a photon near the recoil was seen, rather than none. */
  readonly photonSeen: boolean;
}

/** Electrons among the two tracks of pair k; undefined where one of them is neither an electron nor a muon. */
function electronsOf({ negativeFlags, positiveFlags }: PairColumns, k: number): 0 | 1 | 2 | undefined {
  const flags = [negativeFlags[k], positiveFlags[k]];
  const muons = flags.filter((one) => one & FOUND.muon).length;
  const both = flags.filter((one) => one & (FOUND.muon | FOUND.electron)).length;
  return both === 2 ? ((2 - muons) as 0 | 1 | 2) : undefined;
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

function isNear({ columns }: PairColumns, k: number, photonSeen: boolean): boolean {
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
    (photonSeen
      ? columns.recoilPhotonAngle[k] < SEEN.angle && columns.recoilPhotonEnergy[k] > SEEN.energy
      : columns.recoilPhotonAngle[k] > NEAR.photonRecoilAngle && columns.extraPhotonEnergy[k] < NEAR.extraEnergy)
  );
}

/** Detector, reconstruction and preselection of a block, of which such pairs are kept. */
function observe(kept: Kept): Observe {
  return (block, stream) => {
    const near = toLaboratory(mayBeNear(block), BELLE_II);
    const laboratory = kept.photonSeen ? near : withoutSeenPhotons(near, DETECTOR, CERTAIN_PHOTON, stream);
    const pairs = reconstructPair(laboratory, DETECTOR, BELLE_II, stream);
    const { columns, triggers } = pairs;
    const passed = [block.length, laboratory.length, 0, 0, 0];
    const rows: number[] = [];
    for (let k = 0; k < pairs.length; k++) {
      if (columns.tracks[k] !== 2 || (triggers[k] & TRIGGER.twoTracks) === 0) continue;
      passed[2]++;
      if (electronsOf(pairs, k) !== kept.electrons) continue;
      passed[3]++;
      if (!isNear(pairs, k, kept.photonSeen)) continue;
      passed[4]++;
      rows.push(k);
    }
    const pick = (column: Float64Array) => Float64Array.from(rows, (k) => column[k]);
    return {
      length: rows.length,
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
        [electrons.id]: new Float64Array(rows.length).fill(kept.electrons),
      },
    };
  };
}

const collision = { sqrtS: BELLE_II.sqrtS, energySpread: BELLE_II.energySpread, radiation: true };

/** Unweighted signal events a mass pair. */
const SIGNAL_EVENTS = 6000;

/** Luminosities of simulation behind the control samples. */
const ELECTRON_MUON_LUMINOSITIES = 1;
const PHOTON_LUMINOSITIES = 0.3;

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
  {
    sample: "tautau-emu",
    makeGenerator: () => ditau({ ...collision, decays: ["lepton", "lepton"] }),
    size: { luminosities: ELECTRON_MUON_LUMINOSITIES },
    observe: observe({ electrons: 1, photonSeen: false }),
  },
  ...(["mumu-photon", CONTROL_DATA] as const).map((sample) => ({
    sample,
    makeGenerator: () => dimuon(collision),
    size:
      sample === CONTROL_DATA
        ? { luminosity: CONTROL_SHARE * belle2.luminosity.value }
        : { luminosities: PHOTON_LUMINOSITIES },
    observe: observe({ electrons: 0, photonSeen: true }),
  })),
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
  steps: ["produced", "in acceptance, no photon seen above 1 GeV", "two tracks, trigger", "leptons", "near-selected"],
  observe: observe({ electrons: 0, photonSeen: false }),
};
