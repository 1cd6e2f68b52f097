import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import { listFiles } from "../../bin/lib/finish.mjs";
import { workFolder } from "../../bin/lib/project.mjs";
import { shippedPackages } from "../../bin/lib/sbom.mjs";
import { buildPages } from "../../bin/lib/site.mjs";
import { hasSimulation } from "../../src/catalogue/simulations.js";
import { siteFolder } from "../browser.js";
import { copyProject, type ProjectCopy } from "../loaders/project-copy.js";

/** SHA-256 of every file of a folder, by its path in it. */
function hashes(folder: string): Record<string, string> {
  return Object.fromEntries(
    listFiles(folder).map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex"),
    ]),
  );
}

it("builds the same bytes again", { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(workFolder, "site-again-"));
  try {
    await buildPages(folder);
    expect(hashes(folder)).toEqual(hashes(siteFolder));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

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

const SEARCH = "inelastic-dark-matter";
const copies: ProjectCopy[] = [];
afterAll(() => {
  for (const copy of copies) copy.remove();
});

/** Pages that the page of a search leads to. */
const KEPT = ["index.md.ts", "reading.md.ts", "review.md.ts"];

/** A copy of the project with one search and what it leads to, and nothing in any cache. */
function smallProject(name: string): ProjectCopy {
  const copy = copyProject(name);
  copies.push(copy);
  const simulations = join(copy.folder, "src/catalogue/simulations.ts");
  const entries = /^ {2}"([a-z0-9-]+)": async \(\) =>\s[^;]+?\.simulation,\n/gm;
  const text = readFileSync(simulations, "utf8");
  writeFileSync(
    simulations,
    text.replace(entries, (entry, id) => (id === SEARCH ? entry : "")),
  );
  for (const page of readdirSync(join(copy.folder, "src")).filter((one) => one.endsWith(".md.ts")))
    if (!KEPT.includes(page)) rmSync(join(copy.folder, "src", page));
  writeFileSync(join(copy.folder, "COMMIT"), `${"0123456789".repeat(4)}\n`);
  return copy;
}

const execute = promisify(execFile);

it("builds the same site in two clean copies, with one worker and with two", { timeout: 300_000 }, async () => {
  const built = await Promise.allSettled(
    ["1", "2"].map(async (workers) => {
      const { folder } = smallProject(`clean-${"x".repeat(Number(workers))}`);
      await execute(process.execPath, ["bin/build.mjs", "--only", SEARCH], {
        cwd: folder,
        env: { ...process.env, DARKROOM_SCALE: "0.01", DARKROOM_WORKERS: workers },
      });
      return hashes(join(folder, "dist"));
    }),
  );
  // Both have ended before their folders are removed.
  const sites = built.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
  expect(Object.keys(sites[0])).toEqual(
    expect.arrayContaining([`searches/${SEARCH}.html`, "review.html", "manifest.json", "sbom.json", "search.json"]),
  );
  const names = Object.keys(sites[0]).join("\n");
  // The result, the snapshot, the reader of ROOT files and the database: what was hardest to keep.
  for (const one of [/\.duckdb$/m, /_file\/loaders\/.*\.json$/m, /jsroot/, /\.wasm$/m]) expect(names).toMatch(one);
  expect(sites[1]).toEqual(sites[0]);
});
