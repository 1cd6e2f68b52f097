import { describe, expect, it } from "vitest";
import { TemplateLimits } from "../../../src/analysis/lifetime/template-fit.js";

describe("limits of templates", () => {
  const peak = [0, 0, 0, 0.1, 0.8, 0.1];
  const flat = Array.from({ length: 6 }, () => 1 / 6);
  const background = (simulated: number, weight: number) => [{ id: "flat", shape: flat, simulated, weight }];
  const rates = { signal: 0.1, background: 0.3 };
  const limits = (simulated: number, weight: number, observed: readonly number[]) =>
    new TemplateLimits(6, background(simulated, weight), rates, observed, 0.9, "test").of({ nominal: peak, moved: {} });

  it("tell an event under the peak from one beside it", () => {
    const none = limits(2, 0.5, [0, 0, 0, 0, 0, 0]).observed?.value ?? 0;
    const beside = limits(2, 0.5, [1, 0, 0, 0, 0, 0]).observed?.value ?? 0;
    const under = limits(2, 0.5, [0, 0, 0, 0, 1, 0]).observed?.value ?? 0;
    expect(beside / none).toBeCloseTo(1, 2);
    expect(under / none).toBeGreaterThan(1.3);
  });

  it("have a band that rises, whether by pseudo-data or around Asimov data", () => {
    for (const simulated of [10, 1000]) {
      const { expected } = limits(simulated, 0.5, [0, 0, 0, 0, 0, 0]);
      const values = expected.map(({ value }) => value ?? Number.NaN);
      expect(values).toHaveLength(5);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
      expect(values[4] / values[0]).toBeGreaterThan(1.5);
    }
  });

  it("go over from one to the other without a step", () => {
    const median = (simulated: number) => limits(simulated, 0.5, [0, 0, 0, 0, 0, 0]).expected[2].value ?? 0;
    expect(median(61) / median(59)).toBeGreaterThan(0.9);
    expect(median(61) / median(59)).toBeLessThan(1.1);
  });
});
