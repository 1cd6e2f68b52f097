import { tableFromArrays, tableToIPC } from "apache-arrow";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { compileExpression } from "../../src/formats/expression.js";
import { eventsOf, type MissingRows, mappedChunks, readMapped } from "../../src/formats/mapped-rows.js";
import { openTable } from "../../src/formats/open-table.js";
import { SeenRows } from "../../src/formats/repeated-rows.js";
import { SampleError } from "../../src/formats/sample-error.js";
import { memorySource } from "./memory-source.js";

const ROWS = 70_000;
const x = Float64Array.from({ length: ROWS }, (_, i) => Math.sin(i) * 1e3);
const n = Int32Array.from({ length: ROWS }, (_, i) => i - 5);
const HOSTILE = '"; drop table <img onerror=alert(1)>';

/** The same columns in every format. */
const files: Record<string, () => Uint8Array | string> = {
  "x.csv": () =>
    [`x,n,"${HOSTILE.replaceAll('"', '""')}"`, ...Array.from(x, (value, i) => `${value},${n[i]},1`)].join("\r\n"),
  "x.tsv": () => ["x\tn\tone", ...Array.from(x, (value, i) => `${value}\t${n[i]}\t1`)].join("\n"),
  "x.txt": () => ["  x n one", ...Array.from(x, (value, i) => `${value}   ${n[i]}\t1`)].join("\n"),
  "x.arrow": () => tableToIPC(tableFromArrays({ x, n, [HOSTILE]: new Uint8Array(ROWS).fill(1) }), "file"),
  "x.arrows": () => tableToIPC(tableFromArrays({ x, n, [HOSTILE]: new Uint8Array(ROWS).fill(1) }), "stream"),
  "x.parquet": () =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: "x", data: Array.from(x), type: "DOUBLE" },
          { name: "n", data: Array.from(n), type: "INT32" },
          { name: HOSTILE, data: Array.from({ length: ROWS }, () => 1), type: "INT32" },
        ],
        rowGroupSize: 30_000,
      }),
    ),
};

async function read(
  name: string,
  content: string | Uint8Array,
  columns: readonly string[],
  missing: MissingRows = "refuse",
) {
  const file = await openTable(memorySource(name, content));
  return readMapped(
    file,
    columns.map((column) => ({ id: column, source: { column, factor: 1 }, unitFactor: 1 })),
    { missing },
  );
}

describe("a table", () => {
  it.each(Object.keys(files))("%s has the same numbers, over several chunks", async (name) => {
    const { values, rows } = await read(name, files[name](), ["x", "n"]);
    expect(rows).toBe(ROWS);
    expect(values.n).toEqual(Float64Array.from(n));
    expect(values.x).toEqual(x);
  });

  it.each(Object.keys(files).filter((name) => !/t(sv|xt)$/.test(name)))(
    "%s has a column of a hostile name",
    async (name) => {
      const { values } = await read(name, files[name](), [HOSTILE]);
      expect(values[HOSTILE].reduce((a, b) => a + b, 0)).toBe(ROWS);
    },
  );

  it("is read by what it is, not by what it is called", async () => {
    expect((await read("x.csv", files["x.parquet"](), ["n"])).values.n).toEqual(Float64Array.from(n));
    await expect(read("x.parquet", files["x.csv"](), ["n"])).rejects.toThrow(/^not readable: no parquet file/);
  });

  it("has a mapped column once", async () => {
    await expect(read("x.csv", "x,y,x\n1,2,3\n", ["x"])).rejects.toThrow(/^several columns of one name: x, /);
    expect((await read("x.csv", "x,y,x\n1,2,3\n", ["y"])).values.y).toEqual(Float64Array.of(2));
  });

  it("has quotes, blanks, and lines within quotes", async () => {
    const text = 'a," b ","c\n""d"""\n1, 2 ,"3"\n\n"4",5,6\n';
    const file = await openTable(memorySource("q.csv", text));
    expect(file.columns.map(({ name }) => name)).toEqual(["a", " b ", 'c\n"d"']);
    const { values } = await read("q.csv", text, ["a", "b", 'c\n"d"']);
    expect(values).toEqual({ a: Float64Array.of(1, 4), b: Float64Array.of(2, 5), 'c\n"d"': Float64Array.of(3, 6) });
  });
});

describe("rows without a value", () => {
  const text = "x,y\n1,1\n,2\nnan,3\ninf,4\n5,5\n";

  it("are refused with their place", async () => {
    await expect(read("x.csv", text, ["x"])).rejects.toThrow(/^missing value: none, in x\.csv, row 2, column x; /);
    await expect(read("x.csv", text.replace("\n,2", "\n2,2"), ["x"])).rejects.toThrow(/^not finite: nan, in .*row 3/);
  });

  it("or left out where that is asked for, and counted; a word never is", async () => {
    const { values, rows, dropped } = await read("x.csv", text, ["x", "y"], "drop");
    expect(values).toEqual({ x: Float64Array.of(1, 5), y: Float64Array.of(1, 5) });
    expect(rows).toBe(5);
    expect(dropped).toEqual({ "missing value in x": 1, "not finite (nan) in x": 1, "not finite (inf) in x": 1 });
    await expect(read("x.csv", text.replace("5,5", "five,5"), ["x"], "drop")).rejects.toThrow(/^not a number: five/);
  });

  it("are found in Arrow and Parquet too", async () => {
    const arrow = tableToIPC(tableFromArrays({ x: [1, null, 3] }), "file");
    await expect(read("x.arrow", arrow, ["x"])).rejects.toThrow(/^missing value: none, in x\.arrow, row 2/);
    const parquet = new Uint8Array(
      parquetWriteBuffer({ columnData: [{ name: "x", data: [1, Number.NaN, null], type: "DOUBLE" }] }),
    );
    await expect(read("x.parquet", parquet, ["x"])).rejects.toThrow(/^not finite: nan, in x\.parquet, row 2/);
    expect((await read("x.parquet", parquet, ["x"], "drop")).dropped).toEqual({
      "not finite (nan) in x": 1,
      "missing value in x": 1,
    });
  });
});

describe("rows that were seen", () => {
  it("are found over all blocks, bit by bit in every column; different ones never are", () => {
    const seen = new SeenRows();
    const count = (columns: readonly (readonly number[])[]) =>
      Array.from(
        seen.repeated(
          columns.map((one) => Float64Array.from(one)),
          columns[0].length,
        ),
      );
    expect(
      count([
        [1, 2, 1],
        [5, 5, 5],
      ]),
    ).toEqual([0, 0, 1]);
    expect(
      count([
        [2, 5],
        [5, 1],
      ]),
    ).toEqual([1, 0]);
    expect(
      count([
        [0, -0],
        [1, 1],
      ]),
    ).toEqual([0, 0]);
    // A grid of few numbers, single precision, more of them than a table has places at first.
    const grid = Array.from({ length: 200_000 }, (_, i) => i);
    const columns = [grid.map((i) => Math.fround(0.1 * (i % 500))), grid.map((i) => 10 + Math.floor(i / 500))];
    expect(count(columns).filter(Boolean)).toEqual([]);
    expect(count(columns).filter(Boolean)).toHaveLength(200_000);
  });
});

describe("counts", () => {
  const counted = async (text: string) =>
    readMapped(
      await openTable(memorySource("h.txt", text)),
      [{ id: "m", source: { column: "mass", factor: 1 }, unitFactor: 1e-3 }],
      { counts: "count" },
    );

  it("make as many events of a row", async () => {
    const { values, rows, length } = await counted("mass count\r\n150\t2\r\n151\t0\r\n152\t3\r\n");
    expect(rows).toBe(3);
    expect(length).toBe(5);
    expect(Array.from(values.m)).toEqual([0.15, 0.15, 0.152, 0.152, 0.152]);
  });

  it("of very many events come in pieces, each with its row", async () => {
    const file = await openTable(memorySource("h.txt", "mass count\n1 100000\n2 0\n3 70000\n"));
    const source = { column: "mass", factor: 1 };
    for await (const chunk of mappedChunks(file, [{ id: "m", source, unitFactor: 1 }], { counts: "count" })) {
      const pieces = [...eventsOf(chunk)];
      expect(pieces.map(({ length }) => length)).toEqual([65_536, 65_536, 38_928]);
      expect([pieces[1].rowOf(34_463), pieces[1].rowOf(34_464)]).toEqual([0, 2]);
      expect(pieces.flatMap(({ values }) => [...values.m]).filter((m) => m === 3)).toHaveLength(70_000);
    }
  });

  it.each(["1.5", "-1", "nan", "1e300"])("of %s are refused", async (count) => {
    await expect(counted(`mass count\n1 1\n2 ${count}\n`)).rejects.toThrow(
      /^not a count: .*, in h\.txt, row 2, column count/,
    );
  });
});

describe("an expression", () => {
  const on = (text: string, columns: Readonly<Record<string, number>> = {}) => {
    const compiled = compileExpression(text, "here");
    return compiled.on(compiled.columns.map((name) => ({ values: Float64Array.of(columns[name]), faults: [] })))(0);
  };

  it("has the ranks of arithmetic", () => {
    expect(on("1 + 2 * 3 ^ 2 ^ 0.5")).toBeCloseTo(1 + 2 * 3 ** (2 ** 0.5), 12);
    expect(on("-2^2")).toBe(-4);
    expect(on("2**-1")).toBe(0.5);
    expect(on("(1 - 2 - 3) / 4 / 2")).toBe(-0.5);
    expect(on("sqrt(px*px + py*py)", { px: 3, py: 4 })).toBe(5);
    expect(on("hypot(`p 1`, muon.pt) + min(pi, 1e1)", { "p 1": 3, "muon.pt": 4 })).toBeCloseTo(5 + Math.PI, 12);
  });

  it.each([
    "",
    "1 +",
    "a b",
    "constructor(1)",
    "a[1.5]",
    "sqrt()",
    "atan2(1)",
    "a;b",
    "=1",
    "((1)",
    `${"(".repeat(200)}1`,
    "a".repeat(3000),
  ])("%s is refused", (text) => {
    expect(() => compileExpression(text, "here")).toThrow(SampleError);
    expect(() => compileExpression(text, "here")).toThrow(/^not an expression: /);
  });
});
