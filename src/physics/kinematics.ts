/** Relativistic kinematics on plain numbers. Units GeV (c = 1), angles in radians. */

/** A four-momentum in GeV. */
export interface FourVector {
  readonly e: number;
  readonly px: number;
  readonly py: number;
  readonly pz: number;
}

/** Källén function λ(a, b, c) = (a − b − c)² − 4bc of squared masses (GeV⁴). */
export function kallen(a: number, b: number, c: number): number {
  const d = a - b - c;
  return d * d - 4 * b * c;
}

/**
 * Momentum (GeV) of either product of the decay M → m₁ m₂ in the rest frame of M, from the factorised Källén function
 * so that it stays exact near threshold. NaN below threshold.
 */
export function twoBodyMomentum(mass: number, m1: number, m2: number): number {
  const sum = m1 + m2;
  if (mass < sum) return Number.NaN;
  const difference = m1 - m2;
  return Math.sqrt((mass - sum) * (mass + sum) * (mass - difference) * (mass + difference)) / (2 * mass);
}

/** Energy (GeV) of the product m₁ of M → m₁ m₂ in the rest frame of M; also of a particle that recoils against m₂. */
export function twoBodyEnergy(mass: number, m1: number, m2: number): number {
  return (mass * mass + m1 * m1 - m2 * m2) / (2 * mass);
}

/** Invariant mass squared (GeV²), with its sign: resolution can make it negative. */
export function massSquared(e: number, px: number, py: number, pz: number): number {
  return e * e - px * px - py * py - pz * pz;
}

/** Invariant mass (GeV) of the sum of four-vectors; 0 where rounding leaves a negative square. */
export function invariantMass(...vectors: readonly FourVector[]): number {
  const total = sumOf(...vectors);
  return Math.sqrt(Math.max(0, massSquared(total.e, total.px, total.py, total.pz)));
}

/** Sum of four-vectors. */
export function sumOf(...vectors: readonly FourVector[]): FourVector {
  let e = 0;
  let px = 0;
  let py = 0;
  let pz = 0;
  for (const v of vectors) {
    e += v.e;
    px += v.px;
    py += v.py;
    pz += v.pz;
  }
  return { e, px, py, pz };
}

/** Transverse momentum (GeV) with respect to the z axis. */
export function transverseMomentum(px: number, py: number): number {
  return Math.sqrt(px * px + py * py);
}

/** Magnitude (GeV) of a momentum. */
export function momentumOf(px: number, py: number, pz: number): number {
  return Math.sqrt(px * px + py * py + pz * pz);
}

/** Polar angle in [0, π] to the z axis; 0 for a null vector. */
export function polarAngle(px: number, py: number, pz: number): number {
  return Math.atan2(transverseMomentum(px, py), pz);
}

/** Difference of azimuths |φ₁ − φ₂| in [0, π]. */
export function azimuthalSeparation(px1: number, py1: number, px2: number, py2: number): number {
  return Math.abs(Math.atan2(px1 * py2 - py1 * px2, px1 * px2 + py1 * py2));
}

/**
 * Angle in [0, π] between two three-vectors, accurate for small angles too (from |a×b| and a·b, never from arccos);
 * 0 when one of them vanishes.
 */
export function angleBetween(ax: number, ay: number, az: number, bx: number, by: number, bz: number): number {
  const cx = ay * bz - az * by;
  const cy = az * bx - ax * bz;
  const cz = ax * by - ay * bx;
  return Math.atan2(Math.sqrt(cx * cx + cy * cy + cz * cz), ax * bx + ay * by + az * bz);
}

/**
 * Recoil mass squared (GeV²), with its sign, against a visible system in the centre-of-mass frame:
 * M²_rec = s + M²_vis − 2√s E*_vis (PRL 124 (2020) 141801).
 */
export function recoilMassSquared(sqrtS: number, visibleMassSquared: number, visibleEnergy: number): number {
  return sqrtS * sqrtS + visibleMassSquared - 2 * sqrtS * visibleEnergy;
}

/** Recoil mass squared (GeV²), with its sign, in any frame: (B − p)², B the total four-momentum of the beams. */
export function recoilMassSquaredOf(beam: FourVector, e: number, px: number, py: number, pz: number): number {
  return massSquared(beam.e - e, beam.px - px, beam.py - py, beam.pz - pz);
}

/** The vector in the frame in which `frame`, given where `v` is given, is at rest. `frame` must be time-like. */
export function boostToRest(v: FourVector, frame: FourVector): FourVector {
  return boostFromRest(v, { e: frame.e, px: -frame.px, py: -frame.py, pz: -frame.pz });
}

/** The vector, given in the rest frame of `frame`, in the frame in which `frame` has its four-momentum. */
export function boostFromRest(v: FourVector, frame: FourVector): FourVector {
  const { e, px, py, pz } = frame;
  const mass = Math.sqrt(massSquared(e, px, py, pz));
  const along = v.px * px + v.py * py + v.pz * pz;
  const shift = (along / (e + mass) + v.e) / mass;
  return {
    e: (v.e * e + along) / mass,
    px: v.px + shift * px,
    py: v.py + shift * py,
    pz: v.pz + shift * pz,
  };
}

/**
 * Cosine of the helicity angle: the angle between the momentum of a decay product in the rest frame of its parent and
 * the direction of the parent in the frame of the given momenta. 0 when the parent is at rest, where it has no meaning.
 */
export function cosHelicity(child: FourVector, parent: FourVector): number {
  const direction = momentumOf(parent.px, parent.py, parent.pz);
  const rest = boostToRest(child, parent);
  const momentum = momentumOf(rest.px, rest.py, rest.pz);
  if (direction === 0 || momentum === 0) return 0;
  const cosine = (rest.px * parent.px + rest.py * parent.py + rest.pz * parent.pz) / (direction * momentum);
  return Math.min(1, Math.max(-1, cosine));
}

/**
 * Pointing angle in [0, π]: between the momentum of a displaced pair and the line from the interaction point to its
 * vertex (cm). 0 for a vertex at the interaction point.
 */
export function pointingAngle(
  px: number,
  py: number,
  pz: number,
  vertexX: number,
  vertexY: number,
  vertexZ: number,
): number {
  return angleBetween(px, py, pz, vertexX, vertexY, vertexZ);
}

/**
 * Thrust of `count` momenta in GeV and, written into `axis` (length 3), the unit vector of its axis:
 * T = max_n Σ|p·n| / Σ|p|. Exact: the axis is the direction of Σ sᵢ pᵢ for one of the 2^(count−1) choices of signs.
 *
 * @throws RangeError for no momenta or more than 16, where the exact search would be too long.
 */
export function thrust(
  px: ArrayLike<number>,
  py: ArrayLike<number>,
  pz: ArrayLike<number>,
  count: number,
  axis: Float64Array,
): number {
  if (count < 1 || count > 16) throw new RangeError(`thrust: ${count} momenta, expected 1 to 16`);
  let total = 0;
  for (let i = 0; i < count; i++) total += momentumOf(px[i], py[i], pz[i]);
  let best = -1;
  for (let signs = 0; signs < 1 << (count - 1); signs++) {
    let x = 0;
    let y = 0;
    let z = 0;
    for (let i = 0; i < count; i++) {
      const sign = (signs >> i) & 1 ? -1 : 1;
      x += sign * px[i];
      y += sign * py[i];
      z += sign * pz[i];
    }
    const length2 = x * x + y * y + z * z;
    if (length2 > best) {
      best = length2;
      axis[0] = x;
      axis[1] = y;
      axis[2] = z;
    }
  }
  const length = Math.sqrt(best);
  if (length === 0) return 0;
  for (let k = 0; k < 3; k++) axis[k] /= length;
  return length / total;
}
