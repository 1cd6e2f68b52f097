import { describe, expect, it } from "vitest";
import { reduceRule, truncatedNormalRule } from "../../src/numerics/gauss-rule.js";
import { gaussLegendre } from "../../src/numerics/quadrature.js";

describe("Gauss rules of a measure", () => {
  it("finds the Legendre rule again from a finer one", () => {
    const reduced = reduceRule(gaussLegendre(40), 7);
    const legendre = gaussLegendre(7);
    for (let i = 0; i < 7; i++) {
      expect(reduced.nodes[i]).toBeCloseTo(legendre.nodes[i], 13);
      expect(reduced.weights[i]).toBeCloseTo(legendre.weights[i], 13);
    }
  });

  it("leaves a small measure alone", () => {
    const rule = gaussLegendre(3);
    expect(reduceRule(rule, 5)).toEqual(rule);
  });

  it("has the moments of the truncated normal distribution", () => {
    const { nodes, weights } = truncatedNormalRule(8, 5);
    const moment = (k: number) => weights.reduce((sum, w, i) => sum + w * nodes[i] ** k, 0);
    expect(moment(0)).toBeCloseTo(1, 13);
    expect(moment(1)).toBeCloseTo(0, 13);
    // 1 − 2 c φ(c) / (2Φ(c) − 1)
    const c = 5;
    const phi = Math.exp(-0.5 * c * c) / Math.sqrt(2 * Math.PI);
    expect(moment(2)).toBeCloseTo(1 - (2 * c * phi) / (1 - 2 * 2.866515718791945e-7), 12);
  });
});
