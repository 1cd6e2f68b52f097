import { describe, expect, it } from "vitest";
import { nominalState } from "../../src/analysis/state.js";
import { type RankedSource, systematicsRanking } from "../../src/analysis/systematics-ranking.js";
import { variables } from "../../src/catalogue/alp-photon/masses.js";
import { publishedEfficiency } from "../../src/catalogue/zprime-invisible/claims.js";
import { zprimeInvisible as search } from "../../src/catalogue/zprime-invisible.js";
import { luminosityAt, luminosityStep, luminosityText } from "../../src/figures/choices.js";
import { formatUncertain } from "../../src/figures/numbers.js";
import { straightLine } from "../../src/figures/panels/linearity.js";
import { impliedWidth, stepsOfHalfWidths } from "../../src/figures/panels/peaks.js";
import { PUBLISHED_EFFICIENCY } from "../../src/physics/detector/validation.js";

describe("panels", () => {
  it("fit a straight line with weights: slope and intercept of points on it, error of two points", () => {
    const points = [1, 2, 4].map((x) => ({ x, y: 3 + 0.5 * x, sigma: x }));
    const line = straightLine(points);
    expect(line.slope).toBeCloseTo(0.5, 12);
    expect(line.intercept).toBeCloseTo(3, 12);
    const two = straightLine([
      { x: 0, y: 0, sigma: 3 },
      { x: 10, y: 5, sigma: 4 },
    ]);
    expect(two.sigma).toBeCloseTo(0.5, 12);
  });

  it("rank systematic uncertainties by what the limit gains without each", () => {
    const state = nominalState(search);
    const cost: Record<string, number> = { yield: 0.2, trigger: 0.05 };
    const evaluate = ({ systematics }: typeof state) => {
      const limit = Object.entries(cost).reduce((sum, [id, value]) => sum + value * systematics[id], 1);
      return { scan: [{ limits: { gPrime: { expected: [null, null, limit, null, null] } } }] } as never;
    };
    const { limit, statistical, sources } = systematicsRanking(search, state, 0, evaluate);
    expect(limit).toBeCloseTo(1.25, 12);
    expect(statistical).toBeCloseTo(1, 12);
    expect(sources.slice(0, 2).map(({ id }: RankedSource) => id)).toEqual(["yield", "trigger"]);
    expect(sources[0].effect).toBeCloseTo(0.2 / 1.25, 12);
    expect(sources[2].effect).toBe(0);
  });

  it("take the published range of the efficiency from one place", () => {
    expect(publishedEfficiency.low).toBe(PUBLISHED_EFFICIENCY.from.value);
    expect(publishedEfficiency.high).toBe(PUBLISHED_EFFICIENCY.to.value);
  });
});

it("values end with the second digit of their uncertainty, however large", () => {
  expect(formatUncertain(12.706, 3.054)).toBe("12.7 ± 3.1");
  expect(formatUncertain(-0.2, 0.0149)).toBe("−0.200 ± 0.015");
  expect(formatUncertain(2_301_748, 552_882)).toBe("2\u0020300\u0020000 ± 550\u0020000");
});

describe("the luminosity slider", () => {
  it("stands at zero for the data, and at the step nearest to any other luminosity", () => {
    expect(luminosityStep(search, null)).toBe(0);
    expect(luminosityAt(search, 0)).toBeNull();
    for (const step of [-20, 7, 113, 263]) expect(luminosityStep(search, luminosityAt(search, step))).toBe(step);
    expect(luminosityText(50_000)).toBe("50.0 ab⁻¹");
    expect(luminosityText(0.276)).toBe("276 pb⁻¹");
  });
});

describe("peaks of fits", () => {
  it("say how many masses steps of half their widths would make", () => {
    // The published 378 + 124 of constant relative widths, 3.74 % of M² and 2.08 % of the energy of the photon.
    for (const variable of variables) {
      const { masses, scale } = variable;
      const width = variable.id === "diphoton" ? 0.0374 : 0.0208;
      const peaks = masses.map((mass) => ({ mass, sigma: width * scale(mass) }));
      expect(Math.abs(stepsOfHalfWidths(peaks) - masses.length)).toBeLessThan(1.5);
      const wider = peaks.map(({ mass, sigma }) => ({ mass, sigma: 1.5 * sigma }));
      expect(stepsOfHalfWidths(wider) * 1.5).toBeCloseTo(stepsOfHalfWidths(peaks), 6);
      expect(impliedWidth(variable) / (100 * width)).toBeCloseTo(1, 2);
    }
  });
});
