import { FileProxy, openFile } from "jsroot/io";
import { TSelector, treeProcess } from "jsroot/tree";
import { suggest } from "./nearest.js";
import { SampleError } from "./sample-error.js";
import {
  type ByteSource,
  CHUNK_ROWS,
  type Chunk,
  type ChunkColumn,
  type Fault,
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
 * Opens a tree, or a one-dimensional histogram as a table of its bins (low, high, centre, content, error), of a ROOT
 * file. A broken file can make jsroot throw where no promise catches it, or read without end: run this in a worker.
 *
 * @param wanted name of the tree or histogram; the first tree if absent, else the first histogram
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
    wanted === undefined ? (keys.find(isTree) ?? keys.find(isHistogram)) : keys.find(({ fName }) => fName === wanted);
  if (!found) {
    const tuple = keys.find(isTuple);
    if (wanted === undefined && tuple) throw notSupported(source, tuple);
    const names = keys.filter((key) => isTree(key) || isHistogram(key)).map(({ fName }) => fName);
    throw new SampleError("missing tree", wanted ?? "none", source.name, suggest(wanted ?? "", [...new Set(names)]));
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
const among = ({ fName: opened }: { readonly fName: string }, keys: readonly RootKey[]) => ({
  opened,
  names: [...new Set(keys.filter((key) => isTree(key) || isHistogram(key)).map(({ fName }) => fName))],
});
const isTuple = ({ fClassName }: RootKey) => /RNTuple$/.test(fClassName);

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

/** A branch as a column; those with parts give the parts. */
function columnsOf(branches: readonly RootBranch[]): { column: FileColumn; branch: RootBranch }[] {
  return branches.flatMap((branch) => {
    const parts = branch.fBranches?.arr ?? [];
    if (parts.length > 0) return columnsOf(parts);
    return [{ column: { name: branch.fName.replace(/\.$/, ""), ...kindOf(branch) }, branch }];
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
    const others = new Set(keys.filter((key) => isTree(key) && key.fName !== tree.fName).map(({ fName }) => fName));
    this.notes = others.size === 0 ? [] : [`tree ${tree.fName} read, not ${[...others].join(", ")}`];
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

/** Numbers as they come out of a branch. */
class NumberBuilder {
  readonly #values: Float64Array;
  readonly #faults: Fault[] = [];

  constructor(length: number) {
    this.#values = new Float64Array(length);
  }

  put(row: number, value: unknown): void {
    if (typeof value === "number") this.#values[row] = value;
    else if (typeof value === "bigint" || typeof value === "boolean") this.#values[row] = Number(value);
    else {
      this.#values[row] = typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
      if (Number.isNaN(this.#values[row])) this.#faults.push({ row, text: value === undefined ? null : String(value) });
    }
  }

  column(): ChunkColumn {
    return { values: this.#values, faults: this.#faults };
  }
}

/** Lists as they come out of a branch: arrays, or numbers where each has one entry. */
class ListBuilder {
  readonly #offsets: Int32Array;
  readonly #values: number[] = [];

  constructor(length: number) {
    this.#offsets = new Int32Array(length + 1);
  }

  put(row: number, value: unknown): void {
    const list =
      typeof value === "object" && value !== null && "length" in value ? (value as ArrayLike<unknown>) : [value];
    for (let i = 0; i < list.length; i++) this.#values.push(Number(list[i]));
    this.#offsets[row + 1] = this.#values.length;
  }

  column(): ChunkColumn {
    return { offsets: this.#offsets, values: Float64Array.from(this.#values) };
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
