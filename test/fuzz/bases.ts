import { existsSync, readFileSync } from "node:fs";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { zipSync } from "fflate";
import { parquetWriteBuffer } from "hyparquet-writer";
import { EXAMPLE_WORKSPACE } from "../../src/figures/likelihood/example.js";
import { page, tupleFile } from "../formats/tuple-file.js";
import { referencePath } from "../reference.js";

/** A whole file that is broken at random: its format, as `npm run fuzz` takes it, and what the file has of it. */
export interface Base {
  readonly format: "csv" | "arrow" | "parquet" | "workspace" | "patches" | "hepdata" | "root";
  /** Names the stream of its mutations too. */
  readonly what: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

const ROWS = 200;
const x = Array.from({ length: ROWS }, (_, i) => Math.sin(i) * 100);
const n = Array.from({ length: ROWS }, (_, i) => i);
const text = (value: string) => new TextEncoder().encode(value);

const SUBMISSION = `---
comment: a submission
---
name: Table 1
description: limits
keywords: []
data_file: table.yaml
`;
const TABLE = `independent_variables:
- header: {name: mass, units: GeV}
  values:
  - {low: 1, high: 2}
  - {value: 3}
dependent_variables:
- header: {name: limit, units: fb}
  qualifiers:
  - {name: CL, value: 0.9}
  values:
  - value: 1.5
    errors:
    - {symerror: 0.1, label: stat}
    - {asymerror: {minus: -0.2, plus: 0.3}, label: sys}
  - {value: '-'}
`;

/** The JSON that HEPData gives for one table. */
const TABLE_JSON = {
  name: "Table 1",
  headers: [{ name: "M [GEV]" }, { name: "SIG [FB]" }],
  qualifiers: { CL: [{ group: 0, type: "CL", value: "0.9" }] },
  values: [
    {
      x: [{ low: "1", high: "2" }],
      y: [
        {
          group: 0,
          value: "6.7",
          errors: [{ label: "stat", symerror: "0.1" }, { asymerror: { minus: "-1%", plus: "2%" } }],
        },
      ],
    },
    { x: [{ value: "3" }], y: [{ group: 0, value: "-", errors: [{ symerror: 0, hide: true }] }] },
  ],
};
const PATCHES = {
  metadata: { references: { hepdata: "none" }, description: "one", digests: { sha256: "0" }, labels: ["scale"] },
  version: "1.0.0",
  patches: [
    {
      metadata: { name: "one", values: [1] },
      patch: [{ op: "replace", path: "/channels/0/samples/0/data/0", value: 1 }],
    },
  ],
};
const lists = Array.from({ length: ROWS }, (_, i) => (i % 7 === 0 ? null : x.slice(i, i + (i % 4))));

/** Files of every format; trees only where there are some of others, since nothing here writes them. */
export function bases(): Base[] {
  const root = (what: string, name: string): Base[] => {
    const path = referencePath(`events/root/uproot-${name}.root`);
    return existsSync(path)
      ? [{ format: "root", what, name: "x.root", bytes: new Uint8Array(readFileSync(path)) }]
      : [];
  };
  const parquet = (
    codec: "UNCOMPRESSED" | "SNAPPY",
    columnData: Parameters<typeof parquetWriteBuffer>[0]["columnData"],
  ) => new Uint8Array(parquetWriteBuffer({ columnData, codec }));
  return [
    {
      format: "csv",
      what: "csv",
      name: "x.csv",
      bytes: text(["x,n", ...x.map((value, i) => `${value},${n[i]}`)].join("\n")),
    },
    {
      format: "arrow",
      what: "arrow",
      name: "x.arrow",
      bytes: tableToIPC(tableFromArrays({ x: Float64Array.from(x), n: Int32Array.from(n) }), "file"),
    },
    {
      format: "arrow",
      what: "arrow stream, holes",
      name: "x.arrows",
      bytes: tableToIPC(tableFromArrays({ x: x.map((value, i) => (i % 3 === 0 ? null : value)) }), "stream"),
    },
    {
      format: "parquet",
      what: "parquet",
      name: "x.parquet",
      bytes: parquet("SNAPPY", [
        { name: "x", data: x, type: "DOUBLE" },
        { name: "n", data: n, type: "INT32" },
      ]),
    },
    {
      format: "parquet",
      what: "parquet, repeated, lists",
      name: "x.parquet",
      bytes: parquet("UNCOMPRESSED", [
        { name: "k", data: n.map((i) => (i % 5 === 0 ? null : i % 3)), type: "INT32", nullable: true },
        { name: "list", data: lists },
      ]),
    },
    { format: "workspace", what: "workspace", name: "w.json", bytes: text(JSON.stringify(EXAMPLE_WORKSPACE)) },
    { format: "patches", what: "patch set", name: "p.json", bytes: text(JSON.stringify(PATCHES)) },
    { format: "hepdata", what: "hepdata, one file", name: "x.yaml", bytes: text(`${SUBMISSION}@@@${TABLE}`) },
    { format: "hepdata", what: "hepdata, JSON of a table", name: "x.json", bytes: text(JSON.stringify(TABLE_JSON)) },
    {
      format: "hepdata",
      what: "hepdata, zip",
      name: "x.zip",
      bytes: zipSync({ "submission.yaml": text(SUBMISSION), "table.yaml": text(TABLE) }),
    },
    {
      format: "root",
      what: "root, RNTuple",
      name: "x.root",
      bytes: tupleFile(
        "events",
        [{ name: "x", type: "double", column: { type: 0x0d, bits: 64, pages: [page(Float64Array.from(x))] } }],
        [ROWS],
      ),
    },
    ...root("root", "simple"),
    ...root("root, histograms", "histograms"),
    ...root("root, lists", "HZZ"),
  ];
}
