import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { openParquet } from "../../src/formats/parquet.js";
import { isList } from "../../src/formats/table-file.js";
import { memorySource } from "./memory-source.js";

/** Everything in a file, column by column; NaN where there is no value. */
async function columnsOf(bytes: Uint8Array): Promise<Record<string, (number | number[])[]>> {
  const file = await openParquet(memorySource("x.parquet", bytes));
  const names = file.columns.map(({ name }) => name);
  const found: Record<string, (number | number[])[]> = Object.fromEntries(names.map((name) => [name, []]));
  for await (const { length, columns } of file.chunks(names)) {
    for (const [k, column] of columns.entries())
      for (let row = 0; row < length; row++)
        found[names[k]].push(
          isList(column)
            ? [...column.values.subarray(column.offsets[row], column.offsets[row + 1])]
            : column.values[row],
        );
  }
  return found;
}

const ROWS = 3000;
const x = Array.from({ length: ROWS }, (_, i) => Math.sin(i));
const some = Array.from({ length: ROWS }, (_, i) => (i % 7 === 0 ? Number.NaN : i % 3));

describe("Parquet in a page", () => {
  it.each(["uncompressed", "snappy", "zstd", "gzip", "lz4_raw"])(
    "is the same in %s, with repeated values, missing ones and lists, in groups of rows",
    async (codec) => {
      const folder = mkdtempSync(join(tmpdir(), "darkroom-parquet-"));
      const instance = await DuckDBInstance.create(":memory:");
      const connection = await instance.connect();
      try {
        const path = join(folder, "x.parquet");
        await connection.run(
          `copy (select sin(i) as x, case when i % 7 = 0 then null else (i % 3)::integer end as some,
            [i % 5, i]::double[] as list from range(${ROWS}) t(i))
           to '${path}' (format parquet, codec '${codec}', row_group_size 2048)`,
        );
        const read = await columnsOf(new Uint8Array(readFileSync(path)));
        expect(read.x).toEqual(x.map((value) => expect.closeTo(value, 12)));
        expect(read.some).toEqual(some);
        expect(read.list.slice(0, 3)).toEqual([
          [0, 0],
          [1, 1],
          [2, 2],
        ]);
        expect(read.list).toHaveLength(ROWS);
      } finally {
        connection.closeSync();
        instance.closeSync();
        rmSync(folder, { recursive: true });
      }
    },
  );

  it("refuses runs, pages and dictionaries that are longer than what they are in, before they fill the memory", async () => {
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          {
            name: "k",
            data: Array.from({ length: 200 }, (_, i) => (i % 2 ? i % 5 : null)),
            type: "INT32",
            nullable: true,
          },
        ],
        codec: "UNCOMPRESSED",
      }),
    );
    expect((await columnsOf(bytes)).k.filter((value) => !Number.isNaN(value))).toHaveLength(100);
    // One run after the other is given some two thousand million values, at every place where one may begin.
    const absurd = Uint8Array.of(0xfe, 0xff, 0xff, 0xff, 0x0f);
    let told = 0;
    for (let at = 4; at < 120; at++) {
      const wrong = bytes.slice();
      wrong.set(absurd, at);
      const message = await columnsOf(wrong).then(
        () => "read",
        (error: Error) => error.message,
      );
      if (message !== "read") {
        expect(message).toMatch(/^not readable: [^\n]*, in x.parquet; /);
        told++;
      }
    }
    expect(told).toBeGreaterThan(30);
  });
});
