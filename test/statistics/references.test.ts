import { describe, expect, it } from "vitest";
import { REFERENCE_VALUES } from "../../src/statistics/references.js";

// The page Validation shows the same.
describe("printed and exact values", () => {
  it.each(REFERENCE_VALUES.map((one) => [one.what, one] as const))("%s", (_, { compute, reference, tolerance }) => {
    const found = compute();
    expect(found).not.toBeNull();
    expect(Math.abs((found ?? Number.NaN) - reference)).toBeLessThanOrEqual(tolerance);
  });
});
