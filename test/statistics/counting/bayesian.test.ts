import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { lnGammaQ } from "../../../src/numerics/special.js";
import {
  type BayesianInput,
  bayesianLimitWithBands,
  bayesianUpperLimit,
} from "../../../src/statistics/counting/bayesian.js";
import { poissonUpperLimit } from "../../../src/statistics/counting/poisson-interval.js";
import { hasStatistics, referenceEntry } from "../reference-entries.js";

function upper(input: BayesianInput): number {
  const { value, status } = bayesianUpperLimit(input);
  expect(status).toBe("ok");
  return value!;
}

describe("Bayesian upper limits with known nuisances", () => {
  it("gives −ln(1 − CL) for no event, whatever the background", () => {
    for (const background of [0, 0.5, 3, 1e3, 1e6, 1e15, { value: 3, sigma: 6 }, { value: 1e6, sigma: 1e5 }])
      expect(upper({ observed: 0, background, cl: 0.9 })).toBeCloseTo(Math.LN10, 8);
    expect(upper({ observed: 0, background: { simulated: 0, ratio: 5 }, cl: 0.9 })).toBeCloseTo(Math.LN10, 8);
  });

  it("solves Q(n+1, s+b) = (1 − CL) Q(n+1, b), from none to a million", () => {
    for (const [n, b] of [
      [3, 1],
      [1, 3],
      [50, 60],
      [5, 100],
      [1000, 900],
      [2, 5000],
      [12000, 11800],
      [1e6, 1e6],
    ]) {
      const s = upper({ observed: n, background: b, cl: 0.95 });
      expect(lnGammaQ(n + 1, s + b) - lnGammaQ(n + 1, b)).toBeCloseTo(Math.log(0.05), 7);
    }
  });

  it("is the gamma quantile without background", () => {
    for (const n of [0, 1, 7, 120])
      expect(upper({ observed: n, background: 0, cl: 0.9 })).toBeCloseTo(poissonUpperLimit(n, 0.9), 8);
  });

  it.skipIf(!hasStatistics)("meets the reference", () => {
    const { inputs, expected } = referenceEntry<{ n: number; b: number; cl: number[] }, number[]>("bayes_n3_b1");
    for (const [i, cl] of inputs.cl.entries())
      expect(upper({ observed: inputs.n, background: inputs.b, cl })).toBeCloseTo(expected[i], 5);
    const none = referenceEntry<{ n: number; b: number[]; cl: number[] }, number[][]>("bayes_n0_any_b");
    for (const [i, background] of none.inputs.b.entries())
      for (const [j, cl] of none.inputs.cl.entries())
        expect(upper({ observed: 0, background, cl })).toBeCloseTo(none.expected[i][j], 5);
  });
});

interface Systematic {
  n: number;
  cl: number;
  b: number;
  sb: number;
  eff: number;
  seff: number;
  lumi: number;
  slumi: number;
}

const input = ({ n, cl, b, sb, eff, seff, lumi, slumi }: Systematic, shape?: "log-normal"): BayesianInput => ({
  observed: n,
  cl,
  background: { value: b, sigma: sb },
  efficiency: { value: eff, sigma: seff, shape },
  luminosity: { value: lumi, sigma: slumi },
});

describe("Bayesian upper limits with systematic uncertainties", () => {
  it.skipIf(!hasStatistics)("meets the reference", () => {
    for (const id of ["bayes_sys_A", "bayes_sys_Zp_like"]) {
      const { inputs, expected } = referenceEntry<Systematic, number>(id);
      expect(upper(input(inputs)) / expected).toBeCloseTo(1, 6);
    }
    const { inputs, expected } = referenceEntry<{ n: number; nmc: number; tau: number; cl: number }, number>(
      "bayes_simbkg",
    );
    const background = { simulated: inputs.nmc, ratio: inputs.tau };
    expect(upper({ observed: inputs.n, background, cl: inputs.cl }) / expected).toBeCloseTo(1, 6);
  });

  it("meets a dense quadrature in wide and narrow nuisances", () => {
    // Our own dense tensor quadrature with scipy (400 × 300 × 40 nodes).
    const rows: [Systematic, "log-normal" | undefined, number][] = [
      [{ n: 3, b: 2, sb: 4, eff: 0.3, seff: 0.05, lumi: 1, slumi: 0, cl: 0.95 }, undefined, 22.992503275],
      [{ n: 20, b: 10, sb: 9, eff: 0.3, seff: 0.059, lumi: 100, slumi: 2, cl: 0.9 }, undefined, 0.764234759],
      [{ n: 0, b: 2, sb: 1, eff: 0.3, seff: 0.055, lumi: 1, slumi: 0, cl: 0.9 }, undefined, 8.346831144],
      [{ n: 40, b: 100, sb: 19, eff: 0.5, seff: 0.05, lumi: 1, slumi: 0.01, cl: 0.9 }, undefined, 27.147859772],
      [{ n: 1000, b: 1000, sb: 50, eff: 0.2, seff: 0.024, lumi: 276, slumi: 1.932, cl: 0.9 }, undefined, 1.842862329],
      [{ n: 6000, b: 3000, sb: 100, eff: 0.2, seff: 0.03, lumi: 1, slumi: 0, cl: 0.9 }, undefined, 19309.987078],
      [{ n: 400, b: 300, sb: 30, eff: 0.2, seff: 0.1, lumi: 1, slumi: 0, cl: 0.9 }, "log-normal", 1121.957843],
      [{ n: 5, b: 3, sb: 0.6, eff: 0.2, seff: 0.06, lumi: 1, slumi: 0, cl: 0.9 }, "log-normal", 37.50411795],
      [{ n: 8, b: 3, sb: 0.6, eff: 0.2, seff: 0.2, lumi: 1, slumi: 0, cl: 0.9 }, "log-normal", 130.587452],
    ];
    for (const [row, shape, expected] of rows) expect(upper(input(row, shape)) / expected).toBeCloseTo(1, 6);
  });

  it("takes several simulated samples as a sum of gammas", () => {
    // A sample split in two of the same weight has one more pseudo-count: Gamma(a) + Gamma(b) = Gamma(a + b).
    const split = upper({
      observed: 5,
      cl: 0.9,
      background: {
        samples: [
          { simulated: 4, weight: 0.25 },
          { simulated: 7, weight: 0.25 },
        ],
      },
    });
    const whole = upper({ observed: 5, cl: 0.9, background: { simulated: 12, ratio: 4 } });
    expect(split).toBeCloseTo(whole, 8);
    // A sample without an event still has weight: it lowers the limit of an excess.
    const empty = upper({
      observed: 5,
      cl: 0.9,
      background: {
        samples: [
          { simulated: 12, weight: 0.25 },
          { simulated: 0, weight: 2 },
        ],
      },
    });
    expect(empty).toBeLessThan(whole - 0.3);
    const nearlyCertain = upper({ observed: 5, cl: 0.9, background: { simulated: 3e6, ratio: 1e6 } });
    expect(nearlyCertain).toBeCloseTo(upper({ observed: 5, cl: 0.9, background: 3 }), 4);
  });

  it("takes the correlation of signal and background as a parameter", () => {
    const base = input({ n: 9, b: 6, sb: 1.2, eff: 0.2, seff: 0.03, lumi: 1, slumi: 0, cl: 0.9 });
    const none = upper({ ...base, correlation: 0 });
    expect(upper({ ...base, correlation: 1e-9 })).toBeCloseTo(none, 5);
    const full = upper({ ...base, correlation: 1 });
    const anti = upper({ ...base, correlation: -1 });
    // Full correlation in one dimension: b follows the efficiency's score; E over it by a dense sum.
    let best = 0;
    const tail = (s: number) => {
      let above = 0;
      let all = 0;
      for (let z = -5; z <= 5; z += 0.01) {
        const b = 6 + 1.2 * z;
        const a = 0.2 + 0.03 * z;
        if (b <= 0 || a <= 0) continue;
        const w = Math.exp(-0.5 * z * z) / a;
        above += w * Math.exp(lnGammaQ(10, a * s + b));
        all += w * Math.exp(lnGammaQ(10, b));
      }
      return above / all;
    };
    for (let low = 0, high = 200, i = 0; i < 60; i++) {
      best = 0.5 * (low + high);
      if (tail(best) > 0.1) low = best;
      else high = best;
    }
    expect(full / best).toBeCloseTo(1, 4);
    expect(Math.abs(full - none)).toBeGreaterThan(0.01 * none);
    expect((anti - none) * (full - none)).toBeLessThan(0);
  });

  it("is unbounded where the posterior is improper", () => {
    const base = { observed: 2, background: 1, cl: 0.9 };
    for (const wide of [
      { efficiency: 0 },
      { luminosity: 0 },
      { efficiency: { value: 0.1, sigma: 0.02 } },
      { efficiency: { value: 0.1, sigma: 0.3 } },
      { luminosity: { value: 1, sigma: 0.5 } },
    ])
      expect(bayesianUpperLimit({ ...base, ...wide })).toEqual({ value: null, status: "unbounded" });
    expect(bayesianUpperLimit({ ...base, efficiency: { value: 0.1, sigma: 0.3, shape: "log-normal" } }).status).toBe(
      "ok",
    );
  });

  it("scales with the luminosity", () => {
    const one = upper({ observed: 0, background: 0, luminosity: { value: 1, sigma: 0.007 }, cl: 0.9 });
    const many = upper({ observed: 0, background: 0, luminosity: { value: 276, sigma: 1.932 }, cl: 0.9 });
    expect(one / many).toBeCloseTo(276, 8);
  });
});

describe("log-flat prior", () => {
  it("tends to the Gamma(n) quantile without background", () => {
    // The prior 1/s turns the posterior into Gamma(n): the limit for n is the flat one for n − 1.
    for (const n of [1, 3, 8]) {
      const log = upper({ observed: n, background: 0, cl: 0.9, prior: "log-flat", range: [1e-9, 1e4] });
      expect(log).toBeCloseTo(poissonUpperLimit(n - 1, 0.9), n === 1 ? 5 : 6);
    }
  });

  it("depends on its range, and says so by taking it", () => {
    const at = (low: number) => upper({ observed: 2, background: 3, cl: 0.9, prior: "log-flat", range: [low, 1e3] });
    expect(at(1e-3)).toBeGreaterThan(at(1e-6));
    expect(at(1e-3)).toBeLessThan(upper({ observed: 2, background: 3, cl: 0.9 }));
  });

  it("matches a fine sum", () => {
    const b = 1.5;
    const n = 4;
    const step = 1e-4;
    const density: number[] = [];
    const points: number[] = [];
    for (let u = Math.log(1e-3) + step / 2; u < Math.log(1e3); u += step) {
      const s = Math.exp(u);
      points.push(s);
      density.push((s + b) ** n * Math.exp(-s));
    }
    const total = density.reduce((x, y) => x + y, 0);
    let sum = 0;
    let i = density.length - 1;
    while (sum < 0.1 * total) sum += density[i--];
    expect(upper({ observed: n, background: b, cl: 0.9, prior: "log-flat" }) / points[i + 1]).toBeCloseTo(1, 3);
  });
});

describe("expected bands and local p-values", () => {
  it("matches toys of the prior predictive", () => {
    const window: BayesianInput = {
      observed: 3,
      background: { value: 4, sigma: 1 },
      efficiency: { value: 0.1, sigma: 0.01 },
      luminosity: { value: 50, sigma: 0.5 },
      cl: 0.9,
    };
    const { expected, localPValue } = bayesianLimitWithBands(window);
    const stream = randomStream("test", "bands", 1);
    const toys = 20000;
    const limits = new Float64Array(toys);
    const cache = new Map<number, number>();
    let atLeast = 0;
    for (let i = 0; i < toys; i++) {
      const n = stream.poisson(Math.max(0, 4 + stream.normal()));
      if (n >= 3) atLeast++;
      let limit = cache.get(n);
      if (limit === undefined) {
        limit = upper({ ...window, observed: n });
        cache.set(n, limit);
      }
      limits[i] = limit;
    }
    limits.sort();
    // None of the five probabilities lies within 4 binomial errors of a step for this window.
    for (const [k, p] of [0.02275, 0.158655, 0.5, 0.841345, 0.97725].entries())
      expect(limits[Math.floor(p * toys)]).toBeCloseTo(expected[k]!, 8);
    const error = Math.sqrt((localPValue * (1 - localPValue)) / toys);
    expect(Math.abs(atLeast / toys - localPValue)).toBeLessThan(4 * error);
  });

  it("grows with n and orders the band", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.double({ min: 0, max: 30, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 0.19, noNaN: true }),
        (observed, b, relative, signal) => {
          const window: BayesianInput = {
            observed,
            background: { value: b, sigma: b * relative },
            efficiency: { value: 0.3, sigma: 0.3 * signal },
            cl: 0.9,
          };
          const { observed: limit, expected, status, localPValue } = bayesianLimitWithBands(window);
          expect(status).toBe("ok");
          expect(upper({ ...window, observed: observed + 1 })).toBeGreaterThan(limit!);
          for (let k = 1; k < 5; k++) expect(expected[k]!).toBeGreaterThanOrEqual(expected[k - 1]!);
          expect(localPValue).toBeGreaterThanOrEqual(0);
          expect(localPValue).toBeLessThanOrEqual(1);
        },
      ),
      { seed: 4, numRuns: 150 },
    );
  });

  it("answers extreme windows with a number or a word", () => {
    for (const background of [
      0,
      1e6,
      { value: 1e6, sigma: 2e6 },
      { value: 50, sigma: 100 },
      { simulated: 0, ratio: 1e-3 },
      { simulated: 1e5, ratio: 2 },
    ])
      for (const observed of [0, 7, 1000, 1_000_000]) {
        const answer = bayesianLimitWithBands({
          observed,
          background,
          efficiency: { value: 0.1, sigma: 0.012 },
          cl: 0.9,
        });
        expect(answer.status).toBe("ok");
        expect(answer.observed).toBeGreaterThan(0);
        expect(Number.isFinite(answer.localPValue)).toBe(true);
        for (const limit of answer.expected) expect(limit).toBeGreaterThan(0);
      }
  });
});
