import type { ObservedBlock, Simulation } from "../../analysis/simulation.js";
import { BELLE_II, toLaboratory } from "../../physics/beams.js";
import { BELLE_II_DETECTOR } from "../../physics/detector/belle2.js";
import { type PairColumns, reconstructPair } from "../../physics/detector/pair.js";
import { TRIGGER, type TriggerLine } from "../../physics/detector/triggers.js";
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

/** Titles of the steps of every channel. */
export const preselectionSteps = ["produced", "two tracks, trigger", "leptons", "no π⁰", "near-selected"] as const;

/** What tells the channels of the search apart. */
export interface Channel {
  readonly trigger: TriggerLine;
  /** Whether the two tracks of pair k are leptons of the channel. */
  isWanted(pairs: PairColumns, k: number): boolean;
  readonly observables: PairObservables;
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

/** Detector, reconstruction and preselection of one block in the centre-of-mass frame, for one channel. */
export function observeChannel(channel: Channel): Simulation["observe"] {
  const trigger = TRIGGER[channel.trigger];
  const { observables, further = {} } = channel;
  return (block, stream): ObservedBlock => {
    const pairs = reconstructPair(toLaboratory(block, BELLE_II), BELLE_II_DETECTOR, BELLE_II, stream);
    const { columns } = pairs;
    const kept: number[] = [];
    const passed = [block.length, 0, 0, 0, 0];
    for (let k = 0; k < pairs.length; k++) {
      if (columns.tracks[k] !== 2 || (pairs.triggers[k] & trigger) === 0) continue;
      passed[1]++;
      if (!channel.isWanted(pairs, k)) continue;
      passed[2]++;
      if (columns.neutralPionOffset[k] < NEUTRAL_PION) continue;
      passed[3]++;
      if (!isNear(pairs, k)) continue;
      passed[4]++;
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
