import { expect, it } from "vitest";
import { gaussLegendre, integrate } from "../../src/numerics/quadrature.js";

it("integrates polynomials of degree 2n − 1 exactly", () => {
  expect(integrate((x) => x ** 9 + x ** 4, -1, 2, 5)).toBeCloseTo((2 ** 10 - 1) / 10 + (2 ** 5 + 1) / 5, 10);
});

it("has weights that sum to two, also for many nodes", () => {
  for (const n of [1, 2, 33, 400, 1200]) {
    expect(gaussLegendre(n).weights.reduce((a, b) => a + b, 0)).toBeCloseTo(2, 12);
  }
});

it("integrates a Gaussian to one", () => {
  expect(integrate((x) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI), -9, 9, 64)).toBeCloseTo(1, 12);
});
