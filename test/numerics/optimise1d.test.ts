import { describe, expect, it } from "vitest";
import { maximise1d, minimise1d } from "../../src/numerics/optimise1d.js";

describe("extrema in one dimension", () => {
  it("finds a minimum inside", () => {
    const { x, value } = minimise1d((t) => (t - 1.7) ** 2 + 3, -10, 10);
    expect(x).toBeCloseTo(1.7, 7);
    expect(value).toBeCloseTo(3, 14);
  });

  it("finds a maximum of a skewed function", () => {
    // xⁿ e⁻ˣ has its maximum at n.
    expect(maximise1d((x) => 5 * Math.log(x) - x, 0.01, 100).x).toBeCloseTo(5, 6);
  });

  it("goes to an end when the function falls towards it", () => {
    expect(minimise1d((x) => x, 0, 4).x).toBeLessThan(1e-8);
  });
});
