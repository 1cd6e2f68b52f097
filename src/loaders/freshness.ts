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
  readonly entries: readonly string[];
  readonly modules: readonly string[];
  readonly parameters: unknown;
  /** SHA-256 of each input file, by its path in the project. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** SHA-256 of bytes or text, as hexadecimal. */
export function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** What an entry module imports, directly or not. */
interface Graph {
  /** Modules of the project, itself among them, sorted. */
  readonly modules: readonly string[];
  /** Names of packages. */
  readonly packages: readonly string[];
}

const graphs = new Map<string, Promise<Graph>>();

/** "@scope/name" or "name" of an import of a package or of a file in it. */
function packageOf(path: string): string {
  return path
    .split("/")
    .slice(0, path.startsWith("@") ? 2 : 1)
    .join("/");
}

/** The import graph of a module, by esbuild's metafile. */
function graphOf(entry: string): Promise<Graph> {
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
  }).then(({ metafile }) => {
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
    const packages = imports.flatMap(({ external, path }) =>
      external && !path.startsWith("node:") ? [packageOf(path)] : [],
    );
    return { modules: Object.keys(metafile.inputs).sort(), packages: [...new Set(packages)].sort() };
  });
  graphs.set(entry, graph);
  return graph;
}

/** Modules of the project that an entry module imports, itself among them, sorted. */
export async function importGraph(entry: string): Promise<readonly string[]> {
  return (await graphOf(entry)).modules;
}

/** Packages that entry modules import, directly or through modules of the project, sorted. */
export async function importedPackages(entries: readonly string[]): Promise<string[]> {
  const found = await Promise.all(entries.map(graphOf));
  return [...new Set(found.flatMap(({ packages }) => packages))].sort();
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
  return {
    key: sha256(JSON.stringify([code, parameters, hashes])),
    code,
    entries,
    modules,
    parameters,
    inputs: hashes,
  };
}
