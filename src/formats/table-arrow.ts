import {
  Table as Columns,
  Field,
  Float64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import type { Table } from "../figures/tables.js";
import { type Imprint, imprintLines } from "./imprint.js";

/** A table as an Arrow IPC file: unrounded columns with their units in the names, caption and provenance as metadata. */
export function arrowOf(table: Table, made?: Imprint): Uint8Array<ArrayBuffer> {
  const vectors = table.columns.map((_, k) => {
    const values = table.values.map((row) => row[k]);
    return values.some((value) => typeof value === "string")
      ? vectorFromArray(
          values.map((value) => (value === null ? null : String(value))),
          new Utf8(),
        )
      : vectorFromArray(values as readonly (number | null)[], new Float64());
  });
  const fields = table.columns.map(
    ({ title, unit }, k) => new Field(unit === "" ? title : `${title} [${unit}]`, vectors[k].type, true),
  );
  const metadata = new Map([
    ["caption", table.caption],
    ...(made ? [["provenance", imprintLines(made).join("\n")] as const] : []),
  ]);
  const children = vectors.map((vector) => vector.data[0]);
  const batch = new RecordBatch(
    new Schema(fields, metadata),
    makeData({ type: new Struct(fields), length: table.values.length, nullCount: 0, children }),
  );
  return new Uint8Array(tableToIPC(new Columns(batch), "file"));
}
