import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minimise, type Objective } from "../../src/numerics/minimise.js";

const rosenbrock: Objective = {
  value: (x) => (1 - x[0]) ** 2 + 100 * (x[1] - x[0] ** 2) ** 2,
  gradient(x, out) {
    out[0] = -2 * (1 - x[0]) - 400 * x[0] * (x[1] - x[0] ** 2);
    out[1] = 200 * (x[1] - x[0] ** 2);
    return rosenbrock.value(x);
  },
};

/** Σ (x − c)ᵀ A (x − c) / 2 with a given matrix. */
function quadratic(a: number[][], c: number[]): Objective {
  const value = (x: Float64Array) =>
    0.5 * c.reduce((sum, ci, i) => sum + (x[i] - ci) * c.reduce((s, cj, j) => s + a[i][j] * (x[j] - cj), 0), 0);
  return {
    value,
    gradient(x, out) {
      for (let i = 0; i < c.length; i++) out[i] = c.reduce((s, cj, j) => s + a[i][j] * (x[j] - cj), 0);
      return value(x);
    },
  };
}

describe("minimise", () => {
  it("finds the end of Rosenbrock's valley, with and without the gradient", () => {
    for (const objective of [rosenbrock, { value: rosenbrock.value }]) {
      const minimum = minimise(objective, { start: [-1.2, 1], tolerance: 1e-10 });
      expect(minimum.status).toBe("converged");
      expect(minimum.x[0]).toBeCloseTo(1, 4);
      expect(minimum.x[1]).toBeCloseTo(1, 4);
      expect(minimum.iterations).toBeLessThan(80);
    }
  });

  it("stops on the bounds of Rosenbrock's valley", () => {
    const minimum = minimise(rosenbrock, { start: [-1.2, 1], upper: [0.5, 9] });
    expect(minimum.status).toBe("converged");
    expect(minimum.x[0]).toBe(0.5);
    expect(minimum.x[1]).toBeCloseTo(0.25, 4);
  });

  it("copes with parameters of very different size", () => {
    const value = (x: Float64Array) => 0.5 * (x[0] / 1e-6 - 3) ** 2 + 0.5 * (x[1] / 1e6 + 2) ** 2 + 0.5 * x[0] * x[1];
    const minimum = minimise({ value }, { start: [1e-5, 0], steps: [1e-6, 1e6] });
    expect(minimum.status).toBe("converged");
    // Stationary point of the coupled pair: u − 3 + v/2 = 0, v + 2 + u/2 = 0.
    expect(minimum.x[0]).toBeCloseTo(1e-6 * (16 / 3), 9);
    expect(minimum.x[1] / 1e6).toBeCloseTo(-14 / 3, 3);
  });

  it("meets the conditions of Karush, Kuhn and Tucker on random convex quadratics in a box", () => {
    const entries = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 16, maxLength: 16 });
    const centres = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(entries, centres, (m, c) => {
        const a = c.map((_, i) =>
          c.map((_, j) => c.reduce((s, _, k) => s + m[4 * i + k] * m[4 * j + k], i === j ? 0.05 : 0)),
        );
        const minimum = minimise(quadratic(a, c), {
          start: [0, 0, 0, 0],
          lower: [-1, -1, -1, -1],
          upper: [1, 1, 1, 1],
          tolerance: 1e-12,
        });
        expect(minimum.status).toBe("converged");
        minimum.x.forEach((x, i) => {
          const g = minimum.gradient[i];
          if (x > -1 && x < 1) expect(Math.abs(g)).toBeLessThan(1e-4);
          else expect(g * x).toBeLessThan(1e-4);
        });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("keeps fixed parameters and begins again from a neighbour's Hessian", () => {
    const objective = quadratic(
      [
        [2, 1],
        [1, 3],
      ],
      [1, -1],
    );
    const fixed = minimise(objective, { start: [0, 0], lower: [0.25, -9], upper: [0.25, 9] });
    expect(fixed.x[0]).toBe(0.25);
    expect(fixed.x[1]).toBeCloseTo(-0.75, 5);
    const cold = minimise(objective, { start: [5, 5] });
    expect(minimise(objective, { start: [5, 5], hessian: Float64Array.of(2, 1, 1, 3) }).iterations).toBe(1);
    expect(
      minimise(objective, { start: [5, 5], inverseHessian: Float64Array.of(0.6, -0.2, -0.2, 0.4) }).iterations,
    ).toBe(1);
    expect(cold.iterations).toBeGreaterThan(1);
  });

  it("tells that it has not converged", () => {
    const slope = minimise({ value: (x) => x[0] }, { start: [0], maximumIterations: 20 });
    expect(slope.status).toBe("not-converged");
    expect(minimise({ value: () => Number.NaN }, { start: [0] }).status).toBe("not-converged");
    expect(minimise(rosenbrock, { start: [-1.2, 1], maximumIterations: 3 }).status).toBe("not-converged");
  });

  it("turns back from outside the domain", () => {
    const value = (x: Float64Array) => x[0] - 5 * Math.log(x[0]);
    const minimum = minimise({ value }, { start: [0.01] });
    expect(minimum.status).toBe("converged");
    expect(minimum.x[0]).toBeCloseTo(5, 3);
  });
});
