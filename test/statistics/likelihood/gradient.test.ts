import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minimise } from "../../../src/numerics/minimise.js";
import { Evaluator } from "../../../src/statistics/likelihood/evaluator.js";
import { Fitter } from "../../../src/statistics/likelihood/fit.js";
import { compileModel, type Model } from "../../../src/statistics/likelihood/model.js";
import type { Channel, Modifier } from "../../../src/statistics/likelihood/specification.js";
import { workspaceOf } from "../../../src/statistics/likelihood/write.js";

const LUMI = { name: "lumi", auxdata: [1], inits: [1], bounds: [[0.5, 1.5] as const], sigmas: [0.03] };

/** Two channels with every modifier, shared and not; two shapesys beside each other in the second channel. */
function everything(templates: readonly number[], counts: readonly number[]): Parameters<typeof workspaceOf>[0] {
  const at = (k: number, bins: number) => templates.slice(k, k + bins);
  const scaled = (values: readonly number[], by: number) => values.map((value, i) => value * by * (1 + 0.1 * (i - 1)));
  const shape = (name: string, data: readonly number[], up: number, down: number): Modifier => ({
    name,
    type: "histosys",
    data: { lo_data: scaled(data, down), hi_data: scaled(data, up) },
  });
  const norm = (name: string, lo: number, hi: number): Modifier => ({ name, type: "normsys", data: { lo, hi } });
  const channel = (name: string, k: number, bins: number, extra: (data: number[]) => Modifier[]): Channel => {
    const [signal, first, second] = [at(k, bins), at(k + 3, bins), at(k + 6, bins)];
    return {
      name,
      samples: [
        {
          name: "signal",
          data: signal,
          modifiers: [{ name: "mu", type: "normfactor", data: null }, norm("efficiency", 0.8, 1.3), ...extra(signal)],
        },
        {
          name: "first",
          data: first,
          modifiers: [
            { name: "lumi", type: "lumi", data: null },
            shape("scale", first, 1.2, 0.9),
            norm("scale", 0.95, 1.1),
            { name: `statistics_${name}`, type: "staterror", data: scaled(first, 0.1) },
          ],
        },
        {
          name: "second",
          data: second,
          modifiers: [
            { name: "strength", type: "normfactor", data: null },
            shape("tilt", second, 0.9, 1.15),
            { name: `uncertainty_${name}`, type: "shapesys", data: scaled(second, 0.2) },
            ...(name === "a"
              ? [{ name: `statistics_${name}`, type: "staterror" as const, data: scaled(second, 0.1) }]
              : []),
          ],
        },
      ],
    };
  };
  const channels = [
    channel("a", 0, 3, () => []),
    channel("b", 9, 2, () => [{ name: "free", type: "shapefactor", data: null }]),
  ];
  return { channels, observed: { a: counts.slice(0, 3), b: counts.slice(3, 5) }, parameters: [LUMI] };
}

const templates = fc.array(fc.double({ min: 0.5, max: 60, noNaN: true }), { minLength: 18, maxLength: 18 });
const counts = fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 5, maxLength: 5 });
const smooth = fc.boolean();
const fractions = fc.array(fc.double({ min: 0.02, max: 0.98, noNaN: true }), { minLength: 40, maxLength: 40 });

function modelOf(t: readonly number[], n: readonly number[], isSmooth: boolean): Model {
  return compileModel(workspaceOf(everything(t, n)), {
    interpolation: isSmooth ? { normsys: "code4", histosys: "code4p" } : { normsys: "code1", histosys: "code0" },
  });
}

/** A point near the middle of the bounds, never on the bend of code0 and code1. */
function point(model: Model, f: readonly number[]): Float64Array {
  return Float64Array.from(model.parameters, ({ lower, upper, initial }, i) => {
    const reach = 0.5 * Math.min(upper - initial, initial - lower, 3) || 0.5;
    return initial + reach * (2 * f[i % f.length] - 1) + 1e-4;
  });
}

describe("gradient of −ln L", () => {
  it.each([true, false])("agrees with differences for every modifier and code (profiled: %s)", (profile) => {
    fc.assert(
      fc.property(templates, counts, smooth, fractions, (t, n, isSmooth, f) => {
        const model = modelOf(t, n, isSmooth);
        const evaluator = new Evaluator(model, { profile });
        const theta = point(model, f);
        const gradient = new Float64Array(evaluator.outer.length);
        const value = evaluator.gradient(theta, gradient);
        expect(value).toBeGreaterThanOrEqual(0);
        evaluator.outer.forEach((index, k) => {
          const h = 1e-5;
          const shifted = (by: number) => {
            const moved = theta.slice();
            moved[index] += by;
            return evaluator.value(moved);
          };
          const numeric = (8 * (shifted(h) - shifted(-h)) - (shifted(2 * h) - shifted(-2 * h))) / (12 * h);
          expect(Math.abs(numeric - gradient[k])).toBeLessThan(1e-5 * (1 + Math.abs(gradient[k]) + value));
        });
      }),
      { seed: 4, numRuns: 60 },
    );
  });

  it("is zero for the profiled parameters: no other value of theirs is better", () => {
    fc.assert(
      fc.property(templates, counts, fractions, (t, n, f) => {
        const model = modelOf(t, n, true);
        const profiled = new Evaluator(model);
        const full = new Evaluator(model, { profile: false });
        expect(profiled.local.length).toBeGreaterThan(4);
        const theta = point(model, f);
        const best = profiled.value(theta);
        expect(full.value(theta)).toBeCloseTo(best, 9);
        for (const index of profiled.local) {
          for (const step of [1e-3, -1e-3]) {
            const moved = theta.slice();
            const { lower, upper } = model.parameters[index];
            moved[index] = Math.min(Math.max(moved[index] + step, lower), upper);
            expect(full.value(moved)).toBeGreaterThan(best - 1e-9);
          }
        }
      }),
      { seed: 5, numRuns: 60 },
    );
  });
});

it("fits the same minimum with and without profiling, and without the gradient", () => {
  fc.assert(
    fc.property(templates, fractions, (t, f) => {
      // Data of the model itself: arbitrary counts give −ln L several minima.
      const model = modelOf(t, [1, 1, 1, 1, 1], true);
      const near = point(model, f).map((value, i) => model.parameters[i].initial * 0.7 + value * 0.3);
      const main = new Evaluator(model).expected(near).map(Math.round);
      const data = { main, auxiliary: model.observed.auxiliary };
      const profiled = new Fitter(model).fit(data);
      const full = new Fitter(model, new Evaluator(model, { profile: false })).fit(data);
      expect(profiled.status).toBe("converged");
      expect(full.status).toBe("converged");
      expect(profiled.value).toBeCloseTo(full.value, 5);
      const evaluator = new Evaluator(model);
      evaluator.setData(data);
      const theta = profiled.parameters.slice();
      const value = (x: Float64Array) => {
        evaluator.outer.forEach((index, k) => {
          theta[index] = x[k];
        });
        return evaluator.value(theta);
      };
      const bounds = [...evaluator.outer].map((index) => model.parameters[index]);
      const numeric = minimise(
        { value },
        {
          start: bounds.map(({ initial }) => initial),
          lower: bounds.map(({ lower }) => lower),
          upper: bounds.map(({ upper }) => upper),
        },
      );
      expect(numeric.status).toBe("converged");
      expect(numeric.value).toBeCloseTo(profiled.value, 5);
    }),
    { seed: 6, numRuns: 25 },
  );
});
