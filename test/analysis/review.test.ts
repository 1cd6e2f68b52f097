import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { compareResults, movedMost } from "../../src/analysis/review/compare.js";
import { readReviewed } from "../../src/analysis/review/reviewed.js";
import { beyond, readTolerance, STRICT } from "../../src/analysis/review/tolerance.js";
import { differencesTable, reviewData, reviewWords, yieldsTable } from "../../src/figures/review.js";
import { parseNotes, readNotes } from "../../src/loaders/review-page/sign-off.js";
import { reviewedFile } from "./reviewed-file.js";

const reviewed = (some: Parameters<typeof reviewedFile>[0] = {}) => readReviewed(reviewedFile(some), "a.json");

describe("two results", () => {
  it("that are the same differ in nothing", () => {
    const review = compareResults(reviewed(), reviewed());
    expect(review.curves).toHaveLength(3 * 5);
    expect(movedMost(review)).toEqual([]);
    expect(review.differences).toEqual([]);
    expect(beyond(review, STRICT)).toEqual([]);
    expect(reviewWords(review)).toEqual([
      "zprime-invisible: no limit moved.",
      "The code behind the results is the same.",
    ]);
  });

  it("say what moved most, which assumption and input changed, and how significant a yield moved", () => {
    const review = compareResults(
      reviewed(),
      reviewed({ scale: 1.44, muons: 441, number: 0.8, commit: "b", hash: "2" }),
    );
    const most = movedMost(review);
    expect(most.map(({ quantity, kind, mass }) => [quantity, kind, mass])).toEqual([
      ["gPrime", "observed", 2],
      ["gPrime", "expected", 2],
    ]);
    expect(most[0].ratio).toBeCloseTo(1.44, 12);
    // Yields 200 ± 10 and 220.5 ± 10.5.
    expect(review.yields.find(({ sample }) => sample === "mumu")?.significance).toBeCloseTo(20.5 / 14.5, 12);
    expect(yieldsTable(review.yields).rows).toEqual([["dimuon-pt", "mumu", "200.0", "220.5", "20.5", "1.4"]]);
    const told = differencesTable(review.differences).rows.map(
      ([what, before, after]) => `${what}: ${before} → ${after}`,
    );
    expect(told).toEqual([
      "assumption: correction: yield: 0.75 (published: PRL 124, 141801) → 0.8 (published: PRL 124, 141801)",
      "input: data/samples/a.csv: 1 → 2",
      "code: SHA-256: a → b",
      "code: commit: a → b",
    ]);
    const words = reviewWords(review);
    expect(words[0]).toBe(
      "zprime-invisible: limits moved. Most: gPrime, observed at 2.000 GeV, +44 % (0.050 → 0.072).",
    );
    expect(words).toContain("input data/samples/a.csv: 1 → 2.");
    const faults = beyond(review, STRICT);
    expect(faults).toEqual([
      "gPrime, observed: moved at 2 hypotheses",
      "gPrime, expected: moved at 2 hypotheses",
      "cut flow: 1 yields moved",
      ...told.slice(0, 2).map((text) => text.replace(": ", " ")),
    ]);
    const wide = readTolerance({ expected: 0.5, observed: 0.5, yield: 3, assumptions: true, inputs: true }, "t.yaml");
    expect(beyond(review, wide)).toEqual([]);
    expect(beyond(review, { ...wide, expected: 0.3 })).toEqual(["gPrime, expected: moved at 1 hypotheses"]);
  });

  it("that came or went are infinitely far, also within any tolerance", () => {
    const blinded = reviewedFile();
    for (const { limits } of blinded.evaluation.scan)
      Object.assign(limits.gPrime, { observed: null, status: "blinded" });
    const review = compareResults(reviewed(), readReviewed({ ...blinded, data: "blinded" }, "b.json"));
    const wide = { ...STRICT, observed: 1e9 };
    expect(beyond(review, wide)).toEqual(["gPrime, observed: moved at 3 hypotheses", "data data: pseudo → blinded"]);
    expect(reviewData(review.curves.filter(({ quantity }) => quantity === "gPrime"))["observed-b"]).toEqual([]);
  });

  it("of two searches are refused", () => {
    const other = readReviewed({ ...reviewedFile(), search: "alp-photon" }, "b.json");
    expect(() => compareResults(reviewed(), other)).toThrow("two searches: zprime-invisible and alp-photon; give");
  });
});

it.each([
  [null, "no object"],
  [[], "no object"],
  [{}, "no search named"],
  [{ ...reviewedFile(), schema: 2 }, "schema 2 where 1 is known"],
  [{ ...reviewedFile(), evaluation: { cutFlow: [] } }, "no scan of limits"],
  [{ ...reviewedFile(), evaluation: { scan: [{ hypothesis: {}, limits: {} }], cutFlow: [] } }, "no scan of limits"],
  [{ ...reviewedFile(), evaluation: { scan: reviewedFile().evaluation.scan } }, "no cut flow"],
])("refuses what is no result %#", (value, what) => {
  expect(() => readReviewed(value, "a.json")).toThrow(`not a result: ${what}, in a.json; take what`);
});

it("reads any JSON as a result or refuses it in one line", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      try {
        readReviewed({ ...reviewedFile(), ...(value as object) }, "a.json");
      } catch (error) {
        expect((error as Error).message).toMatch(/^not a result: [^\n]*; take what/);
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});

it.each([
  [{ limit: 1 }, "unknown tolerance: limit, in t.yaml; known are expected"],
  [{ yield: -1 }, "not a tolerance: -1, for yield in t.yaml; give a number from 0"],
  [{ inputs: 1 }, "not a tolerance: 1, for inputs in t.yaml; give true or false"],
  ["x", 'not a tolerance: "x"'],
])("refuses the tolerance %j", (value, message) => {
  expect(() => readTolerance(value, "t.yaml")).toThrow(message);
});

describe("darkroom diff", () => {
  const folder = mkdtempSync(join(tmpdir(), "darkroom-diff-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, value: unknown) => {
    writeFileSync(join(folder, name), typeof value === "string" ? value : JSON.stringify(value));
    return join(folder, name);
  };
  const diff = (...args: string[]) => {
    const main = join(import.meta.dirname, "../../src/loaders/command-line/main.ts");
    return spawnSync(process.execPath, ["--import", "tsx", main, "diff", ...args], { encoding: "utf8" });
  };

  it("tells continuous integration by its exit code", () => {
    const [a, b] = [write("a.json", reviewedFile()), write("b.json", reviewedFile({ scale: 1.01, commit: "b" }))];
    const strict = diff(a, b);
    expect(strict.status).toBe(1);
    expect(strict.stderr).toContain("zprime-invisible: gPrime, expected: moved at 2 hypotheses");
    expect(strict.stdout).toContain("- zprime-invisible: limits moved. Most: gPrime");
    expect(diff(a, b, "--tolerance", write("t.yaml", "expected: 0.02\nobserved: 0.02\n")).status).toBe(0);
    const missing = diff(a, join(folder, "c.json"));
    expect([missing.status, missing.stderr]).toEqual([2, expect.stringContaining("no such file or folder: c.json;")]);
    expect(diff(a).status).toBe(2);
  });
});

describe("the notes of reviewers", () => {
  it("are read line by line", () => {
    const line = "2026-11-21 | zprime-invisible | A. Name | cuts checked | twice";
    expect(parseNotes(`# day | search | who | what\n\n${line}\r\n`)).toEqual([
      { on: "2026-11-21", search: "zprime-invisible", by: "A. Name", text: "cuts checked | twice" },
    ]);
    expect(() => readNotes()).not.toThrow();
  });

  it.each([
    [
      "yesterday | all | A. Name | fine",
      "not a note: yesterday | all | A. Name | fine, in src/data/sign-off.txt, line 1",
    ],
    ["2026-11-21 | all | A. Name", "not a note"],
    ["2026-11-21 | zprime-invisble | A. Name | fine", "unknown search: zprime-invisble"],
  ])("are refused where they are none: %s", (text, message) => {
    expect(() => parseNotes(text)).toThrow(message);
  });
});
