import { gaussianInterval } from "./gaussian.js";
import { tailAlphaSlope, tailIntegral, tailLnAlphaSlope, tailLnNSlope, tailNSlope, tailValue } from "./power-tail.js";
import type { Shape } from "./shape.js";

/** t·v(t) at an end of the integral, 0 at ±∞ (where v falls faster than 1/t for n > 1). */
function firstMoment(t: number, value: number): number {
  return Number.isFinite(t) ? t * value : 0;
}

/**
 * Double-sided Crystal Ball in t = (x − mean)/sigma: Gaussian between −αLow and αHigh, a power tail beyond each
 * (see power-tail.ts). All of sigma, alphaLow, nLow, alphaHigh, nHigh > 0; n > 1 where the range is infinite.
 */
export const doubleSidedCrystalBall: Shape = {
  parameters: ["mean", "sigma", "alphaLow", "nLow", "alphaHigh", "nHigh"],
  value(x, [mean, sigma, alphaLow, nLow, alphaHigh, nHigh]) {
    const t = (x - mean) / sigma;
    if (t < -alphaLow) return tailValue(t, alphaLow, nLow);
    if (t > alphaHigh) return tailValue(-t, alphaHigh, nHigh);
    return Math.exp(-0.5 * t * t);
  },
  integral(a, b, [mean, sigma, alphaLow, nLow, alphaHigh, nHigh]) {
    const ta = (a - mean) / sigma;
    const tb = (b - mean) / sigma;
    let sum = 0;
    if (ta < -alphaLow) sum += tailIntegral(ta, Math.min(tb, -alphaLow), alphaLow, nLow);
    if (tb > alphaHigh) sum += tailIntegral(-tb, Math.min(-ta, -alphaHigh), alphaHigh, nHigh);
    const low = Math.max(ta, -alphaLow);
    const high = Math.min(tb, alphaHigh);
    if (high > low) sum += gaussianInterval(low, high);
    return sigma * sum;
  },
  valueGradient(x, p, out) {
    const [mean, sigma, alphaLow, nLow, alphaHigh, nHigh] = p;
    const t = (x - mean) / sigma;
    const value = doubleSidedCrystalBall.value(x, p);
    out.fill(0);
    let slope = -t;
    if (t < -alphaLow) {
      // d ln v/dt = n (α/n)/r.
      slope = alphaLow / (1 - (alphaLow / nLow) * (alphaLow + t));
      out[2] = value * tailLnAlphaSlope(t, alphaLow, nLow);
      out[3] = value * tailLnNSlope(t, alphaLow, nLow);
    } else if (t > alphaHigh) {
      slope = -alphaHigh / (1 - (alphaHigh / nHigh) * (alphaHigh - t));
      out[4] = value * tailLnAlphaSlope(-t, alphaHigh, nHigh);
      out[5] = value * tailLnNSlope(-t, alphaHigh, nHigh);
    }
    out[0] = (-value * slope) / sigma;
    out[1] = t * out[0];
  },
  integralGradient(a, b, p, out) {
    const [mean, sigma, alphaLow, nLow, alphaHigh, nHigh] = p;
    const ta = (a - mean) / sigma;
    const tb = (b - mean) / sigma;
    const va = doubleSidedCrystalBall.value(a, p);
    const vb = doubleSidedCrystalBall.value(b, p);
    out.fill(0);
    // Location and scale: only the ends of the interval move in t.
    out[0] = va - vb;
    out[1] = doubleSidedCrystalBall.integral(a, b, p) / sigma + firstMoment(ta, va) - firstMoment(tb, vb);
    if (ta < -alphaLow) {
      const end = Math.min(tb, -alphaLow);
      out[2] = sigma * tailAlphaSlope(ta, end, alphaLow, nLow);
      out[3] = sigma * tailNSlope(ta, end, alphaLow, nLow);
    }
    if (tb > alphaHigh) {
      const end = Math.min(-ta, -alphaHigh);
      out[4] = sigma * tailAlphaSlope(-tb, end, alphaHigh, nHigh);
      out[5] = sigma * tailNSlope(-tb, end, alphaHigh, nHigh);
    }
  },
};
