import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyPatch } from "../../../src/statistics/likelihood/json-patch.js";
import { answerHistfactory } from "../../../src/statistics/likelihood/request.js";
import { countingWorkspace } from "../../../src/statistics/likelihood/write.js";
import { Fields, InvalidInput, type Outcome } from "../../../src/statistics/validation.js";

const workspace = countingWorkspace({
  signal: [12, 11],
  background: [50, 52],
  uncertainty: [3, 7],
  observed: [51, 48],
});

const answer = (request: unknown): Outcome => {
  try {
    return answerHistfactory(new Fields(request));
  } catch (error) {
    if (error instanceof InvalidInput) return { status: "invalid-input", path: error.path };
    throw error;
  }
};

describe("method histfactory", () => {
  it("answers a strength with CLs and its band", () => {
    const { status, observed, expected } = answer({ workspace, statistic: "qtilde", mu: 1 });
    expect(status).toBe("ok");
    expect(observed).toBeCloseTo(0.05251497, 5);
    expect(expected).toHaveLength(5);
  });

  it("answers a confidence level with limits", () => {
    const { status, upper, expectedUpper } = answer({ workspace, statistic: "qtilde", cl: 0.95 });
    expect(status).toBe("ok");
    expect(upper).toBeCloseTo(1.01156939, 4);
    expect(expectedUpper).toHaveLength(5);
  });

  it("labels an asymptotic answer where the background is a few events, and only there", () => {
    const few = countingWorkspace({ signal: [2], background: [3], uncertainty: [1], observed: [3] });
    expect(answer({ workspace: few, cl: 0.9 }).message).toContain("too strong");
    expect(answer({ workspace: few, mu: 1 }).message).toContain("too strong");
    expect(answer({ workspace, cl: 0.9 }).message).toBeUndefined();
  });

  it("answers q0 with p-values", () => {
    const { status, observed } = answer({ workspace, statistic: "q0", mu: 0 });
    expect(status).toBe("ok");
    expect(observed).toBeGreaterThan(0.4);
  });

  it("applies a patch, a measurement and bounds", () => {
    const patch = [{ op: "replace", path: "/channels/0/samples/0/data", value: [24, 22] }];
    const half = answer({ workspace, patch, measurement: "measurement", cl: 0.95 });
    expect(half.upper).toBeCloseTo(0.5 * 1.01157188, 5);
    // With negative strengths allowed q is measured from the true minimum.
    const bounded = answer({ workspace, statistic: "q", mu: 1 });
    const tilde = answer({ workspace, statistic: "qtilde", mu: 1 });
    const unbounded = answer({ workspace, statistic: "q", mu: 1, poiBounds: [-5, 10] });
    expect(unbounded.observed).toBeLessThan(bounded.observed as number);
    const wide = answer({ workspace, statistic: "qtilde", mu: 1, poiBounds: [-5, 10] });
    expect(wide.observed).toBeCloseTo(tilde.observed as number, 6);
  });

  it("goes by the interpolation asked for", () => {
    const norm = { name: "n", type: "normsys", data: { lo: 0.5, hi: 1.8 } };
    const patch = [{ op: "add", path: "/channels/0/samples/1/modifiers/-", value: norm }];
    const straight = answer({ workspace, patch, mu: 1 }).observed as number;
    const smooth = answer({ workspace, patch, mu: 1, interpolation: { normsys: "code4", histosys: "code4p" } });
    expect(Math.abs((smooth.observed as number) / straight - 1)).toBeGreaterThan(1e-4);
  });

  it.each([
    [{ mu: 1 }, "workspace"],
    [{ workspace: [], mu: 1 }, "workspace"],
    [{ workspace }, "mu"],
    [{ workspace, mu: -1 }, "mu"],
    [{ workspace, mu: 1, cl: 0.9 }, "cl"],
    [{ workspace, cl: 1 }, "cl"],
    [{ workspace, statistic: "q0", cl: 0.9 }, "cl"],
    [{ workspace, statistic: "q0", mu: 1 }, "mu"],
    [{ workspace, statistic: "t", mu: 1 }, "statistic"],
    [{ workspace, mu: 1, interpolation: { normsys: "code2" } }, "interpolation.normsys"],
    [{ workspace, mu: 1, measurement: "x" }, "measurement"],
    [{ workspace, mu: 1, measurement: 7 }, "measurement"],
    [{ workspace, mu: 1, poiBounds: [1, 0] }, "poiBounds"],
    [{ workspace, mu: 1, patch: [{ op: "remove", path: "/channels/1" }] }, "patch[0].path"],
    [
      { workspace: { ...workspace, observations: [{ name: "counts", data: [1, null] }] }, mu: 1 },
      "workspace.observations[0].data[1]",
    ],
    [
      { workspace: { ...workspace, measurements: [{ name: "m", config: { poi: "" } }] }, mu: 1 },
      "workspace.measurements",
    ],
  ])("names the field: %#", (request, path) => {
    expect(answer(request)).toEqual({ status: "invalid-input", path });
  });

  it("never throws, never answers NaN, whatever is put in place of a part", () => {
    const pointers: string[] = [];
    const walk = (value: unknown, path: string) => {
      if (path !== "") pointers.push(path);
      if (typeof value === "object" && value !== null) {
        for (const [key, child] of Object.entries(value)) walk(child, `${path}/${key}`);
      }
    };
    const rich = applyPatch(
      workspace,
      [
        { name: "n", type: "normsys", data: { lo: 0.9, hi: 1.2 } },
        { name: "h", type: "histosys", data: { lo_data: [48, 50], hi_data: [53, 55] } },
        { name: "e", type: "staterror", data: [2, 3] },
      ].map((value) => ({ op: "add", path: "/channels/0/samples/1/modifiers/-", value })),
    );
    walk(rich, "");
    const numbers = fc.oneof(
      fc.constantFrom(0, -0, 1, -1, 1e-300, 1e-12, 1e15, -1e15, 1e300, 5e-324, 0.5),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    const value = fc.oneof(numbers, numbers, fc.array(numbers, { minLength: 2, maxLength: 2 }), fc.jsonValue());
    const edits = fc.array(fc.tuple(fc.constantFrom(...pointers), value), { minLength: 1, maxLength: 4 });
    const question = fc.constantFrom(
      { mu: 1 },
      { mu: 0 },
      { mu: 1e9 },
      { cl: 0.9 },
      { statistic: "q0" },
      { mu: 2, statistic: "q" },
    );
    fc.assert(
      fc.property(edits, question, fc.boolean(), (list, asked, smooth) => {
        let edited: unknown = rich;
        for (const [path, replacement] of list) {
          const patched = answer({ workspace: edited, patch: [{ op: "replace", path, value: replacement }], ...asked });
          checkAnswer(patched);
          if (patched.status === "invalid-input") return;
          edited = applyPatch(edited, [{ op: "replace", path, value: replacement }]);
        }
        const interpolation = smooth ? { normsys: "code4", histosys: "code4p" } : {};
        checkAnswer(answer({ workspace: edited, interpolation, ...asked }));
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});

function checkAnswer(outcome: Outcome): void {
  expect(["ok", "unbounded", "no-sensitivity", "invalid-input", "not-converged"]).toContain(outcome.status);
  for (const value of Object.values(outcome).flat()) {
    if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
  }
  if (outcome.status === "ok") expect(Object.values(outcome).flat()).not.toContain(null);
}
