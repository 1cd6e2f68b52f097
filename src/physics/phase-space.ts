import { integrate } from "../numerics/quadrature.js";
import type { RandomStream } from "../numerics/random.js";
import { twoBodyMomentum } from "./kinematics.js";
import { boostColumnsFromRest, type MomentumColumns } from "./transformations.js";

/** Two-body phase space |p|/(4πM) of M → m₁ m₂ (dimensionless, normalised as dΦₙ of the PDG without its (2π)⁴); 0 below threshold. */
export function twoBodyPhaseSpace(mass: number, m1: number, m2: number): number {
  return mass > m1 + m2 ? twoBodyMomentum(mass, m1, m2) / (4 * Math.PI * mass) : 0;
}

/**
 * Three-body phase space in GeV²: ∫ dm²₁₂/(2π) Φ₂(M; m₁₂, m₃) Φ₂(m₁₂; m₁, m₂), by Gauss–Legendre quadrature in an
 * angle that absorbs the square roots at both ends. 0 below threshold.
 */
export function threeBodyPhaseSpace(mass: number, m1: number, m2: number, m3: number): number {
  const low = m1 + m2;
  const high = mass - m3;
  if (high <= low) return 0;
  const middle = 0.5 * (low + high);
  const half = 0.5 * (high - low);
  const density = (angle: number) => {
    const m12 = middle + half * Math.sin(angle);
    const jacobian = (2 * m12 * half * Math.cos(angle)) / (2 * Math.PI);
    return twoBodyPhaseSpace(mass, m12, m3) * twoBodyPhaseSpace(m12, m1, m2) * jacobian;
  };
  return integrate(density, -Math.PI / 2, Math.PI / 2, 64);
}

/** Range [least, greatest] of m²₂₃ (GeV²) at fixed m²₁₂ in M → m₁ m₂ m₃: the border of the Dalitz plot (PDG, Kinematics). */
export function dalitzRange(
  m12Squared: number,
  mass: number,
  m1: number,
  m2: number,
  m3: number,
): readonly [number, number] {
  const m12 = Math.sqrt(m12Squared);
  const e2 = (m12Squared - m1 * m1 + m2 * m2) / (2 * m12);
  const e3 = (mass * mass - m12Squared - m3 * m3) / (2 * m12);
  const p2 = Math.sqrt(Math.max(0, e2 * e2 - m2 * m2));
  const p3 = Math.sqrt(Math.max(0, e3 * e3 - m3 * m3));
  const energy2 = (e2 + e3) ** 2;
  return [energy2 - (p2 + p3) ** 2, energy2 - (p2 - p3) ** 2];
}

/**
 * m₁₂ (GeV) of one decay M → m₁ m₂ m₃, distributed as flat three-body phase space (rejection from the uniform;
 * the envelope holds because one momentum rises with m₁₂ and the other falls). M must be above threshold.
 */
export function sampleThreeBodyMass(mass: number, m1: number, m2: number, m3: number, stream: RandomStream): number {
  const low = m1 + m2;
  const high = mass - m3;
  const envelope = twoBodyMomentum(mass, low, m3) * twoBodyMomentum(high, m1, m2);
  for (;;) {
    const m12 = low + (high - low) * stream.uniformFast();
    if (stream.uniformFast() * envelope < twoBodyMomentum(mass, m12, m3) * twoBodyMomentum(m12, m1, m2)) return m12;
  }
}

/**
 * Column-wise decay parent → first + second, written into the columns of the products in the frame of the parent's
 * momenta. The direction of `first` in the rest frame of the parent is isotropic, or has the given cosine to the
 * parent's direction of flight (`cosine`, one an event) with a uniform azimuth.
 *
 * Chain calls for sequential decays. Masses in GeV, one number or one an event; they must leave the decay open.
 */
export function decayInTwo(
  parent: MomentumColumns,
  parentMass: number | Float64Array,
  first: MomentumColumns,
  firstMass: number | Float64Array,
  second: MomentumColumns,
  secondMass: number | Float64Array,
  stream: RandomStream,
  cosine?: Float64Array,
): void {
  const length = parent.e.length;
  for (let i = 0; i < length; i++) {
    const m = typeof parentMass === "number" ? parentMass : parentMass[i];
    const m1 = typeof firstMass === "number" ? firstMass : firstMass[i];
    const m2 = typeof secondMass === "number" ? secondMass : secondMass[i];
    const p = twoBodyMomentum(m, m1, m2);
    const c = cosine ? cosine[i] : 2 * stream.uniformFast() - 1;
    const s = Math.sqrt(Math.max(0, 1 - c * c));
    const phi = 2 * Math.PI * stream.uniformFast();
    let x = s * Math.cos(phi);
    let y = s * Math.sin(phi);
    let z = c;
    if (cosine) {
      // Axes of the helicity frame: w along the flight, v horizontal, u = v × w.
      const px = parent.px[i];
      const py = parent.py[i];
      const pz = parent.pz[i];
      const magnitude = Math.sqrt(px * px + py * py + pz * pz);
      const transverse = Math.sqrt(px * px + py * py);
      if (magnitude > 0 && transverse > 0) {
        const ct = pz / magnitude;
        const st = transverse / magnitude;
        const cf = px / transverse;
        const sf = py / transverse;
        const u = x;
        const v = y;
        x = ct * cf * u - sf * v + st * cf * c;
        y = ct * sf * u + cf * v + st * sf * c;
        z = -st * u + ct * c;
      } else if (pz < 0) {
        y = -y;
        z = -z;
      }
    }
    first.px[i] = p * x;
    first.py[i] = p * y;
    first.pz[i] = p * z;
    first.e[i] = Math.sqrt(p * p + m1 * m1);
    second.px[i] = -p * x;
    second.py[i] = -p * y;
    second.pz[i] = -p * z;
    second.e[i] = Math.sqrt(p * p + m2 * m2);
  }
  boostColumnsFromRest(first, parent, parentMass, length);
  boostColumnsFromRest(second, parent, parentMass, length);
}

/**
 * Column-wise decay parent → first + second + third, flat in phase space: the pair (first, second) gets its mass from
 * `sampleThreeBodyMass`, then two two-body decays follow. Masses in GeV.
 */
export function decayInThree(
  parent: MomentumColumns,
  parentMass: number | Float64Array,
  products: readonly [MomentumColumns, MomentumColumns, MomentumColumns],
  masses: readonly [number, number, number],
  stream: RandomStream,
): void {
  const [first, second, third] = products;
  const [m1, m2, m3] = masses;
  const length = parent.e.length;
  const pairMass = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const mass = typeof parentMass === "number" ? parentMass : parentMass[i];
    pairMass[i] = sampleThreeBodyMass(mass, m1, m2, m3, stream);
  }
  const pair = {
    px: new Float64Array(length),
    py: new Float64Array(length),
    pz: new Float64Array(length),
    e: new Float64Array(length),
  };
  decayInTwo(parent, parentMass, pair, pairMass, third, m3, stream);
  decayInTwo(pair, pairMass, first, m1, second, m2, stream);
}
