import { normalTail } from "../../numerics/special.js";
import type { Shape } from "./shape.js";

const SQRT_2PI = Math.sqrt(2 * Math.PI);

/** ∫ exp(−t²/2) dt from `t1` to `t2` ≥ t1, taken on the side where the tails do not cancel. */
export function gaussianInterval(t1: number, t2: number): number {
  return SQRT_2PI * (t1 > 0 ? normalTail(t1) - normalTail(t2) : normalTail(-t2) - normalTail(-t1));
}

/** t exp(−t²/2), 0 at ±∞. */
function weightedCore(t: number): number {
  return Number.isFinite(t) ? t * Math.exp(-0.5 * t * t) : 0;
}

/** Gaussian exp(−t²/2), t = (x − mean)/sigma; parameters mean, sigma > 0 in the unit of x. */
export const gaussian: Shape = {
  parameters: ["mean", "sigma"],
  value(x, [mean, sigma]) {
    const t = (x - mean) / sigma;
    return Math.exp(-0.5 * t * t);
  },
  integral(a, b, [mean, sigma]) {
    return sigma * gaussianInterval((a - mean) / sigma, (b - mean) / sigma);
  },
  valueGradient(x, [mean, sigma], out) {
    const t = (x - mean) / sigma;
    out[0] = weightedCore(t) / sigma;
    out[1] = t * out[0];
  },
  integralGradient(a, b, [mean, sigma], out) {
    const ta = (a - mean) / sigma;
    const tb = (b - mean) / sigma;
    out[0] = Math.exp(-0.5 * ta * ta) - Math.exp(-0.5 * tb * tb);
    out[1] = gaussianInterval(ta, tb) + weightedCore(ta) - weightedCore(tb);
  },
};
