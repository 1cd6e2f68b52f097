import type { LorentzMatrix } from "../transformations.js";
import { type DetectedBlock, type DetectedParticle, FOUND } from "./detected.js";

/** The photon of an event, with what is beside it. */
export interface SinglePhoton {
  readonly photon: DetectedParticle;
  /** Energy in the centre of mass, GeV. */
  readonly energy: number;
  /** Energy of all other neutral clusters, laboratory, GeV. */
  readonly extra: number;
}

/**
 * The neutral cluster of event i that is hardest in the centre of mass; null without one.
 *
 * @param m from the laboratory to the centre-of-mass frame
 */
export function singlePhoton({ particles }: DetectedBlock, i: number, m: LorentzMatrix): SinglePhoton | null {
  let photon: DetectedParticle | null = null;
  let energy = 0;
  let neutral = 0;
  for (const particle of particles) {
    const { flags, cluster, px, py, pz } = particle;
    if (!(flags[i] & FOUND.neutral)) continue;
    neutral += cluster[i];
    const star = m[0] * cluster[i] + m[1] * px[i] + m[2] * py[i] + m[3] * pz[i];
    if (star > energy) [energy, photon] = [star, particle];
  }
  return photon && { photon, energy, extra: Math.max(0, neutral - photon.cluster[i]) };
}
