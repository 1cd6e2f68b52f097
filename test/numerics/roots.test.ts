import { describe, expect, it } from "vitest";
import { bracketUpwards, findRoot, findRootAbove } from "../../src/numerics/roots.js";

describe("roots", () => {
  it("finds roots to the tolerance", () => {
    expect(findRoot((x) => x ** 3 - 2, 0, 2)).toBeCloseTo(2 ** (1 / 3), 11);
    expect(findRoot((x) => Math.exp(-x) - 1e-12, 0, 100)).toBeCloseTo(12 * Math.log(10), 9);
    expect(findRoot((x) => Math.cos(x), 3, 0)).toBeCloseTo(Math.PI / 2, 11);
    // A step is bisected to its place.
    expect(findRoot((x) => (x < 0.3 ? -1 : 1), 0, 1)).toBeCloseTo(0.3, 11);
  });

  it("needs few evaluations on smooth functions", () => {
    let calls = 0;
    findRoot(
      (x) => {
        calls++;
        return Math.log(x) - 1;
      },
      1,
      10,
    );
    expect(calls).toBeLessThan(12);
  });

  it("accepts a root at an end and infinite values", () => {
    expect(findRoot((x) => x, 0, 1)).toBe(0);
    expect(findRoot((x) => (x === 0 ? Number.NEGATIVE_INFINITY : Math.log(x)), 0, 3)).toBeCloseTo(1, 11);
  });

  it("says that there is none", () => {
    expect(findRoot((x) => x * x + 1, -1, 1)).toBeUndefined();
    expect(findRoot(() => Number.NaN, -1, 1)).toBeUndefined();
    expect(bracketUpwards((x) => -1 / (1 + x), 0, 1)).toBeUndefined();
    expect(findRootAbove((x) => x - 50, 0, 1, { limit: 40 })).toBeUndefined();
  });

  it("widens a bracket upwards", () => {
    expect(findRootAbove((x) => x - 12345.6, 0, 1)).toBeCloseTo(12345.6, 7);
  });
});
