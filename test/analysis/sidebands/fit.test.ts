import { describe, expect, it } from "vitest";
import { interpolate } from "../../../src/analysis/sidebands/fit.js";
import { randomStream } from "../../../src/numerics/random.js";
import { fitLikelihood } from "../../../src/statistics/fits/fit.js";
import { binnedLikelihood } from "../../../src/statistics/fits/likelihood.js";
import { polynomial } from "../../../src/statistics/shapes/polynomial.js";

const centres = [-9.5, -8.5, -7.5, -6.5, -5.5, -4.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5];
const widths = centres.map(() => 1);
const window = { centres: [-1.5, -0.5, 0.5, 1.5], widths: [1, 1, 1, 1] };
const range = { origin: 0, scale: 10 };
const density =
  (a: number, b: number, c = 0) =>
  (t: number) =>
    Math.exp(a + b * (t / 10) + c * (t / 10) ** 2);

describe("events expected between two sidebands", () => {
  it.each([
    ["a constant", 0, density(3, 0)],
    ["an exponential", 1, density(2, -1.5)],
    ["an exponential parabola", 2, density(4, 0.7, -1.2)],
  ])("are those of %s that the counts lie on", (_, order, f) => {
    const found = interpolate({ centres, widths, counts: centres.map(f) }, window, order, range);
    const truth = window.centres.reduce((sum, t) => sum + f(t), 0);
    expect(found?.value).toBeCloseTo(truth, 8);
    expect(found?.misfit).toBe(1);
  });

  it("have the error of the sum of Poisson counts for a constant", () => {
    const found = interpolate({ centres, widths, counts: centres.map(() => 25) }, window, 0, range);
    expect(found?.value).toBeCloseTo(100, 9);
    expect(found?.sigma).toBeCloseTo((100 * Math.sqrt(300)) / 300, 9);
  });

  it("scatter about the truth by their error, over many draws", () => {
    const stream = randomStream("test", "sidebands");
    const f = density(2.5, -1);
    const truth = window.centres.reduce((sum, t) => sum + f(t), 0);
    const pulls = Array.from({ length: 2000 }, () => {
      const found = interpolate(
        { centres, widths, counts: centres.map((t) => stream.poisson(f(t))) },
        window,
        1,
        range,
      );
      if (!found) throw new Error("no fit");
      return (found.value - truth) / found.sigma;
    });
    const mean = pulls.reduce((a, b) => a + b, 0) / pulls.length;
    const width = Math.sqrt(pulls.reduce((sum, pull) => sum + (pull - mean) ** 2, 0) / pulls.length);
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(Math.abs(width - 1)).toBeLessThan(0.06);
  });

  it("agree with the binned likelihood fit of a straight line where the slope is small", () => {
    const counts = [112, 109, 111, 108, 105, 107, 97, 99, 95, 92, 94, 90];
    const shape = polynomial([-10, 10], 1);
    const likelihood = binnedLikelihood(
      {
        range: [-10, 10],
        parameters: [
          { name: "n", value: 2000 },
          { name: "a1", value: 0 },
        ],
        components: [{ shape, yield: "n", arguments: ["a1"] }],
      },
      Float64Array.from({ length: 13 }, (_, i) => -10 + (20 * i) / 12),
      counts,
    );
    const fitted = fitLikelihood(likelihood).parameters.map(({ value }) => value);
    const step = 20 / 12;
    const even = counts.map((_, i) => -10 + (i + 0.5) * step);
    const found = interpolate(
      { centres: even, widths: even.map(() => step), counts },
      { centres: [0], widths: [2] },
      1,
      range,
    );
    expect(found?.value).toBeCloseTo(fitted[0] / 10, 0);
    expect(Math.abs((found?.value ?? 0) / (fitted[0] / 10) - 1)).toBeLessThan(5e-3);
  });

  it("are less certain where the fit is poor, and none where there are no events", () => {
    const jagged = centres.map((_, i) => (i % 2 === 0 ? 60 : 20));
    expect(interpolate({ centres, widths, counts: jagged }, window, 1, range)?.misfit).toBeGreaterThan(2);
    expect(interpolate({ centres, widths, counts: centres.map(() => 0) }, window, 1, range)).toBeNull();
  });
});
