import { lnNormalTail, logAddExp } from "../../numerics/special.js";
import { fromLnP, type Significance } from "../significance/significance.js";

/**
 * Global significance of the largest local one of a scan over one parameter (Gross and Vitells 2010, EPJ C 70, 525): with
 * u = Z², p_global ≤ p_local + ⟨N(u₀)⟩ e^{−(u − u₀)/2}, capped at 1. For a one-sided test, q₀: p_local is half the χ² tail,
 * 1 − Φ(Z).
 *
 * @param z largest local significance; below √`level` the bound says nothing and p is 1 or close to it
 * @param crossings mean number of up-crossings of `level` by q₀(parameter) in background-only scans. The step of the scan
 *   must not exceed half the width of a peak, or crossings are missed.
 * @param level u₀ ≥ 0 at which the crossings were counted; default 0
 */
export function grossVitells(z: number, crossings: number, level = 0): Significance {
  const u = z > 0 ? z * z : 0;
  return fromLnP(logAddExp(lnNormalTail(z), Math.log(crossings) - 0.5 * (u - level)));
}

/**
 * Times a scanned test statistic climbs through `level`, from a point at or below it to the next one above it. A scan that
 * begins above the level counts none for that: the local p-value stands for it.
 */
export function upCrossings(scan: ArrayLike<number>, level: number): number {
  let count = 0;
  for (let i = 1; i < scan.length; i++) if (scan[i - 1] <= level && scan[i] > level) count++;
  return count;
}

/** q₀ = Z² of a signed significance, 0 for a deficit. */
export function discoveryStatistic(z: ArrayLike<number>): Float64Array {
  return Float64Array.from(z, (value) => (value > 0 ? value * value : 0));
}
