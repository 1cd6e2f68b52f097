import { existsSync, readFileSync } from "node:fs";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { parquetWriteBuffer } from "hyparquet-writer";
import { EXAMPLE_WORKSPACE } from "../../src/figures/likelihood/example.js";
import { referencePath } from "../reference.js";

/** A whole file that is broken at random, and how its format is called. */
export interface Base {
  readonly format: string;
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

/** Files of every format; ROOT only where there are some of others, since nothing here writes it. */
export function bases(): Base[] {
  const root = referencePath("events/root/uproot-simple.root");
  return [
    { format: "csv", name: "x.csv", bytes: text(["x,n", ...x.map((value, i) => `${value},${n[i]}`)].join("\n")) },
    {
      format: "arrow",
      name: "x.arrow",
      bytes: tableToIPC(tableFromArrays({ x: Float64Array.from(x), n: Int32Array.from(n) }), "file"),
    },
    {
      format: "parquet",
      name: "x.parquet",
      bytes: new Uint8Array(
        parquetWriteBuffer({
          columnData: [
            { name: "x", data: x, type: "DOUBLE" },
            { name: "n", data: n, type: "INT32" },
          ],
        }),
      ),
    },
    { format: "workspace", name: "w.json", bytes: text(JSON.stringify(EXAMPLE_WORKSPACE)) },
    { format: "hepdata", name: "submission.yaml", bytes: text(`${SUBMISSION}@@@${TABLE}`) },
    ...(existsSync(root) ? [{ format: "root", name: "x.root", bytes: new Uint8Array(readFileSync(root)) }] : []),
  ];
}
