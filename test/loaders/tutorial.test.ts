import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { SearchResult } from "../../src/analysis/result.js";
import { root } from "../../src/loaders/paths.js";
import {
  commands,
  insertions,
  newFiles,
  TUTORIAL_SEARCH,
  textOf,
  withInsertion,
} from "../../src/loaders/tutorial-page/steps.js";
import { darkHiggsstrahlungCrossSection } from "../../src/physics/theory/dark-higgsstrahlung.js";
import { darkPhotonBranchingFraction } from "../../src/physics/theory/dark-photon.js";

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A clone without what was built, as a reader has it. */
function makeClone(): string {
  const clone = mkdtempSync(join(tmpdir(), "darkroom-tutorial-"));
  made.push(clone);
  for (const name of ["package.json", "package-lock.json", "tsconfig.json", "bin", "docs"])
    cpSync(join(root, name), join(clone, name), { recursive: true });
  cpSync(join(root, "src"), join(clone, "src"), {
    recursive: true,
    filter: (path) => !path.includes(".observablehq"),
  });
  symlinkSync(realpathSync(join(root, "node_modules")), join(clone, "node_modules"));
  return clone;
}

/** Does what the tutorial says up to its commands. */
function follow(clone: string): void {
  for (const file of Object.values(newFiles)) {
    mkdirSync(dirname(join(clone, file.path)), { recursive: true });
    writeFileSync(join(clone, file.path), textOf(file));
  }
  for (const insertion of insertions) {
    const path = join(clone, insertion.path);
    writeFileSync(path, withInsertion(readFileSync(path, "utf8"), insertion));
  }
}

/** Runs a command of the tutorial, with the project's own `darkroom` as npx finds it. */
function run(clone: string, command: string): SearchResult {
  const [npx, darkroom, ...args] = command.split(" ");
  expect([npx, darkroom]).toEqual(["npx", "darkroom"]);
  const output = execFileSync(process.execPath, [join(clone, "bin/darkroom.mjs"), ...args], {
    cwd: clone,
    env: { ...process.env, DARKROOM_SCALE: "0.03", DARKROOM_WORKERS: "1" },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1 << 26,
  });
  return JSON.parse(output);
}

describe("the tutorial", () => {
  it("adds a search from nothing, whose limits close", () => {
    const clone = makeClone();
    follow(clone);
    const result = run(clone, commands.result);
    expect(result.search).toBe(TUTORIAL_SEARCH);
    expect(result.scan.length).toBeGreaterThan(40);
    const [at5] = result.scan
      .filter(({ hypothesis }) => hypothesis.mass > 5)
      .sort((a, b) => a.hypothesis.mass - b.hypothesis.mass);
    const limit = at5.limits.epsilonSquaredAlphaD.observed ?? 0;
    const { mass } = at5.hypothesis;
    // The coupling at the limit makes as many fb as 1 fb⁻¹ at this efficiency can tell: some tens of events at most.
    const crossSection = darkHiggsstrahlungCrossSection(mass, 1, limit) * darkPhotonBranchingFraction(mass, "muons");
    const events = crossSection * at5.efficiency;
    expect(at5.efficiency).toBeGreaterThan(0.05);
    expect(events).toBeGreaterThan(2.3);
    expect(events).toBeLessThan(60);

    const looser = run(clone, commands.looser);
    expect(looser.cutFlow.at(-1)?.samples.mumu.events).toBeGreaterThan(
      result.cutFlow.at(-1)?.samples.mumu.events ?? Number.POSITIVE_INFINITY,
    );
  });

  it("names every line it asks for as it stands in the project", () => {
    expect(insertions.length).toBeGreaterThan(2);
    for (const insertion of insertions) {
      const text = readFileSync(join(root, insertion.path), "utf8");
      expect(withInsertion(text, insertion).split("\n")).toHaveLength(text.split("\n").length + 1);
    }
    expect(() => withInsertion("a", { path: "p", after: "b", line: "c" })).toThrow(/^line not found: b/);
  });
});
