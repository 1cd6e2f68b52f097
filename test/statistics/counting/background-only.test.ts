import { describe, expect, it } from "vitest";
import { incompleteBeta, poissonAtLeast } from "../../../src/numerics/special.js";
import { backgroundPValue, bandCounts } from "../../../src/statistics/counting/background-only.js";

describe("local p-values", () => {
  it("is the Poisson tail for a known background", () => {
    for (const [n, b] of [
      [0, 3],
      [1, 3],
      [12, 3],
      [60, 3],
      [900, 1000],
      [9500, 9000],
    ])
      expect(backgroundPValue(n, b) / poissonAtLeast(n, b)).toBeCloseTo(1, 8);
  });

  it("is the binomial of Z_Bi for a simulated background", () => {
    for (const [n, m, tau] of [
      [4, 5, 5],
      [9, 17, 4.7],
      [50, 55, 2],
      [3, 0, 10],
      [40, 2, 3],
    ])
      expect(backgroundPValue(n, { simulated: m, ratio: tau }) / incompleteBeta(n, m + 1, 1 / (1 + tau))).toBeCloseTo(
        1,
        9,
      );
  });

  it("averages over a truncated Gaussian", () => {
    // Midpoint sum over the truncated Gaussian, 2 ± 1.5.
    let sum = 0;
    let weight = 0;
    for (let b = 0.0005; b < 9.5; b += 0.001) {
      const w = Math.exp(-0.5 * ((b - 2) / 1.5) ** 2);
      sum += w * poissonAtLeast(7, b);
      weight += w;
    }
    expect(backgroundPValue(7, { value: 2, sigma: 1.5 }) / (sum / weight)).toBeCloseTo(1, 6);
  });

  it("does not lose far tails", () => {
    expect(backgroundPValue(200, 3) / poissonAtLeast(200, 3)).toBeCloseTo(1, 9);
    expect(backgroundPValue(1, { value: 0, sigma: 0 })).toBe(0);
    expect(backgroundPValue(5, 1e6)).toBe(1);
  });

  it("still has an uncertainty where the simulation has no event", () => {
    expect(backgroundPValue(2, { simulated: 0, ratio: 4 })).toBeCloseTo(1 / 25, 10);
  });
});

describe("counts of the expected band", () => {
  it("gives Poisson quantiles for a known background", () => {
    expect(bandCounts(0)).toEqual([0, 0, 0, 0, 0]);
    expect(bandCounts(3)).toEqual([0, 1, 3, 5, 7]);
    expect(bandCounts(1e6)).toEqual([998001, 999000, 1000000, 1001000, 1002000]);
  });

  it("widens with the uncertainty, in both ways of reckoning", () => {
    const narrow = bandCounts({ value: 7000, sigma: 350 });
    const wide = bandCounts({ value: 9000, sigma: 450 });
    // Normal quantiles of variance b + σ².
    for (const [k, z] of [-2, -1, 0, 1, 2].entries()) {
      expect(Math.abs(narrow[k] - 7000 - z * Math.sqrt(7000 + 350 ** 2))).toBeLessThan(8);
      expect(Math.abs(wide[k] - 9000 - z * Math.sqrt(9000 + 450 ** 2))).toBeLessThan(8);
    }
  });
});
