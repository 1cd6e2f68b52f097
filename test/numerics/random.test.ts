import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/numerics/random.js";

/** Mean and variance of `draws` numbers. */
function moments(draw: () => number, draws: number): { mean: number; variance: number } {
  let mean = 0;
  let m2 = 0;
  for (let i = 1; i <= draws; i++) {
    const value = draw();
    const delta = value - mean;
    mean += delta / i;
    m2 += delta * (value - mean);
  }
  return { mean, variance: m2 / (draws - 1) };
}

describe("random streams", () => {
  it("give the same numbers for the same name and others for another", () => {
    const draw = (...name: (string | number)[]) => {
      const stream = randomStream(...name);
      return Array.from({ length: 8 }, () => stream.uniform());
    };
    expect(draw("zprime-invisible", "mumu", 1)).toEqual(draw("zprime-invisible", "mumu", 1));
    expect(draw("zprime-invisible", "mumu", 1)).not.toEqual(draw("zprime-invisible", "mumu", 2));
    // The name is a list, not a joined text.
    expect(draw("a", "bc")).not.toEqual(draw("ab", "c"));
  });

  for (const mean of [0, 0.3, 4, 15.9, 16.1, 90, 2500]) {
    it(`Poisson of mean ${mean} has that mean and variance`, () => {
      const stream = randomStream("test", "poisson", mean);
      const draws = 40_000;
      const found = moments(() => stream.poisson(mean), draws);
      const error = Math.sqrt(mean / draws);
      expect(Math.abs(found.mean - mean)).toBeLessThanOrEqual(5 * error);
      // Var(s²) = μ(1 + 2μ)/n for Poisson numbers.
      expect(Math.abs(found.variance - mean)).toBeLessThanOrEqual(5 * Math.sqrt((mean * (1 + 2 * mean)) / draws));
    });
  }

  for (const shape of [0.3, 1, 7.5]) {
    it(`gamma of shape ${shape} has mean and variance ${shape}`, () => {
      const stream = randomStream("test", "gamma", shape);
      const draws = 40_000;
      const found = moments(() => stream.gamma(shape), draws);
      expect(Math.abs(found.mean - shape)).toBeLessThan(5 * Math.sqrt(shape / draws));
      expect(Math.abs(found.variance / shape - 1)).toBeLessThan(5 * Math.sqrt((2 + 6 / shape) / draws));
    });
  }

  it("binomial has mean np and variance np(1 − p)", () => {
    const stream = randomStream("test", "binomial");
    const found = moments(() => stream.binomial(500, 0.13), 40_000);
    expect(Math.abs(found.mean - 65)).toBeLessThan(5 * Math.sqrt(56.55 / 40_000));
    expect(Math.abs(found.variance / 56.55 - 1)).toBeLessThan(5 * Math.sqrt(2 / 40_000));
  });

  it("normal has kurtosis 3 and no correlation between neighbours", () => {
    const stream = randomStream("test", "normal");
    const draws = 100_000;
    let fourth = 0;
    let lag = 0;
    let last = stream.normal();
    for (let i = 0; i < draws; i++) {
      const next = stream.normal();
      fourth += next ** 4;
      lag += last * next;
      last = next;
    }
    expect(Math.abs(fourth / draws - 3)).toBeLessThan(5 * Math.sqrt(96 / draws));
    expect(Math.abs(lag / draws)).toBeLessThan(5 / Math.sqrt(draws));
  });
});
