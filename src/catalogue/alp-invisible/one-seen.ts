import type { RandomStream } from "../../numerics/random.js";
import { BELLE_II } from "../../physics/beams.js";
import { PDG } from "../../physics/constants.js";
import { CALORIMETER_PART, calorimeterEdges, calorimeterPart, cosineRange } from "../../physics/detector/angles.js";
import type { Detector } from "../../physics/detector/configuration.js";
import type { Process, Trial } from "../../physics/generators/generator.js";

/** What a single photon is generated with, and what may be beside it. */
export interface OneSeen {
  /** Least energy of the photon that is seen, centre of mass, GeV. */
  readonly energy: number;
  /** Particles of less energy (laboratory, GeV) stay in the event for the detector to find. */
  readonly soft: number;
}

/**
 * A reaction of which the detector sees one cluster in the barrel and nothing else but soft particles: the weight carries
 * the probability that all others are lost, so that no event is made to be thrown away. Photons are lost outside the
 * calorimeter, in its gaps, and inside by its inefficiency; electrons where the track is out of the chamber or not found
 * and no crystal is hit. Which particle is the one seen is drawn among those that may be; an electron whose track is not
 * found passes for a photon. Particles that are lost leave the event, soft ones stay.
 */
export function oneSeen({ slots, draw }: Process, detector: Detector, { energy: least, soft }: OneSeen): Process {
  const edges = calorimeterEdges(detector.calorimeter);
  const { barrelInefficiency, endcapInefficiency } = detector.calorimeter;
  const [trackFrom, trackTo] = cosineRange(detector.tracking.polarAngle);
  const trackLoss = 1 - detector.tracking.efficiency.value;
  const m = BELLE_II.laboratoryMatrix;
  const count = slots.length;
  const lost = new Float64Array(count);
  const seen = new Float64Array(count);
  const share = new Float64Array(count);

  /** Probabilities that particle k is lost, and that it is the one cluster; false where it is soft. */
  const judge = ({ momenta, pdg }: Trial, k: number): boolean => {
    const [px, py, pz, e] = momenta.subarray(4 * k, 4 * k + 4);
    const energy = m[0] * e + m[1] * px + m[2] * py + m[3] * pz;
    if (pdg[k] === 0 || energy < soft) return false;
    const cosine = (m[12] * e + m[13] * px + m[14] * py + m[15] * pz) / energy;
    const part = calorimeterPart(edges, cosine);
    const inside = part !== CALORIMETER_PART.none;
    const inBarrel = part === CALORIMETER_PART.barrel && e > least;
    if (pdg[k] === PDG.photon) {
      const missed = part === CALORIMETER_PART.barrel ? barrelInefficiency : endcapInefficiency;
      lost[k] = inside ? missed.value : 1;
      seen[k] = inBarrel ? 1 : 0;
    } else {
      const noTrack = cosine > trackFrom && cosine < trackTo ? trackLoss : 1;
      lost[k] = inside ? 0 : noTrack;
      seen[k] = inBarrel ? noTrack : 0;
    }
    return true;
  };

  return {
    slots,
    draw(stream: RandomStream, trial: Trial): number {
      const weight = draw(stream, trial);
      if (weight === 0) return 0;
      let sum = 0;
      share.fill(0);
      for (let k = 0; k < count; k++) {
        if (!judge(trial, k)) {
          lost[k] = 1;
          seen[k] = 0;
        }
      }
      for (let k = 0; k < count; k++) {
        if (seen[k] === 0) continue;
        share[k] = seen[k];
        for (let other = 0; other < count; other++) if (other !== k) share[k] *= lost[other];
        sum += share[k];
      }
      if (sum === 0) return 0;
      keepOne(trial, choose(share, sum * stream.uniformFast()));
      return weight * sum;
    },
  };

  function keepOne({ momenta, pdg }: Trial, kept: number): void {
    for (let k = 0; k < count; k++) {
      const [px, py, pz, e] = momenta.subarray(4 * k, 4 * k + 4);
      if (k !== kept && m[0] * e + m[1] * px + m[2] * py + m[3] * pz >= soft) pdg[k] = 0;
    }
    pdg[kept] = PDG.photon;
  }
}

/** Index at which the running sum passes a value. */
function choose(shares: Float64Array, value: number): number {
  let rest = value;
  let last = -1;
  for (let k = 0; k < shares.length; k++) {
    if (shares[k] === 0) continue;
    last = k;
    rest -= shares[k];
    if (rest < 0) break;
  }
  return last;
}
