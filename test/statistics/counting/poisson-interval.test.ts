import { describe, expect, it } from "vitest";
import {
  efficiencyInterval,
  poissonInterval,
  poissonLowerLimit,
  poissonUpperLimit,
} from "../../../src/statistics/counting/poisson-interval.js";
import { hasStatistics, referenceEntry } from "../reference-entries.js";

describe("classical Poisson intervals", () => {
  it("gives the error bars of a spectrum", () => {
    // Garwood intervals of 68.27 %: half chi-square quantiles (scipy).
    for (const [n, lower, upper] of [
      [0, 0, 1.841021645],
      [1, 0.172753779, 3.299526559],
      [3, 1.36729531, 5.918185833],
      [100, 90.016745177, 111.033360941],
    ]) {
      const interval = poissonInterval(n, 0.682689492137086);
      expect(interval.lower).toBeCloseTo(lower, 7);
      expect(interval.upper).toBeCloseTo(upper, 7);
    }
  });

  it.skipIf(!hasStatistics)("gives the published upper limits", () => {
    for (const id of ["poisson_ul_cl90", "poisson_ul_cl95"]) {
      const { inputs, expected } = referenceEntry<{ n: number[]; cl: number }, number[]>(id);
      for (const [i, n] of inputs.n.entries()) expect(poissonUpperLimit(n, inputs.cl)).toBeCloseTo(expected[i], 8);
    }
  });

  it("gives lower limits: −ln CL for one event", () => {
    expect(poissonLowerLimit(1, 0.9)).toBeCloseTo(-Math.log(0.9), 12);
    expect(poissonLowerLimit(0, 0.9)).toBe(0);
  });
});

describe("Clopper–Pearson intervals", () => {
  it.skipIf(!hasStatistics)("meets the reference", () => {
    const { inputs, expected } = referenceEntry<{ k: number[]; n: number[]; cl: number[] }, number[][]>(
      "clopper_pearson",
    );
    for (const [i, k] of inputs.k.entries()) {
      const { lower, upper } = efficiencyInterval(k, inputs.n[i], inputs.cl[i]);
      expect(lower).toBeCloseTo(expected[i][0], 8);
      expect(upper).toBeCloseTo(expected[i][1], 8);
    }
  });

  it("mirrors passed and failed", () => {
    const a = efficiencyInterval(3, 40, 0.9);
    const b = efficiencyInterval(37, 40, 0.9);
    expect(a.lower).toBeCloseTo(1 - b.upper, 12);
    expect(a.upper).toBeCloseTo(1 - b.lower, 12);
    expect(efficiencyInterval(0, 0, 0.9)).toEqual({ lower: 0, upper: 1 });
  });
});
