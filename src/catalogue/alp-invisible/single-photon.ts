import type { ObservedBlock } from "../../analysis/simulation.js";
import type { RandomStream } from "../../numerics/random.js";
import { BELLE_II, toLaboratory } from "../../physics/beams.js";
import { angleDegrees } from "../../physics/detector/angles.js";
import { FOUND } from "../../physics/detector/detected.js";
import { detect } from "../../physics/detector/response.js";
import { singlePhoton } from "../../physics/detector/single-photon.js";
import { TRIGGER, throwTriggers, triggerConditions } from "../../physics/detector/triggers.js";
import type { EventBlock } from "../../physics/events.js";
import { DETECTOR } from "../alp-photon/detector.js";
import {
  clusterTrigger,
  extraEnergy,
  observables,
  photonEnergy,
  photonLaboratoryEnergy,
  polarAngle,
  softClusterTrigger,
} from "./observables.js";

/** Steps of the preselection. */
export const preselectionSteps = ["produced", "no track", "a photon", "near-selected"] as const;

/** What is kept, as far as any control can ask: E*γ and energy of the rest in GeV, angle in degrees. */
export const NEAR = { energy: 1.4, polarAngle: [33, 128], extraEnergy: 0.2 } as const;

/** Detector, triggers and near-selection of a block in the centre-of-mass frame: the hardest cluster is the photon. */
export function observe(block: EventBlock, stream: RandomStream): ObservedBlock {
  const detected = detect(toLaboratory(block, BELLE_II), DETECTOR, stream);
  const triggers = triggerConditions(detected, DETECTOR, BELLE_II);
  throwTriggers(triggers, DETECTOR.triggers, stream);
  const { particles } = detected;
  const passed = [block.length, 0, 0, 0];
  const values: Record<string, number[]> = Object.fromEntries(observables.map(({ id }) => [id, []]));
  for (let i = 0; i < block.length; i++) {
    if (particles.some(({ flags }) => flags[i] & FOUND.track)) continue;
    passed[1]++;
    const found = singlePhoton(detected, i, BELLE_II.centreOfMassMatrix);
    if (!found) continue;
    passed[2]++;
    const { photon, energy, extra } = found;
    const { cluster, pz } = photon;
    const angle = angleDegrees(pz[i] / cluster[i]);
    if (energy < NEAR.energy || extra > NEAR.extraEnergy) continue;
    if (angle < NEAR.polarAngle[0] || angle > NEAR.polarAngle[1]) continue;
    passed[3]++;
    const row: Readonly<Record<string, number>> = {
      [photonEnergy.id]: energy,
      [photonLaboratoryEnergy.id]: cluster[i],
      [polarAngle.id]: angle,
      [extraEnergy.id]: extra,
      [clusterTrigger.id]: triggers[i] & TRIGGER.photonHigh ? 1 : 0,
      [softClusterTrigger.id]: triggers[i] & TRIGGER.photonMiddle ? 1 : 0,
    };
    for (const id in row) values[id].push(row[id]);
  }
  return {
    length: passed[3],
    passed,
    values: Object.fromEntries(Object.entries(values).map(([id, column]) => [id, Float64Array.from(column)])),
  };
}
