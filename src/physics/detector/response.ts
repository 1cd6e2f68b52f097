import type { RandomStream } from "../../numerics/random.js";
import type { EventBlock } from "../events.js";
import { measureDeposits, measurePhotons } from "./calorimeter.js";
import type { Detector } from "./configuration.js";
import { type DetectedBlock, emptyDetection } from "./detected.js";
import { identifyTracks } from "./identification.js";
import { measureTracks } from "./tracks.js";

/**
 * What the detector measures of a block of events in the laboratory: tracks, clusters and identification of e, μ, π, K,
 * p and photons; everything else (neutrinos, K_L, neutrons, new particles, empty slots) is not seen. Slot by slot, one
 * column after the other, all random numbers from the given stream.
 *
 * Left out: beam background, hadronic split-offs, decays in flight, charge confusion, merging of clusters.
 *
 * @throws RangeError for a block in the centre-of-mass frame.
 */
export function detect(block: EventBlock, detector: Detector, stream: RandomStream): DetectedBlock {
  if (block.frame !== "laboratory") {
    throw new RangeError(`frame of the events: ${block.frame}, the detector needs the laboratory: use toLaboratory`);
  }
  const detected = emptyDetection(block);
  for (const [index, slot] of block.particles.entries()) {
    const out = detected.particles[index];
    measureTracks(slot, out, detector, stream);
    measureDeposits(slot, out, detector, stream);
    identifyTracks(out, detector, stream);
    measurePhotons(slot, out, detector, stream);
  }
  return detected;
}
