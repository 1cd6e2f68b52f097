import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Recipe, recipe } from "../../src/loaders/freshness.js";
import { writeSnapshot } from "../../src/loaders/snapshot.js";
import { isFresh, writeOutput } from "../../src/loaders/store.js";
import { angle, momentum, uniformTable } from "../analysis/fixtures.js";

/** What one version of the small build below is made by. */
export function recipeOf(version: number): Promise<Recipe> {
  return recipe(["src/loaders/html.ts"], { version });
}

/** Builds as the pipeline does: a snapshot, a result, a page, each only if it is not fresh. */
export async function rebuild(folder: string, version: number): Promise<void> {
  const made = await recipeOf(version);
  const snapshot = join(folder, "x.duckdb");
  if (!isFresh(snapshot, made)) {
    const table = uniformTable(version + 1, 3000);
    await writeOutput(snapshot, made, (path) => writeSnapshot(path, [momentum, angle], table, {}));
  }
  for (const name of ["x.json", "x.md"]) {
    const text = JSON.stringify({ name, version, padding: String(version).repeat(300_000) });
    const output = join(folder, name);
    if (!isFresh(output, made)) await writeOutput(output, made, (path) => writeFileSync(path, text));
  }
}

// As a program: one version after the other, until it is killed.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await rebuild(process.argv[2], 0);
  process.stdout.write("started\n");
  for (let version = 1; ; version = 1 - version) await rebuild(process.argv[2], version);
}
