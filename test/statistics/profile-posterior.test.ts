import { describe, expect, it } from "vitest";
import { bayesianLimitWithBands } from "../../src/statistics/counting/bayesian.js";
import { gaussianUpperLimit } from "../../src/statistics/counting/gaussian-mean.js";
import { compileModel } from "../../src/statistics/likelihood/model.js";
import { ProfilePosterior } from "../../src/statistics/likelihood/profile-posterior.js";
import { workspaceOf } from "../../src/statistics/likelihood/write.js";

/** Limit on the events of a signal of known shape over a known background. */
function limit(signal: readonly number[], background: readonly number[], observed: readonly number[], relative = 0) {
  const systematic = { name: "efficiency", type: "normsys", data: { lo: 1 - relative, hi: 1 + relative } } as const;
  const workspace = workspaceOf({
    channels: [
      {
        name: "counts",
        samples: [
          {
            name: "signal",
            data: signal,
            modifiers: [{ name: "mu", type: "normfactor", data: null }, ...(relative > 0 ? [systematic] : [])],
          },
          { name: "background", data: background, modifiers: [] },
        ],
      },
    ],
    observed: { counts: observed },
  });
  const model = compileModel(workspace);
  return new ProfilePosterior(model).upperLimit(model.observed, 0.9).value ?? Number.NaN;
}

describe("limits by a posterior of the profile likelihood", () => {
  it("are those of exact counting in one bin", () => {
    for (const [observed, background] of [
      [0, 0],
      [0, 3],
      [3, 3],
      [7, 1.5],
      [40, 45],
    ]) {
      const exact = bayesianLimitWithBands({
        observed,
        background,
        efficiency: { value: 1 },
        luminosity: { value: 1 },
        prior: "flat",
        cl: 0.9,
      }).observed;
      expect(Math.abs(limit([1], [background], [observed]) / (exact ?? 0) - 1)).toBeLessThan(2e-3);
    }
  });

  it("do not depend on how a count without shape is cut into bins", () => {
    expect(limit([0.2, 0.3, 0.5], [0.4, 0.6, 1], [1, 0, 2]) / limit([1], [2], [3])).toBeCloseTo(1, 3);
  });

  it("are lower where the events lie beside the peak", () => {
    const beside = limit([0.1, 0.9], [1, 1], [3, 0]);
    expect(beside).toBeLessThan(limit([1], [2], [3]));
    // In the bin of the peak none was seen: not below 2.3 of what reaches it.
    expect(beside).toBeGreaterThan(Math.log(10));
  });

  it("grow with the uncertainty of the efficiency as those that average over it", () => {
    const averaged = bayesianLimitWithBands({
      observed: 4,
      background: 1,
      efficiency: { value: 1, sigma: 0.1 },
      luminosity: { value: 1 },
      prior: "flat",
      cl: 0.9,
    }).observed;
    expect(limit([1], [1], [4], 0.1) / (averaged ?? 0)).toBeCloseTo(1, 1);
    expect(limit([1], [1], [4], 0.1)).toBeGreaterThan(limit([1], [1], [4]));
  });

  it("are those of a Gaussian for many events", () => {
    const exact = gaussianUpperLimit(150, Math.sqrt(10150), 0.9).value;
    expect(limit([1], [10_000], [10_150]) / (exact ?? 0)).toBeCloseTo(1, 2);
  });
});
