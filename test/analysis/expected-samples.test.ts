import { describe, expect, it } from "vitest";
import { cellsOf } from "../../src/analysis/counting/global-p-value.js";
import { Analysis } from "../../src/analysis/evaluate.js";
import { isExpectedIn, type SampleDeclaration } from "../../src/analysis/sample.js";
import { nominalState } from "../../src/analysis/state.js";
import { toySearch, toyTable } from "./toy-search.js";

const [background, ...others] = toySearch.samples;
const state = { ...nominalState(toySearch), tuned: [] };
const table = toyTable(2);

const withBackground = (more: Partial<SampleDeclaration>) => ({
  ...toySearch,
  samples: [{ ...background, ...more }, ...others],
});
const expectations = (more: Partial<SampleDeclaration>) =>
  new Analysis(withBackground(more), table).evaluate(state).scan.map((point) => point.background?.value);

describe("a sample that is confined to a range", () => {
  it("is expected in windows that reach into the range, and adds nothing beside it", () => {
    const all = expectations({});
    const confined = expectations({ within: { max: 4 } });
    for (const [w, { window }] of toySearch.scan.windows.entries())
      expect(confined[w]).toBe(window.min < 4 ? all[w] : 0);
    expect(confined).toContain(0);
    expect(all).not.toContain(0);
  });

  it("is not thrown there by the toys of the global p-value either", () => {
    const windows = toySearch.scan.windows.map(({ window }) => window);
    const failing = new Uint32Array(table.length);
    const samples = (more: Partial<SampleDeclaration>) =>
      cellsOf(withBackground(more), table, failing, windows, 1).map((cell) => cell.samples.length);
    expect(samples({})).toEqual(windows.map(() => 1));
    expect(samples({ within: { min: 4 } })).toEqual(windows.map(({ max }) => (max > 4 ? 1 : 0)));
    expect(samples({ controlOnly: true })).toEqual(windows.map(() => 0));
  });

  it("ends where its range does: a window that only touches it expects nothing", () => {
    const sample = { ...background, within: { min: 2, max: 4 } };
    const stretches = [
      { min: 1, max: 2 },
      { min: 1, max: 2.1 },
      { min: 4, max: 5 },
    ];
    expect(stretches.map((one) => isExpectedIn(sample, one))).toEqual([false, true, false]);
    expect(isExpectedIn(undefined, { min: 1, max: 2 })).toBe(true);
  });
});
