import type { Interpolation } from "./specification.js";

/** Numbers that describe one normsys: ln hi, ln lo, and the polynomial's six coefficients. */
export const NORMSYS_LENGTH = 8;

/**
 * Description of a normsys for {@link normsysValue} and {@link normsysSlope}, written to `out` from `offset`: the
 * polynomial 1 + Σ aₖ αᵏ of code4 meets hi^α and lo^(−α) at ±1 with its value, slope and bend.
 */
export function describeNormsys(lo: number, hi: number, out: Float64Array, offset: number): void {
  const lnHi = Math.log(hi);
  const lnLo = Math.log(lo);
  // Even and odd halves of value, first and second derivative at α = ±1.
  const odd = 0.5 * (hi - lo);
  const oddSlope = 0.5 * (hi * lnHi - lo * lnLo);
  const oddBend = 0.5 * (hi * lnHi * lnHi - lo * lnLo * lnLo);
  const even = 0.5 * (hi + lo) - 1;
  const evenSlope = 0.5 * (hi * lnHi + lo * lnLo);
  const evenBend = 0.5 * (hi * lnHi * lnHi + lo * lnLo * lnLo);
  const a5 = (oddBend - 3 * oddSlope + 3 * odd) / 8;
  const a3 = (oddSlope - odd - 4 * a5) / 2;
  const a6 = (evenBend - 5 * evenSlope + 8 * even) / 8;
  const a4 = (evenSlope - 2 * even - 4 * a6) / 2;
  out.set([lnHi, lnLo, odd - a3 - a5, even - a4 - a6, a3, a4, a5, a6], offset);
}

/** Factor of a normsys at α, described in `table` from `k`. */
export function normsysValue(table: Float64Array, k: number, alpha: number, smooth: boolean): number {
  if (smooth && alpha > -1 && alpha < 1) {
    const high = table[k + 4] + alpha * (table[k + 5] + alpha * (table[k + 6] + alpha * table[k + 7]));
    return 1 + alpha * (table[k + 2] + alpha * (table[k + 3] + alpha * high));
  }
  return alpha >= 0 ? Math.exp(alpha * table[k]) : Math.exp(-alpha * table[k + 1]);
}

/** Derivative of {@link normsysValue} with respect to α; from the right at the kink of code1. */
export function normsysSlope(table: Float64Array, k: number, alpha: number, smooth: boolean): number {
  if (smooth && alpha > -1 && alpha < 1) {
    const high = 4 * table[k + 5] + alpha * (5 * table[k + 6] + alpha * 6 * table[k + 7]);
    return table[k + 2] + alpha * (2 * table[k + 3] + alpha * (3 * table[k + 4] + alpha * high));
  }
  return alpha >= 0 ? table[k] * Math.exp(alpha * table[k]) : -table[k + 1] * Math.exp(-alpha * table[k + 1]);
}

/**
 * A histosys at α adds p·(hi − nominal) + q·(nominal − lo) to the template: {p, q, dp/dα, dq/dα} to `out` from
 * `offset`. code0: straight lines; code4p: inside ±1 the sixth-order polynomial that meets them with slope and bend.
 */
export function histosysWeights(alpha: number, smooth: boolean, out: Float64Array, offset: number): void {
  if (smooth && alpha > -1 && alpha < 1) {
    const a2 = alpha * alpha;
    const t = 0.0625 * a2 * (15 + a2 * (-10 + 3 * a2));
    const slope = 0.0625 * alpha * (30 + a2 * (-40 + 18 * a2));
    out[offset] = 0.5 * alpha + t;
    out[offset + 1] = 0.5 * alpha - t;
    out[offset + 2] = 0.5 + slope;
    out[offset + 3] = 0.5 - slope;
    return;
  }
  const up = alpha >= 0;
  out[offset] = up ? alpha : 0;
  out[offset + 1] = up ? 0 : alpha;
  out[offset + 2] = up ? 1 : 0;
  out[offset + 3] = up ? 0 : 1;
}

/** Whether either code is smooth at α = 0. */
export function smoothness(interpolation: Interpolation): { readonly normsys: boolean; readonly histosys: boolean } {
  return { normsys: interpolation.normsys === "code4", histosys: interpolation.histosys === "code4p" };
}
