import { lnNormalTail, logAddExp } from "../../numerics/special.js";
import { fromLnP, type Significance } from "../significance/significance.js";

/**
 * Euler characteristic of the part of a map above `level`: on the lattice whose vertices are the pixels above it, whose
 * edges join neighbours in a row or column, and whose faces are 2 × 2 blocks, V − E + F: islands less holes.
 *
 * @param field values, row-major, `width` to a row; −Infinity where the plane ends (outside a triangle, say)
 */
export function eulerCharacteristic(field: ArrayLike<number>, width: number, level: number): number {
  let sum = 0;
  for (let i = 0; i < field.length; i++) {
    if (!(field[i] > level)) continue;
    const right = i % width < width - 1 && field[i + 1] > level;
    const below = i + width < field.length && field[i + width] > level;
    sum += 1 - (right ? 1 : 0) - (below ? 1 : 0);
    if (right && below && field[i + width + 1] > level) sum++;
  }
  return sum;
}

/** Mean Euler characteristic φ of background-only maps above a level u of q₀. */
export type EulerPoint = readonly [level: number, characteristic: number];

/** The two constants of the field in ⟨φ(u)⟩ = P(q₀ > u) + e^{−u/2} (N₁ + √u N₂). */
export interface EulerDensities {
  readonly n1: number;
  readonly n2: number;
}

/** ln P(q₀ > u) of the one-sided test: half the tail of χ² with one degree of freedom, u = z². */
const lnLocal = lnNormalTail;

/**
 * N₁ and N₂ from the mean Euler characteristic at two levels u₁ ≠ u₂ > 0 (Vitells and Gross 2011, Astropart. Phys. 35, 230),
 * for the one-sided q₀, whose local p-value is half the χ² tail.
 */
export function eulerDensities([u1, phi1]: EulerPoint, [u2, phi2]: EulerPoint): EulerDensities {
  const a = (phi1 - Math.exp(lnLocal(Math.sqrt(u1)))) * Math.exp(0.5 * u1);
  const b = (phi2 - Math.exp(lnLocal(Math.sqrt(u2)))) * Math.exp(0.5 * u2);
  const n2 = (b - a) / (Math.sqrt(u2) - Math.sqrt(u1));
  return { n1: a - n2 * Math.sqrt(u1), n2 };
}

/**
 * Global significance of the largest local one in a plane, p ≈ ⟨φ(Z²)⟩, capped at 1. Below the levels where islands begin to
 * have holes (Z ≲ 2) it is not a probability; where the extrapolation turns negative the local p-value is returned, which no
 * global one undercuts.
 */
export function eulerGlobal(z: number, { n1, n2 }: EulerDensities): Significance {
  const u = z > 0 ? z * z : 0;
  const density = n1 + Math.sqrt(u) * n2;
  return fromLnP(density > 0 ? logAddExp(lnLocal(z), Math.log(density) - 0.5 * u) : lnLocal(z));
}
