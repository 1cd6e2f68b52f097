import { MASS } from "../constants.js";
import type { LorentzMatrix } from "../transformations.js";
import { angleDegrees } from "./angles.js";
import { type DetectedBlock, FOUND } from "./detected.js";

/** Value of `neutralPionOffset` without a pair of photons, GeV. */
const NO_PION = 1;

/** Columns that `observePhotons` fills; their meaning and units stand at `PAIR_OBSERVABLES`. */
export interface PhotonColumns {
  readonly photons: Float64Array;
  readonly extraPhotonEnergy: Float64Array;
  readonly photonEnergy: Float64Array;
  readonly photonPolarAngle: Float64Array;
  readonly recoilPhotonAngle: Float64Array;
  readonly recoilPhotonEnergy: Float64Array;
  readonly neutralPionOffset: Float64Array;
}

/**
 * Photons beside a pair: neutral clusters above a threshold (GeV, laboratory).
 *
 * @param event indices of the events in the block, as long as the columns
 * @param recoil unit vectors of the recoil in the centre-of-mass frame, as long as the columns
 * @param toCentreOfMass from the laboratory to the centre-of-mass frame
 */
export function observePhotons(
  detected: DetectedBlock,
  event: Int32Array,
  recoil: { readonly x: Float64Array; readonly y: Float64Array; readonly z: Float64Array },
  toCentreOfMass: LorentzMatrix,
  threshold: number,
  columns: PhotonColumns,
): void {
  const m = toCentreOfMass;
  const { particles } = detected;
  const slots = particles.length;
  const { photons, extraPhotonEnergy, photonEnergy, photonPolarAngle } = columns;
  const { recoilPhotonAngle, recoilPhotonEnergy, neutralPionOffset } = columns;
  // Photons of one event in the laboratory: E, x, y, z.
  const list = new Float64Array(4 * slots);
  for (let k = 0; k < event.length; k++) {
    const i = event[k];
    let count = 0;
    let sum = 0;
    let hardest = 0;
    let hardestCos = 0;
    let closestCos = -1;
    let closestEnergy = 0;
    for (let s = 0; s < slots; s++) {
      const particle = particles[s];
      if (!(particle.flags[i] & FOUND.neutral)) continue;
      const e = particle.cluster[i];
      if (e < threshold) continue;
      const x = particle.px[i];
      const y = particle.py[i];
      const z = particle.pz[i];
      const at = 4 * count++;
      list[at] = e;
      list[at + 1] = x;
      list[at + 2] = y;
      list[at + 3] = z;
      sum += e;
      const star = m[0] * e + m[1] * x + m[2] * y + m[3] * z;
      const along =
        recoil.x[k] * (m[4] * e + m[5] * x + m[6] * y + m[7] * z) +
        recoil.y[k] * (m[8] * e + m[9] * x + m[10] * y + m[11] * z) +
        recoil.z[k] * (m[12] * e + m[13] * x + m[14] * y + m[15] * z);
      if (along > closestCos * star) {
        closestCos = along / star;
        closestEnergy = star;
      }
      if (star > hardest) {
        hardest = star;
        hardestCos = z / e;
      }
    }
    photons[k] = count;
    extraPhotonEnergy[k] = sum;
    photonEnergy[k] = hardest;
    photonPolarAngle[k] = count > 0 ? angleDegrees(hardestCos) : 0;
    recoilPhotonAngle[k] = angleDegrees(closestCos);
    recoilPhotonEnergy[k] = closestEnergy;
    neutralPionOffset[k] = count > 1 ? pionOffset(list, count) : NO_PION;
  }
}

/** Least |m_γγ − m_π⁰| of the pairs among `count` photons (rows E, x, y, z). */
function pionOffset(list: Float64Array, count: number): number {
  let offset = NO_PION;
  for (let a = 0; a < count; a++) {
    const i = 4 * a;
    for (let b = 0; b < a; b++) {
      const j = 4 * b;
      const dot = list[i + 1] * list[j + 1] + list[i + 2] * list[j + 2] + list[i + 3] * list[j + 3];
      const mass = Math.sqrt(Math.max(0, 2 * (list[i] * list[j] - dot)));
      offset = Math.min(offset, Math.abs(mass - MASS.pionNeutral));
    }
  }
  return offset;
}
