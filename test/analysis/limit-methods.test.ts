import { describe, expect, it } from "vitest";
import { limitWithBands } from "../../src/analysis/limit-methods.js";
import { bandCounts } from "../../src/statistics/counting/background-only.js";
import { bayesianLimitWithBands, bayesianUpperLimit } from "../../src/statistics/counting/bayesian.js";
import { clsUpperLimit } from "../../src/statistics/counting/cls.js";
import { hybridFeldmanCousins } from "../../src/statistics/counting/hybrid-feldman-cousins.js";
import { countingLikelihood, profileInterval } from "../../src/statistics/counting/profile.js";

const background = { samples: [{ simulated: 40, weight: 0.1 }], relative: 0.2 };
const efficiency = { value: 0.05, sigma: 0.006 };
const luminosity = { value: 2, sigma: 0.02 };
const choice = { prior: "flat", confidenceLevel: 0.9, correlation: 0 } as const;
const scale = { value: 0.1, sigma: 0.1 * Math.hypot(0.12, 0.01) };

describe("limits by method", () => {
  it("that were kept are those that are set afresh, whatever the efficiency, the luminosity, the uncertainties", () => {
    for (const value of [0.05, 0.31, 0.0007])
      for (const relative of [0.12, 0.05])
        for (const [units, spread] of [
          [2, 0.02],
          [50, 0.5],
          [50, 5],
        ]) {
          const question = {
            ...{ observed: 4, background },
            efficiency: { value, sigma: relative * value },
            luminosity: { value: units, sigma: spread },
          };
          const kept = limitWithBands(question, { ...choice, method: "bayesian" });
          const fresh = bayesianLimitWithBands({ ...question, prior: "flat", cl: 0.9, correlation: 0 });
          const numbers = ({ observed, expected }: typeof kept) => [observed, ...expected].map(Number);
          numbers(kept).forEach((limit, i) => {
            expect(limit / numbers(fresh)[i]).toBeCloseTo(1, 9);
          });
          expect({ ...kept, observed: 0, expected: 0 }).toEqual({ ...fresh, observed: 0, expected: 0 });
        }
  });

  for (const observed of [0, 4, 9]) {
    const question = { observed, background, efficiency, luminosity };
    it(`are those of the library for ${observed} events`, () => {
      const bayesian = bayesianUpperLimit({
        observed,
        background,
        efficiency,
        luminosity,
        prior: "log-flat",
        cl: 0.95,
      });
      expect(
        limitWithBands(question, { ...choice, method: "bayesian", prior: "log-flat", confidenceLevel: 0.95 }).observed,
      ).toBeCloseTo(bayesian.value as number, 6);
      const interval = hybridFeldmanCousins(observed, background, scale, 0.9);
      const feldmanCousins = limitWithBands(question, { ...choice, method: "feldman-cousins" });
      expect((feldmanCousins.observed as number) / interval.upper).toBeCloseTo(1, 3);
      const likelihood = countingLikelihood(observed, { simulated: 40, ratio: 10, relative: 0.2 }, scale);
      const profile = limitWithBands(question, { ...choice, method: "profile" });
      expect(profile.observed).toBeCloseTo(likelihood ? (profileInterval(likelihood, 0.9, 1).upper as number) : 0, 9);
    });

    it(`have the expectation at the quantiles of the count, for ${observed} observed`, () => {
      for (const method of ["feldman-cousins", "cls", "profile"] as const) {
        const { expected } = limitWithBands(question, { ...choice, method });
        const direct = bandCounts(background).map(
          (n) => limitWithBands({ ...question, observed: n }, { ...choice, method }).observed,
        );
        expect(expected).toEqual(direct);
      }
    });
  }

  it("have CLs equal to the flat prior where the efficiency is known, and not where it is not", () => {
    const known = { observed: 3, background, efficiency: { value: 0.05 }, luminosity: { value: 2 } };
    const cls = limitWithBands(known, { ...choice, method: "cls" }).observed as number;
    expect(cls / (limitWithBands(known, { ...choice, method: "bayesian" }).observed as number)).toBeCloseTo(1, 8);
    expect(cls).toBeCloseTo((clsUpperLimit(3, background, 0.9).value as number) / 0.1, 9);
    const uncertain = { ...known, efficiency };
    const averaged = limitWithBands(uncertain, { ...choice, method: "cls" }).observed as number;
    const bayesian = limitWithBands(uncertain, { ...choice, method: "bayesian" }).observed as number;
    expect(averaged).toBeGreaterThan(cls);
    expect(averaged).toBeLessThan(bayesian);
  });

  it("have a CLs that converges to the known efficiency as its uncertainty goes", () => {
    const at = (sigma: number) =>
      limitWithBands(
        { observed: 3, background, efficiency: { value: 0.05, sigma }, luminosity: { value: 2 } },
        { ...choice, method: "cls" },
      ).observed as number;
    expect(at(1e-5) / at(0)).toBeCloseTo(1, 5);
    expect(at(0.01)).toBeGreaterThan(at(0.005));
  });

  it("joins Feldman–Cousins for many events to the two-sided profile likelihood", () => {
    const wide = { samples: [{ simulated: 400, weight: 0.1 }], relative: 0.1 };
    const at = (observed: number) =>
      limitWithBands({ observed, background: wide, efficiency, luminosity }, { ...choice, method: "feldman-cousins" })
        .observed as number;
    // One event more or less moves the limit by less than the step between neighbours below the join.
    expect(Math.abs(at(41) - at(40))).toBeLessThan(3 * Math.abs(at(40) - at(39)));
  });

  it("are weakened by a correlation of signal and background only where it is asked for", () => {
    const question = { observed: 9, background, efficiency, luminosity };
    const at = (correlation: number) =>
      limitWithBands(question, { ...choice, method: "bayesian", correlation }).observed as number;
    expect(at(1)).not.toBeCloseTo(at(0), 2);
  });

  it("have no value without efficiency", () => {
    for (const method of ["bayesian", "feldman-cousins", "cls", "profile"] as const) {
      const found = limitWithBands(
        { observed: 2, background, efficiency: { value: 0, sigma: 0 }, luminosity },
        { ...choice, method },
      );
      expect(found).toMatchObject({ observed: null, status: "unbounded" });
    }
  });
});

describe("limits of many events", () => {
  // As many events expected as MANY_EVENTS asks for, from many or from few simulated ones.
  it.each([
    { from: "1500 simulated events", samples: [{ simulated: 1500, weight: 1 }], relative: 0.22 },
    { from: "12 simulated events", samples: [{ simulated: 12, weight: 116 }], relative: 0.22 },
    { from: "12 simulated events, no systematic uncertainty", samples: [{ simulated: 12, weight: 116 }], relative: 0 },
  ])("are the exact ones, with the background from $from", ({ samples, relative }) => {
    const background = { samples, relative };
    const question = { observed: 1500, background, efficiency, luminosity };
    const found = limitWithBands(question, { ...choice, method: "bayesian" });
    const exact = bayesianLimitWithBands({ ...question, cl: choice.confidenceLevel });
    expect(found).not.toEqual(exact);
    for (const k of [0, 1, 2, 3, 4])
      expect((found.expected[k] as number) / (exact.expected[k] as number)).toBeCloseTo(1, 1.5);
    expect((found.observed as number) / (exact.observed as number)).toBeCloseTo(1, 1.5);
    expect(found.localPValue).toBeCloseTo(exact.localPValue, 1.5);
  });

  it("are the exact ones with a log-normal efficiency too wide for a Gaussian", () => {
    const wide = { value: 1, sigma: 0.25, shape: "log-normal" } as const;
    const background = { simulated: 48, ratio: 49 / 1600 };
    const question = { observed: 1600, background, efficiency: wide, luminosity: { value: 1 } };
    const found = limitWithBands(question, { ...choice, method: "bayesian" });
    const exact = bayesianLimitWithBands({ ...question, cl: choice.confidenceLevel });
    expect(found.status).toBe("ok");
    expect(found).not.toEqual(exact);
    for (const k of [0, 2, 4])
      expect(Math.abs((found.expected[k] as number) / (exact.expected[k] as number) - 1)).toBeLessThan(0.03);
    expect(Math.abs((found.observed as number) / (exact.observed as number) - 1)).toBeLessThan(0.03);
  });

  it("scale with the events where the uncertainty of the background is relative", () => {
    const at = (events: number) =>
      limitWithBands(
        {
          observed: events,
          background: { samples: [{ simulated: 1000, weight: events / 1000 }], relative: 0.2 },
          efficiency,
          luminosity,
        },
        { ...choice, method: "bayesian" },
      ).expected[2] as number;
    expect(at(1e8) / at(1e6)).toBeCloseTo(100, 0);
  });
});
