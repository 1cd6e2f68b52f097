import { DuckDBInstance } from "@duckdb/node-api";
import type { ValueColumns } from "../../analysis/events.js";
import { takesDataAlone } from "../../analysis/measurement.js";
import type { Luminosity, SampleSource, SampleSummary } from "../../analysis/sample.js";
import type { Search } from "../../analysis/search.js";
import { inputsOf } from "../../catalogue/inputs.js";
import { type ReadSample, readSample } from "../../formats/read-sample.js";
import { SampleError } from "../../formats/sample-error.js";
import { findEventFiles, openEventFile } from "./event-file.js";
import { type Manifest, readManifests } from "./manifest.js";

/** What a manifest gives. */
interface ManifestEvents {
  readonly manifest: Manifest;
  readonly events: ReadSample & { readonly blocks: readonly ValueColumns[] };
}

/** A sample of a search that was read from files. */
export interface GivenPart {
  readonly sample: SampleSummary;
  readonly blocks: readonly ValueColumns[];
}

async function withDatabase<T>(work: (connection: Awaited<ReturnType<DuckDBInstance["connect"]>>) => Promise<T>) {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/**
 * Manifests of a folder that give samples of a search.
 * @throws SampleError of any manifest in the folder, and where two of them contradict each other
 */
export function manifestsOf(search: Search, folder: string): Manifest[] {
  const manifests = readManifests(folder).filter((one) => one.search === search.id);
  const names = new Map<string, string>();
  for (const { sample, kind, name } of manifests) {
    if (takesDataAlone(search.measurement) && kind !== "data")
      throw new SampleError("kind without use", kind, name, `${search.id} is measured from data alone`);
    const declared = search.samples.find((one) => one.id === sample);
    if (kind !== "data" && declared && declared.kind !== kind)
      throw new SampleError("name of another kind", sample, name, `${search.id} has a ${declared.kind} of this name`);
    const other = names.get(sample);
    if (other) throw new SampleError("same sample twice", sample, name, `${other} has it too; name one anew`);
    names.set(sample, name);
  }
  return manifests;
}

/** Files that the manifests name, the manifests among them: what the events depend on. */
export async function inputFiles(manifests: readonly Manifest[]): Promise<string[]> {
  if (manifests.length === 0) return [];
  const events = await withDatabase((connection) =>
    Promise.all(manifests.map(({ files, name }) => findEventFiles(connection, files, name))),
  );
  return [...new Set([...manifests.map(({ path }) => path), ...events.flat()])].sort();
}

/**
 * Reads the samples that the manifests of one search give: all data become one sample.
 * @throws SampleError
 */
export async function readGiven(search: Search, manifests: readonly Manifest[]): Promise<GivenPart[]> {
  if (manifests.length === 0) return [];
  const inputs = await inputsOf(search.id);
  const read = await withDatabase(async (connection) => {
    const done: ManifestEvents[] = [];
    for (const manifest of manifests) {
      const files = await findEventFiles(connection, manifest.files, manifest.name);
      const open = files.map((path) => () => openEventFile(connection, path, manifest.tree));
      const blocks: ValueColumns[] = [];
      const sample = await readSample(open, manifest, search, inputs, {
        take: (block) => void blocks.push(block),
        progress: tellRows(`${search.id}: ${manifest.sample}`),
      });
      done.push({ manifest, events: { ...sample, blocks } });
    }
    return done;
  });
  const data = read.filter(({ manifest }) => manifest.kind === "data");
  const luminosity = luminosityOf(data.map(({ manifest }) => manifest));
  const simulated = read.filter(({ manifest }) => manifest.kind !== "data");
  return [
    ...simulated.map((one) => simulatedPart(one, luminosity ?? search.luminosity)),
    ...(data.length > 0 ? [dataPart(search, data, luminosity)] : []),
  ];
}

/** Milliseconds of reading between two lines about it. */
const PAUSE = 2000;

/** Tells on standard error how far a long reading is: rows of the file that is being read. */
function tellRows(title: string): (rows: number) => void {
  let last = performance.now();
  return (rows) => {
    const now = performance.now();
    if (now - last < PAUSE) return;
    last = now;
    process.stderr.write(`${title}: ${rows} rows read …\n`);
  };
}

/** Summed luminosity of the data; undefined where it is not known. */
export function luminosityOf(data: readonly Manifest[]): Luminosity | undefined {
  const known = data.flatMap(({ luminosity }) => luminosity ?? []);
  if (known.length === 0) return undefined;
  const [first, ...others] = known;
  if (known.length < data.length || others.some(({ unit }) => unit !== first.unit))
    throw new SampleError(
      "luminosity of some data only",
      first.text,
      data.map(({ name }) => name).join(", "),
      "give that of all, in one unit",
    );
  const value = known.reduce((sum, one) => sum + one.value, 0);
  const inverseFemtobarn = known.reduce((sum, one) => sum + one.inverseFemtobarn, 0);
  return { inverseFemtobarn, value, unit: first.unit, text: `${value} ${first.unit.replace("^-1", "⁻¹")}` };
}

function sourceOf(some: readonly ManifestEvents[], luminosity?: Luminosity): SampleSource {
  const joined = (of: (manifest: Manifest) => string) =>
    [...new Set(some.map(({ manifest }) => of(manifest)).filter(Boolean))].join(", ");
  return {
    label: joined(({ label }) => label),
    conditions: joined(({ conditions }) => conditions),
    citation: joined(({ citation }) => citation),
    ...(luminosity ? { luminosity } : {}),
    coverage: [
      Math.min(...some.map(({ events }) => events.coverage[0])),
      Math.max(...some.map(({ events }) => events.coverage[1])),
    ],
    notices: some.flatMap(({ events }) => events.notices),
  };
}

function dataPart(search: Search, data: readonly ManifestEvents[], luminosity: Luminosity | undefined): GivenPart {
  const source = sourceOf(data, luminosity);
  const id = search.samples.find((one) => one.kind === "data")?.id ?? "data";
  return {
    sample: { id, kind: "data", label: source.label, crossSection: null, trials: 0, weight: 1, source },
    blocks: data.flatMap(({ events }) => events.blocks),
  };
}

/** A background or signal of a file: each row stands for `weight` events at the luminosity of the data. */
function simulatedPart({ manifest, events }: ManifestEvents, luminosity: Luminosity | null): GivenPart {
  const { sample, kind, label, name, mass, generated } = manifest;
  if (!luminosity)
    throw new SampleError("no luminosity of the data", sample, name, "give the data a luminosity to compare with");
  const weight = manifest.weight ?? luminosity.inverseFemtobarn / (manifest.luminosity?.inverseFemtobarn ?? 1);
  const rows = events.blocks.reduce((sum, block) => sum + block.length, 0);
  if (generated !== undefined && rows > generated)
    throw new SampleError("more events than generated", String(rows), name, `"generated" says ${generated}`);
  return {
    sample: {
      id: sample,
      kind,
      label,
      ...(mass === undefined ? {} : { hypothesis: { mass } }),
      crossSection:
        generated === undefined ? null : { value: (generated * weight) / luminosity.inverseFemtobarn, sigma: 0 },
      trials: generated ?? 0,
      weight,
      source: sourceOf([{ manifest, events }]),
    },
    blocks: events.blocks,
  };
}
