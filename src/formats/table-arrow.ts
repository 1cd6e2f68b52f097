import {
  Table as Columns,
  type Data,
  Field,
  Float64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  tableToIPC,
  Utf8,
} from "apache-arrow";
import type { Table } from "../figures/tables.js";
import { type Imprint, imprintLines } from "./imprint.js";

/** A table as an Arrow IPC file: unrounded columns with their units in the names, caption and provenance as metadata. */
export function arrowOf(table: Table, made?: Imprint): Uint8Array<ArrayBuffer> {
  const children = table.columns.map((_, k) => columnOf(table.values.map((row) => row[k])));
  const fields = table.columns.map(
    ({ title, unit }, k) => new Field(unit === "" ? title : `${title} [${unit}]`, children[k].type, true),
  );
  const provenance = made ? [["provenance", imprintLines(made).join("\n")] as const] : [];
  const schema = new Schema(fields, new Map([["caption", table.caption], ...provenance]));
  const rows = makeData({ type: new Struct(fields), length: table.values.length, nullCount: 0, children });
  return new Uint8Array(tableToIPC(new Columns(new RecordBatch(schema, rows)), "file"));
}

/** A column from its bytes: Arrow's builders make code from text, which the policy of a page forbids. */
function columnOf(values: readonly (number | string | null)[]): Data<Float64> | Data<Utf8> {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  values.forEach((value, i) => {
    if (value !== null) nullBitmap[i >> 3] |= 1 << (i & 7);
  });
  const column = { length: values.length, nullCount: values.filter((value) => value === null).length, nullBitmap };
  if (!values.some((value) => typeof value === "string"))
    return makeData({ type: new Float64(), ...column, data: Float64Array.from(values, Number) });
  const texts = values.map((value) => new TextEncoder().encode(value === null ? "" : String(value)));
  const valueOffsets = new Int32Array(values.length + 1);
  texts.forEach((text, i) => {
    valueOffsets[i + 1] = valueOffsets[i] + text.length;
  });
  const data = new Uint8Array(valueOffsets[values.length]);
  texts.forEach((text, i) => {
    data.set(text, valueOffsets[i]);
  });
  return makeData({ type: new Utf8(), ...column, valueOffsets, data });
}
