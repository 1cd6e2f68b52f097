import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

/**
 * A copy of the project in which a cut is edited: what is built must follow the code, and nothing that is fresh may be
 * made again.
 */
const root = join(import.meta.dirname, "../..");
let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "darkroom-edit-"));
  for (const name of ["src", "package.json", "package-lock.json", "tsconfig.json"]) {
    cpSync(join(root, name), join(copy, name), {
      recursive: true,
      filter: (source) => !source.includes(".observablehq"),
    });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const result = () => join(copy, "src/.observablehq/cache/loaders/zprime-invisible.json");
const snapshot = () => join(copy, "src/.observablehq/cache/loaders/zprime-invisible.duckdb");

function build(): void {
  execFileSync(process.execPath, ["--import", "tsx", "src/loaders/pipeline.ts", "--only", "zprime-invisible"], {
    cwd: copy,
    env: { ...process.env, DARKROOM_SCALE: "0.01" },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function edit(file: string, from: string, to: string): void {
  const path = join(copy, file);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

function selectedEvents(): number {
  const { evaluation } = JSON.parse(readFileSync(result(), "utf8"));
  return evaluation.cutFlow.at(-1).samples.mumu.events + evaluation.cutFlow.at(-1).samples["signal-3"].events;
}

it("follows an edited cut, and makes again only what it must", () => {
  build();
  const before = selectedEvents();
  const made = statSync(snapshot()).ino;
  const resultMade = statSync(result()).ino;

  build();
  expect(statSync(snapshot()).ino).toBe(made);
  expect(statSync(result()).ino).toBe(resultMade);

  edit("src/catalogue/zprime-invisible/selection.ts", "{ max: 0.4 },", "{ max: 0.1 },");
  build();
  expect(selectedEvents()).toBeLessThan(before);
  expect(statSync(snapshot()).ino).toBe(made);

  edit(
    "src/catalogue/zprime-invisible/leptons.ts",
    "most: 0.4, mostOverMomentum: 0.4",
    "most: 0.4, mostOverMomentum: 0.2",
  );
  build();
  expect(statSync(snapshot()).ino).not.toBe(made);
}, 120_000);

it("makes again an output that was cut short, and leaves no half-written file", () => {
  build();
  const whole = readFileSync(result());
  writeFileSync(result(), whole.subarray(0, whole.length >> 1));
  build();
  expect(readFileSync(result()).equals(whole)).toBe(true);
  expect(readdirSync(dirname(result())).filter((name) => name.includes(".part"))).toEqual([]);
}, 120_000);
