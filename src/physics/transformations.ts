import type { FourVector } from "./kinematics.js";

/**
 * A Lorentz transformation: 4 × 4 matrix by rows, components in the order (E, px, py, pz). Applied to whole columns of
 * events; a chain of boosts and rotations is multiplied once, not per event.
 */
export type LorentzMatrix = Float64Array;

/** The four columns of a set of momenta, in GeV. `ParticleColumns` has them. */
export interface MomentumColumns {
  readonly px: Float64Array;
  readonly py: Float64Array;
  readonly pz: Float64Array;
  readonly e: Float64Array;
}

/** Pure boost from the rest frame of `frame` to the frame in which `frame` is given (time-like, GeV). */
export function boostMatrix(frame: FourVector): LorentzMatrix {
  const { e, px, py, pz } = frame;
  const mass2 = e * e - px * px - py * py - pz * pz;
  if (!(mass2 > 0)) throw new RangeError(`boost: mass squared ${mass2} GeV², expected a time-like momentum`);
  const mass = Math.sqrt(mass2);
  const u = [px / mass, py / mass, pz / mass];
  const gamma = e / mass;
  const matrix = new Float64Array(16);
  matrix[0] = gamma;
  for (let i = 0; i < 3; i++) {
    matrix[i + 1] = matrix[4 * (i + 1)] = u[i];
    for (let j = 0; j < 3; j++) matrix[4 * (i + 1) + j + 1] = (i === j ? 1 : 0) + (u[i] * u[j]) / (1 + gamma);
  }
  return matrix;
}

/** Rotation by `angle` (radians) about the y axis, that turns +z towards +x. */
export function rotationAboutY(angle: number): LorentzMatrix {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return Float64Array.of(1, 0, 0, 0, 0, c, 0, s, 0, 0, 1, 0, 0, -s, 0, c);
}

/** Product a·b: first b, then a. */
export function product(a: LorentzMatrix, b: LorentzMatrix): LorentzMatrix {
  const matrix = new Float64Array(16);
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += a[4 * i + k] * b[4 * k + j];
      matrix[4 * i + j] = sum;
    }
  }
  return matrix;
}

/** Inverse of a Lorentz transformation: g Λᵀ g. */
export function inverse(matrix: LorentzMatrix): LorentzMatrix {
  const result = new Float64Array(16);
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) result[4 * i + j] = (i === 0) === (j === 0) ? matrix[4 * j + i] : -matrix[4 * j + i];
  }
  return result;
}

/** The transformed four-vector. */
export function transform(matrix: LorentzMatrix, v: FourVector): FourVector {
  const row = (i: number) =>
    matrix[4 * i] * v.e + matrix[4 * i + 1] * v.px + matrix[4 * i + 2] * v.py + matrix[4 * i + 3] * v.pz;
  return { e: row(0), px: row(1), py: row(2), pz: row(3) };
}

/** Transforms `length` momenta from the columns `from` into the columns `to`, which may be the same. */
export function transformColumns(
  matrix: LorentzMatrix,
  from: MomentumColumns,
  to: MomentumColumns = from,
  length: number = from.e.length,
): void {
  const [ee, ex, ey, ez, xe, xx, xy, xz, ye, yx, yy, yz, ze, zx, zy, zz] = matrix;
  for (let i = 0; i < length; i++) {
    const e = from.e[i];
    const x = from.px[i];
    const y = from.py[i];
    const z = from.pz[i];
    to.e[i] = ee * e + ex * x + ey * y + ez * z;
    to.px[i] = xe * e + xx * x + xy * y + xz * z;
    to.py[i] = ye * e + yx * x + yy * y + yz * z;
    to.pz[i] = ze * e + zx * x + zy * y + zz * z;
  }
}

/**
 * Boosts, in place, momenta given in the rest frame of `parent`, event by event, to the frame in which `parent` is
 * given. `mass` is the mass of the parent in GeV, one number or one an event: taking it from E² − p² would lose digits.
 */
export function boostColumnsFromRest(
  columns: MomentumColumns,
  parent: MomentumColumns,
  mass: number | Float64Array,
  length: number = columns.e.length,
): void {
  for (let i = 0; i < length; i++) {
    const m = typeof mass === "number" ? mass : mass[i];
    const pe = parent.e[i];
    const px = parent.px[i];
    const py = parent.py[i];
    const pz = parent.pz[i];
    const e = columns.e[i];
    const along = columns.px[i] * px + columns.py[i] * py + columns.pz[i] * pz;
    const shift = (along / (pe + m) + e) / m;
    columns.e[i] = (e * pe + along) / m;
    columns.px[i] += shift * px;
    columns.py[i] += shift * py;
    columns.pz[i] += shift * pz;
  }
}

/** Boosts, in place, momenta to the rest frame of `parent`, event by event; the inverse of `boostColumnsFromRest`. */
export function boostColumnsToRest(
  columns: MomentumColumns,
  parent: MomentumColumns,
  mass: number | Float64Array,
  length: number = columns.e.length,
): void {
  for (let i = 0; i < length; i++) {
    const m = typeof mass === "number" ? mass : mass[i];
    const pe = parent.e[i];
    const px = parent.px[i];
    const py = parent.py[i];
    const pz = parent.pz[i];
    const e = columns.e[i];
    const along = columns.px[i] * px + columns.py[i] * py + columns.pz[i] * pz;
    const shift = (along / (pe + m) - e) / m;
    columns.e[i] = (e * pe - along) / m;
    columns.px[i] += shift * px;
    columns.py[i] += shift * py;
    columns.pz[i] += shift * pz;
  }
}
