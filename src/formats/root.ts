import { FileProxy, openFile } from "jsroot/io";
import { TSelector, treeProcess } from "jsroot/tree";
import { suggest } from "./nearest.js";
import { ListBuilder, NumberBuilder } from "./root-columns.js";
import type { TupleAnchor } from "./root-tuple.js";
import { SampleError } from "./sample-error.js";
import {
  type ByteSource,
  CHUNK_ROWS,
  type Chunk,
  type ChunkColumn,
  type FileColumn,
  type TableFile,
} from "./table-file.js";

/** jsroot's objects, as far as they are used here. */
interface RootKey {
  readonly fName: string;
  readonly fClassName: string;
}
interface RootLeaf {
  readonly _typename: string;
  readonly fLen: number;
  readonly fLeafCount: object | null;
}
interface RootBranch {
  readonly _typename: string;
  readonly fName: string;
  readonly fClassName?: string;
  readonly fLeaves: { readonly arr: readonly RootLeaf[] };
  readonly fBranches: { readonly arr: readonly RootBranch[] };
}
interface RootTree {
  readonly fName: string;
  readonly fEntries: number;
  readonly fBranches: { readonly arr: readonly RootBranch[] };
}
interface RootAxis {
  readonly fNbins: number;
  readonly fXmin: number;
  readonly fXmax: number;
  readonly fXbins: ArrayLike<number>;
}
interface RootHistogram {
  readonly fXaxis: RootAxis;
  readonly fArray: ArrayLike<number>;
  readonly fSumw2: ArrayLike<number>;
}
interface RootFile {
  readonly fKeys: readonly RootKey[];
  readObject(name: string): Promise<unknown>;
}

/** Leaves that hold numbers. */
const NUMBERS = [
  "TLeafF",
  "TLeafD",
  "TLeafO",
  "TLeafB",
  "TLeafS",
  "TLeafI",
  "TLeafL",
  "TLeafG",
  "TLeafF16",
  "TLeafD32",
];
/** Objects that are read as numbers or lists of them. */
const NUMBER_VECTOR =
  /^(std::)?vector<(float|double|bool|short|int|long|long long|char|unsigned \w+|u?int\d+_t|[A-Z]\w+_t)>$/;

/** Bytes of a source as jsroot asks for them. */
class SourceProxy extends FileProxy {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }
  override async openFile() {
    return true;
  }
  override getFileName() {
    return this.#source.name;
  }
  override getFileSize() {
    return this.#source.size;
  }
  override async readBuffer(position: number, length: number) {
    if (!(position >= 0 && length > 0 && position < this.#source.size)) return null;
    const bytes = await this.#source.read(position, position + length);
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

/**
 * Opens a tree, a tuple, or a one-dimensional histogram as a table of its bins (low, high, centre, content, error), of a
 * ROOT file. A broken file can make jsroot throw where no promise catches it, or read without end: run this in a worker.
 *
 * @param wanted name of the tree, tuple or histogram; the first tree if absent, else the first tuple or histogram
 * @throws SampleError `not readable: …`, `missing tree: …`, `not supported: …`
 */
export async function openRoot(source: ByteSource, wanted?: string): Promise<TableFile> {
  try {
    return await openObject(source, wanted);
  } catch (error) {
    // Objects of a broken file lack what a whole one has.
    throw error instanceof SampleError ? error : notReadable(source, error);
  }
}

async function openObject(source: ByteSource, wanted?: string): Promise<TableFile> {
  const file = await readable<RootFile>(source, () => openFile(new SourceProxy(source)));
  const keys = file.fKeys.filter(({ fClassName }) => fClassName !== "TList");
  const found =
    wanted === undefined
      ? (keys.find(isTree) ?? keys.find(isTuple) ?? keys.find(isHistogram) ?? keys.find(isEarlyTuple))
      : keys.find(({ fName }) => fName === wanted);
  if (!found)
    throw new SampleError("missing tree", wanted ?? "none", source.name, suggest(wanted ?? "", tablesOf(keys)));
  if (isTuple(found)) {
    const anchor = await readable<TupleAnchor>(source, () => file.readObject(found.fName));
    const { openTuple } = await import("./root-tuple.js");
    const table = await openTuple(source, found.fName, anchor);
    return {
      ...{ name: source.name, format: "ROOT RNTuple", columns: table.columns, rows: table.rows },
      ...{ notes: others(found, keys), among: among(found, keys) },
      chunks: (names) => readingFrom(source, table.chunks(names)),
    };
  }
  if (isHistogram(found)) {
    const histogram = await readable<RootHistogram>(source, () => file.readObject(found.fName));
    return { ...histogramTable(source, found, histogram), among: among(found, keys) };
  }
  if (!isTree(found)) throw notSupported(source, found);
  const tree = await readable<RootTree>(source, () => file.readObject(found.fName));
  return new TreeTable(source, tree, keys);
}

const isTree = ({ fClassName }: RootKey) =>
  fClassName === "TTree" || fClassName === "TNtuple" || fClassName === "TNtupleD";
const isHistogram = ({ fClassName }: RootKey) => /^TH1[CSIFDL]$/.test(fClassName);
/** Names of what can be opened, each once: keys repeat for older cycles. */
const tablesOf = (keys: readonly RootKey[]) => [
  ...new Set(keys.filter((key) => isTree(key) || isTuple(key) || isHistogram(key)).map(({ fName }) => fName)),
];
const among = ({ fName: opened }: { readonly fName: string }, keys: readonly RootKey[]) => ({
  opened,
  names: tablesOf(keys),
});
/** Of versions before the format was fixed. */
const isEarlyTuple = ({ fClassName }: RootKey) => fClassName === "ROOT::Experimental::RNTuple";
const isTuple = ({ fClassName }: RootKey) => fClassName === "ROOT::RNTuple";

/** Which of several trees and tuples is read, where there are several. */
function others({ fName }: { readonly fName: string }, keys: readonly RootKey[]): string[] {
  const rest = new Set(
    keys.filter((key) => (isTree(key) || isTuple(key)) && key.fName !== fName).map((key) => key.fName),
  );
  return rest.size === 0 ? [] : [`tree ${fName} read, not ${[...rest].join(", ")}`];
}

/** What a reader throws on the way, in one line. */
async function* readingFrom(source: ByteSource, chunks: AsyncGenerator<Chunk>): AsyncGenerator<Chunk> {
  try {
    yield* chunks;
  } catch (error) {
    throw error instanceof SampleError ? error : notReadable(source, error);
  }
}

function notSupported({ name }: ByteSource, { fName, fClassName }: RootKey): SampleError {
  return new SampleError("not supported", `${fName} (${fClassName})`, name, "write a TTree of numbers, or Parquet");
}

/** What jsroot gives or says, in one line: it throws errors, strings and nothing at all. */
async function readable<T>(source: ByteSource, read: () => Promise<unknown>): Promise<T> {
  let found: unknown;
  try {
    found = await read();
  } catch (error) {
    throw notReadable(source, error);
  }
  if (!found) throw notReadable(source, "not a whole ROOT file");
  return found as T;
}

function notReadable({ name }: ByteSource, error: unknown): SampleError {
  const text = error instanceof Error ? error.message : typeof error === "string" ? error : "not a whole ROOT file";
  return new SampleError("not readable", text.split("\n")[0], name, "write it anew");
}

/** A branch as a column, and the branch that it is a part of. */
interface BranchColumn {
  readonly column: FileColumn;
  readonly branch: RootBranch;
  readonly parent: string;
}

/** Branches as columns; those with parts give the parts. Parts of one name go by that of their whole too. */
function columnsOf(branches: readonly RootBranch[]): BranchColumn[] {
  const found = partsOf(branches, "");
  const times = new Map<string, number>();
  for (const { column } of found) times.set(column.name, (times.get(column.name) ?? 0) + 1);
  return found.map((one) => {
    const { name } = one.column;
    return (times.get(name) ?? 0) > 1 && one.parent !== ""
      ? { ...one, column: { ...one.column, name: `${one.parent}.${name}` } }
      : one;
  });
}

function partsOf(branches: readonly RootBranch[], parent: string): BranchColumn[] {
  return branches.flatMap((branch) => {
    const name = branch.fName.replace(/\.$/, "");
    const parts = branch.fBranches?.arr ?? [];
    if (parts.length > 0) return partsOf(parts, name);
    return [{ column: { name, ...kindOf(branch) }, branch, parent }];
  });
}

function kindOf({ fLeaves, fClassName }: RootBranch): Pick<FileColumn, "kind" | "type"> {
  const leaves = fLeaves?.arr ?? [];
  const [leaf] = leaves;
  if (leaves.length !== 1) return { kind: "other", type: `${leaves.length} leaves` };
  const type = leaf._typename;
  if (type === "TLeafC") return { kind: "text", type };
  if (type === "TLeafElement") {
    const name = fClassName ?? "";
    if (NUMBER_VECTOR.test(name)) return { kind: "list", type: name };
    return name === "" ? { kind: leaf.fLeafCount ? "list" : "number", type } : { kind: "other", type: name };
  }
  if (!NUMBERS.includes(type)) return { kind: "other", type };
  return { kind: leaf.fLeafCount || leaf.fLen > 1 ? "list" : "number", type };
}

class TreeTable implements TableFile {
  readonly format = "ROOT";
  readonly name: string;
  readonly columns: readonly FileColumn[];
  readonly rows: number;
  readonly notes: readonly string[];
  readonly among: NonNullable<TableFile["among"]>;
  readonly #source: ByteSource;
  readonly #tree: RootTree;
  readonly #branches: ReadonlyMap<string, RootBranch>;

  constructor(source: ByteSource, tree: RootTree, keys: readonly RootKey[]) {
    const found = columnsOf(tree.fBranches?.arr ?? []);
    this.#source = source;
    this.#tree = tree;
    this.#branches = new Map(found.map(({ column, branch }) => [column.name, branch]));
    this.name = source.name;
    this.columns = found.map(({ column }) => column);
    this.rows = tree.fEntries;
    this.among = among(tree, keys);
    this.notes = others(tree, keys);
  }

  async *chunks(names: readonly string[]): AsyncGenerator<Chunk> {
    if (!Number.isSafeInteger(this.rows) || this.rows < 0)
      throw new SampleError("not readable", `${this.rows} entries`, this.name, "write it anew");
    for (let start = 0; start < this.rows; start += CHUNK_ROWS) {
      const length = Math.min(CHUNK_ROWS, this.rows - start);
      yield { start, length, columns: names.length === 0 ? [] : await this.#read(names, start, length) };
    }
  }

  async #read(names: readonly string[], start: number, length: number): Promise<ChunkColumn[]> {
    const builders = names.map((name) => {
      const { kind } = this.columns.find((one) => one.name === name) ?? { kind: "other" };
      return kind === "list" ? new ListBuilder(length) : new NumberBuilder(length);
    });
    const selector = new TSelector();
    // jsroot takes the count of a list as an entry of its own only if it comes before the list.
    const last = (k: number) => (builders[k] instanceof ListBuilder ? 1 : 0);
    for (const k of [...names.keys()].sort((a, b) => last(a) - last(b)))
      selector.addBranch(this.#branches.get(names[k]), `c${k}`);
    let row = 0;
    let whole = false;
    selector.Process = () => {
      const entry = selector.tgtobj;
      for (const [k, builder] of builders.entries()) builder.put(row, entry[`c${k}`]);
      row++;
    };
    // Where every branch is one number, jsroot gives all entries of a basket at once: ten times as fast.
    selector.ProcessArrays = () => {
      let taken = 0;
      for (const [k, builder] of builders.entries()) {
        const array = selector.tgtarr[`c${k}`];
        for (let i = 0; i < array.length; i++) builder.put(row + i, array[i]);
        taken = array.length;
      }
      row += taken;
    };
    selector.Terminate = (ok: boolean) => {
      whole = ok;
    };
    try {
      await treeProcess(this.#tree, selector, { firstentry: start, numentries: length });
    } catch (error) {
      throw notReadable(this.#source, error);
    }
    if (!whole || row !== length)
      throw new SampleError("not readable", `${row} of ${length} entries from ${start} on`, this.name, "write it anew");
    return builders.map((builder) => builder.column());
  }
}

/** Bins of a histogram, under- and overflow left out and told. */
function histogramTable(source: ByteSource, { fName, fClassName }: RootKey, histogram: RootHistogram): TableFile {
  const { fNbins: bins, fXmin, fXmax, fXbins } = histogram.fXaxis;
  if (!(bins > 0 && histogram.fArray.length === bins + 2))
    throw new SampleError("not readable", `${bins} bins`, `${source.name}, histogram ${fName}`, "write it anew");
  const edge = (i: number) => (fXbins.length === bins + 1 ? fXbins[i] : fXmin + ((fXmax - fXmin) * i) / bins);
  const of = (value: (bin: number) => number) => Float64Array.from({ length: bins }, (_, i) => value(i));
  const columns: Readonly<Record<string, Float64Array>> = {
    low: of(edge),
    high: of((i) => edge(i + 1)),
    centre: of((i) => (edge(i) + edge(i + 1)) / 2),
    content: of((i) => histogram.fArray[i + 1]),
    error: of((i) =>
      Math.sqrt(histogram.fSumw2.length === bins + 2 ? histogram.fSumw2[i + 1] : Math.abs(histogram.fArray[i + 1])),
    ),
  };
  const beyond = [histogram.fArray[0], histogram.fArray[bins + 1]];
  return {
    name: source.name,
    format: "ROOT histogram",
    columns: Object.keys(columns).map((name) => ({ name, kind: "number", type: fClassName })),
    rows: bins,
    notes: [`histogram ${fName}: underflow ${beyond[0]}, overflow ${beyond[1]}, left out`],
    async *chunks(names) {
      yield { start: 0, length: bins, columns: names.map((name) => ({ values: columns[name], faults: [] })) };
    },
  };
}
