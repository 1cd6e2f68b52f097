import { ALPHA, SQRT_S } from "../constants.js";

/** What every e⁺e⁻ cross-section of this folder depends on beside the model. */
export interface Collision {
  /** Centre-of-mass energy in GeV; 10.58 unless told. */
  readonly sqrtS?: number;
  /**
   * Electromagnetic coupling; α(0) unless told. Vacuum polarisation at √s ≈ 10.58 GeV raises cross-sections by about
   * 7 % (recalled): it is a documented choice, not part of the default.
   */
  readonly alpha?: number;
}

/** The two numbers of a collision, defaults filled in. */
export function resolved(collision: Collision): { sqrtS: number; alpha: number; s: number } {
  const { sqrtS = SQRT_S, alpha = ALPHA } = collision;
  return { sqrtS, alpha, s: sqrtS * sqrtS };
}
