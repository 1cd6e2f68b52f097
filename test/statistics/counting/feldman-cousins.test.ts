import { describe, expect, it } from "vitest";
import { poissonProbability } from "../../../src/numerics/special.js";
import { feldmanCousins, feldmanCousinsSensitivity } from "../../../src/statistics/counting/feldman-cousins.js";
import { feldmanCousinsGaussian } from "../../../src/statistics/counting/gaussian-mean.js";
import { hasStatistics, referenceEntry } from "../reference-entries.js";

describe("Feldman–Cousins intervals of counts", () => {
  it.skipIf(!hasStatistics)("meets the published tables", () => {
    for (const id of ["fc_b0", "fc_b3"]) {
      const { inputs, expected } = referenceEntry<{ n: number[]; b: number; cl: number }, number[][]>(id);
      for (const [i, n] of inputs.n.entries()) {
        const { lower, upper, status } = feldmanCousins(n, inputs.b, inputs.cl);
        expect(status).toBe("ok");
        expect(Math.abs(lower - expected[i][0]), `lower of ${id} n=${n}: ${lower}`).toBeLessThan(0.011);
        expect(Math.abs(upper - expected[i][1]), `upper of ${id} n=${n}: ${upper}`).toBeLessThan(0.011);
      }
    }
  });

  it("gives the raw and the monotonic limit of a deficit", () => {
    expect(Math.abs(feldmanCousins(0, 3, 0.9).upper - 0.95)).toBeLessThan(0.012);
    expect(Math.abs(feldmanCousins(0, 3, 0.9, true).upper - 1.08)).toBeLessThan(0.012);
  });

  it("agrees with sorting all counts by their ratio", () => {
    // The construction by the letter: sort, add, look.
    const accepted = (n: number, s: number, b: number, cl: number) => {
      const counts = Array.from({ length: 80 }, (_, k) => {
        const best = Math.max(0, k - b) + b;
        const lnR = (k === 0 ? 0 : k * Math.log((s + b) / best)) - (s + b) + best;
        return { k, lnR: Math.round(lnR * 1e11), p: poissonProbability(k, s + b) };
      }).sort((x, y) => y.lnR - x.lnR || x.k - y.k);
      let sum = 0;
      for (const { k, p } of counts) {
        if (k === n) return sum < cl;
        sum += p;
      }
      return false;
    };
    for (const [n, b, cl] of [
      [0, 0.7, 0.9],
      [1, 7.3, 0.9],
      [4, 1.2, 0.95],
      [12, 3.3, 0.6827],
      [6, 6.5, 0.9],
    ]) {
      const { lower, upper } = feldmanCousins(n, b, cl);
      for (const d of [0.002, 0.05]) {
        expect(accepted(n, upper + d, b, cl)).toBe(false);
        if (lower > d) expect(accepted(n, lower - d, b, cl)).toBe(false);
      }
      expect(accepted(n, upper - 1e-6, b, cl)).toBe(true);
      if (lower > 0) expect(accepted(n, lower + 1e-6, b, cl)).toBe(true);
    }
  });

  it("gives the published sensitivity", () => {
    expect(Math.abs(feldmanCousinsSensitivity(3, 0.9) - 4.42)).toBeLessThan(0.02);
    expect(Math.abs(feldmanCousinsSensitivity(0, 0.9) - 2.44)).toBeLessThan(0.01);
  });

  it("tends to the Gaussian construction for large counts", () => {
    const b = 1e6;
    const { lower, upper } = feldmanCousins(b + 2000, b, 0.9);
    const gauss = feldmanCousinsGaussian(2, 0.9);
    expect(lower / 1000 / gauss.lower).toBeCloseTo(1, 1);
    expect(upper / 1000 / gauss.upper).toBeCloseTo(1, 1);
    expect(feldmanCousinsSensitivity(b, 0.9) / 1000).toBeCloseTo(feldmanCousinsSensitivity(1e4, 0.9) / 100, 1);
  });

  it("covers", () => {
    for (const [s, b] of [
      [0, 1],
      [2, 1],
      [5, 3],
    ]) {
      let covered = 0;
      for (let n = 0; n < 40; n++) {
        const { lower, upper } = feldmanCousins(n, b, 0.9);
        if (s >= lower && s <= upper) covered += poissonProbability(n, s + b);
      }
      expect(covered).toBeGreaterThan(0.9);
    }
  });
});

describe("Feldman–Cousins intervals of a Gaussian mean", () => {
  it.skipIf(!hasStatistics)("meets the published table", () => {
    const { inputs, expected } = referenceEntry<{ x0: number[]; cl: number }, number[][]>("fc_gauss_90");
    for (const [i, x] of inputs.x0.entries()) {
      const { lower, upper } = feldmanCousinsGaussian(x, inputs.cl);
      expect(Math.abs(lower - expected[i][0])).toBeLessThan(0.01);
      expect(Math.abs(upper - expected[i][1])).toBeLessThan(0.01);
    }
  });

  it("is the two-sided interval far from the bound", () => {
    const { lower, upper } = feldmanCousinsGaussian(8, 0.9);
    expect(lower).toBeCloseTo(8 - 1.6448536, 5);
    expect(upper).toBeCloseTo(8 + 1.6448536, 5);
  });
});
