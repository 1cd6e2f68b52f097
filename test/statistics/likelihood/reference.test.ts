import { describe, expect, it } from "vitest";
import { hypothesisTest } from "../../../src/statistics/likelihood/hypothesis-test.js";
import { applyPatch } from "../../../src/statistics/likelihood/json-patch.js";
import { compileModel } from "../../../src/statistics/likelihood/model.js";
import type { Statistic } from "../../../src/statistics/likelihood/profile.js";
import { SMOOTH_INTERPOLATION, type Workspace } from "../../../src/statistics/likelihood/specification.js";
import { upperLimits } from "../../../src/statistics/likelihood/upper-limit.js";
import { readWorkspace } from "../../../src/statistics/likelihood/workspace.js";
import { countingWorkspace, workspaceOf } from "../../../src/statistics/likelihood/write.js";
import { hasReference, readReference } from "../../reference.js";

interface ValidationCase {
  name: string;
  mu_test: number;
  test_stat: Statistic;
  source: { bindata?: { data: number[] }; channels?: Record<string, { bindata: { data: number[] } }> };
  spec: { channels: Workspace["channels"]; parameters?: Workspace["measurements"][0]["config"]["parameters"] };
  expected_CLs_or_p: { exp: number[]; obs: number };
}

const CASES = "pyhf/validation_cases.json";
const cases = hasReference(CASES) ? (JSON.parse(readReference(CASES)) as ValidationCase[]) : [];

/** Largest relative difference. */
const distance = (values: readonly number[], expected: readonly number[]) =>
  Math.max(...values.map((value, i) => Math.abs(value / expected[i] - 1)));

describe.skipIf(!hasReference(CASES))("validation cases of pyhf", () => {
  it.each(cases)("$name", ({ name, mu_test, test_stat, source, spec, expected_CLs_or_p }) => {
    const observed = Object.fromEntries(
      spec.channels.map((channel) => [
        channel.name,
        (source.channels?.[channel.name]?.bindata ?? source.bindata)!.data,
      ]),
    );
    const workspace = workspaceOf({ channels: spec.channels, observed, parameters: spec.parameters ?? [] });
    const test = hypothesisTest(compileModel(workspace), mu_test, test_stat);
    expect(test.status).toBe("ok");
    expect(distance([test.observed], [expected_CLs_or_p.obs])).toBeLessThan(1e-4);
    // The reference's p₀ are off the exact values (see below) by up to 3.3e-4.
    const tolerance = name === "1bin_shapesys_q0" ? 4e-4 : 1e-4;
    expect(distance(test.expected, expected_CLs_or_p.exp)).toBeLessThan(tolerance);
  });
});

it("agrees with the closed form of the discovery case", () => {
  // One bin, n = 80, b = 50 ± 7, s = 25: computed with 30 digits from the quadratic equations of the profile.
  const workspace = countingWorkspace({ signal: [25], background: [50], uncertainty: [7], observed: [80] });
  const { observed, expected } = hypothesisTest(compileModel(workspace), 0, "q0");
  expect(distance([observed], [0.003936878440203908])).toBeLessThan(1e-8);
  const exact = [
    1.220876973311462e-5, 0.0006406910965476301, 0.01320540804362964, 0.1112102333821337, 0.412889957965674,
  ];
  expect(distance(expected, exact)).toBeLessThan(1e-8);
});

const SBOTTOM = "pyhf/sbottom";

describe.skipIf(!hasReference(`${SBOTTOM}/BkgOnly.json`))("ATLAS sbottom search", () => {
  it("gives the published CLs to 1e-4", () => {
    const background: unknown = JSON.parse(readReference(`${SBOTTOM}/BkgOnly.json`));
    const patch: unknown = JSON.parse(readReference(`${SBOTTOM}/patch.sbottom_1300_205_60.json`));
    const [expected] = JSON.parse(readReference(`${SBOTTOM}/expected.json`)) as {
      CLs_obs: number;
      CLs_exp: number[];
    }[];
    const workspace = readWorkspace(applyPatch(background, patch));
    const model = compileModel(workspace, { interpolation: SMOOTH_INTERPOLATION });
    const test = hypothesisTest(model, 1, "qtilde");
    expect(test.status).toBe("ok");
    expect(distance([test.observed], [expected.CLs_obs])).toBeLessThan(1e-4);
    expect(distance(test.expected, expected.CLs_exp)).toBeLessThan(1e-4);
    const limit = upperLimits(model, 0.95);
    expect(limit.status).toBe("ok");
    // At the limit CLs is 5 %, by the other way round.
    expect(hypothesisTest(model, limit.observed.value!, "qtilde").observed).toBeCloseTo(0.05, 6);
    expect(hypothesisTest(model, limit.expected[3].value!, "qtilde").expected[3]).toBeCloseTo(0.05, 6);
  });
});

interface Entry {
  id: string;
  inputs: { sig: number[]; bkg: number[]; bkgerr?: number[]; obs: number[]; mu: number; cl: number; lumi_rel: number };
  expected: { obs: number; exp?: number[]; exp_minus2_to_plus2?: number[] };
  tolerance: { rel: number };
}

describe.skipIf(!hasReference("statistics.json"))("entries of statistics.json", () => {
  const entries = hasReference("statistics.json") ? (JSON.parse(readReference("statistics.json")) as Entry[]) : [];
  const entry = (id: string) => entries.find((candidate) => candidate.id === id)!;
  const model = ({ inputs: { sig, bkg, bkgerr, obs } }: Entry) =>
    compileModel(countingWorkspace({ signal: sig, background: bkg, uncertainty: bkgerr!, observed: obs }));

  it.each([
    ["pyhf_readme_cls", "qtilde"],
    ["pyhf_1bin_shapesys", "q"],
  ] as const)("%s", (id, statistic) => {
    const found = entry(id);
    const test = hypothesisTest(model(found), found.inputs.mu, statistic);
    const expected = found.expected.exp ?? found.expected.exp_minus2_to_plus2!;
    expect(distance([test.observed, ...test.expected], [found.expected.obs, ...expected])).toBeLessThan(
      found.tolerance.rel,
    );
  });

  it("pyhf_doc_ul", () => {
    const found = entry("pyhf_doc_ul");
    const { observed, expected } = upperLimits(model(found), found.inputs.cl);
    const values = [observed, ...expected].map(({ value }) => value!);
    expect(distance(values, [found.expected.obs, ...found.expected.exp!])).toBeLessThan(found.tolerance.rel);
  });

  it("pyhf_1bin_lumi", () => {
    const { inputs, expected, tolerance } = entry("pyhf_1bin_lumi");
    const lumi = [{ name: "lumi", auxdata: [1], inits: [1], bounds: [[0, 10] as const], sigmas: [inputs.lumi_rel] }];
    const workspace = workspaceOf({
      channels: [
        {
          name: "c",
          samples: [
            { name: "s", data: inputs.sig, modifiers: [{ name: "mu", type: "normfactor", data: null }] },
            { name: "b", data: inputs.bkg, modifiers: [{ name: "lumi", type: "lumi", data: null }] },
          ],
        },
      ],
      observed: { c: inputs.obs },
      parameters: lumi,
    });
    const test = hypothesisTest(compileModel(workspace), inputs.mu, "q");
    expect(distance([test.observed, ...test.expected], [expected.obs, ...expected.exp!])).toBeLessThan(tolerance.rel);
  });
});
