import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Luminosity, SampleKind } from "../../analysis/sample.js";
import { catalogue } from "../../catalogue/catalogue.js";
import { compileExpression } from "../../formats/expression.js";
import { parseJson } from "../../formats/json.js";
import { LUMINOSITY_UNITS, luminosityIn } from "../../formats/luminosity.js";
import type { ColumnSource } from "../../formats/mapped-rows.js";
import { suggest } from "../../formats/nearest.js";
import type { SampleMapping } from "../../formats/read-sample.js";
import { SampleError } from "../../formats/sample-error.js";
import { root } from "../paths.js";

/** A sample as its manifest describes it. */
export interface Manifest extends SampleMapping {
  readonly path: string;
  readonly sample: string;
  readonly search: string;
  readonly kind: SampleKind;
  readonly label: string;
  readonly conditions: string;
  readonly citation: string;
  /** Mass of a signal, GeV. */
  readonly mass?: number;
  /** Generated events of a signal. */
  readonly generated?: number;
  /** Exactly one of the two. */
  readonly luminosity?: Luminosity;
  readonly weight?: number;
  readonly files: readonly string[];
  /** Of data that nobody may see yet: they are not read. */
  readonly blinded: boolean;
  /** Name of the tree or histogram in ROOT files; the first one if absent. */
  readonly tree?: string;
}

/** Where the pipeline looks for manifests. */
export const samplesFolder = join(root, "src/data/samples");

const KINDS: readonly SampleKind[] = ["data", "background", "signal"];
const FIELDS = [
  ...["sample", "search", "kind", "label", "conditions", "citation", "mass", "generated", "luminosity", "weight"],
  ...["files", "tree", "columns", "units", "duplicates", "missing", "counts", "blinded"],
];

type Fields = Readonly<Record<string, unknown>>;

/** A path as the reader of a message knows it. */
export function shownPath(path: string): string {
  const inside = relative(root, path);
  return inside.startsWith("..") ? path : inside.replace(/^src\/data\//, "data/");
}

/**
 * The manifests of a folder, by name; none where there is no folder.
 * @throws SampleError
 */
export function readManifests(folder: string): Manifest[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => readManifest(join(folder, name)));
}

/**
 * A manifest with every field checked.
 * @throws SampleError
 */
export function readManifest(path: string): Manifest {
  const name = shownPath(path);
  const parsed = parseJson(readFileSync(path, "utf8"), name);
  const fail = (what: string, value: unknown, remedy: string): never => {
    throw new SampleError(what, typeof value === "string" ? value : (JSON.stringify(value) ?? "none"), name, remedy);
  };
  if (!isObject(parsed)) return fail("not a manifest", parsed, "a manifest is an object: { … }");
  for (const field of Object.keys(parsed))
    if (!FIELDS.includes(field)) fail("unknown field", field, suggest(field, FIELDS));
  const text = (field: string, otherwise?: string): string => {
    const value = parsed[field] ?? otherwise;
    if (typeof value === "string" && (value !== "" || otherwise === "")) return value;
    return fail(`missing ${field}`, value, `give "${field}" as text`);
  };
  const sample = text("sample");
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(sample))
    fail("not a name of a sample", sample, "use letters, digits, points and hyphens");
  const searches = catalogue.map(({ id }) => id);
  const search = text("search");
  if (!searches.includes(search)) fail("unknown search", search, suggest(search, searches));
  const kind = KINDS.find((one) => one === text("kind"));
  if (!kind) return fail("unknown kind", text("kind"), suggest(text("kind"), KINDS));
  return {
    path,
    name,
    sample,
    search,
    kind,
    label: text("label", sample),
    conditions: text("conditions", ""),
    citation: text("citation", ""),
    ...signalOf(parsed, kind, fail),
    ...exposureOf(parsed, kind, fail),
    files: filesOf(parsed, dirname(path), fail),
    columns: columnsOf(parsed, fail),
    units: unitsOf(parsed, fail),
    duplicates: wayWith(parsed, "duplicates", ["keep", "drop"], fail),
    missing: wayWith(parsed, "missing", ["refuse", "drop"], fail),
    ...(parsed.tree === undefined ? {} : { tree: text("tree") }),
    ...(parsed.counts === undefined ? {} : { counts: text("counts") }),
    blinded: blindedOf(parsed, kind, fail),
  };
}

type Fail = (what: string, value: unknown, remedy: string) => never;

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPositive(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value > 0;
}

/** Hypothesis and generated events: a signal's, and only a signal's. */
function signalOf({ mass, generated }: Fields, kind: SampleKind, fail: Fail): Pick<Manifest, "mass" | "generated"> {
  if (kind !== "signal") {
    if (mass !== undefined || generated !== undefined)
      fail("mass or generated", kind, "only a signal has them; leave them out");
    return {};
  }
  if (!isPositive(mass)) return fail("missing mass", mass, "give the mass of the signal in GeV, above 0");
  if (!isPositive(generated))
    return fail(
      "missing generated",
      generated,
      "give how many events were generated: the efficiency is counted of them",
    );
  return { mass, generated };
}

/** Luminosity or weight, exactly one. */
function exposureOf(
  { luminosity, weight }: Fields,
  kind: SampleKind,
  fail: Fail,
): Pick<Manifest, "luminosity" | "weight"> {
  if (luminosity !== undefined && weight !== undefined)
    fail("both luminosity and weight", weight, "give one: they say the same");
  if (luminosity === undefined) {
    if (weight === undefined)
      fail("neither luminosity nor weight", "none", 'give "weight": 1 for data whose luminosity is not known');
    if (!isPositive(weight)) return fail("not a weight", weight, "give a number above 0");
    if (kind === "data" && weight !== 1) fail("not a weight of data", weight, "data count one by one: give 1");
    return { weight };
  }
  if (!isObject(luminosity)) return fail("not a luminosity", luminosity, 'write { "value": 276, "unit": "pb^-1" }');
  const { value, unit } = luminosity;
  if (!isPositive(value)) return fail("not a luminosity", value, "give a number above 0");
  const known = luminosityIn(value, String(unit));
  if (!known) return fail("unknown unit of luminosity", unit, suggest(String(unit), LUMINOSITY_UNITS));
  return { luminosity: known };
}

function filesOf({ files }: Fields, folder: string, fail: Fail): string[] {
  const list = typeof files === "string" ? [files] : files;
  if (!Array.isArray(list) || list.length === 0 || list.some((one) => typeof one !== "string" || one === ""))
    return fail("missing files", files, "give a list of file names; * stands for anything");
  return list.map((pattern) => (pattern.startsWith("/") ? pattern : join(folder, pattern)));
}

function columnsOf({ columns }: Fields, fail: Fail): Manifest["columns"] {
  if (!isObject(columns) || Object.keys(columns).length === 0)
    return fail("missing columns", columns, "map our columns to those of the files: { ours: theirs }");
  return Object.fromEntries(Object.entries(columns).map(([ours, source]) => [ours, sourceOf(ours, source, fail)]));
}

function sourceOf(ours: string, source: unknown, fail: Fail): ColumnSource {
  if (typeof source === "string" && source !== "") return { column: source, factor: 1 };
  if (isObject(source)) {
    const { column, factor = 1, constant, expression, ...rest } = source;
    const clean = Object.keys(rest).length === 0 && (expression === undefined || Object.keys(source).length === 1);
    if (clean && typeof expression === "string") {
      compileExpression(expression, `the expression for ${ours}`);
      return { expression };
    }
    if (clean && column === undefined && typeof constant === "number" && Number.isFinite(constant)) return { constant };
    if (clean && constant === undefined && typeof column === "string" && column !== "")
      if (typeof factor === "number" && Number.isFinite(factor) && factor !== 0) return { column, factor };
  }
  return fail(
    `not a source of ${ours}`,
    source,
    'write "theirs", { "column": "theirs", "factor": -1 }, { "expression": "sqrt(x*x + y*y)" } or { "constant": 0 }',
  );
}

function unitsOf({ units = {} }: Fields, fail: Fail): Readonly<Record<string, string>> {
  if (!isObject(units)) return fail("not units", units, 'write { "pt1": "MeV" }');
  for (const [column, unit] of Object.entries(units))
    if (typeof unit !== "string") fail(`not a unit of ${column}`, unit, 'write its name: "MeV", "mrad", …');
  return units as Readonly<Record<string, string>>;
}

/** One of some ways to treat rows, the first if none is given. */
function wayWith<Way extends string>(parsed: Fields, field: string, ways: readonly Way[], fail: Fail): Way {
  const given = parsed[field] ?? ways[0];
  return (
    ways.find((one) => one === given) ??
    fail(`not a way with ${field}`, given, `write ${ways.map((one) => JSON.stringify(one)).join(" or ")}`)
  );
}

function blindedOf({ blinded = false }: Fields, kind: SampleKind, fail: Fail): boolean {
  if (typeof blinded !== "boolean") return fail("not true or false", blinded, 'write "blinded": true, or leave it out');
  if (blinded && kind !== "data") fail("blinded simulation", kind, "only data can be blinded; leave it out");
  return blinded;
}
