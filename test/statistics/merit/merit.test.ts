import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { normalCdf } from "../../../src/numerics/special.js";
import { optimiseCut } from "../../../src/statistics/merit/cut.js";
import {
  efficiencyOverRootBackground,
  punzi,
  punziReach,
  punziSensitivity,
} from "../../../src/statistics/merit/figures.js";
import { optimiseLine } from "../../../src/statistics/merit/line.js";
import { answerPunzi } from "../../../src/statistics/merit/request.js";
import { Fields } from "../../../src/statistics/validation.js";
import { hasReference, readReference } from "../../reference.js";

describe("figures", () => {
  it.skipIf(!hasReference("statistics.json"))("gives the reference values", () => {
    const { inputs, expected } = JSON.parse(readReference("statistics.json")).find(
      (e: { id: string }) => e.id === "punzi",
    );
    expect(punzi(inputs.eps, inputs.B, inputs.a_simple) / expected.fom).toBeCloseTo(1, 9);
    const full = punziSensitivity(inputs.eps, inputs.B, inputs.a, inputs.b, inputs.L);
    expect(full / expected.sigma_min).toBeCloseTo(1, 9);
  });
  it("solves the condition that the full form is made from", () => {
    // S_min = a √B + b √(B + S_min): the power Φ(b) at the threshold a √B of a Gaussian count.
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1e4, noNaN: true }),
        fc.double({ min: 0.5, max: 6, noNaN: true }),
        fc.double({ min: 0, max: 4, noNaN: true }),
        (background, a, b) => {
          const s = punziSensitivity(1, background, a, b);
          expect(s / (a * Math.sqrt(background) + b * Math.sqrt(background + s))).toBeCloseTo(1, 9);
        },
      ),
      { seed: 7 },
    );
  });
});

describe("optimising a cut", () => {
  // Signal N(0, 1), background flat in (−10, 10), cut on x < c.
  const stream = randomStream("test", "merit");
  const signal = { values: Float64Array.from({ length: 20_000 }, () => stream.normal()) };
  const flat = Float64Array.from({ length: 20_000 }, () => -10 + 20 * stream.uniform());
  const background = { values: flat, weights: new Float64Array(20_000).fill(0.05) };

  it("finds the maximum that the distributions have in closed form", () => {
    const best = optimiseCut(signal, background, (e, b) => punzi(e, b, 1.6), "below");
    let exact = { x: 0, merit: 0 };
    for (let x = -3; x < 6; x += 0.001) {
      const merit = punzi(normalCdf(x), 50 * (x + 10), 1.6);
      if (merit > exact.merit) exact = { x, merit };
    }
    expect(best?.threshold).toBeCloseTo(exact.x, 0);
    expect((best?.merit ?? 0) / exact.merit).toBeCloseTo(1, 2);
  });
  it("mirrors", () => {
    const negative = (column: { values: Float64Array; weights?: Float64Array }) => ({
      ...column,
      values: column.values.map((x) => -x),
    });
    const merit = punziReach(1.6, 1.28);
    const below = optimiseCut(signal, background, merit, "below");
    const above = optimiseCut(negative(signal), negative(background), merit, "above");
    expect(above?.threshold).toBeCloseTo(-(below?.threshold ?? 0), 12);
    expect(above?.merit).toBe(below?.merit);
  });
  it("keeps equal values together and skips what is not finite", () => {
    const tied = optimiseCut({ values: [2] }, { values: [2, 2] }, (e, b) => punzi(e, b, 2), "below");
    expect(tied).toMatchObject({ efficiency: 1, background: 2 });
    const best = optimiseCut({ values: [1, 2, 2] }, { values: [2, 3] }, efficiencyOverRootBackground, "below");
    expect(best).toEqual({ threshold: 2.5, efficiency: 1, background: 1, merit: 1 });
    expect(optimiseCut({ values: [1] }, { values: [] }, efficiencyOverRootBackground, "below")).toBeUndefined();
    expect(optimiseCut({ values: [] }, { values: [1] }, efficiencyOverRootBackground, "below")).toBeUndefined();
  });
  it("keeps everything where nothing is gained by cutting", () => {
    const best = optimiseCut({ values: [1, 2] }, { values: [] }, (e, b) => punzi(e, b, 2), "above");
    expect(best?.threshold).toBe(Number.NEGATIVE_INFINITY);
  });
});

it("finds the direction in which two shifted Gaussians part", () => {
  const stream = randomStream("test", "merit", "line");
  const cloud = (x: number, y: number) => ({
    x: Float64Array.from({ length: 10_000 }, () => x + stream.normal()),
    y: Float64Array.from({ length: 10_000 }, () => 100 * (y + stream.normal())),
  });
  const signal = cloud(0, 0);
  const background = cloud(2.5, 1.5);
  const merit = (e: number, b: number) => punzi(e, b, 1.6);
  const line = optimiseLine(signal, background, merit);
  // The likelihood ratio is constant along lines normal to the shift.
  const direction = Math.atan2((line?.b ?? 0) * 100, line?.a ?? 0);
  expect(Math.abs(direction - Math.atan2(1.5, 2.5))).toBeLessThan(0.3);
  const onX = optimiseCut({ values: signal.x }, { values: background.x }, merit, "below");
  expect(line?.merit).toBeGreaterThan(onX?.merit ?? Number.POSITIVE_INFINITY);
});

describe("requests", () => {
  const ask = (request: object) => answerPunzi(new Fields(request));
  it("answers both forms", () => {
    expect(ask({ efficiency: 0.05, background: 9, a: 1.6 })).toEqual({ status: "ok", fom: punzi(0.05, 9, 1.6) });
    const full = ask({ efficiency: 0.05, background: { value: 9 }, a: 3, b: 1.28, luminosity: 276 });
    expect(full).toEqual({ status: "ok", sigmaMin: punziSensitivity(0.05, 9, 3, 1.28, 276) });
    expect(ask({ efficiency: 0, background: 9, a: 3, b: 1 })).toEqual({ status: "unbounded", sigmaMin: null });
    expect(ask({ efficiency: 0, background: 0, a: 0 })).toEqual({ status: "unbounded", fom: null });
  });
  it.each([
    [{ efficiency: 1.2, background: 1, a: 1 }, "efficiency"],
    [{ efficiency: 0.2, background: { value: -1 }, a: 1 }, "background.value"],
    [{ efficiency: 0.2, background: 1 }, "a"],
    [{ efficiency: 0.2, background: 1, a: 1, luminosity: 3 }, "b"],
  ])("names the field at fault in %o", (request, path) => {
    expect(() => ask(request)).toThrow(expect.objectContaining({ path }));
  });
});
