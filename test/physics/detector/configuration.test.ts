import { describe, expect, it } from "vitest";
import { BELLE_DETECTOR } from "../../../src/physics/detector/belle.js";
import { BELLE_II_DETECTOR } from "../../../src/physics/detector/belle2.js";
import { detectorTable } from "../../../src/physics/detector/configuration.js";

describe.each([BELLE_II_DETECTOR, BELLE_DETECTOR])("the table of $name", (detector) => {
  const rows = detectorTable(detector);

  it("tells each number once, with its source", () => {
    expect(new Set(rows.map(({ group, quantity }) => `${group}: ${quantity}`)).size).toBe(rows.length);
    for (const row of rows) {
      expect(Number.isFinite(row.value)).toBe(true);
      expect(row.source).not.toBe("");
      expect(["published", "derived", "recalled", "assumption"]).toContain(row.origin);
    }
  });

  it("holds every number of the configuration", () => {
    const count = (content: object): number =>
      "origin" in content
        ? 1
        : Object.values(content).reduce((sum, inner) => sum + (typeof inner === "object" ? count(inner) : 0), 0);
    expect(rows).toHaveLength(count(detector));
  });
});

it("names quantities in words", () => {
  const rows = detectorTable(BELLE_II_DETECTOR);
  expect(rows.find((row) => row.quantity === "polar angle, from" && row.group === "tracking")).toMatchObject({
    value: 17,
    unit: "deg",
    origin: "published",
  });
  expect(rows.some(({ group, quantity }) => group === "material" && quantity === "beam pipe, radius")).toBe(true);
});
