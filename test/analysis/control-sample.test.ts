import { describe, expect, it } from "vitest";
import { type ControlSample, ControlSamples } from "../../src/analysis/control-sample.js";
import { nominalSelection, range } from "../../src/analysis/cut.js";
import { valueAt } from "../../src/analysis/events.js";
import { SelectionState } from "../../src/analysis/selection.js";
import { angle, momentum, uniformTable } from "./fixtures.js";

const about = { title: "cut", why: "test", origin: "assumption" as const, source: "test" };
const table = uniformTable(2);
const cuts = [
  range(momentum, { min: -4 }, { ...about, id: "first" }),
  range(momentum, { max: 3 }, { ...about, id: "second" }),
  range(angle, { min: 30 }, { ...about, id: "third" }),
];
const spectrum = {
  id: "angle",
  observable: angle,
  heading: "angle",
  title: "angle [°]",
  unit: "°",
  edges: [0, 45, 90, 180],
};
const control = (dropped: string[], failed: string[]): ControlSample => ({
  id: "control",
  title: "control",
  about: "test",
  dropped,
  failed,
  spectrum,
});

/** Sums over the bins, by sample. */
function sums(controls: ControlSample[], selection: SelectionState): Record<string, number>[] {
  return new ControlSamples(controls, cuts, table, selection)
    .count()
    .map(({ counts }) =>
      Object.fromEntries(Object.entries(counts).map(([id, bins]) => [id, bins.reduce((a, b) => a + b, 0)])),
    );
}

describe("control samples", () => {
  const selection = new SelectionState(table, cuts);
  selection.apply(nominalSelection(cuts));

  it("hold events that fail one of the named cuts and pass those that are not dropped", () => {
    const [found] = new ControlSamples([control(["first"], ["second", "third"])], cuts, table, selection).count();
    expect(found.control).toBe("control");
    for (const { sample, start, end } of table.samples) {
      const expected = [0, 0, 0];
      for (let row = start; row < end; row++) {
        const p = valueAt(table, momentum, row);
        const theta = valueAt(table, angle, row);
        if (p > 3 || theta < 30) expected[theta < 45 ? 0 : theta < 90 ? 1 : 2]++;
      }
      expect(found.counts[sample.id]).toEqual(expected);
      expect(Math.min(...expected)).toBeGreaterThan(0);
    }
  });

  it("are with the selected events all that pass the other cuts", () => {
    const [failed, dropped, selected] = sums(
      [control([], ["second", "third"]), control(["second", "third"], []), control([], [])],
      selection,
    );
    expect(failed.second + selected.second).toBe(dropped.second);
    const kept = selection.failing.subarray(table.samples[1].start).filter((bits) => bits === 0).length;
    expect(selected.second).toBe(kept);
  });

  it("move with the cuts", () => {
    const moved = new SelectionState(table, cuts);
    moved.apply({ ...nominalSelection(cuts), third: { min: 60 } });
    const [before] = sums([control([], ["third"])], selection);
    const [after] = sums([control([], ["third"])], moved);
    expect(after.first).toBeGreaterThan(1.5 * before.first);
  });

  it("name cuts that there are", () => {
    expect(() => new ControlSamples([control([], ["fourth"])], cuts, table, selection)).toThrow(
      /unknown cut: fourth, of control/,
    );
  });
});
