import { expect, it } from "vitest";
import { csvOf } from "../../src/formats/table-text.js";
import { cutFlowColumns } from "../../src/loaders/table-text.js";

it("gives the share of events that each cut keeps, of those before it and of all", () => {
  const samples = (a: number, b: number) => ({ a: { events: a, yield: a / 2 }, b: { events: b, yield: b } });
  const rows = cutFlowColumns([
    { cut: "all", title: "all", samples: samples(100, 0) },
    { cut: "first", title: "first", samples: samples(50, 0) },
    { cut: "second", title: "second", samples: samples(10, 0) },
  ]).objects() as Record<string, unknown>[];
  expect(rows.map(({ sample, cut, relative, cumulative }) => [sample, cut, relative, cumulative])).toEqual([
    ["a", "all", 1, 1],
    ["a", "first", 0.5, 0.5],
    ["a", "second", 0.2, 0.1],
    ["b", "all", null, null],
    ["b", "first", null, null],
    ["b", "second", null, null],
  ]);
});

it("writes unrounded cells under titles with units, and nothing where there is none", () => {
  const table = {
    id: "t",
    caption: "caption",
    columns: [
      { title: "mass", unit: "GeV" },
      { title: "g, limit", unit: "" },
    ],
    rows: [["1", "0.33"]],
    values: [
      [1, 1 / 3],
      [2, null],
    ],
  };
  expect(csvOf(table)).toBe('# caption\nmass [GeV],"g, limit"\n1,0.3333333333333333\n2,\n');
});
