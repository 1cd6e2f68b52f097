import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { record, redone, undoFrom, undone } from "../../src/analysis/undo.js";

describe("undo and redo", () => {
  it("go the way back and forth, step by step", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 50 }), (values) => {
        const steps = values.map((value, i) => ({ value, at: 1000 * i }));
        let history = steps.reduce((sum, { value, at }) => record(sum, value, "slider", at), undoFrom(-1));
        for (const expected of [-1, ...values].slice(0, -1).reverse()) {
          history = undone(history);
          expect(history.present).toBe(expected);
        }
        expect(undone(history)).toEqual(history);
        for (const value of values) {
          history = redone(history);
          expect(history.present).toBe(value);
        }
        expect(redone(history)).toEqual(history);
      }),
      { seed: 7 },
    );
  });

  it("take what a hand does to one control at a stretch for one step", () => {
    const slid = [2, 3, 4].reduce((sum, value) => record(sum, value, "pt", 100 * value), undoFrom(1));
    expect(undone(slid).present).toBe(1);
    expect(undone(record(slid, 5, "pt", 2000)).present).toBe(4);
    expect(undone(record(slid, 5, "mass", 500)).present).toBe(4);
  });

  it("forget what was undone once something else is done", () => {
    const other = record(undone(record(undoFrom("a"), "b", "x", 0)), "c", "x", 0);
    expect(redone(other).present).toBe("c");
    expect(undone(other).present).toBe("a");
  });
});
