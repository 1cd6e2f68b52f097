import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listFiles } from "../../bin/lib/finish.mjs";
import { shippedPackages } from "../../bin/lib/sbom.mjs";
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
