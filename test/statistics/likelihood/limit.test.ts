import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { significanceOfP } from "../../../src/numerics/special.js";
import { hypothesisTest } from "../../../src/statistics/likelihood/hypothesis-test.js";
import { compileModel } from "../../../src/statistics/likelihood/model.js";
import { toyTest } from "../../../src/statistics/likelihood/toys.js";
import { upperLimits } from "../../../src/statistics/likelihood/upper-limit.js";
import { countingWorkspace } from "../../../src/statistics/likelihood/write.js";

const counting = (signal: number[], background: number[], uncertainty: number[], observed: number[]) =>
  compileModel(countingWorkspace({ signal, background, uncertainty, observed }));

describe("upper limits", () => {
  it("tend to the Gaussian ones with many events", () => {
    // b = 10⁸ known to 0: σ(μ) = 10⁴/s; expected limits σ (Φ⁻¹(1 − α Φ(k)) + k).
    const { expected } = upperLimits(counting([1e4], [1e8], [0], [1e8]), 0.95);
    const phi = [0.02275013, 0.15865525, 0.5, 0.84134475, 0.97724987];
    expected.forEach(({ value }, i) => {
      expect(value).toBeCloseTo(significanceOfP(0.05 * phi[i]) + (i - 2), 3);
    });
  });

  it("scale with the signal over twelve orders of magnitude", () => {
    const reference = upperLimits(counting([12, 11], [50, 52], [3, 7], [51, 48]), 0.9).observed.value!;
    for (const scale of [1e-6, 1e6]) {
      const { observed } = upperLimits(counting([12 * scale, 11 * scale], [50, 52], [3, 7], [51, 48]), 0.9);
      expect((observed.value! * scale) / reference).toBeCloseTo(1, 7);
    }
  });

  it("rise with the observed count, and with the confidence level", () => {
    let last = 0;
    for (const n of [0, 1, 2, 5, 9, 15, 40]) {
      const limit = upperLimits(counting([2], [5], [1], [n]), 0.95).observed.value!;
      expect(limit).toBeGreaterThan(last);
      expect(upperLimits(counting([2], [5], [1], [n]), 0.9).observed.value!).toBeLessThan(limit);
      last = limit;
    }
  });

  it("tell that there is no sensitivity where all signal templates are zero", () => {
    const limits = upperLimits(counting([0, 0], [50, 52], [3, 7], [51, 48]), 0.95);
    expect(limits.status).toBe("no-sensitivity");
    expect(limits.observed).toEqual({ value: null, status: "no-sensitivity" });
    expect(hypothesisTest(counting([0], [5], [1], [5]), 1, "qtilde")).toMatchObject({
      observed: 1,
      status: "no-sensitivity",
    });
  });

  it("exist without background and without events", () => {
    // b = 0, n = 0: q = 2 μ s for both, so that CLs = 2 (1 − Φ(√(2 μ s))).
    const { observed } = upperLimits(counting([1], [0], [0], [0]), 0.95);
    expect(observed.value).toBeCloseTo(0.5 * significanceOfP(0.025) ** 2, 6);
    expect(upperLimits(counting([1, 1], [0, 3], [0, 1], [0, 2]), 0.95).status).toBe("ok");
  });

  it("hold for three thousand bins with a nuisance each", () => {
    const bins = 3000;
    const column = (value: (i: number) => number) => Array.from({ length: bins }, (_, i) => value(i));
    const model = counting(
      column((i) => 0.5 + 0.1 * Math.sin(i)),
      column(() => 50),
      column(() => 5),
      column((i) => 50 + Math.round(7 * Math.sin(3 * i))),
    );
    const { status, observed, expected } = upperLimits(model, 0.95);
    expect(status).toBe("ok");
    // All bins alike: one Gaussian with 1/σ² = Σ s²/(b + δ²).
    const information = column((i) => (0.5 + 0.1 * Math.sin(i)) ** 2 / 75).reduce((sum, value) => sum + value, 0);
    expect(expected[2].value! * Math.sqrt(information)).toBeCloseTo(1.96, 1);
    expect(observed.value).toBeGreaterThan(0);
  });

  it("are never NaN and never unordered, whatever the counts", () => {
    const yields = fc.double({ min: 0, max: 1e6, noNaN: true });
    const bin = fc.record({ signal: yields, background: yields, relative: fc.double({ min: 0, max: 2, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(bin, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 1000 }), (bins, n) => {
        const background = bins.map((b) => b.background);
        const possible = bins.every((b) => b.background > 1e-12 || b.signal > 1e-12);
        const model = counting(
          bins.map((b) => b.signal),
          background,
          bins.map((b) => b.background * b.relative),
          bins.map(() => (possible ? n : 0)),
        );
        const limits = upperLimits(model, 0.9);
        const values = [limits.observed, ...limits.expected];
        for (const { value, status } of values) {
          if (status === "ok") expect(value).toBeGreaterThanOrEqual(0);
          else expect(value).toBeNull();
        }
        if (limits.status !== "ok") return;
        for (let i = 1; i < 5; i++) {
          expect(limits.expected[i].value! / limits.expected[i - 1].value!).toBeGreaterThan(1 - 1e-6);
        }
      }),
      { seed: 9, numRuns: 200 },
    );
  });
});

describe("toys", () => {
  it("agree with the asymptotic formula with many events, and with themselves for a seed", () => {
    const model = counting([60], [400], [15], [420]);
    const options = { toys: 3000, statistic: "qtilde" as const };
    const toy = toyTest(model, 0.8, { ...options, stream: randomStream("toys", 1) });
    const asymptotic = hypothesisTest(model, 0.8, "qtilde");
    expect(toy.status).toBe("ok");
    expect(Math.abs(toy.observed - asymptotic.observed)).toBeLessThan(4 * toy.error + 0.01);
    // Where the background fluctuates up, q is 0 and all toys tie with it; the formula has no such atom.
    for (const i of [0, 1, 2]) expect(Math.abs(toy.expected[i] - asymptotic.expected[i])).toBeLessThan(0.05);
    expect(toyTest(model, 0.8, { ...options, stream: randomStream("toys", 1) }).observed).toBe(toy.observed);
  });

  it("give the exact CLs of a counting experiment, which asymptotics miss", () => {
    // Known b = 3, n = 1, s = 4: P(≤1 | 7)/P(≤1 | 3) = 8 e⁻⁷ / 4 e⁻³.
    const model = counting([4], [3], [0], [1]);
    const toy = toyTest(model, 1, { toys: 20000, stream: randomStream("toys", 2) });
    const exact = (8 * Math.exp(-7)) / (4 * Math.exp(-3));
    expect(Math.abs(toy.observed - exact)).toBeLessThan(4 * toy.error);
    expect(Math.abs(hypothesisTest(model, 1, "qtilde").observed / exact - 1)).toBeGreaterThan(0.05);
  });

  it("give the p-value of the background for a discovery", () => {
    // Known b = 4, n = 10: P(≥10 | 4) = 0.00813.
    const toy = toyTest(counting([4], [4], [0], [10]), 1, {
      toys: 20000,
      stream: randomStream("toys", 3),
      statistic: "q0",
    });
    expect(Math.abs(toy.observed - 0.008132)).toBeLessThan(4 * toy.error);
  });
});
