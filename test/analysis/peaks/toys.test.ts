import { describe, expect, it } from "vitest";
import type { PeakVariable } from "../../../src/analysis/measurement.js";
import { largestPeak } from "../../../src/analysis/peaks/look-elsewhere.js";
import type { HypothesisModels } from "../../../src/analysis/peaks/models.js";
import { bandFactors, describedFactors, largestOfToys, recovery, toyBand } from "../../../src/analysis/peaks/toys.js";
import { randomStream } from "../../../src/numerics/random.js";
import { countSorted, peakVariations } from "../../../src/statistics/fits/variations.js";
import { gaussian } from "../../../src/statistics/shapes/gaussian.js";
import { binProbabilities } from "../../../src/statistics/shapes/shape.js";

const RANGE = [20, 80] as const;
const PEAK = [50, 1] as const;

const variable = { id: "x" } as PeakVariable;

/** Nine fits of a Gaussian over a flat spectrum, or one alone. */
function hypothesis(widenings: readonly number[], orders: readonly number[], candidates: Float64Array) {
  const models = peakVariations(
    { range: RANGE, widenings, orders, bins: 100 },
    (edges) => countSorted(candidates, edges),
    (edges) => ({ signal: binProbabilities(gaussian, edges, PEAK) }),
  );
  const variations = widenings.flatMap((by) =>
    orders.map((order) => ({ from: RANGE[0] - by, to: RANGE[1] + by, order })),
  );
  return { models, variations } as unknown as HypothesisModels;
}

/** Flat candidates between 0 and 100, evenly spaced: simulation without any fluctuation. */
const even = (count: number) => Float64Array.from({ length: count }, (_, i) => (100 * (i + 0.5)) / count);
const simulated = { candidates: even(200_000), weight: 1 / 10 };
/** Flat, with a broad hill in the middle that a straight line does not follow. */
const hilly = Float64Array.from([
  ...even(200_000),
  ...even(20_000).map((x) => (x < 50 ? 25 + Math.sqrt(12.5 * x) : 75 - Math.sqrt(12.5 * (100 - x)))),
]).sort();

describe("toys of fitted peaks", () => {
  it("give the formula's band where there is one fit and many events, and more where nine compete", () => {
    const one = hypothesis([0], [1], even(20_000));
    const single = toyBand(variable, 1, one, simulated, 0.95, "simulated", 250, randomStream("test", "one"));
    expect(single.moved).toBe(0);
    // The truth is of the order of the fit: median and quantiles to the statistics of 250 toys.
    single.factors.forEach((factor, k) => {
      expect(Math.abs(factor - 1)).toBeLessThan(k === 0 || k === 4 ? 0.15 : 0.12);
    });
    const nine = hypothesis([0, -5, 5], [1, 0, 2], even(20_000));
    const several = toyBand(variable, 1, nine, simulated, 0.95, "simulated", 80, randomStream("test", "nine"));
    expect(several.moved).toBeGreaterThan(0.5);
    expect(several.factors[2]).toBeGreaterThan(1.03);
  });

  it("tell what the envelope alone does from what a polynomial does that does not follow the spectrum", () => {
    const nine = hypothesis([0, -5, 5], [2, 1, 3], even(20_000));
    const factor = (truth: "simulated" | "described") =>
      toyBand(
        variable,
        1,
        nine,
        { candidates: hilly, weight: 1 / 10 },
        0.95,
        truth,
        60,
        randomStream("test", "hilly", truth),
      ).factors[2];
    const described = factor("described");
    expect(described).toBeGreaterThan(0.95);
    expect(described).toBeLessThan(1.4);
    expect(factor("simulated")).toBeGreaterThan(1.5 * described);
  });

  it("find injected signals without bias where the shape and the polynomial are right, and see where they are not", () => {
    const made = hypothesis([0], [1], even(20_000));
    const stream = randomStream("test", "signal");
    const signalOf = (mean: number) => ({
      candidates: Float64Array.from({ length: 20_000 }, () => mean + stream.normal()).sort(),
      events: 20_000,
    });
    const right = recovery(variable, 1, made, simulated, signalOf(50), 5, 200, randomStream("test", "right"));
    expect(right.converged).toBe(200);
    expect(Math.abs(right.pullMean) / right.pullMeanError).toBeLessThan(4);
    expect(Math.abs(right.pullWidth - 1) / right.pullWidthError).toBeLessThan(4);
    expect(right.injected).toBeGreaterThan(50);
    const moved = recovery(variable, 1, made, simulated, signalOf(51.5), 5, 200, randomStream("test", "moved"));
    expect(moved.pullMean).toBeGreaterThan(1);
  });

  it("are not taken in by an edge that the widest range reaches and the nominal one does not", () => {
    // Flat up to 80, where the nominal range ends, then falling to nothing at 85.
    const edge = Float64Array.from([
      ...even(200_000).map((x) => 0.8 * x),
      ...even(6250).map((x) => 85 - Math.sqrt(0.25 * (100 - x))),
    ]).sort();
    const made = hypothesis([0, -5, 5], [1, 0, 2], even(20_000));
    const stream = randomStream("test", "edge signal");
    const candidates = Float64Array.from({ length: 20_000 }, () => 50 + stream.normal()).sort();
    const signal = { candidates, events: 20_000 };
    const at = { candidates: edge, weight: 1 / 10 };
    const found = recovery(variable, 1, made, at, signal, 5, 200, randomStream("test", "edge"));
    expect(Math.abs(found.pullMean)).toBeLessThan(0.3);
  });

  it("interpolate their factors linearly in ln m, hold them outside, and are 1 without toys", () => {
    const band = (mass: number, factor: number) => ({
      variable: "x",
      mass,
      factors: [factor, factor, factor, factor, factor] as const,
      error: 0,
      toys: 100,
      moved: 0,
    });
    const toys = { bands: [band(1, 1), band(4, 3)], described: [band(1, 1), band(4, 2)], recovery: [], scans: [] };
    expect(bandFactors(toys, "x", 2)[2]).toBeCloseTo(2, 12);
    expect(bandFactors(toys, "x", 0.5)[2]).toBe(1);
    expect(bandFactors(toys, "x", 9)[2]).toBe(3);
    expect(bandFactors(toys, "y", 2)[2]).toBe(1);
    expect(bandFactors(undefined, "x", 2)[2]).toBe(1);
    // At another luminosity the mean of what the envelope alone does: of 1 and 2.
    expect(describedFactors(toys, "x")[2]).toBe(1.5);
    expect(describedFactors(toys, "y")[2]).toBe(1);
  });

  it("say what the largest peak of a scan is worth, by crossings and by counting", () => {
    const scans = Array.from({ length: 99 }, (_, i) => ({
      largest: 1 + i / 33,
      mass: 1,
      crossings: i % 2 === 0 ? 8 : 10,
    }));
    const toys = { bands: [], described: [], recovery: [], scans };
    const scan = [0, 3, 0].map((significance, i) => ({
      hypothesis: { mass: i },
      peak: { variable: "x", significance },
    })) as never;
    const found = largestPeak(scan, toys);
    // 33 of 99 toys reach 3, and one more for the data themselves.
    expect(found?.fromToys?.exceeding).toBe(33);
    expect(found?.fromToys?.p).toBeCloseTo(0.34, 12);
    expect(found?.crossings).toBeCloseTo(9, 1);
    // p = 1 − Φ(3) + N e^{−(9 − 1)/2}
    expect(found?.globalPValue).toBeCloseTo(0.00135 + (found?.crossings ?? 0) * Math.exp(-4), 4);
    expect(largestPeak(scan)?.level).toBe(0);
    expect(largestOfToys(toys)?.[2]).toBeCloseTo(2.485, 2);
  });
});
