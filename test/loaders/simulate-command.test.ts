import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { simulateSample } from "../../src/loaders/command-line/simulate-command.js";
import { WrongCall } from "../../src/loaders/command-line/wrong-call.js";
import { slotName } from "../../src/loaders/sample-columns.js";
import { BLOCK_EVENTS } from "../../src/loaders/sample-events.js";
import { zprimeCrossSection } from "../../src/physics/theory/zprime.js";

const folder = mkdtempSync(join(tmpdir(), "darkroom-simulate-"));
const file = (name: string) => join(folder, `${name}.parquet`);
afterAll(() => rmSync(folder, { recursive: true }));

let instance: DuckDBInstance;
beforeAll(async () => {
  instance = await DuckDBInstance.create(":memory:");
});
afterAll(() => instance.closeSync());

/** Rows of a query. */
async function query(sql: string): Promise<Record<string, unknown>[]> {
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJS();
  } finally {
    connection.closeSync();
  }
}

async function one(sql: string): Promise<number> {
  return Number(Object.values((await query(sql))[0])[0]);
}

async function metadata(path: string): Promise<Record<string, string>> {
  const rows = await query(`select decode(key) as key, decode(value) as value from parquet_kv_metadata('${path}')`);
  return Object.fromEntries(rows.map(({ key, value }) => [String(key), String(value)]));
}

/** Events of three blocks and a part of a fourth, so that eight shards are not alike and some are empty. */
const EVENTS = 3 * BLOCK_EVENTS + 500;
const zprime = (name: string, ...rest: string[]) =>
  simulateSample(["zprime", "--mass", "2", "--radiation", "false", "--out", file(name), ...rest]);

describe("a simulated sample", () => {
  it("holds the same events in one shard and in eight, counted from 0 or from 1", async () => {
    await zprime("whole", "--events", String(EVENTS));
    for (let shard = 1; shard <= 8; shard++)
      await zprime(`part-${shard}`, "--events", String(EVENTS), "--shard", `${shard}/8`);
    const whole = `'${file("whole")}'`;
    const parts = `'${join(folder, "part-*.parquet")}'`;
    expect(await one(`select count(*) from ${whole}`)).toBe(EVENTS);
    expect(await one(`select count(distinct event) from ${parts}`)).toBe(EVENTS);
    expect(await one(`select count(*) from ${parts}`)).toBe(EVENTS);
    expect(await one(`select count(*) from (from ${whole} except from ${parts})`)).toBe(0);

    await zprime("zeroth", "--events", String(EVENTS), "--shard", "0/2");
    await zprime("second", "--events", String(EVENTS), "--shard", "2/2");
    expect(await one(`select count(*) from '${file("second")}'`)).toBe(2 * BLOCK_EVENTS);
    expect(await one(`select count(*) from (from '${file("zeroth")}' except from '${file("second")}')`)).toBe(0);
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("begins with the events of a shorter one, and has others for another seed or option", async () => {
    await zprime("short", "--events", "700");
    await zprime("long", "--events", "1500");
    await zprime("reseeded", "--events", "700", "--seed", "2");
    const common = (a: string, b: string) =>
      one(`select count(*) from (from '${file(a)}' intersect from '${file(b)}')`);
    expect(await common("short", "long")).toBe(700);
    expect(await common("short", "reseeded")).toBe(0);
  });

  it("conserves four-momentum and tells cross-section, units and options in its metadata", async () => {
    await zprime("balance", "--events", "20000", "--energy-spread", "0", "--frame", "centre-of-mass");
    const [sum] = await query(`select max(abs(mu_minus_px + mu_plus_px + zprime_px)) as px,
      max(abs(mu_minus_e + mu_plus_e + zprime_e - 10.58)) as e,
      max(abs(zprime_e ** 2 - zprime_px ** 2 - zprime_py ** 2 - zprime_pz ** 2 - 4)) as mass
      from '${file("balance")}'`);
    expect(Number(sum.px)).toBeLessThan(1e-9);
    expect(Number(sum.e)).toBeLessThan(1e-9);
    expect(Number(sum.mass)).toBeLessThan(1e-8);
    const told = await metadata(file("balance"));
    const [value, sigma] = [Number(told.cross_section_fb), Number(told.cross_section_error_fb)];
    expect(sigma / value).toBeLessThan(0.01);
    expect(Math.abs(value - zprimeCrossSection(2, 1))).toBeLessThan(4 * sigma);
    expect(Number(told.weight_sum_fb) / Number(told.trials)).toBe(value);
    expect(JSON.parse(told.units)).toMatchObject({ mu_minus_px: "GeV", mu_minus_pdg: "", weight: "" });
    expect(JSON.parse(told.options)).toMatchObject({ mass: 2, radiation: false, leptons: "muons" });
    expect(told).toMatchObject({ sample: "zprime", seed: "1", shard: "0/1", frame: "centre-of-mass" });
  });

  it("combines the cross-section of shards from their sums", async () => {
    const sums = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((shard) => metadata(file(`part-${shard}`))));
    const total = (key: string) => sums.reduce((sum, told) => sum + Number(told[key]), 0);
    const whole = await metadata(file("whole"));
    expect(total("trials")).toBe(Number(whole.trials));
    expect(total("weight_sum_fb") / total("trials")).toBeCloseTo(Number(whole.cross_section_fb), 6);
  });

  it("has displaced vertices, converted photons and the answer of a detector", async () => {
    const out = file("displaced");
    await simulateSample([
      "b-to-scalar",
      "--events",
      "2000",
      "--decay-length",
      "5",
      "--detector",
      "belle",
      "--out",
      out,
    ]);
    const [{ far, found, beams }] = await query(`select
      avg(sqrt(x_minus_vertex_x ** 2 + x_minus_vertex_y ** 2 + x_minus_vertex_z ** 2)) as far,
      avg(case when x_minus_flags & 1 > 0 then 1 else 0 end) as found,
      avg(b_pz + other_b_pz) as beams from '${out}'`);
    expect(Number(far)).toBeGreaterThan(0.5);
    expect(Number(found)).toBeGreaterThan(0.5);
    expect(Number(found)).toBeLessThan(1);
    // Belle's beams, 8 on 3.5 GeV: their sum along z is 4.5 GeV.
    expect(Number(beams)).toBeCloseTo(4.5, 1);
    const measured = await one(
      `select median(abs(x_minus_measured_px - x_minus_px)) from '${out}' where x_minus_flags & 1 > 0`,
    );
    expect(measured).toBeGreaterThan(0);
    expect(measured).toBeLessThan(0.05);

    await simulateSample(["diphoton-conversion", "--events", "500", "--out", file("converted")]);
    expect(await one(`select count(*) from '${file("converted")}' where conversion_e_minus_e > 0 and weight > 0`)).toBe(
      500,
    );
  });

  it("has column names that SQL takes without quotes", () => {
    expect(["mu-", "tau+ daughter", "Upsilon(1S)"].map(slotName)).toEqual([
      "mu_minus",
      "tau_plus_daughter",
      "Upsilon_1S",
    ]);
  });
});

describe("a wrong call", () => {
  const wrong: [string, string[], RegExp][] = [
    ["no sample", [], /^no sample named: one of alp-photon/],
    ["an unknown sample", ["unicorn", "--out", "x.parquet"], /^unknown sample: unicorn; one of /],
    ["no file", ["dimuon"], /^no file named: --out/],
    ["a folder that is not there", ["dimuon", "--out", "/nowhere/at/all.parquet"], /^no such folder: \/nowhere\/at/],
    ["no events", ["dimuon", "--out", "x.parquet", "--events", "0"], /^not a number of --events: 0;/],
    ["half an event", ["dimuon", "--out", "x.parquet", "--events", "1.5"], /^not a number of --events/],
    ["a seed that is none", ["dimuon", "--out", "x.parquet", "--seed", "one"], /^not a number of --seed: one/],
    ["a shard beyond the last", ["dimuon", "--out", "x.parquet", "--shard", "9/8"], /^not a shard: 9\/8/],
    ["a shard of none", ["dimuon", "--out", "x.parquet", "--shard", "0/0"], /^not a shard/],
    ["an unknown frame", ["dimuon", "--out", "x.parquet", "--frame", "breit"], /^unknown frame: breit; one of/],
    ["an unknown detector", ["dimuon", "--out", "x.parquet", "--detector", "lhcb"], /^unknown detector: lhcb/],
    ["a negative mass", ["zprime", "--out", "x.parquet", "--mass=-1"], /^negative: -1, in --mass/],
    [
      "a mass that is no number",
      ["zprime", "--out", "x.parquet", "--mass", "heavy"],
      /^not a number: heavy, in --mass/,
    ],
    ["a mass above threshold", ["zprime", "--out", "x.parquet", "--mass", "12"], /^(threshold|no phase space)/],
    ["an unknown choice", ["zprime", "--out", "x.parquet", "--leptons", "taus"], /^unknown choice: taus, in --leptons/],
  ];
  it.each(wrong)("with %s is told in one line", async (_, args, message) => {
    const error = await simulateSample(args).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(WrongCall);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain("\n");
    expect(existsSync("x.parquet")).toBe(false);
  });

  it("ends with code 2 and one line", () => {
    const args = ["bin/darkroom.mjs", "simulate", "dimuon", "--out", "x.parquet", "--flavour", "3"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(stderr.trim().split("\n")).toEqual([expect.stringContaining("--flavour")]);
    expect(status).toBe(2);
    expect(stdout).toBe("");
  });
});
