import { parquetWriteBuffer } from "hyparquet-writer";
import type { Table } from "../figures/tables.js";
import { type Imprint, imprintLines } from "./imprint.js";

/** A table as Parquet: unrounded columns with their units in the names, caption and provenance in the metadata. */
export function parquetOf(table: Table, made?: Imprint): Uint8Array<ArrayBuffer> {
  const columnData = table.columns.map(({ title, unit }, k) => {
    const data = table.values.map((row) => row[k]);
    const text = data.some((value) => typeof value === "string");
    return {
      name: unit === "" ? title : `${title} [${unit}]`,
      data: text ? data.map((value) => (value === null ? null : String(value))) : data,
      type: text ? ("STRING" as const) : ("DOUBLE" as const),
    };
  });
  const kvMetadata = [
    { key: "caption", value: table.caption },
    ...(made ? [{ key: "provenance", value: imprintLines(made).join("\n") }] : []),
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata }));
}
