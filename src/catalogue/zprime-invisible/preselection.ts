import type { Observe } from "../../analysis/simulation.js";
import { BELLE_II, toLaboratory } from "../../physics/beams.js";
import { BELLE_II_DETECTOR } from "../../physics/detector/belle2.js";
import { type PairColumns, reconstructPair } from "../../physics/detector/pair.js";
import { TRIGGER, type TriggerLine } from "../../physics/detector/triggers.js";
import { type EventBlock, pickEvents } from "../../physics/events.js";
import { azimuthalSeparation, polarAngle } from "../../physics/kinematics.js";
import type { PairObservables } from "./observables.js";

/**
 * Events kept are looser than any control can ask for: reading a snapshot again can only tighten these. Photons near
 * the recoil may have any energy: a control sample asks for them. Beyond the last window two-photon pairs are many.
 */
const NEAR = {
  polarAngle: { min: 17, max: 150 },
  azimuthalOpening: 90,
  pairPt: 0.5,
  extraEnergy: 2,
  photonRecoilAngle: 90,
  recoilMassSquared: { min: -10, max: 8.4 ** 2 },
} as const;

/** Half width of the veto on pairs of photons at the π⁰ mass, GeV, PRL 124, 141801. */
const NEUTRAL_PION = 0.01;

/** Above this M² (GeV²) the selection asks for no transverse momentum, and none is asked for here. */
const NO_PT_ABOVE = 49;

/**
 * How far true momenta may be beside what is kept: many times the resolution of angles (1 mrad), of pᵀ (at most 30 MeV
 * a track) and of M²rec (0.3 GeV²; 0.1 from the spread of √s).
 */
const MARGIN = { degrees: 1, pairPt: 0.25, recoilMassSquared: 3 } as const;

/** Titles of the steps of every channel. */
export const preselectionSteps = [
  "produced",
  "within reach",
  "two tracks, trigger",
  "leptons",
  "no π⁰",
  "near-selected",
] as const;

/** What tells the channels of the search apart. */
export interface Channel {
  readonly trigger: TriggerLine;
  /** Whether the two tracks of pair k are leptons of the channel. */
  isWanted(pairs: PairColumns, k: number): boolean;
  readonly observables: PairObservables;
  /**
   * Whether the tracks of any pair that is wanted are the first two particles of the event. Then events whose true
   * momenta leave them out of reach are not taken through the detector.
   */
  readonly firstTwo?: boolean;
  /** Which near-selected pairs are kept; all if absent. */
  isKept?(pairs: PairColumns, k: number): boolean;
  /** Further columns of the pairs that are kept, by the id of their observable. */
  readonly further?: Readonly<Record<string, (pairs: PairColumns, k: number) => number>>;
}

function isNear({ columns }: PairColumns, k: number): boolean {
  const m2 = columns.recoilMassSquared[k];
  const low = Math.min(columns.negativePolarAngle[k], columns.positivePolarAngle[k]);
  const high = Math.max(columns.negativePolarAngle[k], columns.positivePolarAngle[k]);
  return (
    m2 > NEAR.recoilMassSquared.min &&
    m2 < NEAR.recoilMassSquared.max &&
    low > NEAR.polarAngle.min &&
    high < NEAR.polarAngle.max &&
    columns.azimuthalOpening[k] > NEAR.azimuthalOpening &&
    (m2 > NO_PT_ABOVE || columns.pairTransverseMomentum[k] > NEAR.pairPt) &&
    (columns.extraPhotonEnergy[k] < NEAR.extraEnergy || columns.recoilPhotonAngle[k] < NEAR.photonRecoilAngle)
  );
}

const DEGREES = 180 / Math.PI;

/** Rows of a block in the centre-of-mass frame whose first two particles may be near-selected, by true momenta. */
export function rowsWithinReach(block: EventBlock): number[] {
  const [a, b] = block.particles;
  const s = block.sqrtS ** 2;
  const { pairPt, recoilMassSquared, polarAngle: angle, azimuthalOpening } = NEAR;
  const near: number[] = [];
  for (let i = 0; i < block.length; i++) {
    const px = a.px[i] + b.px[i];
    const py = a.py[i] + b.py[i];
    const pz = a.pz[i] + b.pz[i];
    const e = a.e[i] + b.e[i];
    const m2 = s + e * e - px * px - py * py - pz * pz - 2 * block.sqrtS * e;
    if (m2 < recoilMassSquared.min - MARGIN.recoilMassSquared) continue;
    if (m2 > recoilMassSquared.max + MARGIN.recoilMassSquared) continue;
    if (m2 < NO_PT_ABOVE - MARGIN.recoilMassSquared && px * px + py * py < (pairPt - MARGIN.pairPt) ** 2) continue;
    near.push(i);
  }
  const leptons = pickEvents({ ...block, particles: [a, b] }, near);
  const [first, second] = toLaboratory(leptons, BELLE_II).particles;
  const isSeen = ({ px, py, pz }: typeof first, i: number) => {
    const degrees = DEGREES * polarAngle(px[i], py[i], pz[i]);
    return degrees > angle.min - MARGIN.degrees && degrees < angle.max + MARGIN.degrees;
  };
  return near.filter((_, i) => {
    if (!isSeen(first, i) || !isSeen(second, i)) return false;
    const opening = DEGREES * azimuthalSeparation(first.px[i], first.py[i], second.px[i], second.py[i]);
    return opening > azimuthalOpening - MARGIN.degrees;
  });
}

/** Detector, reconstruction and preselection of one block in the centre-of-mass frame, for one channel. */
export function observeChannel(channel: Channel): Observe {
  const trigger = TRIGGER[channel.trigger];
  const { observables, further = {} } = channel;
  return (block, stream) => {
    const reached = channel.firstTwo ? pickEvents(block, rowsWithinReach(block)) : block;
    const pairs = reconstructPair(toLaboratory(reached, BELLE_II), BELLE_II_DETECTOR, BELLE_II, stream);
    const { columns } = pairs;
    const kept: number[] = [];
    const passed = [block.length, reached.length, 0, 0, 0, 0];
    for (let k = 0; k < pairs.length; k++) {
      if (columns.tracks[k] !== 2 || (pairs.triggers[k] & trigger) === 0) continue;
      passed[2]++;
      if (!channel.isWanted(pairs, k)) continue;
      passed[3]++;
      if (columns.neutralPionOffset[k] < NEUTRAL_PION) continue;
      passed[4]++;
      if (!isNear(pairs, k) || channel.isKept?.(pairs, k) === false) continue;
      passed[5]++;
      kept.push(k);
    }
    const pick = (value: (k: number) => number) => Float64Array.from(kept, value);
    const { negativePolarAngle, positivePolarAngle } = columns;
    return {
      length: kept.length,
      passed,
      values: {
        [observables.recoilMassSquared.id]: pick((k) => columns.recoilMassSquared[k]),
        [observables.recoilPolarAngle.id]: pick((k) => columns.recoilPolarAngle[k]),
        [observables.pairPt.id]: pick((k) => columns.pairTransverseMomentum[k]),
        [observables.smallestAngle.id]: pick((k) => Math.min(negativePolarAngle[k], positivePolarAngle[k])),
        [observables.largestAngle.id]: pick((k) => Math.max(negativePolarAngle[k], positivePolarAngle[k])),
        [observables.extraEnergy.id]: pick((k) => columns.extraPhotonEnergy[k]),
        [observables.photonRecoilAngle.id]: pick((k) => columns.recoilPhotonAngle[k]),
        [observables.recoilPtHarder.id]: pick((k) => columns.recoilTransverseToLeading[k]),
        [observables.recoilPtSofter.id]: pick((k) => columns.recoilTransverseToTrailing[k]),
        [observables.openingAzimuth.id]: pick((k) => columns.azimuthalOpening[k]),
        [observables.pairMass.id]: pick((k) => columns.pairMass[k]),
        ...Object.fromEntries(
          Object.entries(further).map(([id, value]) => [id, Float64Array.from(kept, (k) => value(pairs, k))]),
        ),
      },
    };
  };
}
