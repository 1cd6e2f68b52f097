import { describe, expect, it } from "vitest";
import { minimise, type Objective } from "../../src/numerics/minimise.js";
import { poissonDeviance } from "../../src/numerics/special.js";
import { hesse, minos } from "../../src/statistics/errors.js";

/** ½ (x − c)ᵀ A (x − c) with A⁻¹ = [[0.6, −0.2], [−0.2, 0.4]]. */
const parabola: Objective = {
  value: ([x, y]) => 0.5 * (2 * (x - 1) ** 2 + 2 * (x - 1) * (y + 1) + 3 * (y + 1) ** 2),
  gradient(point, out) {
    const [x, y] = point;
    out[0] = 2 * (x - 1) + (y + 1);
    out[1] = x - 1 + 3 * (y + 1);
    return parabola.value(point);
  },
};

/** −ln L of a Poisson mean, less its minimum. */
const poisson = (n: number): Objective => ({ value: ([mean]) => poissonDeviance(n, mean) });

describe("hesse", () => {
  it("inverts the Hessian of a parabola, from gradients and from values", () => {
    for (const objective of [parabola, { value: parabola.value }]) {
      const { covariance, errors, status } = hesse(objective, minimise(objective, { start: [0, 0] }));
      expect(status).toBe("ok");
      [0.6, -0.2, -0.2, 0.4].forEach((value, k) => {
        expect(covariance[k]).toBeCloseTo(value, 6);
      });
      expect(errors[0]).toBeCloseTo(Math.sqrt(0.6), 6);
    }
  });

  it("doubles the covariance where the function is −2 ln L", () => {
    const { covariance } = hesse(parabola, minimise(parabola, { start: [0, 0] }), { up: 1 });
    expect(covariance[0]).toBeCloseTo(1.2, 6);
  });

  it("leaves fixed parameters out", () => {
    const options = { lower: [-9, 0], upper: [9, 0] };
    const { errors } = hesse(parabola, minimise(parabola, { start: [0, 0], ...options }), options);
    expect(errors[0]).toBeCloseTo(Math.sqrt(0.5), 6);
    expect(errors[1]).toBe(0);
  });

  it("says where the Hessian had to be made positive", () => {
    const saddle: Objective = { value: ([x, y]) => x * x - y * y };
    const flat = minimise(saddle, { start: [0, 0], lower: [-1, -1], upper: [1, 1], maximumIterations: 0 });
    expect(hesse(saddle, flat).status).toBe("forced-positive");
  });
});

describe("minos", () => {
  it("finds the roots of the Poisson likelihood at n = 3", () => {
    const minimum = minimise(poisson(3), { start: [2], lower: [1e-9] });
    const { below, above } = minos(poisson(3), minimum, 0, [1.7], { lower: [1e-9] });
    // Interval of μ − n ln μ = n − n ln n + ½: [1.5773, 5.0802].
    for (const [side, sign] of [
      [below, -1],
      [above, 1],
    ] as const) {
      expect(side.status).toBe("ok");
      const mean = 3 + sign * side.error;
      expect(mean - 3 * Math.log(mean) - (3 - 3 * Math.log(3))).toBeCloseTo(0.5, 3);
    }
    expect(above.error).toBeGreaterThan(below.error);
  });

  it("tends to the Hesse errors at large n", () => {
    const minimum = minimise(poisson(1e8), { start: [0.9e8], steps: [1e4], lower: [1] });
    const { errors } = hesse(poisson(1e8), minimum, { lower: [1] });
    const { below, above } = minos(poisson(1e8), minimum, 0, errors, { lower: [1] });
    expect(errors[0] / 1e4).toBeCloseTo(1, 2);
    expect(above.error / 1e4).toBeCloseTo(1, 2);
    expect(below.error / 1e4).toBeCloseTo(1, 2);
  });

  it("follows the other parameters", () => {
    const minimum = minimise(parabola, { start: [0, 0] });
    const { below, above } = minos(parabola, minimum, 0, [0.1, 0.1]);
    expect(below.error).toBeCloseTo(Math.sqrt(0.6), 3);
    expect(above.error).toBeCloseTo(Math.sqrt(0.6), 3);
  });

  it("tells a bound and a deeper minimum", () => {
    const minimum = minimise(poisson(0), { start: [1], lower: [0], upper: [0.2] });
    expect(minos(poisson(0), minimum, 0, [1], { lower: [0], upper: [0.2] }).above).toMatchObject({
      error: 0.2,
      status: "at-limit",
    });
    const wells: Objective = { value: ([x]) => (x * x - 1) ** 2 + 0.1 * x };
    const shallow = minimise(wells, { start: [1.1] });
    expect(shallow.x[0]).toBeGreaterThan(0);
    expect(minos(wells, shallow, 0, [2], { up: 2 }).below.status).toBe("new-minimum");
  });
});
