import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

const PARTS = ["src", "bin", "package.json", "package-lock.json", "tsconfig.json", "observablehq.config.ts"];

/** A copy of the project without outputs, in which a test may build, edit and destroy. */
export interface ProjectCopy {
  readonly folder: string;
  /** Runs the pipeline to its end; gives what it wrote on standard error. @throws where it fails */
  build(args: readonly string[], env?: Record<string, string>): string;
  /** Starts the pipeline. */
  start(args: readonly string[], env?: Record<string, string>): ChildProcess;
  /** Replaces a piece of text in a file of the project. @throws where it does not stand there */
  edit(file: string, from: string | RegExp, to: string): void;
  /** SHA-256 of every output, by its path below the cache. */
  outputs(): Record<string, string>;
  /** Path of an output. */
  output(name: string): string;
  remove(): void;
}

/** SHA-256 of every file of a folder, by its path in it. */
export function hashesOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), createHash("sha256").update(readFileSync(path)).digest("hex")]),
  );
}

/** Pages over all results, which the pipeline makes beside any search. */
const KEPT = ["compare.md.ts", "index.md.ts", "reading.md.ts", "review.md.ts"];

/** Leaves one search in a copy, and the pages over all results: a whole site in small. Other pages are blank. */
export function keepSearch(copy: ProjectCopy, search: string): void {
  const simulations = join(copy.folder, "src/catalogue/simulations.ts");
  const entries = /^ {2}"([a-z0-9-]+)": async \(\) =>\s[^;]+?\.simulation,\n/gm;
  const text = readFileSync(simulations, "utf8");
  writeFileSync(
    simulations,
    text.replace(entries, (entry, id) => (id === search ? entry : "")),
  );
  for (const page of readdirSync(join(copy.folder, "src")))
    if (page.endsWith(".md.ts") && !KEPT.includes(page)) {
      rmSync(join(copy.folder, "src", page));
      writeFileSync(join(copy.folder, "src", page.replace(/\.ts$/, "")), "# Left out\n");
    }
}

/** @param name for the folder's name */
export function copyProject(name: string): ProjectCopy {
  const folder = mkdtempSync(join(tmpdir(), `darkroom-${name}-`));
  for (const part of PARTS) {
    cpSync(join(root, part), join(folder, part), {
      recursive: true,
      filter: (source) => !source.includes(".observablehq"),
    });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const cache = join(folder, "src/.observablehq/cache");
  const pipeline = ["--import", "tsx", "src/loaders/pipeline.ts"];
  const options = (env: Record<string, string>) => ({
    cwd: folder,
    env: { ...process.env, DARKROOM_SCALE: "0.01", ...env },
  });
  return {
    folder,
    build: (args, env = {}) =>
      execFileSync(process.execPath, [...pipeline, ...args], {
        ...options(env),
        stdio: ["ignore", "pipe", "pipe"],
        encoding: "utf8",
      }),
    start: (args, env = {}) => spawn(process.execPath, [...pipeline, ...args], { ...options(env), stdio: "ignore" }),
    edit: (file, from, to) => {
      const text = readFileSync(join(folder, file), "utf8");
      if (text.search(from) < 0) throw new Error(`not in ${file}: ${from}`);
      writeFileSync(join(folder, file), text.replace(from, to));
    },
    outputs: () => hashesOf(cache),
    output: (output) => join(cache, output),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
