import fc from "fast-check";
import { expect, it } from "vitest";
import { range } from "../../src/analysis/cut.js";
import { findBins } from "../../src/analysis/histogram.js";
import { fromSteps } from "../../src/analysis/observable.js";
import { SelectionState } from "../../src/analysis/selection.js";
import { BinTally, FirstFailedTally } from "../../src/analysis/tally.js";
import { WindowTally } from "../../src/analysis/window-grid.js";
import { angle, momentum, uniformTable } from "./fixtures.js";

const about = { title: "cut", why: "test", origin: "assumption" as const, source: "test" };
const ends = ["intercept", "slope"].map((id) => ({ id, nominal: 0, unit: "", low: -100, high: 100, step: 1 }));
// More rows than the record of moves holds, so that some steps are followed and some are counted anew.
const table = uniformTable(4, 8_000);
const cuts = [
  range(momentum, { min: -4, max: 4 }, { ...about, id: "a" }),
  range(angle, { min: 30 }, { ...about, id: "b" }),
  range(momentum, { max: 3, when: { observable: angle, max: 90 } }, { ...about, id: "c" }),
  { ...about, id: "d", kind: "line" as const, x: momentum, y: angle, parameters: ends },
];
const edges = [0, 20, 45, 90, 120, 180];
const windows = [
  { min: -3, max: 0 },
  { min: -1, max: 2 },
  { min: 0, max: 2 },
  { min: 4.5, max: 4.7 },
];

interface Step {
  readonly low: number;
  readonly high: number;
  readonly angle: number;
  readonly last: number;
  readonly intercept: number;
  readonly slope: number;
  readonly looked: readonly boolean[];
}

/** What a plain look at every row finds. */
function plain({ low, high, angle: least, last, intercept, slope }: Omit<Step, "looked">) {
  return table.samples.map(({ start, end }) => {
    const found = {
      bins: edges.slice(1).map(() => 0),
      failed: [0, 0, 0, 0, 0],
      windows: windows.map(() => 0),
      control: 0,
    };
    for (let row = start; row < end; row++) {
      const p = fromSteps(momentum, table.columns.momentum[row]);
      const theta = fromSteps(angle, table.columns.angle[row]);
      const slack = 1e-6;
      const passes = [
        p >= low - slack && p <= high + slack,
        theta >= least - slack,
        theta > 90 + slack || p <= last + slack,
        table.columns.angle[row] >=
          intercept / angle.step + ((slope * momentum.step) / angle.step) * table.columns.momentum[row],
      ];
      const failed = passes.indexOf(false);
      found.failed[failed < 0 ? 4 : failed]++;
      if (passes[0] && passes[3] && !(passes[1] && passes[2])) found.control++;
      if (failed >= 0) continue;
      const bin = edges.findIndex((edge, i) => i < 5 && theta >= edge - slack && theta < edges[i + 1] - slack);
      found.bins[theta >= 180 - slack ? 4 : bin]++;
      windows.forEach(({ min, max }, w) => {
        if (p >= min - slack && p <= max + slack) found.windows[w]++;
      });
    }
    return found;
  });
}

it("counts as a plain look at every row does, whatever was moved before and however seldom it is looked up", () => {
  const tenth = (low: number, high: number) => fc.integer({ min: 10 * low, max: 10 * high }).map((n) => n / 10);
  const step: fc.Arbitrary<Step> = fc.record({
    low: tenth(-5, 0),
    high: tenth(0, 5),
    angle: tenth(0, 120),
    last: tenth(-5, 5),
    intercept: tenth(0, 50),
    slope: tenth(-10, 10),
    looked: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  });
  // Small steps beside large ones: what is written down of them fits, or does not.
  const near = (at: Step): Step => ({ ...at, angle: at.angle + 0.1, low: at.low + 0.1, slope: at.slope + 0.1 });
  const followed = new Set<boolean>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      const selection = new SelectionState(table, cuts);
      const bins = new BinTally(selection, table.samples, [findBins(table, { observable: angle, edges })], 5);
      const failed = new FirstFailedTally(selection, table.samples, 4);
      const inWindows = new WindowTally(selection, table, momentum, windows, table.samples);
      const all = new Uint16Array(table.length);
      const control = new BinTally(selection, table.samples, [all], 1, { holding: 9, failing: 6 });
      for (const at of steps.flatMap((one) => [one, near(one)])) {
        const { epoch } = selection.moves;
        const { low, high, angle: least, last, intercept, slope, looked } = at;
        selection.apply({ a: { min: low, max: high }, b: { min: least }, c: { max: last }, d: { intercept, slope } });
        followed.add(epoch === selection.moves.epoch);
        const expected = plain(at);
        if (looked[0]) expect(bins.counts.map((one) => [...one])).toEqual(expected.map((one) => one.bins));
        if (looked[1]) expect(failed.counts.map((one) => [...one])).toEqual(expected.map((one) => one.failed));
        if (looked[2]) expect(inWindows.counts.map((one) => [...one])).toEqual(expected.map((one) => one.windows));
        if (looked[3]) expect(control.counts.map((one) => one[0])).toEqual(expected.map((one) => one.control));
      }
    }),
    { numRuns: 20, seed: 3 },
  );
  expect(followed).toEqual(new Set([true, false]));
});
