import { execFile } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, it } from "vitest";
import { copyProject, hashesOf, keepSearch, type ProjectCopy } from "./project-copy.js";

/** A whole site in small: one search and the pages over all results. */
const SEARCH = "b-mesogenesis";
const only = ["--only", SEARCH];
const RESULT = `loaders/${SEARCH}.json`;
const SNAPSHOT = `loaders/${SEARCH}.duckdb`;
const TIME = 300_000;

let first: ProjectCopy;
let second: ProjectCopy;
/** How long the first of them took, ms. */
let took: number;
beforeAll(() => {
  [first, second] = ["first", "the-second"].map((name) => {
    const copy = copyProject(name);
    keepSearch(copy, SEARCH);
    writeFileSync(join(copy.folder, "COMMIT"), `${"0123456789".repeat(4)}\n`);
    return copy;
  });
  const start = performance.now();
  first.build(only, { DARKROOM_WORKERS: "1" });
  took = performance.now() - start;
}, TIME);
afterAll(() => {
  first?.remove();
  second?.remove();
});

const execute = promisify(execFile);

/** Builds the site of a copy whose outputs are fresh; gives its hashes. */
async function site({ folder }: ProjectCopy): Promise<Record<string, string>> {
  const env = { ...process.env, DARKROOM_SCALE: "0.01" };
  await execute(process.execPath, ["bin/build.mjs", ...only], { cwd: folder, env });
  return hashesOf(join(folder, "dist"));
}

/** Which file an output is: another one where it was made again. */
const made = (output: string) => statSync(first.output(output)).ino;

it("gives the same site, byte by byte, with one worker and, after it was killed half-way, with two", {
  timeout: TIME,
}, async () => {
  const child = second.start(only, { DARKROOM_WORKERS: "2" });
  setTimeout(() => child.kill("SIGKILL"), took / 2);
  await once(child, "close");
  second.build(only, { DARKROOM_WORKERS: "2" });
  const outputs = first.outputs();
  for (const name of [SNAPSHOT, RESULT, `searches/${SEARCH}.md`, "index.md"])
    expect(outputs, name).toHaveProperty([name]);
  expect(second.outputs()).toEqual(outputs);

  const sites = await Promise.allSettled([site(first), site(second)]);
  const [one, other] = sites.map((built) => (built.status === "fulfilled" ? built.value : built.reason));
  expect(one).not.toBeInstanceOf(Error);
  const names = Object.keys(one);
  expect(names).toEqual(
    expect.arrayContaining([`searches/${SEARCH}.html`, "review.html", "manifest.json", "sbom.json", "search.json"]),
  );
  // The result, the snapshot, the reader of ROOT files and the database: what was hardest to keep.
  for (const file of [/\.duckdb$/m, /_file\/loaders\/.*\.json$/m, /jsroot/, /\.wasm$/m])
    expect(names.join("\n")).toMatch(file);
  expect(other).toEqual(one);
});

it("makes again an output that was cut short, nothing that is whole, and leaves no half-written file", {
  timeout: TIME,
}, () => {
  const before = first.outputs();
  const kept = [SNAPSHOT, "reading.md"].map((name) => [name, made(name)] as const);
  const path = first.output(RESULT);
  const whole = readFileSync(path);
  writeFileSync(path, whole.subarray(0, whole.length >> 1));
  first.build(only);
  expect(first.outputs()).toEqual(before);
  for (const [name, file] of kept) expect(made(name), name).toBe(file);
  expect(readdirSync(dirname(path)).filter((name) => name.includes(".part"))).toEqual([]);
});

it("follows an edited cut from the same events, and makes others where the simulation is edited", {
  timeout: TIME,
}, () => {
  const selected = () => {
    const { evaluation } = JSON.parse(readFileSync(first.output(RESULT), "utf8"));
    return evaluation.cutFlow.at(-1).samples.bb.events;
  };
  const before = { events: selected(), snapshot: made(SNAPSHOT) };
  first.edit("src/catalogue/b-mesogenesis/selection.ts", "{ min: 0.5 }", "{ min: 0.95 }");
  first.build(only);
  expect(selected()).toBeLessThan(before.events);
  expect(made(SNAPSHOT)).toBe(before.snapshot);
  first.edit("src/catalogue/b-mesogenesis/simulation.ts", "SIGNAL_EVENTS = 30_000", "SIGNAL_EVENTS = 29_999");
  first.build(only);
  expect(made(SNAPSHOT)).not.toBe(before.snapshot);
});

it("names the search, the step and the remedy where a step fails, and leaves the outputs as they were", {
  timeout: TIME,
}, () => {
  const before = first.outputs();
  const path = join(first.folder, "src/catalogue/b-mesogenesis/simulation.ts");
  const text = readFileSync(path, "utf8");
  writeFileSync(path, `${text}\nif (process.env.DARKROOM_BREAK) throw new Error("beam lost");\n`);
  try {
    expect(() => first.build(only, { DARKROOM_BREAK: "1" })).toThrow(
      /b-mesogenesis: events: beam lost; .*DARKROOM_TRACE=1.*; what was built before is untouched/,
    );
    expect(first.outputs()).toEqual(before);
  } finally {
    writeFileSync(path, text);
  }
});

it("has no event and no count of its data in any output while it is blinded", { timeout: TIME }, async () => {
  const data = async () => {
    const instance = await DuckDBInstance.create(first.output(SNAPSHOT), { access_mode: "read_only" });
    const connection = await instance.connect();
    const rows = await connection.runAndReadAll(
      "select count(*) from events join samples on events.sample = samples.index where samples.id = 'data'",
    );
    connection.closeSync();
    instance.closeSync();
    return Number(rows.getRows()[0][0]);
  };
  /** Numbers called observed in any JSON that pages fetch. */
  const counted = () =>
    Object.keys(first.outputs())
      .filter((name) => name.endsWith(".json"))
      .flatMap((name) => readFileSync(first.output(name), "utf8").match(/"observed":(?!null)[^,}\]]+/g) ?? []);
  expect(await data()).toBeGreaterThan(0);
  expect(counted().length).toBeGreaterThan(0);
  writeFileSync(join(first.folder, "src/data/blinding.yaml"), `${SEARCH}:\n  blinded: not frozen\n`);
  first.build(only);
  expect(await data()).toBe(0);
  expect(counted()).toEqual([]);
  const page = readFileSync(first.output(`searches/${SEARCH}.md`), "utf8");
  expect(page).toContain("Blinded: not frozen.");
  expect(page).not.toContain(">pseudo-data<");
});
