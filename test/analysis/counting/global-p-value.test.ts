import { describe, expect, it } from "vitest";
import { globalPValue, type TestedWindow } from "../../../src/analysis/counting/global-p-value.js";
import { Analysis } from "../../../src/analysis/evaluate.js";
import { nominalState } from "../../../src/analysis/state.js";
import { randomStream } from "../../../src/numerics/random.js";
import { backgroundPValue } from "../../../src/statistics/counting/background-only.js";
import { toySearch, toyTable } from "../toy-search.js";

const samples = [{ simulated: 40, weight: 0.1 }];
const TOYS = 4000;

function separate(count: number, observed: number): [TestedWindow[], Parameters<typeof globalPValue>[1]] {
  const windows = Array.from({ length: count }, (_, i) => ({
    min: i,
    max: i + 1,
    observed: i === 0 ? observed : 0,
    samples,
  }));
  return [windows, windows.map(({ min, max }, i) => ({ min, max, windows: [i], samples }))];
}

describe("the global p-value", () => {
  for (const observed of [9, 12]) {
    it(`is Šidák's for separate windows, ${observed} events in one`, () => {
      const local = backgroundPValue(observed, { samples });
      const expected = 1 - (1 - local) ** 20;
      const found = globalPValue(...separate(20, observed), 0, TOYS, randomStream("test", "sidak", observed));
      expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / TOYS) + 1 / TOYS);
    });
  }

  it("is smaller where a common systematic uncertainty moves all windows together", () => {
    const relative = 0.5;
    const local = backgroundPValue(16, { samples, relative });
    const found = globalPValue(...separate(20, 16), relative, TOYS, randomStream("test", "common", 1));
    expect(found).toBeLessThan(0.9 * (1 - (1 - local) ** 20));
    expect(found).toBeGreaterThan(local);
  });

  it("is the local one where all windows are the same", () => {
    const windows = Array.from({ length: 8 }, () => ({ min: 0, max: 1, observed: 9, samples }));
    const cell = { min: 0, max: 1, windows: [0, 1, 2, 3, 4, 5, 6, 7], samples };
    const found = globalPValue(windows, [cell], 0, TOYS, randomStream("test", "same", 1));
    const local = backgroundPValue(9, { samples });
    expect(Math.abs(found - local)).toBeLessThan(4 * Math.sqrt(local / TOYS));
  });

  it("lies between one binning's and twice the windows, for two overlapping binnings", () => {
    const analysis = new Analysis(toySearch, toyTable(9));
    const found = analysis.evaluate(nominalState(toySearch), { globalPValue: 2000 });
    const all = [...found.localPValues.published, ...found.localPValues.shifted].map(({ p }) => p);
    const least = Math.min(...all);
    expect(found.globalPValue).toBeGreaterThan(least);
    expect(found.globalPValue).toBeLessThan(1 - (1 - least) ** 20 + 0.04);
    expect(analysis.evaluate(nominalState(toySearch)).globalPValue).toBeNull();
  });

  it("is small for a signal", () => {
    const analysis = new Analysis(toySearch, toyTable(9));
    const state = { ...nominalState(toySearch), injection: { hypothesis: { mass: 1 }, coupling: 0.5, seed: 1 } };
    expect(analysis.evaluate(state, { globalPValue: 500 }).globalPValue).toBeCloseTo(1 / 501, 6);
  });
});
