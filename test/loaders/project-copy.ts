import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
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
  /** SHA-256 of every output, by its path below the cache. */
  outputs(): Record<string, string>;
  /** Path of an output. */
  output(name: string): string;
  remove(): void;
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
    outputs: () =>
      Object.fromEntries(
        readdirSync(cache, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
          .map((path) => [path.slice(cache.length + 1), createHash("sha256").update(readFileSync(path)).digest("hex")]),
      ),
    output: (output) => join(cache, output),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
