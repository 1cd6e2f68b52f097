import type { Interval, Shape } from "./shape.js";

/**
 * Plain polynomial 1 + Σ a_k t^k, k = 1 … order, t the range mapped onto [−1, 1] so that powers stay comparable;
 * parameters a1, a2, …
 */
export function polynomial([lower, upper]: Interval, order: number): Shape {
  const half = 0.5 * (upper - lower);
  const middle = 0.5 * (upper + lower);
  const termIntegral = (ta: number, tb: number, k: number) => (half * (tb ** (k + 1) - ta ** (k + 1))) / (k + 1);
  return {
    parameters: Array.from({ length: order }, (_, k) => `a${k + 1}`),
    value(x, p) {
      const t = (x - middle) / half;
      let sum = 0;
      for (let k = order; k >= 1; k--) sum = (sum + p[k - 1]) * t;
      return 1 + sum;
    },
    integral(a, b, p) {
      const ta = (a - middle) / half;
      const tb = (b - middle) / half;
      let sum = termIntegral(ta, tb, 0);
      for (let k = 1; k <= order; k++) sum += p[k - 1] * termIntegral(ta, tb, k);
      return sum;
    },
    valueGradient(x, _p, out) {
      const t = (x - middle) / half;
      for (let k = 1; k <= order; k++) out[k - 1] = t ** k;
    },
    integralGradient(a, b, _p, out) {
      const ta = (a - middle) / half;
      const tb = (b - middle) / half;
      for (let k = 1; k <= order; k++) out[k - 1] = termIntegral(ta, tb, k);
    },
  };
}
