import { makeTable } from "../analysis/events.js";
import type { StoredColumn } from "../analysis/observable.js";
import type { SampleSource } from "../analysis/sample.js";
import { findSearch } from "../catalogue/catalogue.js";
import { inputsOf } from "../catalogue/inputs.js";
import { openTable } from "../formats/open-table.js";
import { readSample, type SampleMapping } from "../formats/read-sample.js";
import { suggestColumns } from "../formats/suggestions.js";
import { type ByteSource, type FileColumn, isList } from "../formats/table-file.js";
import { blobSource } from "./blob-source.js";

/** What the page asks of a reader of files. */
export type ImportRequest =
  | { readonly kind: "open"; readonly search: string; readonly files: readonly File[] }
  | { readonly kind: "read"; readonly mapping: SampleMapping; readonly label: string };

/** One of our columns that may be mapped. */
export interface ImportTarget {
  readonly id: string;
  readonly about: string;
  readonly unit: string;
  /** Observables must be there, or follow from quantities. */
  readonly observable: boolean;
  readonly suggestion: string | null;
}

/** What it answers. */
export type ImportAnswer =
  | {
      readonly kind: "opened";
      readonly format: string;
      readonly rows: number | null;
      readonly columns: readonly FileColumn[];
      /** First values of each column, as text. */
      readonly preview: readonly (readonly string[])[];
      readonly targets: readonly ImportTarget[];
      readonly about: string;
    }
  | { readonly kind: "progress"; readonly rows: number; readonly share: number }
  | {
      readonly kind: "read";
      readonly length: number;
      readonly columns: Readonly<Record<string, StoredColumn>>;
      readonly source: SampleSource;
    }
  | { readonly kind: "failed"; readonly message: string };

/** Values that a preview shows, and the columns that it looks into. */
const SHOWN = 3;
const MOST_COLUMNS = 200;
/** Milliseconds between two reports. */
const PAUSE = 100;

let files: readonly File[] = [];
let searchId = "";

const reply = (answer: ImportAnswer, transfer: Transferable[] = []) => self.postMessage(answer, { transfer });

async function open(): Promise<void> {
  const search = findSearch(searchId);
  const inputs = await inputsOf(searchId);
  const table = await openTable(blobSource(files[0]));
  const columns = table.columns.slice(0, MOST_COLUMNS);
  const readable = columns.filter(({ kind }) => kind !== "other").map(({ name }) => name);
  const reading = table.chunks(readable);
  const first = await reading.next();
  await reading.return(undefined);
  const preview = columns.map(({ name }) => {
    const column = first.done ? undefined : first.value.columns[readable.indexOf(name)];
    if (!column || first.done) return [];
    return Array.from({ length: Math.min(SHOWN, first.value.length) }, (_, row) =>
      isList(column)
        ? `[${Array.from(column.values.subarray(column.offsets[row], column.offsets[row + 1]))
            .slice(0, SHOWN)
            .map((value) => value.toPrecision(3))
            .join(", ")}]`
        : (column.faults.find((one) => one.row === row)?.text ?? String(column.values[row])),
    );
  });
  const observables = search.observables.map(({ id, name, unit }) => ({ id, about: name, unit, observable: true }));
  const quantities = inputs.quantities.map(({ id, about, unit }) => ({ id, about, unit, observable: false }));
  const all = [...quantities, ...observables];
  const suggested = suggestColumns(
    all.map(({ id }) => id),
    columns,
  );
  const targets = all.map((one) => ({ ...one, suggestion: suggested.get(one.id) ?? null }));
  reply({ kind: "opened", format: table.format, rows: table.rows, columns, preview, targets, about: inputs.about });
}

async function read(mapping: SampleMapping, label: string): Promise<void> {
  const search = findSearch(searchId);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  let done = 0;
  let told = 0;
  // How far: bytes that were asked for, which a reader that jumps asks for in no order.
  const counted = (source: ByteSource): ByteSource => ({
    ...source,
    read: async (from, to) => {
      done += Math.max(0, Math.min(to, source.size) - from);
      return source.read(from, to);
    },
  });
  const tables = files.map((file) => () => openTable(counted(blobSource(file))));
  const sample = await readSample(tables, mapping, search, await inputsOf(searchId), (rows) => {
    if (performance.now() - told < PAUSE) return;
    told = performance.now();
    reply({ kind: "progress", rows, share: Math.min(1, done / size) });
  });
  const source: SampleSource = {
    label,
    conditions: "",
    citation: "",
    coverage: sample.coverage,
    notices: sample.notices,
  };
  const table = makeTable(search.observables, [
    {
      sample: { id: "data", kind: "data", label, crossSection: null, trials: 0, weight: 1, source },
      blocks: sample.blocks,
    },
  ]);
  reply(
    { kind: "read", length: table.length, columns: table.columns, source },
    Object.values(table.columns).map(({ buffer }) => buffer as ArrayBuffer),
  );
}

self.addEventListener("message", async ({ data }: MessageEvent<ImportRequest>) => {
  try {
    if (data.kind === "read") await read(data.mapping, data.label);
    else {
      files = data.files;
      searchId = data.search;
      await open();
    }
  } catch (error) {
    reply({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});

// Readers of some formats throw where no promise catches it.
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  const reason: unknown = event.reason;
  reply({
    kind: "failed",
    message: `not readable: ${reason instanceof Error ? reason.message : "a broken file"}, in ${files[0]?.name ?? "the file"}; write it anew`,
  });
});
