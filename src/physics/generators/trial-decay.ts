import { twoBodyMomentum } from "../kinematics.js";

/**
 * Kinematics on the momenta of one trial, laid out as in `Trial`: slot i at 4i … 4i + 3 as (px, py, pz, E) in GeV.
 * For samplers, which work event by event; whole columns have `decayInTwo` and `transformColumns`.
 */

/** Product a·b (GeV²) of the four-momenta of two slots. */
export function dot(momenta: Float64Array, a: number, b: number): number {
  const i = 4 * a;
  const j = 4 * b;
  return (
    momenta[i + 3] * momenta[j + 3] -
    momenta[i] * momenta[j] -
    momenta[i + 1] * momenta[j + 1] -
    momenta[i + 2] * momenta[j + 2]
  );
}

/** Boosts a slot, in place, from the rest frame of the parent slot (mass in GeV) to the frame of the parent's momentum. */
export function boostFromParent(momenta: Float64Array, slot: number, parent: number, parentMass: number): void {
  const i = 4 * slot;
  const j = 4 * parent;
  const e = momenta[i + 3];
  const along = momenta[i] * momenta[j] + momenta[i + 1] * momenta[j + 1] + momenta[i + 2] * momenta[j + 2];
  const shift = (along / (momenta[j + 3] + parentMass) + e) / parentMass;
  momenta[i] += shift * momenta[j];
  momenta[i + 1] += shift * momenta[j + 1];
  momenta[i + 2] += shift * momenta[j + 2];
  momenta[i + 3] = (e * momenta[j + 3] + along) / parentMass;
}

/** Writes two back-to-back particles of total energy `energy` at rest: the direction of `first` is given (radians). */
export function placePair(
  momenta: Float64Array,
  energy: number,
  first: number,
  firstMass: number,
  second: number,
  secondMass: number,
  cosine: number,
  azimuth: number,
): void {
  const p = twoBodyMomentum(energy, firstMass, secondMass);
  const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
  const i = 4 * first;
  const j = 4 * second;
  momenta[i] = p * sine * Math.cos(azimuth);
  momenta[i + 1] = p * sine * Math.sin(azimuth);
  momenta[i + 2] = p * cosine;
  momenta[i + 3] = Math.sqrt(p * p + firstMass * firstMass);
  momenta[j] = -momenta[i];
  momenta[j + 1] = -momenta[i + 1];
  momenta[j + 2] = -momenta[i + 2];
  momenta[j + 3] = Math.sqrt(p * p + secondMass * secondMass);
}

/** Decay parent → first + second; the direction of `first` is given in the parent's rest frame, axes unturned. */
export function decayPair(
  momenta: Float64Array,
  parent: number,
  parentMass: number,
  first: number,
  firstMass: number,
  second: number,
  secondMass: number,
  cosine: number,
  azimuth: number,
): void {
  placePair(momenta, parentMass, first, firstMass, second, secondMass, cosine, azimuth);
  boostFromParent(momenta, first, parent, parentMass);
  boostFromParent(momenta, second, parent, parentMass);
}

/**
 * Decay parent → first + second with the cosine of `first` counted from the parent's direction of flight (helicity
 * angle). A parent at rest has no such direction: +z then.
 */
export function decayAlongFlight(
  momenta: Float64Array,
  parent: number,
  parentMass: number,
  first: number,
  firstMass: number,
  second: number,
  secondMass: number,
  cosine: number,
  azimuth: number,
): void {
  const i = 4 * first;
  const k = 4 * parent;
  placePair(momenta, parentMass, first, firstMass, second, secondMass, cosine, azimuth);
  const transverse2 = momenta[k] * momenta[k] + momenta[k + 1] * momenta[k + 1];
  const length = Math.sqrt(transverse2 + momenta[k + 2] * momenta[k + 2]);
  if (length > 0) {
    const transverse = Math.sqrt(transverse2);
    const cosTheta = momenta[k + 2] / length;
    const sinTheta = transverse / length;
    const cosPhi = transverse > 0 ? momenta[k] / transverse : 1;
    const sinPhi = transverse > 0 ? momenta[k + 1] / transverse : 0;
    const u = momenta[i];
    const v = momenta[i + 1];
    const w = momenta[i + 2];
    momenta[i] = cosTheta * cosPhi * u - sinPhi * v + sinTheta * cosPhi * w;
    momenta[i + 1] = cosTheta * sinPhi * u + cosPhi * v + sinTheta * sinPhi * w;
    momenta[i + 2] = -sinTheta * u + cosTheta * w;
    for (let axis = 0; axis < 3; axis++) momenta[4 * second + axis] = -momenta[i + axis];
  }
  boostFromParent(momenta, first, parent, parentMass);
  boostFromParent(momenta, second, parent, parentMass);
}
