import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cut, cutToSql, nominalValues, range } from "../../src/analysis/cut.js";
import { markFailing } from "../../src/analysis/mark.js";
import { countFirstFailed, cutFlowOf, SelectionState } from "../../src/analysis/selection.js";
import { angle, momentum, uniformTable } from "./fixtures.js";

const about = { id: "cut", title: "cut", why: "test", origin: "assumption" as const, source: "test" };
const table = uniformTable(1);

const cuts: Record<string, Cut> = {
  closed: range(momentum, { min: -0.3, max: 0.3 }, about),
  "open above": range(momentum, { min: 0.4 }, about),
  "on two columns": range(momentum, { min: -1, max: 90, highest: angle }, about),
  conditional: range(momentum, { min: 1, when: { observable: angle, max: 45 } }, about),
  line: {
    ...about,
    kind: "line",
    x: momentum,
    y: angle,
    parameters: [
      { id: "intercept", nominal: 90, unit: "°", low: 0, high: 180, step: 1 },
      { id: "slope", nominal: 13.7, unit: "", low: -50, high: 50, step: 0.1 },
    ],
  },
};

/** Rows that pass, by the bits of the predicate. */
function passing(cut: Cut, values: Readonly<Record<string, number>>): number[] {
  const failing = new Uint32Array(table.length);
  markFailing(cut, values, table, failing, 4);
  return Array.from(failing.keys()).filter((row) => failing[row] === 0);
}

describe("a cut as SQL and as a predicate", () => {
  let connection: Awaited<ReturnType<DuckDBInstance["connect"]>>;
  beforeAll(async () => {
    connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run("create table events (momentum smallint, angle integer)");
    const appender = await connection.createAppender("events");
    for (let row = 0; row < table.length; row++) {
      appender.appendSmallInt(table.columns.momentum[row]);
      appender.appendInteger(table.columns.angle[row]);
      appender.endRow();
    }
    appender.closeSync();
  });
  afterAll(() => connection.closeSync());

  for (const [name, cut] of Object.entries(cuts)) {
    it(`${name}: both keep the same events, for any values`, async () => {
      const values = fc.record(
        Object.fromEntries(
          cut.parameters.map((one) => [one.id, fc.double({ min: one.low, max: one.high, noNaN: true })]),
        ),
      );
      await fc.assert(
        fc.asyncProperty(fc.oneof(fc.constant(nominalValues(cut)), values), async (chosen) => {
          const sql = cutToSql(cut, chosen as Record<string, number>);
          const found = await connection.runAndReadAll(`select rowid from events where ${sql.text} order by rowid`, [
            ...sql.values,
          ]);
          expect(found.getRows().map(([row]) => Number(row))).toEqual(passing(cut, chosen as Record<string, number>));
        }),
        { numRuns: 25, seed: 7 },
      );
    });
  }

  it("counts an event that lies on the bound, whatever binary fractions make of it", () => {
    const rows = passing(cuts.closed, { min: -0.3, max: 0.3 });
    const steps = new Set(rows.map((row) => table.columns.momentum[row]));
    expect([...steps].sort((a, b) => a - b)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
  });
});

describe("a selection", () => {
  const selection = [
    range(momentum, { min: 0 }, { ...about, id: "a" }),
    range(angle, { max: 90 }, { ...about, id: "b" }),
  ];

  it("gives the same bits whether a cut is moved there and back or not", () => {
    const moved = new SelectionState(table, selection);
    moved.apply({ a: { min: 0 }, b: { max: 90 } });
    const before = moved.failing.slice();
    moved.apply({ a: { min: 2.5 }, b: { max: 20 } });
    expect(moved.failing).not.toEqual(before);
    moved.apply({ a: { min: 0 }, b: { max: 90 } });
    expect(moved.failing).toEqual(before);
  });

  it("has a cut flow that falls, from all events to the selected ones", () => {
    const state = new SelectionState(table, selection);
    state.apply({ a: { min: 0 }, b: { max: 90 } });
    const { start, end } = table.samples[1];
    const flow = cutFlowOf(countFirstFailed(state.failing, 2, start, end));
    let first = 0;
    let both = 0;
    for (let row = start; row < end; row++) {
      const a = table.columns.momentum[row] >= 0;
      if (a) first++;
      if (a && table.columns.angle[row] <= 9000) both++;
    }
    expect(Array.from(flow)).toEqual([end - start, first, both]);
  });

  it("refuses more cuts than it has bits for", () => {
    const many = Array.from({ length: 33 }, (_, i) => range(momentum, { min: 0 }, { ...about, id: `c${i}` }));
    expect(() => new SelectionState(table, many)).toThrow("too many cuts: 33");
  });
});
