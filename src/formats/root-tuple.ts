import { readHeaderFooter, rntupleProcess } from "jsroot/rntuple";
import { TSelector } from "jsroot/tree";
import { ListBuilder, NumberBuilder } from "./root-columns.js";
import { SampleError } from "./sample-error.js";
import { type ByteSource, CHUNK_ROWS, type Chunk, type ChunkColumn, type FileColumn, partOf } from "./table-file.js";

/** A field or a column of a tuple as jsroot describes it, as far as it is used here. */
interface Field {
  readonly fieldName: string;
  readonly typeName: string;
  readonly parentFieldId: number;
  readonly structRole: number;
  readonly flags: number;
}
interface Column {
  readonly fieldId: number;
  readonly flags: number;
  readonly representationIndex: number;
}

/** What jsroot reads of header, footer and list of pages. */
interface Description {
  readonly fieldDescriptors: readonly Field[];
  readonly columnDescriptors: readonly Column[];
  readonly clusterGroups: readonly { readonly entrySpan: bigint }[];
  readonly clusterSummaries: readonly { readonly numEntries: number }[];
  findField(name: string): Field | undefined;
}

/** The anchor of a tuple in its file; the description stands in it once it was looked for. */
export interface TupleAnchor {
  readonly builder?: Description;
}

/** Fields of numbers. */
const NUMBERS = /^(bool|float|double|std::u?int(8|16|32|64)_t)$/;
/** Roles of fields: one value, a list. */
const LEAF = 0;
const COLLECTION = 1;
/** Flags: a fixed number of values, a field that stands for another; of columns: they begin later than the tuple. */
const REPEATED = 1;
const PROJECTED = 2;
const DEFERRED = 1;
/** Entries that are held at a time: a cluster, or a part of a large one. */
const MOST_ROWS = 1 << 20;

/** A tuple as a table; what jsroot does not read, or reads in part, is not offered. */
export interface TupleTable {
  readonly columns: readonly FileColumn[];
  readonly rows: number;
  chunks(names: readonly string[]): AsyncGenerator<Chunk>;
}

/**
 * Opens an RNTuple: numbers, `std::vector` and `std::array` of numbers at its top level.
 * @throws SampleError `not readable: …`, `not supported: …`
 */
export async function openTuple(source: ByteSource, name: string, anchor: TupleAnchor): Promise<TupleTable> {
  const described = ((await readHeaderFooter(anchor)) as Description | null) ?? anchor.builder;
  const groups = described?.clusterGroups?.length ?? -1;
  if (!described || groups < 0 || (groups > 0 && !described.clusterSummaries))
    throw new SampleError("not readable", `header or footer of ${name}`, source.name, "write it anew");
  // Its reader goes on to the pages of the first group alone: what it gives would be a part.
  if (groups > 1)
    throw new SampleError(
      "not supported",
      `${name} (RNTuple with ${groups} groups of clusters)`,
      source.name,
      "write it in one go, as a TTree of numbers, or Parquet",
    );
  const clusters = groups === 0 ? [] : described.clusterSummaries.map(({ numEntries }) => numEntries);
  const rows = clusters.reduce((sum, one) => sum + one, 0);
  if (groups === 1 && BigInt(rows) !== described.clusterGroups[0].entrySpan)
    throw new SampleError(
      "not readable",
      `${rows} of ${described.clusterGroups[0].entrySpan} entries`,
      source.name,
      "write it anew",
    );
  const columns = columnsOf(described);
  return {
    columns,
    rows,
    async *chunks(names) {
      let first = 0;
      for (const entries of clusters) {
        for (let from = first; from < first + entries; from += MOST_ROWS) {
          const length = Math.min(MOST_ROWS, first + entries - from);
          const kinds = names.map((one) => columns.find((column) => column.name === one)?.kind);
          const whole = names.length === 0 ? [] : await read(source, anchor, names, kinds, from, length);
          for (let at = 0; at < length; at += CHUNK_ROWS) {
            const some = Math.min(CHUNK_ROWS, length - at);
            yield { start: from + at, length: some, columns: whole.map((one) => partOf(one, at, some)) };
          }
        }
        first += entries;
      }
    },
  };
}

function columnsOf(described: Description): FileColumn[] {
  const fields = described.fieldDescriptors;
  const stored = (id: number) => described.columnDescriptors.filter(({ fieldId }) => fieldId === id);
  const plain = (id: number) =>
    stored(id).length === 1 && stored(id).every((one) => !(one.flags & DEFERRED) && one.representationIndex === 0);
  const isNumber = (id: number) => {
    const { structRole, flags, typeName } = fields[id];
    return structRole === LEAF && !(flags & (REPEATED | PROJECTED)) && NUMBERS.test(typeName) && plain(id);
  };
  const kindOf = (id: number): FileColumn["kind"] => {
    const { fieldName, typeName, structRole, flags } = fields[id];
    // jsroot finds a field by its name alone, wherever it is.
    if (described.findField(fieldName) !== fields[id]) return "other";
    if (isNumber(id)) return "number";
    const parts = fields.flatMap(({ parentFieldId }, part) => (parentFieldId === id && part !== id ? [part] : []));
    if (parts.length !== 1 || !isNumber(parts[0])) return "other";
    const vector =
      structRole === COLLECTION && !(flags & PROJECTED) && plain(id) && typeName.startsWith("std::vector<");
    const array = (flags & REPEATED) !== 0 && stored(id).length === 0 && typeName.startsWith("std::array<");
    return vector || array ? "list" : "other";
  };
  return fields.flatMap(({ parentFieldId, fieldName, typeName }, id) =>
    parentFieldId === id ? [{ name: fieldName, kind: kindOf(id), type: typeName }] : [],
  );
}

/** Some entries of one cluster. */
async function read(
  source: ByteSource,
  anchor: TupleAnchor,
  names: readonly string[],
  kinds: readonly (FileColumn["kind"] | undefined)[],
  firstentry: number,
  numentries: number,
): Promise<ChunkColumn[]> {
  const builders = kinds.map((kind) => (kind === "list" ? new ListBuilder(numentries) : new NumberBuilder(numentries)));
  const selector = new TSelector();
  names.forEach((name, k) => {
    selector.addBranch(name, `c${k}`);
  });
  let row = 0;
  let whole = false;
  selector.Process = () => {
    for (const [k, builder] of builders.entries()) builder.put(row, selector.tgtobj[`c${k}`]);
    row++;
  };
  selector.Terminate = (ok: boolean) => {
    whole = ok;
  };
  await rntupleProcess(anchor, selector, { firstentry, numentries });
  if (!whole || row !== numentries)
    throw new SampleError(
      "not readable",
      `${row} of ${numentries} entries from ${firstentry} on`,
      source.name,
      "write it anew",
    );
  return builders.map((builder) => builder.column());
}
