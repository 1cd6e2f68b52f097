import { describe, expect, it } from "vitest";
import { type RandomStream, randomStream } from "../../src/numerics/random.js";
import { poissonProbability } from "../../src/numerics/special.js";
import { feldmanCousins } from "../../src/statistics/counting/feldman-cousins.js";
import { hybridFeldmanCousins } from "../../src/statistics/counting/hybrid-feldman-cousins.js";
import { COUNTING_METHODS, type CountingMethod, countingInterval } from "../../src/statistics/counting/methods.js";
import { onOff, onOffUpperLimit } from "../../src/statistics/counting/on-off.js";
import { type CoverageSettings, CoverageStudy } from "../../src/statistics/coverage.js";

const NONE = { background: 0, efficiency: 0 };

interface Ensemble extends Partial<CoverageSettings> {
  readonly b: number;
  readonly s: number;
  readonly toys: number;
}

function coverage(method: CountingMethod, { s, toys, ...settings }: Ensemble, stream: RandomStream) {
  return new CoverageStudy(method, { cl: 0.9, systematics: NONE, ...settings }).byToys(s, toys, stream);
}

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
    const study = new CoverageStudy("feldman-cousins", { b, cl: 0.9, systematics: NONE });
    expect(study.bySum(s)).toBeCloseTo(exact, 7);
  });

  it("is the same by toys and by the sum, for every method", () => {
    for (const method of COUNTING_METHODS)
      for (const b of [0, 1, 10]) {
        const study = new CoverageStudy(method, { b, cl: 0.9, systematics: NONE });
        for (const s of [0.5, 4, 15]) {
          const { fraction, error } = study.byToys(s, 3000, randomStream("sum", method, b, s));
          const sum = study.bySum(s) ?? Number.NaN;
          expect(Math.abs(fraction - sum), `${method} b=${b} s=${s}`).toBeLessThan(4 * error);
        }
      }
    const systematics = { background: 0.2, efficiency: 0 };
    expect(new CoverageStudy("cls", { b: 1, cl: 0.9, systematics }).bySum(1)).toBeUndefined();
  });

  it("asks averaged Feldman–Cousins what its interval says", () => {
    const settings = { b: 1, cl: 0.9, systematics: { background: 0.3, efficiency: 0.1 } };
    const study = new CoverageStudy("feldman-cousins", settings);
    const stream = () => randomStream("averaged");
    for (const s of [1, 5]) {
      const covered = study.byToys(s, 500, stream()).fraction;
      const toys = stream();
      const known = new Map<number, boolean>();
      let count = 0;
      for (let i = 0; i < 500; i++) {
        const mean = Math.max(0, 1 + 0.1 * toys.normal()) * s + Math.max(0, 1 + 0.3 * toys.normal());
        const n = toys.poisson(mean);
        if (!known.has(n)) {
          const { lower, upper } = hybridFeldmanCousins(n, { value: 1, sigma: 0.3 }, { value: 1, sigma: 0.1 }, 0.9);
          known.set(n, s >= lower && s <= upper);
        }
        if (known.get(n)) count++;
      }
      // The interval is the hull of what is accepted: it may cover a little more.
      expect(count / 500).toBeGreaterThanOrEqual(covered);
      expect(count / 500).toBeLessThan(covered + 0.02);
    }
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
    for (const method of COUNTING_METHODS) {
      const settings = { b: 3, s: 4, cl: 0.9, toys: 150, systematics: { background: 0.2, efficiency: 0.1 } };
      const run = () => coverage(method, settings, randomStream("coverage", method));
      const { fraction, error } = run();
      expect(fraction).toBeGreaterThan(0.5);
      expect(error).toBeGreaterThan(0);
      expect(error).toBeLessThan(0.05);
      expect(run()).toEqual({ fraction, error, toys: 150 });
    }
  });
});

describe("counting methods side by side", () => {
  const interval = (method: CountingMethod, observed: number, background: number) =>
    countingInterval(method, { observed, background, systematics: NONE, cl: 0.9 });

  it("give what each gives alone", () => {
    expect(interval("bayesian", 0, 3).upper).toBeCloseTo(Math.log(10), 9);
    expect(interval("cls", 4, 2.5).upper).toBeCloseTo(interval("bayesian", 4, 2.5).upper ?? 0, 9);
    // Feldman and Cousins' table IV, b = 0.
    expect(interval("feldman-cousins", 0, 0).upper).toBeCloseTo(2.44, 2);
    expect(interval("profile-one-sided", 0, 5).upper).toBeCloseTo(1.2815515655446004 ** 2 / 2, 6);
    const input = { observed: 4, simulated: 12, ratio: 6, kappaBackground: 1.2, kappaSignal: [1.1] };
    expect(onOffUpperLimit(input, 0.9)).toEqual(onOff(input, 0.9).upperCls);
  });

  it("take a known background for a large sample", () => {
    // Asymptotic CLs of n = 0 on a known b = 3 is 0.85 of the exact one.
    const ratio = (interval("on-off-cls", 0, 3).upper ?? 0) / (interval("cls", 0, 3).upper ?? 1);
    expect(ratio).toBeGreaterThan(0.84);
    expect(ratio).toBeLessThan(0.87);
  });
});
