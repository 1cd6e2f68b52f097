import { integrate } from "../../numerics/quadrature.js";
import { ALPHA, MASS } from "../constants.js";
import { type Collision, resolved } from "./collision.js";

/** Large logarithm L = ln(s/m_e²) of radiation from electrons; `s` in GeV². */
export function electronLogarithm(s: number): number {
  return Math.log(s / (MASS.electron * MASS.electron));
}

/** β = (2α/π)(L − 1), the exponent of soft radiation from both beams; 0.0877 at √s = 10.58 GeV. */
export function radiationExponent(s: number, alpha = ALPHA): number {
  return ((2 * alpha) / Math.PI) * (electronLogarithm(s) - 1);
}

/**
 * The radiator F(x, s) divided by its soft part β x^(β−1): finite at x = 0, so that x = x_max u^(1/β) with u uniform
 * and this weight times x_max^β samples F. `x` is the fraction of s that both beams together radiate.
 *
 * Kuraev and Fadin, Sov. J. Nucl. Phys. 41 (1985) 466, to second order with exponentiation.
 */
export function radiatorWeight(x: number, s: number, alpha = ALPHA): number {
  const l = electronLogarithm(s);
  const b = radiationExponent(s, alpha);
  const soft =
    1 +
    (alpha / Math.PI) * (Math.PI ** 2 / 3 - 0.5) +
    (3 * b) / 4 -
    ((b * b) / 24) * (l / 3 + 2 * Math.PI ** 2 - 37 / 4);
  if (x <= 0) return soft;
  const rest = 1 - x;
  const logRest = x < 1 ? Math.log1p(-x) : 0;
  const hard =
    -b * (1 - x / 2) + ((b * b) / 8) * (4 * (2 - x) * Math.log(1 / x) - ((1 + 3 * rest * rest) / x) * logRest - 6 + x);
  return soft + (hard * x ** (1 - b)) / b;
}

/** The radiator F(x, s) for 0 < x < 1, normalised to σ_visible = ∫ F(x, s) σ₀(s(1 − x)) dx. `s` in GeV². */
export function radiator(x: number, s: number, alpha = ALPHA): number {
  const b = radiationExponent(s, alpha);
  return b * x ** (b - 1) * radiatorWeight(x, s, alpha);
}

/**
 * Cross-section with radiation from the initial state: ∫₀^maximum F(x, s) σ₀(√(s(1 − x))) dx, in the units of `born`.
 *
 * @param born cross-section without radiation, of the reduced centre-of-mass energy in GeV
 * @param maximum largest radiated fraction: 1 − threshold/s, or less where radiation is cut on
 */
export function withInitialStateRadiation(
  born: (sqrtS: number) => number,
  maximum: number,
  collision: Collision = {},
): number {
  const { s, alpha } = resolved(collision);
  if (!(maximum > 0)) return 0;
  const b = radiationExponent(s, alpha);
  // Below x = 1/2 the soft singularity is absorbed by u = x^β; above, nodes gather at the far end, where the
  // cross-section at threshold and the logarithm of the radiator have their singularities.
  const middle = Math.min(0.5, maximum);
  const soft = integrate(
    (u) => {
      const x = u ** (1 / b);
      return radiatorWeight(x, s, alpha) * born(Math.sqrt(s * (1 - x)));
    },
    0,
    middle ** b,
    128,
  );
  const length = maximum - middle;
  if (length === 0) return soft;
  const hard = integrate(
    (y) => {
      const left = length * y ** 4;
      const x = maximum - left;
      return radiator(x, s, alpha) * born(Math.sqrt(s * (1 - maximum + left))) * 4 * length * y ** 3;
    },
    0,
    1,
    128,
  );
  return soft + hard;
}
