import type { Interval, Shape } from "./shape.js";

/** Fills `out[k]` with T_k(t), k = 0 … order. */
function chebyshevValues(t: number, order: number, out: Float64Array): void {
  out[0] = 1;
  if (order > 0) out[1] = t;
  for (let k = 2; k <= order; k++) out[k] = 2 * t * out[k - 1] - out[k - 2];
}

/**
 * Chebyshev series 1 + Σ c_k T_k(t), k = 1 … order, t the range mapped onto [−1, 1]; parameters c1, c2, … It may turn
 * negative: see {@link staysPositive}.
 */
export function chebyshev([lower, upper]: Interval, order: number): Shape {
  const half = 0.5 * (upper - lower);
  const middle = 0.5 * (upper + lower);
  const terms = new Float64Array(order + 2);
  const termsAtEnd = new Float64Array(order + 2);

  /** ∫ T_k dt = ½ [T_{k+1}/(k+1) − T_{k−1}/(k−1)] for k ≥ 2. */
  const antiderivative = (values: Float64Array, k: number): number => {
    if (k === 0) return values[1];
    if (k === 1) return 0.5 * values[1] * values[1];
    return 0.5 * (values[k + 1] / (k + 1) - values[k - 1] / (k - 1));
  };
  const ends = (a: number, b: number) => {
    chebyshevValues((a - middle) / half, order + 1, terms);
    chebyshevValues((b - middle) / half, order + 1, termsAtEnd);
  };
  const termIntegral = (k: number) => half * (antiderivative(termsAtEnd, k) - antiderivative(terms, k));

  return {
    parameters: Array.from({ length: order }, (_, k) => `c${k + 1}`),
    value(x, p) {
      chebyshevValues((x - middle) / half, order, terms);
      let sum = 1;
      for (let k = 1; k <= order; k++) sum += p[k - 1] * terms[k];
      return sum;
    },
    integral(a, b, p) {
      ends(a, b);
      let sum = termIntegral(0);
      for (let k = 1; k <= order; k++) sum += p[k - 1] * termIntegral(k);
      return sum;
    },
    valueGradient(x, _p, out) {
      chebyshevValues((x - middle) / half, order, terms);
      for (let k = 1; k <= order; k++) out[k - 1] = terms[k];
    },
    integralGradient(a, b, _p, out) {
      ends(a, b);
      for (let k = 1; k <= order; k++) out[k - 1] = termIntegral(k);
    },
  };
}

/** Whether a shape is positive at `points` places across `range`: what a polynomial is asked before it is a density. */
export function staysPositive(shape: Shape, p: Float64Array, [lower, upper]: Interval, points = 64): boolean {
  for (let i = 0; i < points; i++) {
    if (!(shape.value(lower + ((upper - lower) * i) / (points - 1), p) > 0)) return false;
  }
  return true;
}
