import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { withoutData } from "../../src/analysis/blinding.js";
import { Analysis } from "../../src/analysis/evaluate.js";
import { type EventTable, makeTable } from "../../src/analysis/events.js";
import type { Search } from "../../src/analysis/search.js";
import { nominalState, withCut } from "../../src/analysis/state.js";
import { findSearch } from "../../src/catalogue/catalogue.js";
import { SIGNAL_MASSES } from "../../src/catalogue/zprime-invisible/samples.js";
import { parseBlinding, readBlinding, withBlinding } from "../../src/loaders/blinding.js";
import { builtSearch, makeEvents } from "../../src/loaders/events.js";
import { resultOf } from "../../src/loaders/result.js";
import { randomStream } from "../../src/numerics/random.js";

const zprime = findSearch("zprime-invisible");
const blinded = (open: string[]): Search => ({ ...zprime, data: "blinded", blinding: { reason: "not frozen", open } });

/** Events all over the domains of the observables, for three samples. */
function scattered(rows: number): EventTable {
  const stream = randomStream("test", "blinding");
  const block = () => ({
    length: rows,
    values: Object.fromEntries(
      zprime.observables.map(({ id, domain: [low, high] }) => [
        id,
        Float64Array.from({ length: rows }, () => low + (high - low) * stream.uniform()),
      ]),
    ),
  });
  const source = {
    label: "run 7",
    conditions: "",
    citation: "",
    coverage: [0, 64] as const,
    notices: ["7 rows twice"],
  };
  const simulated = { trials: rows, weight: 1, crossSection: { value: 1, sigma: 0.1 } };
  return makeTable(zprime.observables, [
    { sample: { id: "mumu", kind: "background", label: "μμ(γ)", ...simulated }, blocks: [block()] },
    {
      sample: { id: "signal-3", kind: "signal", label: "Z′", hypothesis: { mass: 3 }, ...simulated },
      blocks: [block()],
    },
    {
      sample: { id: "data", kind: "data", label: "run 7", crossSection: null, trials: 0, weight: 1, source },
      blocks: [block()],
    },
  ]);
}

/** Every count of data anywhere in a value: fields called observed that are numbers, and entries of a data sample. */
function countsOfData(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const here = `${path}/${key}`;
    const found = (key === "observed" && member !== null) || (key === "data" && typeof member === "object");
    return [...(found ? [here] : []), ...countsOfData(member, here)];
  });
}

describe("a blinded search", () => {
  const table = scattered(20_000);

  it("would count its data if it were open: what the next tests look for is there", () => {
    const found = countsOfData(new Analysis(zprime, table).evaluate(nominalState(zprime)));
    for (const part of ["/scan/", "/cutFlow/", "/spectra/", "/controls/"])
      expect(found.filter((path) => path.startsWith(part)).length, part).toBeGreaterThan(0);
  });

  it("has no event of its data, and none counted in any part of its result", () => {
    const search = blinded([]);
    const closed = withoutData(search, table);
    expect(closed.samples.map(({ sample }) => sample.id)).toEqual(["mumu", "signal-3"]);
    expect(closed.length).toBe(40_000);
    const result = resultOf(search, closed, nominalState(search), {});
    expect(result.data).toBe("blinded");
    expect(result.scan.length).toBe(69);
    for (const { limits } of result.scan) expect(limits.gPrime.status).toBe("blinded");
    expect(result.scan[20].limits.gPrime.expected[2]).toBeGreaterThan(0);
    expect(countsOfData(result)).toEqual([]);
    expect(result.localPValues).toEqual({ published: [], shifted: [] });
    expect(result.globalPValue).toBeNull();
  });

  it("keeps the data of an open control sample, all of them beside the signal region, and counts them there alone", () => {
    const search = blinded(["mumugamma"]);
    const opened = withoutData(search, table);
    const kept = opened.samples[2];
    expect(kept.sample).toEqual({
      ...{ id: "data", kind: "control-data", label: "run 7", crossSection: null, trials: 0, weight: 1 },
      openIn: ["mumugamma"],
    });
    expect(kept.end - kept.start).toBeGreaterThan(100);
    expect(kept.end - kept.start).toBeLessThan(20_000);
    const analysis = new Analysis(search, opened);
    const nominal = nominalState(search);
    const evaluation = analysis.evaluate(nominal);
    const counts = (of: typeof evaluation, id: string) => of.controls.find(({ control }) => control === id)?.counts;
    const open = new Analysis(zprime, table).evaluate(nominal);
    expect(counts(evaluation, "mumugamma")).toEqual(counts(open, "mumugamma"));
    expect(counts(open, "mumugamma")?.data.some((n) => n > 0)).toBe(true);
    expect(counts(evaluation, "tau")).not.toHaveProperty("data");
    expect(countsOfData({ ...evaluation, controls: [] })).toEqual([]);
    // A looser cut would ask for events that are not there.
    const moved = analysis.evaluate(withCut(search, nominal, "photon-recoil-angle", "min", 0));
    expect(counts(moved, "mumugamma")).not.toHaveProperty("data");
    expect(countsOfData(moved)).toEqual([]);
  });

  it("refuses to open what is not surely beside the signal region", () => {
    expect(() => withoutData(blinded(["tau"]), table)).toThrow(
      /control sample that cannot stay open: tau, .* its cut dimuon-pt is tuned/,
    );
    const [control] = zprime.controls ?? [];
    const within = { ...blinded(["mumugamma"]), controls: [{ ...control, failed: [] }] };
    expect(() => withoutData(within, table)).toThrow(/mumugamma.*it holds the signal region/);
  });

  it("does not read the data that a manifest calls blinded", async () => {
    const folder = mkdtempSync(join(tmpdir(), "darkroom-blinded-"));
    afterAll(() => rmSync(folder, { recursive: true }));
    const manifest = {
      ...{ sample: "run7", search: "zprime-invisible", kind: "data", label: "run 7", blinded: true },
      luminosity: { value: 2, unit: "pb^-1" },
      ...{ files: ["closed.csv"], columns: { recoil_mass_squared: "m2" } },
    };
    const write = (fields: object) => writeFileSync(join(folder, "run7.json"), JSON.stringify(fields));
    write(manifest);
    // Nobody who reads this file gets on.
    writeFileSync(join(folder, "closed.csv"), "nothing\n");
    const search = builtSearch("zprime-invisible", folder);
    expect(search).toMatchObject({ data: "blinded", luminosity: { inverseFemtobarn: 0.002 } });
    const { table: closed } = await makeEvents(search, { seed: 1, scale: 1e-4 }, folder);
    const simulated = search.samples.filter(({ kind }) => kind !== "data");
    expect(simulated.length).toBeGreaterThan(SIGNAL_MASSES.length);
    expect(closed.samples.map(({ sample }) => sample.id)).toEqual(simulated.map(({ id }) => id));
    write({ ...manifest, blinded: undefined });
    const open = builtSearch("zprime-invisible", folder);
    expect(open.data).toBe("real");
    await expect(makeEvents(open, { seed: 1, scale: 1e-4 }, folder)).rejects.toThrow(/closed\.csv/);
  });
});

describe("the file of the blinded searches", () => {
  const entry = (text: string) => parseBlinding(text).get("zprime-invisible");
  const shown = { hasData: true, marked: true };

  it("is sound as committed", () => {
    expect(() => readBlinding()).not.toThrow();
  });

  it("blinds, and opens only with a name, a day and a reason", () => {
    const closed = entry("zprime-invisible:\n  blinded: not frozen\n  open: [mumugamma]\n");
    expect(withBlinding(zprime, closed, shown)).toMatchObject({
      data: "blinded",
      blinding: { reason: "not frozen", open: ["mumugamma"] },
    });
    const opened = entry("zprime-invisible:\n  unblinded: { by: A. Name, on: 2026-11-21, reason: approved }\n");
    expect(opened).toEqual({ unblinding: { by: "A. Name", on: "2026-11-21", reason: "approved" } });
    expect(withBlinding(zprime, opened, shown)).toMatchObject({ data: "real", unblinding: { by: "A. Name" } });
    // What a manifest closes stays closed until somebody signs.
    expect(withBlinding(zprime, undefined, shown).data).toBe("blinded");
    expect(withBlinding(zprime, undefined, { hasData: true, marked: false }).data).toBe("real");
    expect(withBlinding(zprime, undefined, { hasData: false, marked: false }).data).toBe("pseudo");
  });

  it.each([
    ["zprime: {}", "unknown field: zprime, in src/data/blinding.yaml; "],
    ["zprime-invisible: yes", "not an entry: yes, in src/data/blinding.yaml, zprime-invisible; "],
    ["zprime-invisible: {}", "neither or both: blinded, unblinded"],
    ["zprime-invisible: { blinded: x, unblinded: { by: a, on: 2026-11-21, reason: b } }", "neither or both"],
    ["zprime-invisible: { blinded: '' }", "missing blinded"],
    ["zprime-invisible: { blinded: x, open: [muons] }", "unknown control sample: muons"],
    ["zprime-invisible: { unblinded: { on: 2026-11-21, reason: b } }", "missing by"],
    ["zprime-invisible: { unblinded: { by: a, reason: b } }", "missing on"],
    ["zprime-invisible: { unblinded: { by: a, on: 2026-02-30, reason: b } }", "not a day: 2026-02-30"],
    ["zprime-invisible: { unblinded: { by: a, on: 2026-11-21, reason: b }, open: [tau] }", "open beside unblinded"],
    ["a: [", "not YAML"],
  ])("refuses %s", (text, message) => {
    expect(() => parseBlinding(text)).toThrow(message);
  });
});
