import { ALPHA, MASS } from "../constants.js";

/**
 * Structure function of a beam electron: the density D of the energy fraction y that one beam loses to photons,
 * exponentiated, to second order in β = (2α/π)(ln(s/m_e²) − 1) (Kuraev and Fadin, Sov. J. Nucl. Phys. 41 (1985) 466):
 *
 * D(y) = (β/2) y^(β/2−1) Δ − (β/4)(2 − y) + (β²/32)[4(2 − y) ln(1/y) − (1 + 3(1−y)²)/y · ln(1−y) − 6 + y].
 *
 * Two of them, times `vertexFactor`, fold to the radiator of both beams. The factor y^(β/2−1), which no floating-point
 * sum can carry, is left to the caller: see `smooth`.
 */
export class StructureFunction {
  /** β at the given s. */
  readonly exponent: number;
  /** 1 + (α/π)(π²/3 − 1/2), of the vertex correction that belongs to both beams together. */
  readonly vertexFactor: number;
  /** D(y) / [(β/2) y^(β/2−1)] at y = 0, Δ above. */
  readonly soft: number;

  /** @param s squared centre-of-mass energy in GeV² */
  constructor(s: number) {
    const logarithm = Math.log(s / MASS.electron ** 2);
    const beta = ((2 * ALPHA) / Math.PI) * (logarithm - 1);
    this.exponent = beta;
    this.vertexFactor = 1 + (ALPHA / Math.PI) * (Math.PI ** 2 / 3 - 0.5);
    this.soft = 1 + (3 * beta) / 8 - ((beta * beta) / 48) * (logarithm / 3 + Math.PI ** 2 - 47 / 8);
  }

  /** D(y) / [(β/2) y^(β/2−1)] for 0 ≤ y < 1, with ln y and ln(1 − y) where they are known. */
  smooth(y: number, logarithm = Math.log(y), logarithmOfRest = Math.log(1 - y)): number {
    const beta = this.exponent;
    if (y < 1e-9) return this.soft;
    const z = 1 - y;
    const second = -4 * (1 + z) * logarithm - ((1 + 3 * z * z) / y) * logarithmOfRest - 6 + y;
    return this.soft + Math.exp((1 - 0.5 * beta) * logarithm) * (-0.5 * (1 + z) + (beta / 16) * second);
  }

  /** ∫∫ D D vertexFactor over y₁ + y₂ < v, both beams, for v small (relative error of order v). */
  softIntegral(v: number): number {
    const beta = this.exponent;
    // Γ(1 + β/2)² / Γ(1 + β) to third order in β.
    const zeta3 = 1.202056903159594;
    const folded = Math.exp((-beta * beta * Math.PI ** 2) / 24 + (beta ** 3 * zeta3) / 4);
    return this.vertexFactor * this.soft ** 2 * folded * v ** beta;
  }
}
