import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerLimits, METHODS } from "../../src/statistics/requests.js";
import { hasStatistics, referenceEntry } from "./reference-entries.js";

/** The one answer to one request. */
function ask(request: Record<string, unknown>): Record<string, unknown> {
  const [answer] = answerLimits([{ id: "q", ...request }]);
  expect(answer.id).toBe("q");
  return answer;
}

describe("requests of counting methods", () => {
  it("answers each method", () => {
    const background = { value: 3, sigma: 0.6 };
    const upper = (request: Record<string, unknown>) => {
      const answer = ask({ cl: 0.9, ...request });
      expect(answer.status, JSON.stringify(answer)).toBe("ok");
      return answer.upper;
    };
    expect(upper({ method: "poisson", observed: 2 })).toBeCloseTo(5.32232, 5);
    expect(upper({ method: "bayesian", observed: 3, background: 1 })).toBeCloseTo(5.711491, 5);
    expect(upper({ method: "bayesian", observed: 3, background: { value: 1 } })).toBeCloseTo(5.711491, 5);
    expect(
      upper({ method: "bayesian", observed: 5, background, efficiency: { value: 0.2, sigma: 0.02 }, luminosity: 1 }),
    ).toBeCloseTo(33.590294, 4);
    expect(upper({ method: "bayesian", observed: 5, background: { simulated: 12, ratio: 4 } })).toBeCloseTo(
      6.467813,
      5,
    );
    expect(
      upper({ method: "bayesian", observed: 1, background: 0, prior: "log-flat", range: [1e-9, 1e3] }),
    ).toBeCloseTo(Math.LN10, 4);
    expect(upper({ method: "feldman-cousins", observed: 4, background: { value: 3 } })).toBeCloseTo(5.6, 1);
    expect(upper({ method: "feldman-cousins", observed: 0, background: 3, monotonic: true })).toBeCloseTo(1.08, 1);
    expect(upper({ method: "feldman-cousins", observed: 4, background: 3, efficiency: { value: 0.5 } })).toBeCloseTo(
      11.2,
      1,
    );
    expect(upper({ method: "feldman-cousins", observed: 5, background })).toBeCloseTo(7.01, 1);
    expect(upper({ method: "feldman-cousins-gaussian", observed: -1 })).toBeCloseTo(0.81, 2);
    expect(upper({ method: "sensitivity", background: { value: 3 } })).toBeCloseTo(4.415, 2);
    expect(upper({ method: "cls-counting", observed: 3, background: 1 })).toBeCloseTo(5.711491, 5);
    expect(upper({ method: "profile", observed: 1, background: 0.5, sides: 1, cl: 0.95 })).toBeCloseTo(3.14655447, 6);
    const cls = ask({ method: "cls-counting", observed: 3, background: { value: 1 }, signal: 5 });
    expect(cls.cls).toBeCloseTo(0.154130538, 8);
    const onOff = {
      method: "on-off",
      observed: 6,
      simulated: 12,
      ratio: 6,
      kappaBackground: 1.2,
      kappaSignal: [1.115],
    };
    expect(ask({ ...onOff, cl: 0.9 })).toMatchObject({ status: "ok", best: 4 });
  });

  it("names the shape and the range that it assumed", () => {
    const efficiency = { value: 0.2, sigma: 0.1, shape: "log-normal" };
    const answer = ask({ method: "bayesian", observed: 2, background: 1, efficiency, prior: "log-flat", cl: 0.9 });
    expect(answer).toMatchObject({ status: "ok", shape: "log-normal", prior: "log-flat" });
    expect(answer.range).toEqual([5e-3, 5e3]);
  });

  it("tells when there is no limit", () => {
    const base = { observed: 2, background: 1, cl: 0.9 };
    expect(ask({ method: "bayesian", ...base, efficiency: 0 })).toMatchObject({ status: "unbounded", upper: null });
    expect(ask({ method: "bayesian", ...base, luminosity: 0 })).toMatchObject({ status: "unbounded", upper: null });
    expect(ask({ method: "feldman-cousins", ...base, efficiency: 0 })).toMatchObject({
      status: "unbounded",
      upper: null,
    });
    expect(ask({ method: "profile", sides: 2, ...base, efficiency: 0 })).toMatchObject({
      status: "unbounded",
      upper: null,
    });
    expect(ask({ method: "cls-counting", observed: 1, background: 1, signal: 0 })).toMatchObject({
      status: "no-sensitivity",
    });
  });

  it("names the path of a wrong field", () => {
    const good = { method: "bayesian", observed: 2, background: { value: 1, sigma: 0.1 }, cl: 0.9 };
    expect(ask(good).status).toBe("ok");
    const wrong: [Record<string, unknown>, string][] = [
      [{ observed: -1 }, "observed"],
      [{ observed: 2.5 }, "observed"],
      [{ observed: "2" }, "observed"],
      [{ observed: undefined }, "observed"],
      [{ background: { value: 1, sigma: -0.1 } }, "background.sigma"],
      [{ background: { value: -1 } }, "background.value"],
      [{ background: {} }, "background.value"],
      [{ background: [1] }, "background"],
      [{ background: { simulated: 3 } }, "background.ratio"],
      [{ background: { simulated: 3, ratio: 0 } }, "background.ratio"],
      [{ background: { samples: [{ simulated: 3, weight: 0.1 }, { simulated: 1 }] } }, "background.samples[1].weight"],
      [{ efficiency: { value: 1.2 } }, "efficiency.value"],
      [{ efficiency: { value: 0.2, sigma: 0.1, shape: "box" } }, "efficiency.shape"],
      [{ luminosity: { sigma: 2 } }, "luminosity.value"],
      [{ prior: "jeffreys" }, "prior"],
      [{ prior: "log-flat", range: [3, 2] }, "range"],
      [{ prior: "log-flat", range: [0, 2] }, "range[0]"],
      [{ cl: 1 }, "cl"],
      [{ cl: 0 }, "cl"],
      [{ cl: undefined }, "cl"],
      [{ method: "magic" }, "method"],
      [{ method: undefined }, "method"],
      [{ method: "toString" }, "method"],
    ];
    for (const [change, path] of wrong) {
      const answer = ask({ ...good, ...change });
      expect(answer.status, JSON.stringify(change)).toBe("invalid-input");
      expect(answer.message).toContain(`(${path})`);
    }
  });

  it("answers what is not a list of requests", () => {
    for (const nonsense of [null, 3, "x", {}, undefined])
      expect(answerLimits(nonsense)[0].status).toBe("invalid-input");
    expect(answerLimits([])).toEqual([]);
    expect(answerLimits([null, 7, [], "a", {}]).map(({ status }) => status)).toEqual(Array(5).fill("invalid-input"));
    expect(answerLimits([{ id: 7, method: "poisson", observed: 0, cl: 0.9 }])[0].id).toBe(7);
  });

  it("never answers with NaN or an exception, whatever the JSON", () => {
    const number = fc.oneof(
      fc.constantFrom(0, 1, 3, 0.9, 0.95, -1, 1e-300, 5e-324, 1e6, 1e12, 1e15, 1e300, 0.2, 2, 1.5),
      fc.double({ noDefaultInfinity: true, noNaN: true }),
      fc.integer({ min: 0, max: 50 }),
    );
    const uncertain = fc.oneof(
      number,
      fc.record(
        { value: number, sigma: number, shape: fc.constantFrom("gaussian", "log-normal") },
        { requiredKeys: ["value"] },
      ),
    );
    const background = fc.oneof(
      uncertain,
      fc.record({ simulated: number, ratio: number, relative: number }, { requiredKeys: ["simulated", "ratio"] }),
      fc.record({ samples: fc.array(fc.record({ simulated: number, weight: number }), { maxLength: 3 }) }),
    );
    const request = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record(
          {
            method: fc.constantFrom(
              "poisson",
              "bayesian",
              "feldman-cousins",
              "feldman-cousins-gaussian",
              "sensitivity",
              "cls-counting",
              "profile",
              "on-off",
            ),
            observed: number,
            background,
            efficiency: uncertain,
            luminosity: uncertain,
            cl: fc.constantFrom(0.9, 0.95, 0.001, 0.999999),
            sides: fc.constantFrom(1, 2),
            signal: number,
            prior: fc.constantFrom("flat", "log-flat"),
            correlation: fc.constantFrom(0, 0.5, 1),
            simulated: number,
            ratio: number,
            kappaBackground: number,
            kappaSignal: fc.array(number, { maxLength: 3 }),
          },
          { requiredKeys: ["method", "observed", "background", "cl", "sides"] },
        ),
      },
      {
        weight: 1,
        arbitrary: fc
          .record({ method: fc.constantFrom(...METHODS) })
          .chain((fixed) =>
            fc
              .dictionary(
                fc.constantFrom("observed", "cl", "workspace", "kind", "z", "edges", "counts"),
                fc.jsonValue(),
              )
              .map((rest) => ({ ...rest, ...fixed })),
          ),
      },
      { weight: 1, arbitrary: fc.jsonValue() },
    );
    fc.assert(
      fc.property(request, (value) => {
        const [answer] = answerLimits([value]);
        const text = JSON.stringify(answer, (_, member: unknown) =>
          typeof member === "number" && !Number.isFinite(member) ? "nonsense" : member,
        );
        expect(text).not.toContain("nonsense");
        expect(["ok", "unbounded", "no-sensitivity", "invalid-input", "not-converged"]).toContain(answer.status);
        if (answer.status === "invalid-input") expect(typeof answer.message).toBe("string");
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it.skipIf(!hasStatistics)("meets the reference of CLs counting", () => {
    const { inputs, expected } = referenceEntry<{ n: number[]; b: number[]; s: number[] }, number[]>("cls_counting");
    for (const [i, observed] of inputs.n.entries()) {
      const { cls } = ask({ method: "cls-counting", observed, background: inputs.b[i], signal: inputs.s[i] });
      expect((cls as number) / expected[i]).toBeCloseTo(1, 7);
    }
  });

  it("gives the Bayesian limit flat in the signal as the CLs limit", () => {
    for (const observed of [0, 1, 4, 30, 400])
      for (const background of [0, 0.3, 5, 35, { value: 4, sigma: 1 }, { simulated: 3, ratio: 2 }]) {
        const request = { observed, background, cl: 0.95 };
        const bayesian = ask({ method: "bayesian", ...request }).upper as number;
        const cls = ask({ method: "cls-counting", ...request }).upper as number;
        expect(cls / bayesian).toBeCloseTo(1, 9);
      }
  });
});
