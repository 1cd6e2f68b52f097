import type { RandomStream } from "../../numerics/random.js";
import { PDG } from "../constants.js";
import { type EventBlock, pickEvents } from "../events.js";
import { CALORIMETER_PART, calorimeterEdges, calorimeterPart } from "./angles.js";
import type { Detector } from "./configuration.js";

/**
 * Events of a block (laboratory) in which no photon above an energy (GeV) is seen: for each such photon it is drawn
 * here, by the inefficiencies of the calorimeter, whether it is missed; those that are missed are taken out, events with
 * one that is not are left out. What remains goes through the rest of the detector as it is. Nothing but time is saved,
 * as long as the energy is far above what a selection allows.
 */
export function withoutSeenPhotons(
  block: EventBlock,
  detector: Detector,
  energy: number,
  stream: RandomStream,
): EventBlock {
  const { calorimeter } = detector;
  const edges = calorimeterEdges(calorimeter);
  const { barrelInefficiency, endcapInefficiency } = calorimeter;
  const codes = block.particles.map(({ pdg }) => pdg.slice());
  const rows: number[] = [];
  for (let i = 0; i < block.length; i++) {
    let seen = false;
    for (let s = 0; s < codes.length && !seen; s++) {
      const { pz, e } = block.particles[s];
      if (codes[s][i] !== PDG.photon || !(e[i] > energy)) continue;
      const part = calorimeterPart(edges, pz[i] / e[i]);
      if (part === CALORIMETER_PART.none) continue;
      const missed = part === CALORIMETER_PART.barrel ? barrelInefficiency : endcapInefficiency;
      seen = stream.uniformFast() >= missed.value;
      codes[s][i] = 0;
    }
    if (!seen) rows.push(i);
  }
  return pickEvents({ ...block, particles: block.particles.map((one, s) => ({ ...one, pdg: codes[s] })) }, rows);
}
