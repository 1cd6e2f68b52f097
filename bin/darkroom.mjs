#!/usr/bin/env node
// The command line of Darkroom: hands its arguments to the TypeScript it stands for.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const tsx = pathToFileURL(join(root, "node_modules/tsx/dist/esm/index.mjs")).href;
const main = join(root, "src/loaders/command-line/main.ts");
const { status, error } = spawnSync(process.execPath, ["--import", tsx, main, ...process.argv.slice(2)], {
  stdio: "inherit",
});
if (error) process.stderr.write(`not started: ${error.message}; run npm install in the project's folder\n`);
process.exitCode = status ?? 1;
