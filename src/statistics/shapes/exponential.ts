import type { Shape } from "./shape.js";

/**
 * Exponential exp(slope·(x − origin)); parameter slope in 1/(unit of x), negative for a falling one. The origin (the
 * lower end of the fit, best) only keeps the exponent small.
 */
export function exponential(origin = 0): Shape {
  /** ∫ over a stretch of length `width`, relative to the value at its start. */
  const stretch = (slope: number, width: number) => {
    const y = slope * width;
    return Math.abs(y) < 1e-12 ? width : width * (Math.expm1(y) / y);
  };
  return {
    parameters: ["slope"],
    value: (x, [slope]) => Math.exp(slope * (x - origin)),
    integral(a, b, [slope]) {
      if (b === Number.POSITIVE_INFINITY && slope < 0) return -Math.exp(slope * (a - origin)) / slope;
      return Math.exp(slope * (a - origin)) * stretch(slope, b - a);
    },
    valueGradient(x, [slope], out) {
      out[0] = (x - origin) * Math.exp(slope * (x - origin));
    },
    integralGradient(a, b, [slope], out) {
      const width = b - a;
      const start = Math.exp(slope * (a - origin));
      const y = slope * width;
      // d/ds of expm1(s w)/s = w² (1/2 + y/3 + y²/8 + …), y = s w; the closed form cancels for small y.
      const inner =
        Math.abs(y) < 1e-3
          ? width * width * (0.5 + y * (1 / 3 + y * (1 / 8 + y / 30)))
          : (width * Math.exp(y) - stretch(slope, width)) / slope;
      out[0] = start * ((a - origin) * stretch(slope, width) + inner);
    },
  };
}
