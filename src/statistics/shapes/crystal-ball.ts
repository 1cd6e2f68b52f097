import { doubleSidedCrystalBall } from "./double-sided.js";
import type { Shape } from "./shape.js";

/** The double-sided function with one tail put at infinity; one scratch serves every call, none of which re-enters. */
const twoSided = new Float64Array(6);
const twoSidedGradient = new Float64Array(6);

function withOneTail([mean, sigma, alpha, n]: Float64Array): Float64Array {
  const low = alpha > 0;
  twoSided[0] = mean;
  twoSided[1] = sigma;
  twoSided[2] = low ? alpha : Number.POSITIVE_INFINITY;
  twoSided[4] = low ? Number.POSITIVE_INFINITY : -alpha;
  twoSided[3] = twoSided[5] = n;
  return twoSided;
}

function toOneTail(alpha: number, out: Float64Array): void {
  out[0] = twoSidedGradient[0];
  out[1] = twoSidedGradient[1];
  out[2] = alpha > 0 ? twoSidedGradient[2] : -twoSidedGradient[4];
  out[3] = alpha > 0 ? twoSidedGradient[3] : twoSidedGradient[5];
}

/**
 * Crystal Ball: a Gaussian with a power tail on one side, the low one for alpha > 0, the high one for alpha < 0
 * (Gaiser 1982, SLAC-R-255). Parameters mean and sigma > 0 in the unit of x, alpha ≠ 0 in widths, n > 0; the whole line
 * can only be normalised for n > 1, a finite range for any n. alpha → ±∞ is the Gaussian.
 */
export const crystalBall: Shape = {
  parameters: ["mean", "sigma", "alpha", "n"],
  value: (x, p) => doubleSidedCrystalBall.value(x, withOneTail(p)),
  integral: (a, b, p) => doubleSidedCrystalBall.integral(a, b, withOneTail(p)),
  valueGradient(x, p, out) {
    doubleSidedCrystalBall.valueGradient(x, withOneTail(p), twoSidedGradient);
    toOneTail(p[2], out);
  },
  integralGradient(a, b, p, out) {
    doubleSidedCrystalBall.integralGradient(a, b, withOneTail(p), twoSidedGradient);
    toOneTail(p[2], out);
  },
};
