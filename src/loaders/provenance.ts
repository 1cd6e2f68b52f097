import { readFileSync } from "node:fs";
import { join } from "node:path";
import { numbersOf } from "../analysis/numbers.js";
import type { Provenance } from "../analysis/provenance.js";
import type { Search } from "../analysis/search.js";
import { commitOf } from "./commit.js";
import { importedPackages, type Recipe } from "./freshness.js";
import { root } from "./paths.js";

/** Versions of packages by the lockfile, in the order of their names. */
function versionsOf(names: readonly string[]): Record<string, string> {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version?: string }>;
  };
  return Object.fromEntries(
    [...names].sort().map((name) => [name, packages[`node_modules/${name}`]?.version ?? "not in the lockfile"]),
  );
}

/** The commit that stands on what recipes make. */
export function stampOf(recipes: readonly Recipe[]): string {
  const files = recipes.flatMap(({ modules, inputs }) => [...modules, ...Object.keys(inputs)]);
  return commitOf([...new Set([...files, "package-lock.json"])].sort());
}

/**
 * The manifest of what a search's events, or a result on them, were made from.
 * @param made recipe of the output itself
 * @param events recipe of its events; the same for a snapshot
 */
export async function provenanceOf(search: Search, made: Recipe, events: Recipe): Promise<Provenance> {
  const packages = await importedPackages([...made.entries, ...events.entries]);
  return {
    commit: stampOf([made, events]),
    code: made.code,
    events: events.code,
    modules: new Set([...made.modules, ...events.modules]).size,
    parameters: events.parameters,
    inputs: { ...events.inputs, ...made.inputs },
    packages: versionsOf(packages),
    numbers: numbersOf(search),
  };
}
