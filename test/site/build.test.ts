import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listFiles } from "../../bin/lib/finish.mjs";
import { shippedPackages } from "../../bin/lib/sbom.mjs";
import { hasSimulation } from "../../src/catalogue/simulations.js";
import { siteFolder } from "../browser.js";

it("has every package that lies in it in its bill of materials", () => {
  const { components } = JSON.parse(readFileSync(join(siteFolder, "sbom.json"), "utf8")) as {
    components: { group?: string; name: string; version: string; scope: string }[];
  };
  const required = components.filter(({ scope }) => scope === "required");
  const names = new Set(required.map(({ group, name, version }) => `${group ? `${group}/` : ""}${name}@${version}`));
  const shipped = shippedPackages(listFiles(siteFolder));
  expect([...shipped].filter((name) => !names.has(name))).toEqual([]);
  const words = [...shipped].join(" ");
  for (const one of ["jsroot@", "@duckdb/duckdb-wasm@", "vega@", "hyparquet@"]) expect(words).toContain(one);
});

/** Figures of which a page of a search has at least one of each row. */
const SHOWN = [
  ["efficiency"],
  ["resolution", "peak-resolution", "peak-width"],
  ["p-values", "significance"],
  ["linearity"],
] as const;

it("shows for every simulated search efficiency, resolution, N−1, the local scan, linearity and what σ holds", () => {
  const ids = readdirSync(join(siteFolder, "searches"))
    .map((name) => name.replace(/\.html$/, ""))
    .filter(hasSimulation);
  expect(ids.length).toBeGreaterThan(0);
  for (const id of ids) {
    const html = readFileSync(join(siteFolder, "searches", `${id}.html`), "utf8");
    const figures = new Set(Array.from(html.matchAll(/data-figure="([^"]+)"/g), ([, name]) => name));
    for (const row of SHOWN) expect([id, row, row.some((name) => figures.has(name))]).toEqual([id, row, true]);
    expect([id, [...figures].some((name) => name.startsWith("n-minus-one-"))]).toEqual([id, true]);
    expect([id, html.includes("<dt>Born or with radiation</dt>")]).toEqual([id, true]);
  }
});
