import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root, workFolder } from "../../src/loaders/paths.js";
import { isFresh, removeHalves } from "../../src/loaders/store.js";
import { randomStream } from "../../src/numerics/random.js";
import { rebuild, recipeOf } from "./rebuild.js";

const KILLS = 24;
/** More are tried on a machine so slow that these hit nothing that could go wrong. */
const MOST_KILLS = 240;
/** Longest that a build lives after it has started to write, ms: several versions are written in that time. */
const LIFE = 250;
const OUTPUTS = ["x.duckdb", "x.json", "x.md"];

let folder: string;
/** The build as one module: it starts in a fraction of the time that its sources would need, two dozen times. */
let program: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "darkroom-kill-"));
  program = join(workFolder, `${basename(folder)}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, "rebuild.ts")],
    outfile: program,
    ...{ bundle: true, platform: "node", format: "esm", packages: "external" },
    define: { "import.meta.dirname": JSON.stringify(join(root, "src/loaders")) },
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(program);
  const receipts = join(workFolder, "receipts");
  for (const name of readdirSync(receipts)) if (name.includes(basename(folder))) rmSync(join(receipts, name));
});

const hash = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");
const hashes = () => OUTPUTS.map((name) => hash(join(folder, name)));

it(`leaves every output whole, and no wrong one fresh, when killed at ${KILLS} random moments`, {
  timeout: 240_000,
}, async () => {
  const recipes = [await recipeOf(0), await recipeOf(1)];
  const whole: string[][] = [];
  for (const version of [0, 1]) {
    await rebuild(folder, version);
    whole[version] = hashes();
  }
  expect(whole[0]).not.toEqual(whole[1]);
  const moments = randomStream("test", "kill");
  const seen = new Set<string>();
  let halves = 0;
  const hasHit = () => seen.size === 2 * OUTPUTS.length && halves > 0;
  for (let kill = 0; kill < KILLS || (!hasHit() && kill < MOST_KILLS); kill++) {
    const child = spawn(process.execPath, [program, folder]);
    await once(child.stdout, "data");
    setTimeout(() => child.kill("SIGKILL"), LIFE * moments.uniform());
    await once(child, "close");
    OUTPUTS.forEach((name, k) => {
      const found = hash(join(folder, name));
      const version = whole.findIndex((one) => one[k] === found);
      expect(version, `${name} after kill ${kill}`).toBeGreaterThanOrEqual(0);
      expect(isFresh(join(folder, name), recipes[1 - version]), `${name} after kill ${kill}`).toBe(false);
      seen.add(`${name} ${version}`);
    });
    halves += readdirSync(folder).length - OUTPUTS.length;
    removeHalves([folder]);
    expect(readdirSync(folder).sort()).toEqual(OUTPUTS);
  }
  expect(hasHit(), `${[...seen].join(", ")}; ${halves} halves`).toBe(true);
  for (const version of [0, 1]) {
    await rebuild(folder, version);
    expect(hashes()).toEqual(whole[version]);
  }
  expect(existsSync(join(folder, "x.duckdb.wal"))).toBe(false);
});
