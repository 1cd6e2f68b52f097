import { describe, expect, it } from "vitest";
import { publishedSigma, publishedWindows, windowAround } from "../../src/catalogue/zprime-invisible/windows.js";

describe("the windows of the invisible Z′", () => {
  const windows = publishedWindows();

  it("are 69, touch each other, and end at 8 GeV", () => {
    expect(windows).toHaveLength(69);
    for (let i = 1; i < windows.length; i++) expect(windows[i].window.min).toBe(windows[i - 1].window.max);
    expect(windows[68].window.max).toBeCloseTo(64, 8);
  });

  it("have the published full widths of 1150 MeV at 0.5 GeV and 51 MeV at 6.9 GeV, the narrowest", () => {
    expect((2 * publishedSigma(0.5)) / 0.5).toBeCloseTo(1.15, 10);
    expect((2 * publishedSigma(6.9)) / 6.9).toBeCloseTo(0.051, 10);
    for (const mass of [1, 3, 5, 6.5, 7.2, 7.9]) expect((2 * publishedSigma(mass)) / mass).toBeGreaterThan(0.051);
  });

  it("are centred on their hypothesis in signed M², so that the first reaches below zero", () => {
    for (const { hypothesis, window } of windows) {
      expect((window.min + window.max) / 2).toBeCloseTo(hypothesis.mass ** 2, 8);
    }
    expect(windows[0].hypothesis.mass).toBeCloseTo(0.1, 8);
    expect(windows[0].window.min).toBeLessThan(-0.5);
    expect(windowAround(3).max - windowAround(3).min).toBeCloseTo(4 * publishedSigma(3), 12);
  });

  it("lie half a window further in the second binning", () => {
    const shifted = publishedWindows(0.5);
    expect(shifted).toHaveLength(69);
    expect(shifted[0].window.min).toBeCloseTo((windows[0].window.min + windows[0].window.max) / 2, 10);
  });
});
