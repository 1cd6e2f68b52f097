import { describe, expect, it } from "vitest";
import { examine, type LikelihoodAnswer } from "../../../src/figures/likelihood/examine.js";
import { EXAMPLE_WORKSPACE } from "../../../src/figures/likelihood/example.js";
import { slotsOf, yieldsTable } from "../../../src/figures/likelihood/yields.js";
import { readLikelihoodFiles, workspaceOfSignal } from "../../../src/formats/likelihood-files.js";
import { expectEvery } from "../../expect-every.js";
import { hasReference, readReference } from "../../reference.js";

function answers(workspace = EXAMPLE_WORKSPACE, interpolation: "linear" | "smooth" = "smooth") {
  const all = [...examine({ workspace, interpolation, confidenceLevel: 0.95 })];
  const only = <Kind extends LikelihoodAnswer["kind"]>(kind: Kind) => {
    const found = all.find((one): one is Extract<LikelihoodAnswer, { kind: Kind }> => one.kind === kind);
    if (!found) throw new Error(`no ${kind}`);
    return found;
  };
  return { all, yields: only("yields").yields, limits: only("limits"), impacts: only("impacts").impacts };
}

const text = (json: unknown, name = "w.json") => ({ name, text: JSON.stringify(json) });

describe("a likelihood", () => {
  it("is fitted, limited and ranked, step by step", () => {
    const { all, yields, limits, impacts } = answers();
    expect(all[0].kind).toBe("yields");
    expect(all.at(-1)?.kind).toBe("impacts");
    expect(yields.samples).toEqual(["signal", "μμ(γ)", "ττ(γ)"]);
    expect(yields.signals).toEqual(["signal"]);
    // A free normalisation takes the control region to what is observed: the sums then agree.
    const control = yields.bins.find(({ channel }) => channel === "control region");
    expect((control?.after ?? []).reduce((a, b) => a + b, 0)).toBeCloseTo(447, -1);
    expect((control?.before ?? []).reduce((a, b) => a + b, 0)).toBe(430);
    expect(impacts.map(({ name }) => name)).toContain("mass scale");
    const sizes = impacts.map(({ below, above }) => Math.max(Math.abs(below), Math.abs(above)));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes[0]).toBeGreaterThan(0);
    // CLs falls with the strength, through 5 % at the limit.
    const limit = limits.limits.observed.value ?? 0;
    const [before, after] = [limits.cls.filter(({ mu }) => mu < limit), limits.cls.filter(({ mu }) => mu > limit)];
    expect(before.length).toBeGreaterThan(3);
    expect(after.length).toBeGreaterThan(1);
    expect(Math.min(...before.map(({ observed }) => observed))).toBeGreaterThan(0.05);
    expect(Math.max(...after.map(({ observed }) => observed))).toBeLessThan(0.05);
  });

  it("shows every sample once, and every bin in its table", () => {
    const { yields } = answers();
    const shown = slotsOf(yields).flatMap(({ samples }) => samples);
    expect([...shown].sort()).toEqual([0, 1, 2]);
    expect(yieldsTable(yields).rows).toHaveLength(5);
  });

  it("without a signal is fitted and nothing else", () => {
    const { channels, observations } = EXAMPLE_WORKSPACE;
    const bare = channels.map((one) => ({ ...one, samples: one.samples.filter(({ name }) => name !== "signal") }));
    const workspace = {
      channels: bare,
      observations,
      measurements: [{ name: "m", config: { poi: "", parameters: [] } }],
    };
    const kinds = [
      ...examine({
        workspace: workspaceOfSignal(readLikelihoodFiles([text(workspace)]), null),
        interpolation: "linear",
        confidenceLevel: 0.95,
      }),
    ].map(({ kind }) => kind);
    expect(kinds).toEqual(["yields"]);
  });
});

describe("files of a likelihood", () => {
  const workspace = EXAMPLE_WORKSPACE;
  const signal = { op: "replace", path: "/channels/0/samples/0/data", value: [1, 2, 3, 4] };
  const set = {
    metadata: { references: {}, description: "d", digests: {}, labels: ["mass"] },
    patches: [1, 2].map((mass) => ({
      metadata: { name: `m${mass}`, values: [mass] },
      patch: [{ ...signal, value: [mass, 2, 3, 4] }],
    })),
    version: "1.0.0",
  };

  it("are told apart by what is in them, whatever their order", () => {
    const alone = readLikelihoodFiles([text(workspace)]);
    expect(workspaceOfSignal(alone, null).channels[0].samples[0].data[0]).toBe(0.6);
    const one = readLikelihoodFiles([text([signal], "p.json"), text(workspace)]);
    expect(one.signals).toEqual(["p.json"]);
    expect(workspaceOfSignal(one, "p.json").channels[0].samples[0].data[0]).toBe(1);
    const many = readLikelihoodFiles([text(workspace), text(set, "set.json")]);
    expect(many.signals).toEqual(["m1", "m2"]);
    expect(workspaceOfSignal(many, "m2").channels[0].samples[0].data[0]).toBe(2);
  });

  const broken: [string, unknown[], RegExp][] = [
    ["no file", [], /^no workspace: none/],
    ["a patch alone", [[signal]], /^no workspace: f0\.json/],
    ["two workspaces", [workspace, workspace], /^two workspaces: f1\.json/],
    ["something else", [{ a: 1 }], /^no likelihood: object, in f0\.json/],
    ["a number", [7], /^no likelihood: number/],
    [
      "a wrong type",
      [{ ...workspace, channels: [{ name: "<img onerror=x>", samples: "many" }] }],
      /channels\[0\]\.samples/,
    ],
    [
      "an absurd yield",
      [{ ...workspace, observations: [{ name: "signal region", data: [1e300, 1, 1, 1] }, workspace.observations[1]] }],
      /observations\[0\]\.data\[0\]/,
    ],
  ];
  it.each(broken)("with %s are told in one line", (_, files, expected) => {
    const read = () => workspaceOfSignal(readLikelihoodFiles(files.map((json, i) => text(json, `f${i}.json`))), null);
    expect(read).toThrow(expected);
  });

  it("that are cut short are told with their place", () => {
    const whole = JSON.stringify(workspace);
    for (const share of [0, 0.2, 0.9])
      expect(() => readLikelihoodFiles([{ name: "w.json", text: whole.slice(0, share * whole.length) }])).toThrow(
        /^not JSON: the end of the file, in w\.json, line 1/,
      );
  });
});

const SBOTTOM = "pyhf/sbottom";
describe.skipIf(!hasReference(`${SBOTTOM}/expected.json`))("the published likelihood of ATLAS", () => {
  it("gives the published CLs, from its files as they are", () => {
    const files = ["BkgOnly.json", "patch.sbottom_1300_205_60.json"].map((name) => ({
      name,
      text: readReference(`${SBOTTOM}/${name}`),
    }));
    const { limits, impacts, yields } = answers(workspaceOfSignal(readLikelihoodFiles(files), null));
    const [expected] = JSON.parse(readReference(`${SBOTTOM}/expected.json`));
    const at = limits.cls.find(({ mu }) => mu === 1);
    expect((at?.observed ?? 0) / expected.CLs_obs).toBeCloseTo(1, 4);
    expected.CLs_exp.forEach((value: number, k: number) => {
      expect((at?.expected[k] ?? 0) / value).toBeCloseTo(1, 3);
    });
    expect(yields.bins).toHaveLength(6);
    expect(impacts).toHaveLength(62);
    expectEvery(impacts, ({ below }) => Number.isFinite(below));
  });
});
