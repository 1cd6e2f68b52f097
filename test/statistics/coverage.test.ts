import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/numerics/random.js";
import { poissonProbability } from "../../src/numerics/special.js";
import { feldmanCousins } from "../../src/statistics/counting/feldman-cousins.js";
import { COVERAGE_METHODS, coverage } from "../../src/statistics/coverage.js";

describe("coverage", () => {
  it("is at least nominal for Bayes, CLs and Feldman–Cousins", () => {
    for (const method of ["bayesian", "cls", "feldman-cousins"] as const)
      for (const b of [1, 3])
        for (const s of [0, 2, 5]) {
          const { fraction } = coverage(method, { b, s, cl: 0.9, toys: 2000 }, randomStream("coverage", method, b, s));
          expect(fraction, `${method} b=${b} s=${s}`).toBeGreaterThan(0.88);
        }
  });

  it("counts what the Poisson sum says", () => {
    const s = 2;
    const b = 1;
    let exact = 0;
    for (let n = 0; n < 40; n++) {
      const { lower, upper } = feldmanCousins(n, b, 0.9);
      if (s >= lower && s <= upper) exact += poissonProbability(n, s + b);
    }
    const { fraction, error } = coverage("feldman-cousins", { b, s, cl: 0.9, toys: 5000 }, randomStream("coverage", 1));
    expect(Math.abs(fraction - exact)).toBeLessThan(4 * error);
  });

  it("shows that the one-sided profile limit under-covers", () => {
    // n = 0 gives z²/2 = 0.82 events at 90 %, which s = 1 exceeds: 37 % of all experiments without background.
    const { fraction } = coverage(
      "profile-one-sided",
      { b: 0, s: 1, cl: 0.9, toys: 2000 },
      randomStream("coverage", 2),
    );
    expect(fraction).toBeLessThan(0.7);
  });

  it("studies every method with systematics, and repeats itself", () => {
    for (const method of COVERAGE_METHODS) {
      const settings = { b: 3, s: 4, cl: 0.9, toys: 150, systematics: { background: 0.2, efficiency: 0.1 } };
      const run = () => coverage(method, settings, randomStream("coverage", method));
      const { fraction, error } = run();
      expect(fraction).toBeGreaterThan(0.5);
      expect(error).toBeGreaterThan(0);
      expect(error).toBeLessThan(0.05);
      if (method !== "feldman-cousins") expect(run()).toEqual({ fraction, error, toys: 150 });
    }
  });
});
