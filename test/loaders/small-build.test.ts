import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, it } from "vitest";
import { copyProject, type ProjectCopy } from "./project-copy.js";

/** A whole run of the pipeline in small: one search and the pages over all results. */
const SEARCH = "b-mesogenesis";
const only = ["--only", SEARCH];
const TIME = 300_000;

let first: ProjectCopy;
let second: ProjectCopy;
beforeAll(() => {
  first = copyProject("first");
  second = copyProject("second");
});
afterAll(() => {
  first?.remove();
  second?.remove();
});

it("gives the same bytes with one worker and, after it was killed half-way, with two", { timeout: TIME }, async () => {
  const start = performance.now();
  first.build(only, { DARKROOM_WORKERS: "1" });
  const took = performance.now() - start;
  const child = second.start(only, { DARKROOM_WORKERS: "2" });
  setTimeout(() => child.kill("SIGKILL"), took / 2);
  await once(child, "close");
  second.build(only, { DARKROOM_WORKERS: "2" });
  const made = first.outputs();
  for (const name of [`loaders/${SEARCH}.duckdb`, `loaders/${SEARCH}.json`, `searches/${SEARCH}.md`, "index.md"])
    expect(made, name).toHaveProperty([name]);
  expect(second.outputs()).toEqual(made);
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
    const instance = await DuckDBInstance.create(first.output(`loaders/${SEARCH}.duckdb`), {
      access_mode: "read_only",
    });
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
