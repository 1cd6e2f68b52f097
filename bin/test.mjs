import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { ensureChromium } from "./lib/chromium.mjs";
import { Failure, root, runMain, workFolder } from "./lib/project.mjs";
import { run, timed } from "./lib/run.mjs";
import { setUp } from "./lib/setup.mjs";
import { buildSite } from "./lib/site.mjs";

/** @type {string[]} */
const failedSteps = [];
const total = { passed: 0, failed: 0, skipped: 0 };

/**
 * Runs one step of the tests; a failure is shown and remembered, and the next steps still run.
 * @param {string} name
 * @param {() => Promise<unknown>} work
 */
async function step(name, work) {
  try {
    await timed(name, work);
    return true;
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    failedSteps.push(name);
    return false;
  }
}

/**
 * Runs a tool of node_modules that has to succeed.
 * @param {string} tool path of its script
 * @param {string[]} args
 */
async function check(tool, args) {
  const { code, output } = await run(process.execPath, [join(root, "node_modules", tool), ...args]);
  if (code === 0) return;
  console.error(output.trimEnd());
  throw new Failure(`${args.join(" ")}: exit code ${code}`);
}

/**
 * Runs test files with vitest, adds their numbers to the total, and shows its report if any fails.
 * @param {string} name of the report
 * @param {string[]} selection vitest's arguments that choose the files
 * @param {Record<string, string>} [env]
 */
async function runTests(name, selection, env = {}) {
  mkdirSync(workFolder, { recursive: true });
  const report = join(workFolder, `tests-${name}.json`);
  rmSync(report, { force: true });
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code, output } = await run(process.execPath, [vitest, "run", ...selection, ...reporters], { env });
  /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, numFailedTestSuites: number } | undefined} */
  let counts;
  try {
    counts = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    counts = undefined;
  }
  const failed = counts?.numFailedTests ?? 0;
  total.passed += counts?.numPassedTests ?? 0;
  // A file that cannot be read has no test to fail.
  total.failed += code !== 0 && failed === 0 ? 1 : failed;
  total.skipped += (counts?.numPendingTests ?? 0) + (counts?.numTodoTests ?? 0);
  if (code === 0) return;
  console.error(output.trimEnd());
  throw new Failure(`${name} tests: ${counts ? `${failed} failed` : `exit code ${code}`}`);
}

/** Vitest leaves one core to itself; of two that would be half. */
const workers = `--maxWorkers=${Math.max(2, availableParallelism() - 1)}`;

// npm test: set-up, lint, types, unit tests, build, browser tests; at the end one line with the sum.
await runMain(async () => {
  await setUp();
  await step("lint", () => check("@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."]));
  // The compiler uses one core, and the last of the tests no more.
  await Promise.all([
    step("types", () => check("typescript/bin/tsc", ["--noEmit"])),
    step("unit tests", () => runTests("unit", ["--exclude", "test/site/**", workers])),
  ]);
  const built = await step("build", () => buildSite());
  if (built)
    await step("browser tests", async () =>
      runTests("site", ["test/site/", workers], { CHROMIUM: await ensureChromium() }),
    );
  if (failedSteps.length > 0) console.error(`failed: ${failedSteps.join(", ")}`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  if (failedSteps.length > 0) process.exitCode = 1;
});
