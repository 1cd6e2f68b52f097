import { describe, expect, it } from "vitest";
import {
  CONTAINMENT,
  massEdges,
  RESOLUTION,
  spectrumWithin,
  windowsWithin,
} from "../../src/catalogue/dimuon-spectrum/windows.js";
import { erf } from "../../src/numerics/special.js";

describe("the windows of the dimuon spectrum", () => {
  it("lie from 0.3 to 120 GeV, ±2σ wide, with sidebands on both sides that do not touch them", () => {
    const windows = windowsWithin([0.2, 130]);
    expect(windows.length).toBeGreaterThan(300);
    for (const { hypothesis, window, sidebands = [] } of windows) {
      // Edges have seven digits.
      expect(Math.log(window.max / hypothesis.mass)).toBeCloseTo(2 * RESOLUTION.value, 5);
      expect(Math.log(hypothesis.mass / window.min)).toBeCloseTo(2 * RESOLUTION.value, 5);
      expect(sidebands).toHaveLength(2);
      expect(sidebands[0].max).toBeLessThan(window.min);
      expect(sidebands[1].min).toBeGreaterThan(window.max);
    }
    expect(windows[0].hypothesis.mass).toBeLessThan(0.32);
    expect(windows[windows.length - 1].hypothesis.mass).toBeGreaterThan(113);
  });

  it("stay with their sidebands within the data", () => {
    for (const coverage of [
      [3.5, 3.9],
      [60, 120],
      [2, 86],
    ] as const) {
      const windows = windowsWithin(coverage);
      expect(windows.length).toBeGreaterThan(2);
      for (const { sidebands = [] } of windows) {
        expect(sidebands[0].min).toBeGreaterThanOrEqual(coverage[0]);
        expect(sidebands[1].max).toBeLessThanOrEqual(coverage[1]);
        expect(sidebands[0].max).toBeGreaterThan(sidebands[0].min);
        expect(sidebands[1].max).toBeGreaterThan(sidebands[1].min);
      }
      const { edges } = spectrumWithin(coverage);
      expect(edges[0]).toBeGreaterThanOrEqual(coverage[0]);
      expect(edges[edges.length - 1]).toBeLessThanOrEqual(coverage[1]);
      expect(edges.length).toBeLessThan(130);
    }
    expect(windowsWithin([3, 3.1])).toEqual([]);
  });

  it("touch or overlap, so that no mass falls between them", () => {
    for (const coverage of [
      [0.3, 120],
      [2, 86],
      [60, 120],
    ] as const) {
      const windows = windowsWithin(coverage);
      for (let i = 1; i < windows.length; i++)
        expect(windows[i].window.min).toBeLessThanOrEqual(windows[i - 1].window.max * (1 + 1e-9));
    }
  });

  it("hold the share of a Gaussian peak that they say", () => {
    expect(CONTAINMENT.value).toBeCloseTo(erf(Math.SQRT2), 4);
    expect(Math.log(massEdges[1] / massEdges[0])).toBeCloseTo(RESOLUTION.value / 2, 5);
  });
});
