import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { Analysis } from "../../src/analysis/evaluate.js";
import type { OnOffMeasurement } from "../../src/analysis/measurement.js";
import type { Provenance } from "../../src/analysis/provenance.js";
import type { Search } from "../../src/analysis/search.js";
import { nominalState } from "../../src/analysis/state.js";
import { limitTable } from "../../src/figures/tables.js";
import { readArchive } from "../../src/formats/hepdata/read-submission.js";
import { submissionOf } from "../../src/formats/hepdata/result.js";
import { totalShifts } from "../../src/formats/hepdata/table.js";
import { submissionFiles } from "../../src/formats/hepdata/write.js";
import { imprintOf, VERSION } from "../../src/formats/imprint.js";
import { resultFormats } from "../../src/formats/result-formats.js";
import { parquetOf } from "../../src/formats/table-parquet.js";
import { csvOf, latexOf, latexText } from "../../src/formats/table-text.js";
import type { TakenResult } from "../../src/formats/taken.js";
import { workspaceOfResult } from "../../src/formats/workspace.js";
import { significanceOfP } from "../../src/numerics/special.js";
import { budgeted } from "../../src/statistics/likelihood/hypothesis-test.js";
import { compileModel } from "../../src/statistics/likelihood/model.js";
import { ProfileLikelihood } from "../../src/statistics/likelihood/profile.js";
import { upperLimits } from "../../src/statistics/likelihood/upper-limit.js";
import { readWorkspace } from "../../src/statistics/likelihood/workspace.js";
import { toySearch, toyTable } from "../analysis/toy-search.js";
import { hasReference, readReference } from "../reference.js";
import { hasSchemas, hepdataSchemas } from "./hepdata/schemas.js";

const LINK = "https://example.org/searches/toy?v=1&method=profile";
const made: Provenance = {
  commit: "1a2b3c4",
  code: "0123456789abcdef",
  events: "",
  modules: 1,
  parameters: { seed: 1 },
  inputs: { "data/samples/run7.csv": "f00d".repeat(16) },
  packages: { d3: "7.9.2", "vega-lite": "6.4.3" },
  numbers: [{ name: "yield", value: 0.75, unit: "", origin: "published", source: "PRL 124, 141801" }],
};
const profile = { ...nominalState(toySearch), method: "profile" as const };

function taken(state = profile, { perWindow = 200, hypothesis = 4 } = {}): TakenResult {
  const table = toyTable(3, { perWindow });
  return {
    search: toySearch,
    evaluation: new Analysis(toySearch, table).evaluate(state),
    samples: table.samples.map(({ sample }) => sample),
    state,
    hypothesis,
    quantity: "g",
    provenance: made,
    imprint: imprintOf(toySearch, state, made, LINK),
  };
}
const result = taken();
const text = (id: string, of = result) => {
  const found = resultFormats.find((one) => one.id === id);
  if (!found) throw new Error(`no format: ${id}`);
  return found.make(of);
};

describe("a result as a HEPData submission", () => {
  const submission = readArchive(text("hepdata") as Uint8Array);
  const table = (name: string) => {
    const found = submission.tables.find((one) => one.name === name);
    if (!found) throw new Error(`no table: ${name}`);
    return found;
  };

  it("holds the limits that the page shows, with their bands", () => {
    const { independent, dependent } = table("Limits on g");
    const [observed, expected] = dependent;
    expect(independent[0].values).toHaveLength(10);
    result.evaluation.scan.forEach(({ hypothesis, limits }, i) => {
      expect(independent[0].values[i]).toEqual({ value: hypothesis.mass });
      expect(observed.values[i].value).toBe(limits.g.observed);
      const { value, errors } = expected.values[i];
      const [y0, y1, median, y3, y4] = limits.g.expected as number[];
      expect(value).toBe(median);
      expect(median + (errors[0].minus ?? Number.NaN)).toBeCloseTo(y1, 12);
      expect(median + (errors[0].plus ?? Number.NaN)).toBeCloseTo(y3, 12);
      expect(median + (errors[1].minus ?? Number.NaN)).toBeCloseTo(y0, 12);
      expect(median + (errors[1].plus ?? Number.NaN)).toBeCloseTo(y4, 12);
    });
    expect(observed.qualifiers).toContainEqual({ name: "CONFIDENCE LEVEL", value: 0.9 });
    expect(observed.qualifiers).toContainEqual({ name: "METHOD", value: "profile likelihood 90 %" });
  });

  it("holds every bin of every sample, zero counts with the interval that they have", () => {
    const { independent, dependent } = table("Spectrum spectrum");
    const [{ counts }] = result.evaluation.spectra;
    expect(dependent.map(({ name }) => name)).toEqual([
      "background",
      "signal-1 (signal signal-1)",
      "signal-3 (signal signal-3)",
      "Pseudo-data",
    ]);
    expect(independent[0].values).toHaveLength(12);
    dependent[3].values.forEach(({ value }, i) => {
      expect(value).toBe(counts.data[i]);
    });
    const none = table("Spectrum spectrum").dependent[3].values.find(({ value }) => value === 0);
    if (none) expect(totalShifts(none).up).toBeCloseTo(1.841, 3);
  });

  it("says where it comes from, and what to cite", () => {
    expect(submission.comment).toContain(LINK);
    expect(submission.comment).toContain("commit 1a2b3c4, code sha256:0123456789abcdef, seed 1");
    expect(submission.comment).toContain("simulated events, pseudo-data: no measurement");
    expect(submission.comment).toContain("not as published: method");
    expect(submission.resources.map(({ location }) => location)).toEqual(["provenance.json", "citation.bib"]);
  });

  it.skipIf(!hasSchemas)("is valid by HEPData's schemas", () => {
    const schemas = hepdataSchemas();
    const { "submission.yaml": head, ...data } = submissionFiles(submissionOf(result));
    const [general, ...abouts] = [parseAllDocuments(head)].flat().map((one) => one.toJS());
    expect(schemas.additional_info(general)).toEqual([]);
    expect(abouts).toHaveLength(5);
    for (const about of abouts) {
      expect(schemas.submission(about)).toEqual([]);
      expect(schemas.data(parse(data[about.data_file]))).toEqual([]);
    }
  });
});

describe("a result as a pyhf workspace", () => {
  it.skipIf(!hasReference("pyhf/schemas-1.0.0"))("is valid by pyhf's schemas", () => {
    const ajv = new Ajv({ strict: false, validateSchema: false });
    const schema = (name: string) => JSON.parse(readReference(`pyhf/schemas-1.0.0/${name}.json`));
    ajv.addSchema(schema("defs"));
    const validate = ajv.compile(schema("workspace"));
    expect(validate(JSON.parse(text("pyhf") as string)), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ["many simulated events", 200],
    ["some tens", 20],
    ["none or one", 1],
  ])("has the page's profile-likelihood limit, with %s a window", (_, perWindow) => {
    const evaluated = taken(profile, { perWindow });
    const z = significanceOfP(0.1);
    evaluated.evaluation.scan.forEach(({ limits }, hypothesis) => {
      const workspace = readWorkspace(JSON.parse(text("pyhf", { ...evaluated, hypothesis }) as string));
      const model = compileModel(workspace);
      const likelihood = new ProfileLikelihood(budgeted(model), model.observed);
      const limit = limits.sigma.observed;
      if (limit === null) throw new Error("no limit");
      const { q } = likelihood.statistic("q", limit);
      expect(q).toBeCloseTo(z * z, 3);
      expect(likelihood.converged).toBe(true);
    });
  });

  it("has the asymptotic CLs limit that stands beside toys where the background is counted off the signal", () => {
    const { prior, confidenceLevel, systematics } = toySearch.measurement;
    const measurement: OnOffMeasurement = {
      kind: "on-off",
      method: "cls",
      prior,
      confidenceLevel,
      systematics,
      ratio: { value: 5, unit: "", origin: "assumption", source: "test" },
      yield: [],
      toys: 50,
    };
    const search: Search = { ...toySearch, measurement };
    const state = nominalState(search);
    const table = toyTable(3);
    const evaluation = new Analysis(search, table).evaluate(state, { fast: true });
    const imprint = imprintOf(search, state, made, LINK);
    const samples = table.samples.map(({ sample }) => sample);
    for (const hypothesis of [0, 4, 9]) {
      const workspace = workspaceOfResult({
        search,
        evaluation,
        samples,
        state,
        hypothesis,
        quantity: "g",
        provenance: made,
        imprint,
      });
      const { observed } = upperLimits(compileModel(workspace), 0.9);
      expect(observed.value! / evaluation.scan[hypothesis].limits.sigma.observed!).toBeCloseTo(1, 4);
    }
  });

  it("tells what its likelihood leaves out of the page's limit, and where it cannot be had", () => {
    const name = (state: typeof profile) => workspaceOfResult(taken(state)).measurements[0].name;
    expect(name(profile)).toContain("rises by z²");
    expect(name({ ...profile, method: "bayesian" as never })).toContain("integrates over the uncertainties");
    expect(name(profile)).toContain(LINK);
    const expectation = taken({ ...profile, luminosity: 50 as never });
    expect(resultFormats.find(({ id }) => id === "pyhf")?.missing(expectation)).toBe("nothing is observed here");
    expect(() => workspaceOfResult(expectation)).toThrow(/^no workspace: toy, nothing is observed here; /);
  });

  it("stands in HS3 with every parameter in the domain and every distribution with its data", () => {
    const hs3 = JSON.parse(text("hs3") as string);
    const [{ distributions, data }] = hs3.likelihoods;
    const names = (list: { name: string }[]) => list.map((one) => one.name);
    expect(distributions).toHaveLength(data.length);
    expect(names(hs3.distributions).sort()).toEqual([...distributions].sort());
    expect(names(hs3.data).sort()).toEqual([...data].sort());
    const used = hs3.distributions.flatMap((one: { samples?: { modifiers: { parameter: string }[] }[] }) =>
      (one.samples ?? []).flatMap(({ modifiers }) => modifiers.map(({ parameter }) => parameter)),
    );
    expect(names(hs3.domains[0].axes).sort()).toEqual([...new Set(used)].sort());
    expect(hs3.metadata.description).toContain(LINK);
    const [window] = hs3.distributions;
    expect(window.samples[0].data.contents).toEqual([result.evaluation.scan[4].model?.perUnit]);
  });
});

describe("the histograms of a result as UHI", () => {
  it("hold yields and variances of every sample, and the edges", () => {
    const histograms = JSON.parse(text("uhi") as string);
    expect(Object.keys(histograms)).toHaveLength(4);
    const { axes, storage, metadata, uhi_schema } = histograms["spectrum/background"];
    const [{ counts }] = result.evaluation.spectra;
    expect(uhi_schema).toBe(1);
    expect(axes[0].edges).toEqual(toySearch.spectra[0].edges);
    expect(storage.values).toHaveLength(axes[0].edges.length - 1);
    storage.values.forEach((value: number, i: number) => {
      expect(value).toBeCloseTo(counts.background[i] * 0.05, 12);
      expect(storage.variances[i]).toBeCloseTo(counts.background[i] * 0.05 ** 2, 12);
    });
    expect(metadata.provenance).toContain(LINK);
  });
});

describe("a table taken away", () => {
  const table = limitTable(toySearch, toySearch.interpretations[0], result.evaluation.scan);

  it("is the same in Parquet, unrounded, with caption and link", async () => {
    const bytes = parquetOf(table, result.imprint);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const rows = await parquetReadObjects({ file });
    expect(rows.map((row) => Object.values(row))).toEqual(table.values);
    const notes = parquetMetadata(file).key_value_metadata ?? [];
    expect(notes.find(({ key }) => key === "provenance")?.value).toContain(LINK);
    expect(Object.keys(rows[0])[0]).toBe("mass [GeV/c²]");
  });

  it("is CSV with comments, unrounded", () => {
    const lines = csvOf(table, result.imprint).trimEnd().split("\n");
    const comments = lines.filter((line) => line.startsWith("#"));
    expect(comments.some((line) => line.includes(LINK))).toBe(true);
    const [head, ...rows] = lines.slice(comments.length);
    expect(head.split(",")).toHaveLength(table.columns.length);
    expect(rows.map((row) => row.split(",").map((cell) => (cell === "" ? null : Number(cell))))).toEqual(table.values);
    expect(csvOf({ ...table, columns: [{ title: 'a "b", c', unit: "" }], values: [["x\ny"]] })).toContain(
      '"a ""b"", c"\n"x\ny"\n',
    );
  });

  it("is LaTeX of the printed numbers", () => {
    const latex = latexOf(table, result.imprint);
    expect(latex).toContain(`% Link: ${LINK}`);
    expect(latex.match(/\\\\$/gm)).toHaveLength(table.rows.length + 1);
    expect(latexText("2.1 × 10⁻⁴ ± 3 %")).toBe("2.1 $\\times$ 10$^{-4}$ $\\pm$ 3 \\%");
    expect(latexText("μμ(γ) & m² [GeV/c²]")).toBe(
      "$\\mu$$\\mu$($\\gamma$) \\& m$^{2}$ [GeV/c$^{2}$]".replaceAll("$$", ""),
    );
  });
});

it("is cited by the publication and by the page with its version, code and link", () => {
  const bibtex = text("bibtex") as string;
  expect(bibtex.match(/^@/gm)).toHaveLength(2);
  expect(bibtex).toContain("version = {0.1.0, code 0123456789abcdef}");
  expect(bibtex).toContain(`\\url{${LINK}}`);
});

it("has the version of the package and of the citation file", () => {
  const read = (name: string) => readFileSync(join(import.meta.dirname, "../..", name), "utf8");
  expect(VERSION).toBe(JSON.parse(read("package.json")).version);
  expect(VERSION).toBe(/^version: (.*)$/m.exec(read("CITATION.cff"))?.[1]);
});

it("a result with data of a control sample beside it is written in every form all the same", () => {
  const beside = {
    id: "below",
    kind: "control-data" as const,
    label: "below",
    crossSection: null,
    trials: 0,
    weight: 1,
  };
  const more = { ...result, samples: [...result.samples, beside] };
  for (const { id, make } of resultFormats) {
    const [plain, other] = [make(result), make(more)];
    expect(other.length, id).toBe(plain.length);
  }
});

it("every form says what it was made from: commit, code, seed, inputs with their hashes, packages, origins", () => {
  const { search, evaluation, imprint } = result;
  const table = limitTable(search, search.interpretations[0], evaluation.scan);
  const parquet = parquetMetadata(parquetOf(table, imprint).buffer as ArrayBuffer).key_value_metadata ?? [];
  const forms: Record<string, string> = {
    hepdata: submissionOf(result).comment,
    ...Object.fromEntries(["pyhf", "hs3", "uhi"].map((id) => [id, String(text(id))])),
    ...{ csv: csvOf(table, imprint), latex: latexOf(table, imprint), parquet: JSON.stringify(parquet) },
  };
  for (const [id, written] of Object.entries(forms))
    for (const part of [
      ...["commit 1a2b3c4", "code sha256:0123456789abcdef", "seed 1", "Packages: d3 7.9.2, vega-lite 6.4.3"],
      ...[`data/samples/run7.csv sha256:${"f00d".repeat(16)}`, "Numbers: 1 published"],
    ])
      expect(written, id).toContain(part);
});
