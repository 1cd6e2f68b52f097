import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { clsUpperLimit } from "../../../src/statistics/counting/cls.js";
import { onOffUpperLimit } from "../../../src/statistics/counting/on-off.js";
import { onOffClsLimit, onOffLnCls } from "../../../src/statistics/counting/on-off-cls.js";
import { onOffClsByToys } from "../../../src/statistics/counting/on-off-toys.js";

const COUNTS = [0, 1, 2, 3, 4, 5];
const stream = (...name: (string | number)[]) => randomStream("test", "on-off-cls", ...name);

describe("CLs of on/off counting by toys of all but the count", () => {
  it("is e^−s where nothing is counted and the signal is certain, whatever is known of the background", () => {
    for (const [simulated, kappaBackground] of [
      [18, 1],
      [18, 1.3],
      [3, 1.5],
    ]) {
      const input = { observed: 0, simulated, ratio: 6, kappaBackground, kappaSignal: [] };
      const { value } = onOffClsLimit(input, 0.9, 100, stream("none", simulated));
      expect(Math.abs(value! / Math.LN10 - 1)).toBeLessThan(2e-3);
    }
  });

  it("stands beside an asymptotic formula that gives 0.85 to 0.90 of exact counting at a known background of 3", () => {
    for (const observed of COUNTS) {
      const input = { observed, simulated: 3e6, ratio: 1e6, kappaBackground: 1, kappaSignal: [] };
      const ratio = onOffUpperLimit(input, 0.9).value! / clsUpperLimit(observed, 3, 0.9).value!;
      expect(ratio).toBeGreaterThan(0.84);
      expect(ratio).toBeLessThan(0.91);
    }
  });

  it("agrees with toys of all numbers, and is weaker than the asymptotic formula for few events", () => {
    for (const observed of COUNTS) {
      const input = { observed, simulated: 18, ratio: 6, kappaBackground: 1.3, kappaSignal: [1.115, 1.023, 1.008] };
      const limit = onOffClsLimit(input, 0.9, 300, stream(observed)).value!;
      const { cls, error } = onOffClsByToys(input, limit, 3000, stream("toys", observed));
      expect(Math.abs(cls - 0.1)).toBeLessThan(4 * error + 0.003);
      const asymptotic = onOffUpperLimit(input, 0.9).value!;
      expect(asymptotic / limit).toBeLessThan(0.99);
      expect(asymptotic / limit).toBeGreaterThan(0.84);
    }
  });

  it("falls with the signal, is 1 without one and depends on its stream alone", () => {
    const input = { observed: 4, simulated: 15, ratio: 6, kappaBackground: 1.4, kappaSignal: [1.12] };
    const lnCls = onOffLnCls(input, 200, stream("shape"));
    expect(lnCls(1e-9)).toBeCloseTo(0, 6);
    const values = [1, 2, 4, 8, 12].map(lnCls);
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThan(values[i - 1]);
    const run = () => onOffClsLimit(input, 0.9, 100, stream("again"));
    expect(run()).toEqual(run());
  });
});
