import { describe, expect, it } from "vitest";
import type { Background, Uncertain } from "../../../src/statistics/counting/model.js";
import { countingLikelihood, deltaInterval, profileInterval } from "../../../src/statistics/counting/profile.js";
import { hasStatistics, referenceEntry } from "../reference-entries.js";

function likelihood(observed: number, background: Background, efficiency: Uncertain = { value: 1 }) {
  const found = countingLikelihood(observed, background, efficiency);
  if (!found) throw new Error("no likelihood");
  return found;
}

interface Rolke {
  x: number;
  y?: number;
  tau?: number;
  b?: number;
  sb?: number;
  eff: number;
  seff: number;
  cl: number;
}

describe("profile-likelihood intervals", () => {
  it.skipIf(!hasStatistics)("meets the reference for known backgrounds", () => {
    const cash = referenceEntry<{ n: number[]; b: number[] }, number[]>("cash_ul_3sigma");
    for (const [i, n] of cash.inputs.n.entries())
      expect(Math.abs(deltaInterval(likelihood(n, cash.inputs.b[i]), 9, 1).upper! - cash.expected[i])).toBeLessThan(
        2e-5,
      );
    const one = referenceEntry<{ n: number[]; b: number[]; cl: number }, number[]>("pl_one_sided");
    for (const [i, n] of one.inputs.n.entries())
      expect(profileInterval(likelihood(n, one.inputs.b[i]), one.inputs.cl, 1).upper).toBeCloseTo(one.expected[i], 6);
  });

  it.skipIf(!hasStatistics)("meets the reference with nuisances, bounded at zero", () => {
    const { inputs, expected } = referenceEntry<Rolke[], number[][]>("trolke_2_3");
    for (const [i, row] of inputs.entries()) {
      const background =
        row.tau === undefined ? { value: row.b!, sigma: row.sb! } : { simulated: row.y!, ratio: row.tau };
      const { lower, upper } = profileInterval(
        likelihood(row.x, background, { value: row.eff, sigma: row.seff }),
        row.cl,
        2,
      );
      expect(Math.abs(lower! - expected[i][0])).toBeLessThan(5e-4);
      expect(Math.abs(upper! - expected[i][1])).toBeLessThan(5e-4);
    }
  });

  it("gives z²/2 for no event", () => {
    for (const b of [0, 3, { value: 3, sigma: 1 }])
      expect(profileInterval(likelihood(0, b), 0.95, 1).upper).toBeCloseTo(0.5 * 1.6448536269514722 ** 2, 8);
  });

  it("minimises over the nuisances: no point of a grid is better", () => {
    const n = 7;
    const s = 12;
    const { lower, upper } = profileInterval(
      likelihood(n, { value: 2, sigma: 0.7 }, { value: 0.8, sigma: 0.1 }),
      0.9,
      2,
    );
    const logL = (eff: number, b: number, signal: number) => {
      const mean = eff * signal + b;
      return 2 * (mean - n + n * Math.log(n / mean)) + ((b - 2) / 0.7) ** 2 + ((eff - 0.8) / 0.1) ** 2;
    };
    const scan = (signal: number) => {
      let best = Number.POSITIVE_INFINITY;
      for (let eff = 0.4; eff < 1.2; eff += 0.002)
        for (let b = 0.002; b < 5; b += 0.005) best = Math.min(best, logL(eff, b, signal));
      return best;
    };
    for (const end of [lower!, upper!]) expect(scan(end)).toBeCloseTo(2.705543, 3);
    expect(scan(s)).toBeGreaterThan(0);
  });

  it("agrees between a narrow log-normal and a narrow Gaussian efficiency", () => {
    const gauss = profileInterval(likelihood(9, 3, { value: 0.5, sigma: 0.005 }), 0.9, 2);
    const logNormal = profileInterval(likelihood(9, 3, { value: 0.5, sigma: 0.005, shape: "log-normal" }), 0.9, 2);
    expect(logNormal.upper! / gauss.upper!).toBeCloseTo(1, 3);
    expect(logNormal.lower! / gauss.lower!).toBeCloseTo(1, 3);
  });

  it("is unbounded where the efficiency may be zero", () => {
    expect(profileInterval(likelihood(3, 1, { value: 0 }), 0.9, 1).status).toBe("unbounded");
    expect(profileInterval(likelihood(3, 1, { value: 0.5, sigma: 0.4 }), 0.9, 1).status).toBe("unbounded");
  });

  it("tends to best ± z √n for many events", () => {
    const { lower, upper, best } = profileInterval(likelihood(1_000_000, 0), 0.6826894921370859, 2);
    expect(best).toBe(1e6);
    expect((upper! - best) / 1000).toBeCloseTo(1, 2);
    expect((best - lower!) / 1000).toBeCloseTo(1, 2);
  });
});
