import { describe, expect, it, vi } from "vitest";
import { readMapped } from "../../src/formats/mapped-rows.js";
import { openTable } from "../../src/formats/open-table.js";
import { memorySource } from "./memory-source.js";
import { page, splitPage, type TupleField, tupleFile } from "./tuple-file.js";

/** Two clusters of three entries and two: numbers plain and split, a truth value, lists of changing and fixed length. */
const CLUSTERS = [3, 2];
const fields: TupleField[] = [
  {
    name: "x",
    type: "double",
    column: {
      type: 0x19,
      bits: 64,
      pages: [splitPage(Float64Array.of(1.5, -2, 3)), splitPage(Float64Array.of(1e9, 5))],
    },
  },
  {
    name: "run",
    type: "std::int32_t",
    // Zigzag: 7, -1, 8 and 0, -300.
    column: { type: 0x13, bits: 32, pages: [splitPage(Int32Array.of(14, 1, 16)), splitPage(Int32Array.of(0, 599))] },
  },
  {
    name: "good",
    type: "bool",
    column: {
      type: 0x00,
      bits: 1,
      pages: [
        { bytes: Uint8Array.of(0b101), elements: 3 },
        { bytes: Uint8Array.of(0b10), elements: 2 },
      ],
    },
  },
  {
    name: "pt",
    type: "std::vector<float>",
    role: 1,
    // Ends of the lists within a cluster: two, none, one; none, three. Split and as differences.
    column: {
      type: 0x1b,
      bits: 64,
      pages: [splitPage(BigInt64Array.of(2n, 0n, 1n)), splitPage(BigInt64Array.of(0n, 3n))],
    },
  },
  {
    name: "_0",
    type: "float",
    parent: 3,
    column: { type: 0x0c, bits: 32, pages: [page(Float32Array.of(1, 2, 4)), page(Float32Array.of(8, 16, 32))] },
  },
  { name: "fixed", type: "std::array<double,2>", flags: 1, size: 2 },
  {
    name: "element",
    type: "double",
    parent: 5,
    column: {
      type: 0x0d,
      bits: 64,
      pages: [page(Float64Array.of(1, 2, 3, 4, 5, 6)), page(Float64Array.of(7, 8, 9, 10))],
    },
  },
  {
    name: "later",
    type: "double",
    column: { type: 0x0d, bits: 64, flags: 1, pages: [page(Float64Array.of(1, 2, 3)), page(Float64Array.of(4, 5))] },
  },
];

const open = (...given: Parameters<typeof tupleFile>) => openTable(memorySource("x.root", tupleFile(...given)));

describe("an RNTuple", () => {
  it("is a table of numbers and lists, over its clusters", async () => {
    const file = await open("events", fields, CLUSTERS);
    expect(file.format).toBe("ROOT RNTuple");
    expect(file.rows).toBe(5);
    expect(file.columns.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      "x number",
      "run number",
      "good number",
      "pt list",
      "fixed list",
      "later other",
    ]);
    const sources = { x: "x", run: "run", good: "good", number: "#pt", first: "fixed[0]", last: "fixed[-1]" };
    const mapped = Object.entries(sources).map(([id, expression]) => ({ id, source: { expression }, unitFactor: 1 }));
    const { values } = await readMapped(file, mapped);
    expect(Object.fromEntries(Object.entries(values).map(([id, column]) => [id, [...column]]))).toEqual({
      x: [1.5, -2, 3, 1e9, 5],
      run: [7, -1, 8, 0, -300],
      good: [1, 0, 1, 0, 1],
      number: [2, 0, 1, 0, 3],
      first: [1, 3, 5, 7, 9],
      last: [2, 4, 6, 8, 10],
    });
    const pt = [{ id: "pt", source: { expression: "pt[-1]" }, unitFactor: 1 }];
    const last = await readMapped(await open("events", fields, CLUSTERS), pt, { missing: "drop" });
    expect([...last.values.pt]).toEqual([2, 4, 32]);
  });

  it("may be without entries; is refused where its reader would give a part, or where it is broken", async () => {
    expect((await open("events", [], [], 0)).rows).toBe(0);
    await expect(open("events", fields, CLUSTERS, 2)).rejects.toThrow(
      /^not supported: events \(RNTuple with 2 groups of clusters\), in x\.root; write it in one go/,
    );
    const bytes = tupleFile("events", fields, CLUSTERS);
    const broken = [0.2, 0.5, 0.9, 0.99].map((share) => bytes.slice(0, share * bytes.length));
    for (const at of [240, 700]) broken.push(bytes.slice().fill(0xff, at, at + 40));
    // jsroot says on the console what it then gives up.
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    for (const one of broken) {
      const column = [{ id: "x", source: { column: "x", factor: 1 }, unitFactor: 1 }];
      const told = openTable(memorySource("x.root", one)).then((file) => readMapped(file, column));
      await expect(told).rejects.toThrow(/^(not readable|missing tree|missing column): /);
    }
    said.mockRestore();
  });
});
