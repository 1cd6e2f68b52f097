import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findNumbers, numbersOf } from "../../src/analysis/numbers.js";
import { provenanceLine } from "../../src/analysis/provenance.js";
import { catalogue, findSearch } from "../../src/catalogue/catalogue.js";
import { commitOf } from "../../src/loaders/commit.js";
import { importedPackages, importGraph, recipe } from "../../src/loaders/freshness.js";
import { root } from "../../src/loaders/paths.js";
import { provenanceOf } from "../../src/loaders/provenance.js";

describe("the numbers of a search", () => {
  it("tell where 0.75 comes from, also where it is written as 75 %", () => {
    const numbers = numbersOf(findSearch("zprime-invisible"));
    const [found, ...others] = findNumbers(numbers, 0.75);
    expect(found).toMatchObject({ name: "correction: yield", origin: "published" });
    expect(found.source).toContain("PRL 124, 141801");
    expect(others).toEqual([]);
    expect(findNumbers(numbers, 75)).toEqual([found]);
    expect(findNumbers(numbers, 0.7501)).toEqual([]);
  });

  it.each(catalogue.map((search) => [search.id, search] as const))(
    "all have an origin and a source: %s",
    (_, search) => {
      const numbers = numbersOf(search);
      expect(numbers.length).toBeGreaterThan(search.selection.length);
      for (const { name, origin, source } of numbers) {
        expect(["published", "derived", "recalled", "assumption"], name).toContain(origin);
        expect(source.length, name).toBeGreaterThan(2);
      }
    },
  );
});

describe("a manifest", () => {
  it("names commit, code, seed, packages and numbers, and no machine or clock", async () => {
    const search = findSearch("zprime-invisible");
    const events = await recipe(["src/loaders/snapshot.ts"], { seed: 7, scale: 0.5 }, ["package.json"]);
    const made = await recipe(["src/loaders/publish.ts"], { events: events.key });
    const provenance = await provenanceOf(search, made, events);
    const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
    expect(provenance.packages["@duckdb/node-api"]).toBe(lock.packages["node_modules/@duckdb/node-api"].version);
    expect(Object.values(provenance.packages)).not.toContain("not in the lockfile");
    expect(provenance.inputs["package.json"]).toMatch(/^[0-9a-f]{64}$/);
    expect(provenance.commit).toMatch(/^([0-9a-f]{40}( with uncommitted changes)?|unknown)$/);
    expect(provenanceLine(provenance)).toMatch(/^commit .*, code sha256:[0-9a-f]{16}, seed 7, scale 0.5$/);
    expect(provenance.numbers).toEqual(numbersOf(search));
    const text = JSON.stringify(provenance);
    expect(text).not.toContain(root);
    expect(text).not.toMatch(/20\d\d-\d\d-\d\dT/);
  });

  it("knows the modules and packages behind a module, however they are imported", async () => {
    expect(await importGraph("src/loaders/snapshot.ts")).toContain("src/analysis/observable.ts");
    expect(await importedPackages(["src/loaders/snapshot.ts"])).toEqual(["@duckdb/node-api"]);
    expect(await importedPackages(["src/loaders/draw.ts"])).toEqual(expect.arrayContaining(["vega", "vega-lite"]));
  });
});

it.skipIf(!existsSync(join(root, ".git")))("says the commit, and when a file that matters is not as committed", () => {
  const head = execFileSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
  expect(commitOf(["LICENSE"])).toBe(head);
  const strange = "src/data/not-committed.txt";
  writeFileSync(join(root, strange), "");
  try {
    expect(commitOf(["LICENSE", strange])).toBe(`${head} with uncommitted changes`);
  } finally {
    rmSync(join(root, strange));
  }
});
