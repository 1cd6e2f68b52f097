import { describe, expect, it } from "vitest";
import { Analysis } from "../../src/analysis/evaluate.js";
import { centralHalfWidth } from "../../src/analysis/signal-resolution.js";
import { nominalState } from "../../src/analysis/state.js";
import { randomStream } from "../../src/numerics/random.js";
import { toySearch, toyTable } from "./toy-search.js";

describe("the resolution of simulated signal", () => {
  it("is σ of a Gaussian, with an error of 0.962 σ/√N", () => {
    const stream = randomStream("test", "half width");
    const draws = (length: number) => Float64Array.from({ length }, () => 3 + 0.7 * stream.normal()).sort();
    const { sigma, error } = centralHalfWidth(draws(200_000));
    expect(sigma).toBeCloseTo(0.7, 2);
    expect(error / ((0.962 * 0.7) / Math.sqrt(200_000))).toBeCloseTo(1, 1);
    // The error is the spread of the answer.
    const many = Array.from({ length: 400 }, () => centralHalfWidth(draws(1000)).sigma);
    const mean = many.reduce((a, b) => a + b, 0) / many.length;
    const spread = Math.sqrt(many.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (many.length - 1));
    expect(spread / ((0.962 * 0.7) / Math.sqrt(1000))).toBeCloseTo(1, 0.8);
  });

  it("is given for every simulated mass where it is asked for, of selected events", () => {
    const analysis = new Analysis(toySearch, toyTable(3));
    const state = { ...nominalState(toySearch), tuned: [] };
    expect(analysis.evaluate(state).resolutions).toBeUndefined();
    const { resolutions = [] } = analysis.evaluate(state, { resolutions: true });
    expect(resolutions.map(({ mass }) => mass)).toEqual([1, 3]);
    for (const { sigma, error, ofWindow, events } of resolutions) {
      expect(Math.abs(sigma - 0.2)).toBeLessThan(4 * error);
      expect(ofWindow).toBe(0.25);
      expect(events).toBeGreaterThan(1000);
    }
    const tight = { ...state, cuts: { ...state.cuts, threshold: { min: 4 } } };
    const fewer = analysis.evaluate(tight, { resolutions: true }).resolutions ?? [];
    expect(fewer[0].events).toBeLessThan(0.7 * resolutions[0].events);
    expect(fewer[0].error).toBeGreaterThan(resolutions[0].error);
  });
});
