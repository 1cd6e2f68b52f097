import type { ObservedBlock } from "../../analysis/simulation.js";
import type { RandomStream } from "../../numerics/random.js";
import { BELLE_II } from "../../physics/beams.js";
import { MASS } from "../../physics/constants.js";
import { BELLE_II_DETECTOR } from "../../physics/detector/belle2.js";
import { type DetectedBlock, FOUND } from "../../physics/detector/detected.js";
import { detect } from "../../physics/detector/response.js";
import { singlePhoton } from "../../physics/detector/single-photon.js";
import { TRIGGER, throwTriggers, triggerConditions } from "../../physics/detector/triggers.js";
import { vertexResolution } from "../../physics/detector/vertices.js";
import type { EventBlock } from "../../physics/events.js";
import { angleBetween, pointingAngle as angleToVertex } from "../../physics/kinematics.js";
import {
  clusterTrigger,
  evenness,
  extraEnergy,
  flight,
  kaonDistance,
  leptonMomentum,
  observables,
  openingAngle,
  pairMass,
  pairMomentum,
  photonEnergy,
  photonLaboratoryEnergy,
  picture,
  pointingAngle,
  radius,
  threeClusterTrigger,
  vertexTrigger,
} from "./observables.js";

/** Steps of the preselection. */
export const preselectionSteps = ["produced", "two tracks of opposite charge", "a photon", "near-selected"] as const;

/** What is kept: looser than any control can ask for. */
export const NEAR = { photonEnergy: 0.3, extraEnergy: 1, leptonMomentum: 0.05 } as const;

/** What a sample keeps besides: events that its stratum does not stand for are left to another. */
export interface Kept {
  /** Least and largest radius of the vertex as measured, cm. */
  readonly radius?: readonly [number, number];
  /** Least opening angle, rad. */
  readonly opening?: number;
}

/** Decays as they were drawn. */
export interface DrawnFlights {
  /** Proper flights in cm. */
  readonly lengths: Float64Array;
  /** Evenness of each. */
  readonly evenness: Float64Array;
}

/** Index of the negative and of the positive track, of exactly two; null otherwise. */
function pairOf({ particles }: DetectedBlock, i: number): readonly [number, number] | null {
  let negative = -1;
  let positive = -1;
  for (let s = 0; s < particles.length; s++) {
    const flags = particles[s].flags[i];
    if (!(flags & FOUND.track)) continue;
    if (flags & FOUND.negative) {
      if (negative >= 0) return null;
      negative = s;
    } else {
      if (positive >= 0) return null;
      positive = s;
    }
  }
  return negative >= 0 && positive >= 0 ? [negative, positive] : null;
}

/** Angle turned into −π … π. */
const turned = (angle: number) => Math.atan2(Math.sin(angle), Math.cos(angle));

/**
 * Detector, triggers, vertex and near-selection of a block in the laboratory.
 * @param drawn flights of what decays; none for backgrounds
 */
export function reconstruct(
  block: EventBlock,
  stream: RandomStream,
  kept: Kept = {},
  drawn?: DrawnFlights,
): ObservedBlock {
  const detected = detect(block, BELLE_II_DETECTOR, stream);
  const triggers = triggerConditions(detected, BELLE_II_DETECTOR, BELLE_II);
  throwTriggers(triggers, BELLE_II_DETECTOR.triggers, stream);
  const { particles } = detected;
  const m = BELLE_II.centreOfMassMatrix;
  const passed = [block.length, 0, 0, 0];
  const values: Record<string, number[]> = Object.fromEntries(observables.map(({ id }) => [id, []]));
  const [nearest, furthest] = kept.radius ?? [0, Number.POSITIVE_INFINITY];
  for (let i = 0; i < block.length; i++) {
    const pair = pairOf(detected, i);
    if (!pair) continue;
    passed[1]++;
    const found = singlePhoton(detected, i, m);
    if (!found) continue;
    passed[2]++;
    const { photon, energy, extra } = found;
    const [negative, positive] = [particles[pair[0]], particles[pair[1]]];
    const momentum = (one: typeof negative) => Math.hypot(one.px[i], one.py[i], one.pz[i]);
    const [pNegative, pPositive] = [momentum(negative), momentum(positive)];
    if (
      photon.cluster[i] < NEAR.photonEnergy ||
      extra > NEAR.extraEnergy ||
      Math.min(pNegative, pPositive) < NEAR.leptonMomentum
    )
      continue;

    const [px, py, pz] = [
      negative.px[i] + positive.px[i],
      negative.py[i] + positive.py[i],
      negative.pz[i] + positive.pz[i],
    ];
    const mass = (lepton: number) => {
      const e = Math.hypot(pNegative, lepton) + Math.hypot(pPositive, lepton);
      return Math.sqrt(Math.max(0, e * e - px * px - py * py - pz * pz));
    };
    const opening = angleBetween(
      negative.px[i],
      negative.py[i],
      negative.pz[i],
      positive.px[i],
      positive.py[i],
      positive.pz[i],
    );
    const truth = negative.vertex;
    const [x, y, z] = truth ? [truth.x[i], truth.y[i], truth.z[i]] : [0, 0, 0];
    const sigma = vertexResolution(BELLE_II_DETECTOR.vertices, Math.hypot(x, y));
    const [vx, vy, vz] = [x + sigma * stream.normal(), y + sigma * stream.normal(), z + sigma * stream.normal()];
    const measured = Math.hypot(vx, vy);
    if (measured < nearest || measured > furthest || opening < (kept.opening ?? 0)) continue;
    passed[3]++;
    const e = pNegative + pPositive;
    const direction = Math.atan2(vy, vx);
    const from = (one: typeof negative) => turned(Math.atan2(one.py[i], one.px[i]) - direction);
    const fired = triggers[i];
    const row: Readonly<Record<string, number>> = {
      [photonEnergy.id]: energy,
      [photonLaboratoryEnergy.id]: photon.cluster[i],
      [extraEnergy.id]: extra,
      [leptonMomentum.id]: Math.min(pNegative, pPositive),
      [pairMomentum.id]: Math.hypot(
        m[4] * e + m[5] * px + m[6] * py + m[7] * pz,
        m[8] * e + m[9] * px + m[10] * py + m[11] * pz,
        m[12] * e + m[13] * px + m[14] * py + m[15] * pz,
      ),
      [radius.id]: measured,
      [pointingAngle.id]: angleToVertex(px, py, pz, vx, vy, vz),
      [openingAngle.id]: opening,
      [pairMass.id]: mass(MASS.electron),
      [kaonDistance.id]: Math.abs(mass(MASS.pionCharged) - MASS.kaonNeutral),
      [clusterTrigger.id]: fired & TRIGGER.photonHigh ? 1 : 0,
      [threeClusterTrigger.id]: fired & TRIGGER.threeClusters ? 1 : 0,
      [vertexTrigger.id]: fired & TRIGGER.displacedVertex ? 1 : 0,
      [flight.id]: drawn ? Math.log(drawn.lengths[i]) : 0,
      [evenness.id]: drawn?.evenness[i] ?? 1,
      [picture.negativeMomentum.id]: Math.hypot(negative.px[i], negative.py[i]),
      [picture.positiveMomentum.id]: Math.hypot(positive.px[i], positive.py[i]),
      [picture.negativeAzimuth.id]: from(negative),
      [picture.positiveAzimuth.id]: from(positive),
      [picture.photonAzimuth.id]: from(photon),
    };
    for (const id in row) values[id].push(row[id]);
  }
  return {
    length: passed[3],
    passed,
    values: Object.fromEntries(Object.entries(values).map(([id, column]) => [id, Float64Array.from(column)])),
  };
}
