import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Analysis } from "../../src/analysis/evaluate.js";
import type { EventTable } from "../../src/analysis/events.js";
import { SelectionState } from "../../src/analysis/selection.js";
import { nominalState, withCut, withNominalCut } from "../../src/analysis/state.js";
import { tuneCuts } from "../../src/analysis/tune.js";
import { TunedCuts, type Tuning } from "../../src/analysis/tuned-cuts.js";
import { observables, toySearch, toyTable } from "./toy-search.js";

const state = nominalState(toySearch);
/** Something else in every window, none in the last two. */
const tuning: Tuning = {
  line: Array.from({ length: 10 }, (_, w) => (w < 8 ? { intercept: 0.301 * w, slope: 0.1 * w - 0.3 } : null)),
  threshold: Array.from({ length: 10 }, (_, w) => (w < 8 ? { min: 0.5 + 0.23 * w } : null)),
};

describe("cuts tuned for every window", () => {
  const table = toyTable(21);
  const tuned = new TunedCuts(toySearch, tuning);
  const selection = new SelectionState(table, toySearch.selection, tuned);
  selection.apply(state.cuts, state.tuned);
  const instance = DuckDBInstance.create(":memory:");
  const connection = instance.then((one) => one.connect());

  beforeAll(async () => {
    const open = await connection;
    await open.run(
      `create table events (sample integer, ${observables.map(({ id }) => `"${id}" integer`).join(", ")})`,
    );
    const appender = await open.createAppender("events");
    table.samples.forEach(({ start, end }, index) => {
      for (let row = start; row < end; row++) {
        appender.appendInteger(index);
        for (const { id } of observables) appender.appendInteger(table.columns[id][row]);
        appender.endRow();
      }
    });
    appender.closeSync();
  });
  afterAll(async () => {
    (await connection).closeSync();
    (await instance).closeSync();
  });

  it("agree with their SQL, event by event", async () => {
    for (const [k, cut] of toySearch.selection.entries()) {
      const { text, values } = tuned.toSql(cut, table);
      const found = await (await connection).runAndReadAll(`select rowid from events where ${text} order by rowid`, [
        ...values,
      ]);
      const here = Array.from(selection.failing.keys()).filter((row) => (selection.failing[row] & (1 << k)) === 0);
      expect(found.getRows().map(([row]) => Number(row))).toEqual(here);
      expect(here.length).toBeGreaterThan(100);
      expect(here.length).toBeLessThan(table.length);
    }
  });

  it("take the window of an event, and of a signal that of its mass", () => {
    const windows = tuned.windowOfRows(table);
    for (const { sample, start, end } of table.samples) {
      for (let row = start; row < end; row += 17) {
        const m2 = table.columns.mass_squared[row] * 0.001;
        const expected = sample.kind === "signal" ? ((sample.hypothesis?.mass ?? 0) === 1 ? 0 : 8) : m2 - 0.5;
        const w = sample.kind === "signal" ? expected : Math.min(9, Math.max(0, Math.ceil(expected - 1e-9) - 1));
        expect(windows[row]).toBe(w);
      }
    }
  });

  it("count every window with its own values: as one evaluation with these values for all", () => {
    const evaluated = new Analysis(toySearch, { ...table, tuning }).evaluate(state);
    const common = new Analysis(toySearch, table);
    for (const w of [0, 3, 7]) {
      const values = { line: tuning.line[w], threshold: tuning.threshold[w] } as Record<string, Record<string, number>>;
      const alike = common.evaluate({ ...state, cuts: values }).scan[w];
      expect(evaluated.scan[w].background).toEqual(alike.background);
      expect(evaluated.scan[w].observed).toBe(alike.observed);
      expect(evaluated.scan[w].efficiency).toBeCloseTo(alike.efficiency, 12);
      expect(evaluated.scan[w].tuned).toEqual(values);
    }
    expect(evaluated.scan[9].tuned).toEqual({ threshold: null, line: null });
  });

  it("give way to one common value where the reader moves a control, and come back", () => {
    const analysis = new Analysis(toySearch, { ...table, tuning });
    const moved = withCut(toySearch, state, "threshold", "min", 2);
    expect(moved.tuned).toEqual(["line"]);
    const found = analysis.evaluate(moved);
    expect(found.scan[0].tuned).toEqual({ line: tuning.line[0] });
    const back = analysis.evaluate(withNominalCut(toySearch, moved, "threshold"));
    expect(back).toEqual(analysis.evaluate(state));
    const values = { line: tuning.line[2] as Record<string, number>, threshold: { min: 2 } };
    const alike = new Analysis(toySearch, table).evaluate({ ...state, cuts: values });
    expect(found.scan[2].background).toEqual(alike.scan[2].background);
  });

  it("leave a shifted window with the values of those that it overlaps", () => {
    const shifted = new Analysis(toySearch, { ...table, tuning }).evaluate({ ...state, binning: "shifted" });
    const selected = (row: number) => selection.failing[row] === 0;
    const { start, end } = table.samples[0];
    const column = table.columns.mass_squared;
    let rows = 0;
    for (let i = start; i < end; i++) if (column[i] >= 3000 && column[i] <= 4000 && selected(i)) rows++;
    expect(shifted.scan[3].background?.value).toBeCloseTo((rows + 1) * 0.05, 9);
  });
});

describe("tuning", () => {
  /** Background in harder < 3 and pt < 2.5 alone: what the signal has beyond costs nothing. */
  function separated(): EventTable {
    const table = toyTable(33);
    const { start, end } = table.samples[0];
    for (let i = start; i < end; i++) {
      table.columns.harder[i] = Math.round(table.columns.harder[i] / 2);
      table.columns.pt[i] = Math.round((table.columns.pt[i] * 2.5) / 6);
    }
    return table;
  }

  it("finds where the background ends, and leaves windows above its range alone", () => {
    const found = tuneCuts(toySearch, separated());
    toySearch.scan.windows.forEach(({ hypothesis }, w) => {
      const line = found.line[w];
      const threshold = found.threshold[w];
      if (hypothesis.mass > 3) {
        expect([line, threshold]).toEqual([null, null]);
        return;
      }
      // Either of the two removes all of the background; both together would only cost signal.
      const atSoft = (line?.intercept ?? 0) + 3 * (line?.slope ?? 0);
      expect(Math.max(atSoft / 3, (threshold?.min ?? 0) / 2.5)).toBeGreaterThan(0.8);
      expect(Math.min(atSoft / 3, (threshold?.min ?? 0) / 2.5)).toBeLessThan(1.05);
    });
  });

  it("is the better by its figure of merit, on events that it has not seen", () => {
    const found = tuneCuts(toySearch, separated());
    const other = { ...separated(), tuning: found };
    const analysis = new Analysis(toySearch, other);
    const merit = (tuned: readonly string[]) =>
      analysis.evaluate({ ...state, tuned }, { plane: 2 }).plane?.figureOfMerit ?? 0;
    expect(merit(state.tuned)).toBeGreaterThan(1.5 * merit([]));
  });

  it("gives the same values twice, and follows the events", () => {
    expect(tuneCuts(toySearch, separated())).toEqual(tuneCuts(toySearch, separated()));
    expect(tuneCuts(toySearch, toyTable(34))).not.toEqual(tuneCuts(toySearch, separated()));
  });

  it("needs a declaration", () => {
    const { tuning: _, ...bare } = toySearch;
    expect(() => tuneCuts(bare, toyTable(1))).toThrow("nothing to tune: toy");
  });
});
