import type { Interval, Shape } from "./shape.js";

/**
 * Plain polynomial 1 + Σ a_k t^k, k = 1 … order, t the range mapped onto [−1, 1] so that powers stay comparable;
 * parameters a1, a2, …
 */
export function polynomial([lower, upper]: Interval, order: number): Shape {
  const half = 0.5 * (upper - lower);
  const middle = 0.5 * (upper + lower);
  const moments = new Float64Array(order + 1);
  /** ∫ t^k dx for all k. */
  const fillMoments = (a: number, b: number) => {
    const ta = (a - middle) / half;
    const tb = (b - middle) / half;
    let powerA = half;
    let powerB = half;
    for (let k = 0; k <= order; k++) {
      powerA *= ta;
      powerB *= tb;
      moments[k] = (powerB - powerA) / (k + 1);
    }
  };
  return {
    parameters: Array.from({ length: order }, (_, k) => `a${k + 1}`),
    value(x, p) {
      const t = (x - middle) / half;
      let sum = 0;
      for (let k = order; k >= 1; k--) sum = (sum + p[k - 1]) * t;
      return 1 + sum;
    },
    integral(a, b, p) {
      fillMoments(a, b);
      let sum = moments[0];
      for (let k = 1; k <= order; k++) sum += p[k - 1] * moments[k];
      return sum;
    },
    valueGradient(x, _p, out) {
      const t = (x - middle) / half;
      for (let k = 1; k <= order; k++) out[k - 1] = t ** k;
    },
    integralGradient(a, b, _p, out) {
      fillMoments(a, b);
      for (let k = 1; k <= order; k++) out[k - 1] = moments[k];
    },
  };
}
