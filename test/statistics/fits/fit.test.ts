import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { fitLikelihood, minosErrors, yieldSignificance } from "../../../src/statistics/fits/fit.js";
import { binnedLikelihood, unbinnedLikelihood } from "../../../src/statistics/fits/likelihood.js";
import type { FitModel, FitParameter } from "../../../src/statistics/fits/model.js";
import { answerFit } from "../../../src/statistics/fits/request.js";
import { exponential } from "../../../src/statistics/shapes/exponential.js";
import { gaussian } from "../../../src/statistics/shapes/gaussian.js";
import { equalBins } from "../../../src/statistics/shapes/shape.js";
import { Fields } from "../../../src/statistics/validation.js";
import { hasReference, readReference } from "../../reference.js";

const free = (name: string, value: number, bounds: Partial<FitParameter> = {}): FitParameter => ({
  name,
  value,
  ...bounds,
});
const held = (name: string, value: number): FitParameter => ({ name, value, fixed: true });

/** Gaussian over an exponential between 0.1 and 3. */
function discovery(...peak: FitParameter[]): FitModel {
  return {
    range: [0.1, 3],
    parameters: [free("signal", 10), free("background", 200, { lower: 0 }), free("slope", -1), ...peak],
    components: [
      { shape: gaussian, yield: "signal", arguments: ["mean", "sigma"] },
      { shape: exponential(0.1), yield: "background", arguments: ["slope"] },
    ],
  };
}

/** Events of that model with 300 signal and 3000 background events. */
function thrownEvents(): number[] {
  const stream = randomStream("test", "fit");
  const events: number[] = [];
  while (events.length < 3000) {
    const x = 0.1 + stream.exponential() / 1.5;
    if (x < 3) events.push(x);
  }
  for (let i = 0; i < 300; i++) events.push(1.2 + 0.1 * stream.normal());
  return events;
}

describe.skipIf(!hasReference("statistics.json"))("reference", () => {
  const entries = hasReference("statistics.json") ? JSON.parse(readReference("statistics.json")) : [];
  const entry = (id: string) => entries.find((e: { id: string }) => e.id === id);
  it("gives the unbinned discovery", () => {
    const { inputs, expected } = entry("unbinned_discovery");
    const likelihood = unbinnedLikelihood(discovery(held("mean", 1.2), held("sigma", 0.1)), inputs.data);
    const best = fitLikelihood(likelihood);
    [expected.Nsig, expected.Nbkg, expected.lam].forEach((value: number, i) => {
      expect(best.parameters[i].value / value).toBeCloseTo(1, 4);
      expect(best.parameters[i].error / expected.hesse[i]).toBeCloseTo(1, 4);
    });
    const { below, above } = minosErrors(likelihood, best, "signal");
    expect(-below.error / expected.minos_Nsig[0]).toBeCloseTo(1, 4);
    expect(above.error / expected.minos_Nsig[1]).toBeCloseTo(1, 4);
    expect(yieldSignificance(likelihood, best, "signal")).toBeCloseTo(expected.Z, 5);
  });
  it("gives the binned excess, by a request", () => {
    const { inputs, expected } = entry("binned_fit_excess");
    const answer = answerFit(
      new Fields({
        kind: "binned",
        edges: [...equalBins(0, 10, 20)],
        counts: inputs.counts,
        signal: { shape: "gaussian", mean: 5, sigma: 0.6 },
        background: { shape: "chebyshev", order: 1 },
      }),
    );
    expect(answer.status).toBe("ok");
    const parameters = answer.parameters as Record<string, { value: number; hesse: number; minos: number[] }>;
    ["signal", "background", "c1"].forEach((name, i) => {
      expect(parameters[name].value / expected.par_Nsig_Nbkg_c1[i]).toBeCloseTo(1, 4);
      expect(parameters[name].hesse / expected.hesse[i]).toBeCloseTo(1, 4);
    });
    expect(parameters.signal.minos[0]).toBeCloseTo(expected.minos_Nsig[0], 2);
    expect(parameters.signal.minos[1]).toBeCloseTo(expected.minos_Nsig[1], 2);
    expect(answer.significance).toBeCloseTo(expected.S_signed, 5);
    expect(answer.degreesOfFreedom).toBe(17);
  });
});

describe("general fit", () => {
  const events = thrownEvents();
  const model = discovery(
    free("mean", 1.1, { lower: 0.8, upper: 1.6 }),
    free("sigma", 0.15, { lower: 0.02, upper: 1 }),
  );

  it("has the gradient of its own value", () => {
    const edges = equalBins(0.1, 3, 30);
    const counts = Array.from({ length: 30 }, (_, i) => (i * 7) % 11);
    const x = Float64Array.of(90, 800, -1.3, 1.15, 0.12);
    for (const likelihood of [binnedLikelihood(model, edges, counts), unbinnedLikelihood(model, events)]) {
      const gradient = new Float64Array(5);
      likelihood.gradient(x, gradient);
      for (let j = 0; j < 5; j++) {
        const h = 1e-5 * Math.max(1, Math.abs(x[j]));
        const at = (step: number) => likelihood.value(x.map((value, i) => (i === j ? value + step : value)));
        const slope = (at(h) - at(-h)) / (2 * h);
        expect(Math.abs(gradient[j] - slope)).toBeLessThan(1e-4 * (1 + Math.abs(slope)));
      }
    }
  });

  it("finds what was thrown, shape floating; fine bins agree with events", () => {
    const unbinned = fitLikelihood(unbinnedLikelihood(model, events));
    expect(unbinned.status).toBe("ok");
    [300, 3000, -1.5, 1.2, 0.1].forEach((truth, i) => {
      const { value, error } = unbinned.parameters[i];
      expect(Math.abs(value - truth)).toBeLessThan(3.5 * error);
    });
    const edges = equalBins(0.1, 3, 2000);
    const counts = new Float64Array(2000);
    for (const x of events) counts[Math.floor(((x - 0.1) / 2.9) * 2000)]++;
    const binned = fitLikelihood(binnedLikelihood(model, edges, counts), unbinned);
    binned.parameters.forEach(({ value, error }, i) => {
      expect(Math.abs(value - unbinned.parameters[i].value)).toBeLessThan(0.05 * error);
      expect(error / unbinned.parameters[i].error).toBeCloseTo(1, 1);
    });
  });

  it("shares a parameter between components by its name", () => {
    const twice: FitModel = {
      range: [0, 2],
      parameters: [free("narrow", 100), free("wide", 100), free("mean", 0.9), held("s1", 0.05), held("s2", 0.2)],
      components: [
        { shape: gaussian, yield: "narrow", arguments: ["mean", "s1"] },
        { shape: gaussian, yield: "wide", arguments: ["mean", "s2"] },
      ],
    };
    const stream = randomStream("test", "shared");
    const x = Array.from({ length: 1000 }, (_, i) => 1 + (i < 400 ? 0.05 : 0.2) * stream.normal());
    const best = fitLikelihood(unbinnedLikelihood(twice, x));
    expect(Math.abs(best.parameters[2].value - 1)).toBeLessThan(4 * best.parameters[2].error);
    expect(best.parameters[0].value + best.parameters[1].value).toBeCloseTo(1000, 1);
  });

  it("pulls a constrained parameter between its constraint and the data", () => {
    const at = (sigma: number) => {
      const constrained = discovery(held("mean", 1.2), {
        name: "sigma",
        value: 0.13,
        lower: 0.02,
        constraint: { mean: 0.13, sigma },
      });
      return fitLikelihood(unbinnedLikelihood(constrained, events)).parameters[4].value;
    };
    expect(at(1e-5)).toBeCloseTo(0.13, 4);
    expect(at(0.01)).toBeLessThan(at(0.003));
  });

  it("refuses a model that names what it has not", () => {
    const broken = { ...model, components: [{ shape: gaussian, yield: "signal", arguments: ["mean", "width"] }] };
    expect(() => unbinnedLikelihood(broken, events)).toThrow("fit parameter: width");
    const short = { ...model, components: [{ shape: gaussian, yield: "signal", arguments: ["mean"] }] };
    expect(() => unbinnedLikelihood(short, events)).toThrow("the shape has mean, sigma");
  });
});

describe("requests", () => {
  const base = {
    kind: "binned",
    edges: [0, 1, 2, 3, 4],
    counts: [3, 9, 4, 2],
    signal: { kind: "gaussian", mean: 1.5, sigma: 0.3 },
    background: { kind: "polynomial", order: 0 },
  };
  const ask = (changes: object) => answerFit(new Fields({ ...base, ...changes }));

  it.each([
    { signal: { kind: "template", contents: [0, 5, 1, 0] } },
    {
      signal: {
        kind: "double-sided-crystal-ball",
        mean: 1.5,
        sigma: 0.3,
        alphaLow: 1,
        nLow: 3,
        alphaHigh: 2,
        nHigh: 4,
      },
    },
    { background: { kind: "exponential" } },
    { counts: [0, 2, 0, 0] },
  ])("answers %o", (changes) => {
    const answer = ask(changes);
    expect(answer.status).toBe("ok");
    expect(answer.significance).toBeGreaterThan(0);
  });
  it("says when there is nothing to tell", () => {
    expect(ask({ counts: [0, 0, 0, 0] }).status).toBe("no-sensitivity");
    expect(ask({ signal: { kind: "template", contents: [0, 0, 0, 0] } }).status).toBe("no-sensitivity");
    expect(ask({ signal: { kind: "gaussian", mean: 1e9, sigma: 1 } }).status).toBe("no-sensitivity");
  });
  it.each([
    [{ kind: "unbinned" }, "kind"],
    [{ edges: [0, 1, 1, 3, 4] }, "edges[2]"],
    [{ counts: [1, 2] }, "counts"],
    [{ counts: [1, 2, -3, 4] }, "counts[2]"],
    [{ signal: { kind: "gaussian", mean: 1.5 } }, "signal.sigma"],
    [{ signal: { kind: "gaussian", mean: 1.5, sigma: { value: 0 } } }, "signal.sigma.value"],
    [{ signal: { kind: "crystal-ball", mean: 1.5, sigma: 1, alpha: 0, n: 2 } }, "signal.alpha"],
    [{ signal: { kind: "gaussian", mean: { value: 1, lower: 2 }, sigma: 1 } }, "signal.mean.value"],
    [{ background: { kind: "chebyshev" } }, "background.order"],
    [{ background: 3 }, "background"],
    [{ signal: {} }, "signal.shape"],
  ])("names the field at fault in %o", (changes, path) => {
    expect(() => ask(changes)).toThrow(expect.objectContaining({ path }));
  });
  it("gives finite numbers or nulls for any counts", () => {
    const numbers = (value: unknown): number[] =>
      typeof value === "number"
        ? [value]
        : typeof value === "object" && value
          ? Object.values(value).flatMap(numbers)
          : [];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(0, 0, 1, 2), fc.integer({ min: 0, max: 1e6 })), {
          minLength: 8,
          maxLength: 8,
        }),
        fc.integer({ min: 0, max: 3 }),
        (counts, order) => {
          const answer = ask({
            edges: [...equalBins(0, 4, 8)],
            counts,
            background: { kind: "chebyshev", order },
          });
          expect(["ok", "not-converged", "no-sensitivity"]).toContain(answer.status);
          expect(numbers(answer).filter((one) => !Number.isFinite(one))).toEqual([]);
        },
      ),
      { seed: 8, numRuns: 30 },
    );
  });
});
