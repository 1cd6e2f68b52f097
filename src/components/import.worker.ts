import { StoredRows } from "../analysis/events.js";
import { bytesOfRow, type StoredColumn } from "../analysis/observable.js";
import type { Luminosity, SampleSource } from "../analysis/sample.js";
import { findSearch } from "../catalogue/catalogue.js";
import { inputsOf } from "../catalogue/inputs.js";
import { headOf } from "../formats/head.js";
import { readMapped } from "../formats/mapped-rows.js";
import { openTable } from "../formats/open-table.js";
import { readSample, type SampleMapping } from "../formats/read-sample.js";
import { SampleError } from "../formats/sample-error.js";
import { suggestColumns } from "../formats/suggestions.js";
import { type ByteSource, type FileColumn, isList, type TableFile } from "../formats/table-file.js";
import { blobSource } from "./blob-source.js";

/** What the page asks of a reader of files. */
export type ImportRequest =
  /** `tree`: name of a tree or histogram of ROOT files. */
  | { readonly kind: "open"; readonly search: string; readonly files: readonly File[]; readonly tree?: string }
  /** Tries an expression on the first rows. */
  | { readonly kind: "try"; readonly id: string; readonly expression: string }
  | {
      readonly kind: "read";
      readonly mapping: SampleMapping;
      readonly label: string;
      /** What was recorded, where the reader says it. */
      readonly luminosity?: Luminosity;
    };

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
      /** Trees and histograms of a ROOT file. */
      readonly among?: TableFile["among"];
      /** Luminosity that the page has, which that of the events may stand in for; null where there is none. */
      readonly luminosity: Luminosity | null;
    }
  /** What an expression gives for the first rows, or what is wrong with it. */
  | { readonly kind: "tried"; readonly id: string; readonly text: string }
  | { readonly kind: "progress"; readonly rows: number; readonly share: number }
  | {
      readonly kind: "read";
      readonly length: number;
      readonly columns: Readonly<Record<string, StoredColumn>>;
      readonly source: SampleSource;
    }
  | { readonly kind: "failed"; readonly message: string };

/** Rows that a preview shows, and entries of a list among them. */
const SHOWN = 3;
/** Bytes of stored columns that a page holds a few times over. */
const MOST_BYTES = 1.25 * 2 ** 30;
/** Times that a reader of a whole file asks for its bytes at most, on the way over columns and groups of rows. */
const MOST_TIMES = 20;
/** What a read counts for at least: one that asks for nothing for ever is not to be spoken for either. */
const LEAST_BYTES = 1024;
/** Milliseconds between two reports. */
const PAUSE = 100;

let files: readonly File[] = [];
let searchId = "";
let tree: string | undefined;
let head: TableFile | undefined;

const reply = (answer: ImportAnswer, transfer: Transferable[] = []) => self.postMessage(answer, { transfer });

/** First values of each column, as text. */
async function previewOf(table: TableFile): Promise<string[][]> {
  const readable = table.columns.filter(({ kind }) => kind !== "other").map(({ name }) => name);
  for await (const { length, columns } of table.chunks(readable)) {
    return table.columns.map(({ name }) => {
      const column = columns[readable.indexOf(name)];
      if (!column) return [];
      return Array.from({ length }, (_, row) =>
        isList(column)
          ? `[${Array.from(column.values.subarray(column.offsets[row], column.offsets[row + 1]))
              .slice(0, SHOWN)
              .map((value) => value.toPrecision(3))
              .join(", ")}]`
          : (column.faults.find((one) => one.row === row)?.text ?? String(column.values[row])),
      );
    });
  }
  return [];
}

async function open(): Promise<void> {
  const search = findSearch(searchId);
  const inputs = await inputsOf(searchId);
  const table = await openTable(blobSource(files[0]), tree);
  head = await headOf(table, SHOWN);
  const { columns } = head;
  const preview = await previewOf(head);
  const observables = search.observables.map(({ id, name, unit }) => ({ id, about: name, unit, observable: true }));
  const quantities = inputs.quantities.map(({ id, about, unit }) => ({ id, about, unit, observable: false }));
  const all = [...quantities, ...observables];
  const suggested = suggestColumns(
    all.map(({ id }) => id),
    columns,
  );
  const targets = all.map((one) => ({ ...one, suggestion: suggested.get(one.id) ?? null }));
  const { format, rows, among } = table;
  const { luminosity } = search;
  const { about } = inputs;
  reply({ kind: "opened", format, rows, columns, preview, targets, about, luminosity, ...(among ? { among } : {}) });
}

async function tryExpression(id: string, expression: string): Promise<void> {
  if (!head) return;
  const source = { expression };
  const text = await readMapped(head, [{ id, source, unitFactor: 1 }]).then(
    ({ values }) => Array.from(values[id], (value) => value.toPrecision(6)).join(", "),
    (error: Error) => error.message,
  );
  reply({ kind: "tried", id, text });
}

async function read({ mapping, label, luminosity }: Extract<ImportRequest, { kind: "read" }>): Promise<void> {
  const search = findSearch(searchId);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  let [done, told, known] = [0, 0, 0];
  const tell = () => {
    if (performance.now() - told < PAUSE) return;
    told = performance.now();
    reply({ kind: "progress", rows: known, share: Math.min(1, done / size) });
  };
  // How far: bytes that were asked for, which a reader that jumps asks for in no order. One that goes on asking is broken
  // and is not spoken for: the page ends what says nothing.
  const counted = (source: ByteSource): ByteSource => ({
    ...source,
    read: async (from, to) => {
      done += Math.max(LEAST_BYTES, Math.min(to, source.size) - from);
      if (done < MOST_TIMES * size) tell();
      return source.read(from, to);
    },
  });
  const tables = files.map((file) => () => openTable(counted(blobSource(file)), tree));
  const rows = new StoredRows(search.observables);
  const most = Math.floor(MOST_BYTES / bytesOfRow(search.observables));
  const sample = await readSample(tables, mapping, search, await inputsOf(searchId), {
    take: (block) => {
      if (rows.length + block.length > most)
        throw new SampleError(
          "too many events",
          `over ${most}`,
          label,
          "give a part of them, or build a site of your own",
        );
      rows.append(block, label);
    },
    progress: (of) => {
      known = of;
      tell();
    },
  });
  const source: SampleSource = {
    label,
    conditions: "",
    citation: "",
    coverage: sample.coverage,
    notices: sample.notices,
    ...(luminosity ? { luminosity } : {}),
  };
  const { length } = rows;
  const columns = rows.columns();
  reply(
    { kind: "read", length, columns, source },
    Object.values(columns).map(({ buffer }) => buffer as ArrayBuffer),
  );
}

self.addEventListener("message", async ({ data }: MessageEvent<ImportRequest>) => {
  try {
    if (data.kind === "read") await read(data);
    else if (data.kind === "try") await tryExpression(data.id, data.expression);
    else {
      files = data.files;
      searchId = data.search;
      tree = data.tree;
      await open();
    }
  } catch (error) {
    reply({ kind: "failed", message: messageOf(error) });
  }
});

/** One line; of memory that a browser does not give, too. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof RangeError && /allocation|array (buffer )?length/i.test(error.message))
    return `not enough memory: ${error.message}, in ${files[0]?.name ?? "the file"}; give a part of the events, or close other pages`;
  return error.message;
}

// Readers of some formats throw where no promise catches it.
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  const reason: unknown = event.reason;
  reply({
    kind: "failed",
    message: `not readable: ${reason instanceof Error ? reason.message : "a broken file"}, in ${files[0]?.name ?? "the file"}; write it anew`,
  });
});
