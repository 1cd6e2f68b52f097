import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minimise1d } from "../../../src/numerics/optimise1d.js";
import { lnGamma, poissonDeviance } from "../../../src/numerics/special.js";
import { fitLikelihood } from "../../../src/statistics/fits/fit.js";
import { binnedLikelihood } from "../../../src/statistics/fits/likelihood.js";
import type { FitModel } from "../../../src/statistics/fits/model.js";
import { barlowBeestonFactor, barlowBeestonTerm } from "../../../src/statistics/fits/template-error.js";
import { template } from "../../../src/statistics/shapes/template.js";
import { hasReference, readReference } from "../../reference.js";

it.skipIf(!hasReference("statistics.json"))("gives the reference factors and likelihoods", () => {
  const { inputs, expected } = JSON.parse(readReference("statistics.json")).find(
    (e: { id: string }) => e.id === "bb_lite",
  );
  inputs.n.forEach((n: number, i: number) => {
    expect(barlowBeestonFactor(n, inputs.mu[i], inputs.delta[i])).toBeCloseTo(expected.beta[i], 6);
    // −2 ln L there holds ln n!; ours is relative to the perfect description, n ln n − n − ln n!.
    const perfect = n > 0 ? 2 * (n - n * Math.log(n) + lnGamma(n + 1)) : 0;
    expect(2 * barlowBeestonTerm(n, inputs.mu[i], inputs.delta[i]) + perfect).toBeCloseTo(expected.m2lnL[i], 6);
  });
});

it("minimises over the factor", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 200 }),
      fc.double({ min: 0.1, max: 200, noNaN: true }),
      fc.double({ min: 0.02, max: 0.9, noNaN: true }),
      (n, mean, delta) => {
        const term = (beta: number) => poissonDeviance(n, beta * mean) + (0.5 * (beta - 1) ** 2) / delta ** 2;
        const { value } = minimise1d(term, 1e-9, 200);
        expect(barlowBeestonTerm(n, mean, delta)).toBeLessThan(value + 1e-7 * (1 + value));
      },
    ),
    { seed: 9 },
  );
  expect(barlowBeestonTerm(3, 0, 0.1)).toBe(Number.POSITIVE_INFINITY);
});

describe("a template fit", () => {
  const edges = Float64Array.of(0, 1, 2, 3);
  const model: FitModel = {
    range: [0, 3],
    parameters: [
      { name: "a", value: 50, lower: 0 },
      { name: "b", value: 50, lower: 0 },
    ],
    components: [
      { shape: template(edges, [1, 2, 5]), yield: "a", arguments: [] },
      { shape: template(edges, [4, 2, 1]), yield: "b", arguments: [] },
    ],
  };
  const counts = [60, 55, 70];

  it("has larger errors when the simulation is small, and the old ones when it is large", () => {
    const errorWith = (delta: number) => {
      const likelihood = binnedLikelihood(model, edges, counts, [delta, delta, delta]);
      const { status, parameters } = fitLikelihood(likelihood);
      expect(status).toBe("ok");
      return parameters[0].error;
    };
    expect(errorWith(1e-6)).toBeCloseTo(errorWith(0), 3);
    expect(errorWith(0.2)).toBeGreaterThan(1.3 * errorWith(0));
  });

  it("has the gradient of its own value", () => {
    const likelihood = binnedLikelihood(model, edges, [0, 55, 70], [0.1, 0.2, 0.3]);
    const gradient = new Float64Array(2);
    likelihood.gradient(Float64Array.of(80, 90), gradient);
    const slope =
      (likelihood.value(Float64Array.of(80.001, 90)) - likelihood.value(Float64Array.of(79.999, 90))) / 0.002;
    expect(gradient[0]).toBeCloseTo(slope, 6);
  });
});
