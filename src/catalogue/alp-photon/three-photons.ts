import type { RandomStream } from "../../numerics/random.js";
import { BELLE_II, toLaboratory } from "../../physics/beams.js";
import type { Detector } from "../../physics/detector/configuration.js";
import { FOUND } from "../../physics/detector/detected.js";
import { detect } from "../../physics/detector/response.js";
import type { EventBlock } from "../../physics/events.js";
import { PROMPT_TIME } from "./beam-background.js";
import { SEPARATION } from "./observables.js";
import { LATEST } from "./selection.js";

/** Columns of events with three photons; energies in GeV, angles in degrees, squared masses in GeV². */
export interface ThreePhotons {
  readonly length: number;
  /** Photons are numbered 0, 1, 2 from the hardest in the centre of mass. */
  readonly diphotonMassSquared: readonly [Float64Array, Float64Array, Float64Array];
  readonly recoilMassSquared: readonly [Float64Array, Float64Array, Float64Array];
  readonly smallestEnergy: Float64Array;
  readonly smallestAngle: Float64Array;
  readonly largestAngle: Float64Array;
  readonly mass: Float64Array;
  /** Least over the pairs of the larger of Δθ and Δφ, each in units of `SEPARATION`. */
  readonly separation: Float64Array;
  /** Largest |t| of the three in Δt₉₉. */
  readonly timing: Float64Array;
  /** Number + 1 of the photon in the slot `recoil`; 0 where it is none of the three. */
  readonly recoilPhoton: Float64Array;
}

const DEGREES = 180 / Math.PI;

/** Slots of an event that are known to be special; −1 where there is none. */
export interface MarkedSlots {
  /** The photon that recoils against the ALP. */
  readonly recoil: number;
  /** A cluster of the beams. */
  readonly beam: number;
}

/** Events of a block in the centre-of-mass frame with at least three clusters: their three hardest ones. */
export function reconstructThreePhotons(
  block: EventBlock,
  { recoil, beam }: MarkedSlots,
  detector: Detector,
  stream: RandomStream,
): ThreePhotons {
  const { particles, length } = detect(toLaboratory(block, BELLE_II), detector, stream);
  const slots = particles.length;
  const m = BELLE_II.centreOfMassMatrix;
  const { sqrtS } = BELLE_II;
  const column = () => new Float64Array(length);
  const out = {
    diphotonMassSquared: [column(), column(), column()] as const,
    recoilMassSquared: [column(), column(), column()] as const,
    smallestEnergy: column(),
    smallestAngle: column(),
    largestAngle: column(),
    mass: column(),
    separation: column(),
    timing: column(),
    recoilPhoton: column(),
  };
  const energies = new Float64Array(slots);
  const order = new Int32Array(3);
  let rows = 0;
  for (let i = 0; i < length; i++) {
    for (let s = 0; s < slots; s++) {
      const { flags, cluster, px, py, pz } = particles[s];
      energies[s] = flags[i] & FOUND.neutral ? m[0] * cluster[i] + m[1] * px[i] + m[2] * py[i] + m[3] * pz[i] : 0;
    }
    if (!hardestThree(energies, order)) continue;
    out.recoilPhoton[rows] = recoil < 0 ? 0 : order.indexOf(recoil) + 1;
    for (const slot of order) {
      const time = slot === beam ? LATEST * stream.uniformFast() : PROMPT_TIME * Math.abs(stream.normal());
      out.timing[rows] = Math.max(out.timing[rows], time);
    }
    measureRow(rows);
    rows++;

    function measureRow(row: number): void {
      let least = Number.POSITIVE_INFINITY;
      let low = 180;
      let high = 0;
      let apart = Number.POSITIVE_INFINITY;
      let massSquared = 0;
      for (let k = 0; k < 3; k++) {
        const photon = particles[order[k]];
        const other = particles[order[(k + 1) % 3]];
        const third = (k + 2) % 3;
        const energy = photon.cluster[i];
        const polar = Math.acos(photon.pz[i] / energy);
        const otherPolar = Math.acos(other.pz[i] / other.cluster[i]);
        const turn = Math.abs(Math.atan2(photon.py[i], photon.px[i]) - Math.atan2(other.py[i], other.px[i]));
        const azimuth = Math.min(turn, 2 * Math.PI - turn);
        const dot = photon.px[i] * other.px[i] + photon.py[i] * other.py[i] + photon.pz[i] * other.pz[i];
        const pair = Math.max(0, 2 * (energy * other.cluster[i] - dot));
        least = Math.min(least, energy);
        low = Math.min(low, polar * DEGREES);
        high = Math.max(high, polar * DEGREES);
        apart = Math.min(
          apart,
          Math.max(Math.abs(polar - otherPolar) / SEPARATION.polar, azimuth / SEPARATION.azimuthal),
        );
        massSquared += pair;
        out.diphotonMassSquared[third][row] = pair;
        out.recoilMassSquared[k][row] = sqrtS * sqrtS - 2 * sqrtS * energies[order[k]];
      }
      out.smallestEnergy[row] = least;
      out.smallestAngle[row] = low;
      out.largestAngle[row] = high;
      out.mass[row] = Math.sqrt(massSquared);
      out.separation[row] = apart;
    }
  }
  return { length: rows, ...out };
}

/** Slots of the three largest positive energies, falling, into `order`; false where there are fewer. */
function hardestThree(energies: Float64Array, order: Int32Array): boolean {
  order.fill(-1);
  for (let k = 0; k < 3; k++) {
    let best = -1;
    for (let s = 0; s < energies.length; s++) {
      if (energies[s] > 0 && s !== order[0] && s !== order[1] && (best < 0 || energies[s] > energies[best])) best = s;
    }
    if (best < 0) return false;
    order[k] = best;
  }
  return true;
}
