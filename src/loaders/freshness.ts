import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./paths.js";

/** What an output was made from: the code that made it, and everything else it depends on. */
export interface Recipe {
  /** SHA-256 over all of the below. */
  readonly key: string;
  /** SHA-256 of the whole import graph of the entry module, and of the lockfile. */
  readonly code: string;
  readonly modules: readonly string[];
  readonly parameters: unknown;
  /** SHA-256 of each input file, by its path in the project. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** SHA-256 of bytes or text, as hexadecimal. */
export function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

const graphs = new Map<string, Promise<readonly string[]>>();

/** Modules of the project that an entry module imports, itself among them, sorted; by esbuild's metafile. */
export function importGraph(entry: string): Promise<readonly string[]> {
  const known = graphs.get(entry);
  if (known) return known;
  const graph = build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "silent",
    outdir: "graph",
  }).then((result) => Object.keys(result.metafile.inputs).sort());
  graphs.set(entry, graph);
  return graph;
}

/** Forgets the import graphs, for a process that watches files. */
export function forgetGraphs(): void {
  graphs.clear();
}

/**
 * The recipe of an output.
 * @param entries modules that make the output, relative to the project's root
 * @param parameters anything JSON can hold; seeds, sizes, keys of outputs it is made from
 * @param inputs files it reads, relative to the root
 */
export async function recipe(
  entries: readonly string[],
  parameters: unknown,
  inputs: readonly string[] = [],
): Promise<Recipe> {
  const modules = [...new Set((await Promise.all(entries.map(importGraph))).flat())].sort();
  const digest = createHash("sha256");
  for (const file of [...modules, "package-lock.json"]) {
    digest.update(`${file}\0`);
    digest.update(readFileSync(join(root, file)));
    digest.update("\0");
  }
  const code = digest.digest("hex");
  const hashes = Object.fromEntries([...inputs].sort().map((file) => [file, sha256(readFileSync(join(root, file)))]));
  return { key: sha256(JSON.stringify([code, parameters, hashes])), code, modules, parameters, inputs: hashes };
}
