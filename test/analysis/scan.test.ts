import fc from "fast-check";
import { expect, it } from "vitest";
import { stepBounds } from "../../src/analysis/observable.js";
import { findWindowRows } from "../../src/analysis/scan.js";
import { dimuonMass } from "../../src/catalogue/dimuon-spectrum/observables.js";

const end = fc.double({ min: -1, max: 210, noNaN: true });
const windowOf = fc.oneof(
  fc.record({ min: end, max: end }),
  fc.constant({ min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY }),
);

it("rows of windows are those that lie in them, in any order of windows, nested, empty or open", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 2_000_000 }), { maxLength: 60 }),
      fc.array(windowOf, { maxLength: 12 }),
      fc.nat(20),
      (steps, windows, start) => {
        const table = { length: steps.length, columns: { dimuon_mass: Int32Array.from(steps) }, samples: [] };
        const { offsets, rows } = findWindowRows(table, dimuonMass, windows, start);
        windows.forEach(({ min, max }, w) => {
          const { lowest, highest } = stepBounds(dimuonMass, min, max);
          const inside = steps.flatMap((one, row) => (row >= start && one >= lowest && one <= highest ? [row] : []));
          expect(Array.from(rows.subarray(offsets[w], offsets[w + 1]))).toEqual(inside);
        });
      },
    ),
    { seed: 11, numRuns: 300 },
  );
});
