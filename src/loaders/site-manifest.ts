import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commitOf } from "./commit.js";
import { shownSearches } from "./events.js";
import { root, workFolder } from "./paths.js";
import { readResult } from "./results.js";

/** Where the manifest waits until the build adds the hashes of the site's files. */
const MANIFEST = join(workFolder, "manifest.json");

/** What decides about the bytes of a site. */
const SOURCES = ["src", "bin", "observablehq.config.ts", "package.json", "package-lock.json"];

/**
 * Writes what the site is made from: commit, packages of the lockfile, and for every search what its result was made
 * from. Numbers of a search stand in its result.
 */
export function writeSiteManifest(): void {
  const { name, version, dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    name: string;
    version: string;
    dependencies: Readonly<Record<string, string>>;
  };
  const searches = shownSearches().flatMap(({ id, data, blinding, unblinding }) => {
    const result = readResult(id);
    if (!result) return [];
    const { numbers: _, ...provenance } = result.provenance;
    return [[id, { data, blinding, unblinding, snapshot: result.snapshot, provenance }]];
  });
  const manifest = {
    schema: 1,
    project: `${name} ${version}`,
    commit: commitOf(SOURCES),
    packages: dependencies,
    searches: Object.fromEntries(searches),
  };
  mkdirSync(workFolder, { recursive: true });
  writeFileSync(MANIFEST, `${JSON.stringify(manifest, null, 1)}\n`);
}
