import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { Evaluator } from "../../../src/statistics/likelihood/evaluator.js";
import { Fitter } from "../../../src/statistics/likelihood/fit.js";
import { fitErrors, fitMinos } from "../../../src/statistics/likelihood/fit-errors.js";
import { hypothesisTest } from "../../../src/statistics/likelihood/hypothesis-test.js";
import { impacts } from "../../../src/statistics/likelihood/impacts.js";
import { compileModel } from "../../../src/statistics/likelihood/model.js";
import { type Modifier, type Sample, SMOOTH_INTERPOLATION } from "../../../src/statistics/likelihood/specification.js";
import { countingWorkspace, workspaceOf } from "../../../src/statistics/likelihood/write.js";

const mu: Modifier = { name: "mu", type: "normfactor", data: null };
const signal = (data: number[], ...modifiers: Modifier[]): Sample => ({
  name: "s",
  data,
  modifiers: [mu, ...modifiers],
});
const background = (data: number[], ...modifiers: Modifier[]): Sample => ({ name: "b", data, modifiers });
const oneChannel = (samples: Sample[], data: number[]) =>
  compileModel(workspaceOf({ channels: [{ name: "c", samples }], observed: { c: data } }));

describe("fits with a known answer", () => {
  it("on and off counts give Li and Ma's significance", () => {
    // Off counts m at ratio α are a shapesys of relative width 1/√m on a background α m.
    const li = (on: number, off: number, alpha: number) =>
      Math.sqrt(
        2 *
          (on * Math.log(((1 + alpha) / alpha) * (on / (on + off))) + off * Math.log((1 + alpha) * (off / (on + off)))),
      );
    for (const [on, off, alpha] of [
      [12, 10, 0.4],
      [140, 100, 1],
      [5, 30, 0.05],
    ]) {
      const b = alpha * off;
      const model = compileModel(
        countingWorkspace({ signal: [1], background: [b], uncertainty: [b / Math.sqrt(off)], observed: [on] }),
      );
      const free = compileModel(
        countingWorkspace({ signal: [1], background: [b], uncertainty: [b / Math.sqrt(off)], observed: [on] }),
        { poiBounds: [0, 1e4] },
      );
      const { q, muHat } = hypothesisTest(free, 0, "q0");
      expect(Math.sqrt(q)).toBeCloseTo(li(on, off, alpha), 6);
      expect(muHat).toBeCloseTo(on - b, 3);
      // μ̂ is kept at most 10 by the bounds of the parameter.
      expect(hypothesisTest(model, 0, "q0").muHat).toBeLessThanOrEqual(10);
    }
  });

  it("a known background gives the bare Poisson ratio", () => {
    const model = oneChannel([signal([5]), background([10])], [17]);
    const { q, muHat } = hypothesisTest(model, 3, "q");
    expect(muHat).toBeCloseTo(7 / 5, 5);
    expect(q).toBeCloseTo(2 * (25 - 17 - 17 * Math.log(25 / 17)), 7);
  });

  it("a Gaussian-constrained scale solves its quadratic equation", () => {
    // n = 130, b = 100 (1 + 0.1 α) through a staterror of 10 %: γ² + (δ²b − 1) γ − δ² n = 0.
    const model = oneChannel([signal([0]), background([100], { name: "e", type: "staterror", data: [10] })], [130]);
    const fit = new Fitter(model).fit(model.observed);
    const gamma = fit.parameters[model.sets.get("e")!.start];
    expect(gamma).toBeCloseTo(0.5 * Math.sqrt(4 * 0.01 * 130), 10);
    expect(fit.value).toBeCloseTo(
      100 * gamma - 130 + 130 * Math.log(130 / (100 * gamma)) + 0.5 * ((gamma - 1) / 0.1) ** 2,
      9,
    );
  });

  it("a minimum in the bend of code0 and code1 is found and converges", () => {
    const oneSided: Modifier = { name: "a", type: "histosys", data: { lo_data: [110, 105], hi_data: [112, 104] } };
    const norm: Modifier = { name: "n", type: "normsys", data: { lo: 1.1, hi: 1.05 } };
    const model = oneChannel([signal([5, 5]), background([100, 100], oneSided, norm)], [80, 85]);
    const fit = new Fitter(model).fit(model.observed);
    expect(fit.status).toBe("converged");
    expect(fit.parameters[model.sets.get("a")!.start]).toBeCloseTo(0, 6);
    expect(fit.parameters[model.sets.get("n")!.start]).toBeCloseTo(0, 6);
  });
});

it("many bending nuisances converge to one minimum from any start", () => {
  const stream = randomStream("test", "kinks");
  const bins = Array.from({ length: 20 }, (_, b) => b);
  const template = bins.map((b) => 40 + 60 * Math.exp(-b / 8));
  const modifiers = bins.map((k): Modifier => {
    const tilt = bins.map((b) => 0.04 * Math.cos((b * (k + 1)) / 6));
    return {
      name: `h${k}`,
      type: "histosys",
      data: {
        hi_data: template.map((y, b) => y * (1 + tilt[b])),
        lo_data: template.map((y, b) => y * (1 - 1.2 * tilt[b])),
      },
    };
  });
  const norms = bins.map((k): Modifier => ({ name: `n${k}`, type: "normsys", data: { lo: 0.97, hi: 1.02 } }));
  const model = oneChannel(
    [signal(bins.map((b) => 20 * Math.exp(-((b - 8) ** 2) / 4))), background(template, ...modifiers, ...norms)],
    template.map((y) => stream.poisson(y)),
  );
  const fitter = new Fitter(model);
  const fit = fitter.fit(model.observed);
  expect(fit.status).toBe("converged");
  expect(fit.iterations).toBeLessThan(100);
  for (let k = 0; k < 10; k++) {
    const parameters = fit.parameters.map((value) => value + 0.3 * stream.normal());
    const again = fitter.fit(model.observed, { start: { ...fit, parameters, hessian: new Float64Array(0) } });
    expect(again.status).toBe("converged");
    expect(again.value).toBeCloseTo(fit.value, 6);
  }
});

describe("errors of a fit", () => {
  const samples = [
    signal([40, 20], { name: "e", type: "normsys", data: { lo: 0.9, hi: 1.1 } }),
    background(
      [100, 120],
      { name: "u", type: "shapesys", data: [8, 9] },
      { name: "t", type: "histosys", data: { lo_data: [95, 124], hi_data: [106, 113] } },
    ),
    { name: "b2", data: [30, 40], modifiers: [{ name: "v", type: "shapesys" as const, data: [6, 5] }] },
  ];
  // With the codes that bend at α = 0, where α of `e` stands here, there is no Hessian to compare.
  const model = compileModel(workspaceOf({ channels: [{ name: "c", samples }], observed: { c: [180, 170] } }), {
    interpolation: SMOOTH_INTERPOLATION,
  });

  it("are those of the full Hessian, also for parameters profiled bin by bin", () => {
    const fitter = new Fitter(model);
    const fit = fitter.fit(model.observed);
    const profiled = fitErrors(fitter, model.observed, fit);
    const full = new Fitter(model, new Evaluator(model, { profile: false }));
    const direct = fitErrors(full, model.observed, full.fit(model.observed));
    expect(fitter.evaluator.local.length).toBe(4);
    model.parameters.forEach((_, i) => {
      expect(profiled.errors[i] / direct.errors[i]).toBeCloseTo(1, 4);
    });
  });

  it("MINOS tends to Hesse with many events, for outer and for profiled parameters", () => {
    const scale = 1e6;
    const many = oneChannel(
      [
        signal([40 * scale, 20 * scale]),
        background([100 * scale, 120 * scale], { name: "u", type: "shapesys", data: [8e3, 9e3] }),
      ],
      [180 * scale, 170 * scale],
    );
    const fitter = new Fitter(many);
    const fit = fitter.fit(many.observed);
    const { errors } = fitErrors(fitter, many.observed, fit);
    many.parameters.forEach((_, i) => {
      const { below, above } = fitMinos(fitter, many.observed, fit, i, errors[i]);
      expect(below.status).toBe("ok");
      expect(below.error / errors[i]).toBeCloseTo(1, 2);
      expect(above.error / errors[i]).toBeCloseTo(1, 2);
    });
  });

  it("MINOS is asymmetric with few, and stops at bounds", () => {
    const few = oneChannel([signal([1]), background([0.5])], [2]);
    const fitter = new Fitter(few);
    const fit = fitter.fit(few.observed);
    const { below, above } = fitMinos(fitter, few.observed, fit, few.poi, 1);
    expect(above.error).toBeGreaterThan(below.error);
    const mean = 2 + above.error;
    expect(mean - 2 - 2 * Math.log(mean / 2)).toBeCloseTo(0.5, 4);
    const none = oneChannel([signal([1]), background([0.5])], [0]);
    const empty = new Fitter(none);
    const atZero = fitMinos(empty, none.observed, empty.fit(none.observed), none.poi, 1);
    expect(atZero.below).toMatchObject({ error: 0, status: "at-limit" });
    expect(atZero.above.error).toBeCloseTo(0.5, 5);
  });
});

describe("impacts", () => {
  it("of a scale follows from the derivative of the strength, and unconstrained data leave the width", () => {
    // n = μ s + b (1 + δ α) in one bin: α stays at 0 ± 1, and moving it by 1 moves μ̂ by −b δ / s.
    const model = compileModel(
      workspaceOf({
        channels: [
          {
            name: "c",
            samples: [
              signal([50]),
              background(
                [1000],
                { name: "a", type: "histosys", data: { lo_data: [980], hi_data: [1020] } },
                { name: "b", type: "histosys", data: { lo_data: [995], hi_data: [1005] } },
              ),
            ],
          },
        ],
        observed: { c: [1100] },
      }),
    );
    const [first, second] = impacts(model);
    expect([first.name, second.name]).toEqual(["a", "b"]);
    expect(first.above).toBeCloseTo(-20 / 50, 3);
    expect(first.below).toBeCloseTo(20 / 50, 3);
    expect(second.above).toBeCloseTo(-5 / 50, 3);
    expect(first.pull).toBeCloseTo(0, 3);
    expect(first.constrained).toBeCloseTo(1, 2);
  });
});
