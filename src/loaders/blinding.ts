import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Blinding, Unblinding } from "../analysis/blinding.js";
import type { Search } from "../analysis/search.js";
import { catalogue } from "../catalogue/catalogue.js";
import { suggest } from "../formats/nearest.js";
import { root } from "./paths.js";

/** Where it is written, in the project, which searches are blinded and who opened others. */
export const BLINDING_FILE = "src/data/blinding.yaml";

/** What the file says of one search: blinded, or opened. */
export type BlindingEntry = { readonly blinding: Blinding } | { readonly unblinding: Unblinding };

const fail = (what: string, value: unknown, place: string, remedy: string): never => {
  throw new Error(`${what}: ${typeof value === "string" ? value : JSON.stringify(value)}, in ${place}; ${remedy}`);
};

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown, known: readonly string[], place: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return fail("not an entry", value, place, `write ${known.join(", ")} below it`);
  const strange = Object.keys(value).find((name) => !known.includes(name));
  if (strange !== undefined) fail("unknown field", strange, place, suggest(strange, known));
  return value as Fields;
}

function textOf(fields: Fields, name: string, place: string): string {
  const value = fields[name];
  if (typeof value !== "string" || value.trim() === "")
    return fail(`missing ${name}`, value, place, "give it in words");
  return value.trim();
}

/** A day that the calendar has, as YYYY-MM-DD. */
function dayOf(fields: Fields, place: string): string {
  const text = textOf(fields, "on", place);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)
    fail("not a day", text, place, "write it as 2026-11-21");
  return text;
}

function entryOf(search: Search, value: unknown, file: string): BlindingEntry {
  const place = `${file}, ${search.id}`;
  const fields = fieldsOf(value, ["blinded", "open", "unblinded"], place);
  if ((fields.blinded === undefined) === (fields.unblinded === undefined))
    fail("neither or both", "blinded, unblinded", place, "write one of the two");
  if (fields.unblinded !== undefined) {
    if (fields.open !== undefined) fail("open beside unblinded", fields.open, place, "leave it out: all is open");
    const opened = fieldsOf(fields.unblinded, ["by", "on", "reason"], place);
    const [by, reason] = [textOf(opened, "by", place), textOf(opened, "reason", place)];
    return { unblinding: { by, on: dayOf(opened, place), reason } };
  }
  const open = fields.open ?? [];
  const controls = (search.controls ?? []).map(({ id }) => id);
  if (!Array.isArray(open)) return fail("not a list", open, place, "write open: [name, name]");
  for (const id of open)
    if (!controls.includes(id)) fail("unknown control sample", id, place, suggest(String(id), controls));
  return { blinding: { reason: textOf(fields, "blinded", place), open } };
}

/**
 * What a text in the form of the file says, by search.
 * @throws Error in one line that names the value, the place and the remedy
 */
export function parseBlinding(text: string, file = BLINDING_FILE): ReadonlyMap<string, BlindingEntry> {
  let value: unknown;
  try {
    // The failsafe schema leaves every scalar a text: a day stays as it was written.
    value = parse(text, { schema: "failsafe" });
  } catch (error) {
    fail("not YAML", (error as Error).message.split("\n")[0], file, "mend it there");
  }
  const ids = catalogue.map(({ id }) => id);
  return new Map(
    Object.entries(value === null || value === "" ? {} : fieldsOf(value, ids, file)).map(([id, entry]) => {
      const search = catalogue.find((one) => one.id === id) as Search;
      return [id, entryOf(search, entry, file)];
    }),
  );
}

/** The committed file. @throws as `parseBlinding` */
export function readBlinding(): ReadonlyMap<string, BlindingEntry> {
  return parseBlinding(readFileSync(join(root, BLINDING_FILE), "utf8"));
}

/**
 * A search as the file, its declaration and its manifests have it: blinded if any of them says so, unless the file
 * says who opened it.
 * @param marked whether a manifest of its data says that they are blinded
 * @param hasData whether a manifest gives data
 */
export function withBlinding(
  search: Search,
  entry: BlindingEntry | undefined,
  { hasData, marked }: { hasData: boolean; marked: boolean },
): Search {
  const data = hasData ? "real" : search.data;
  if (entry && "unblinding" in entry)
    return { ...search, data: data === "blinded" ? "pseudo" : data, unblinding: entry.unblinding };
  if (entry) return { ...search, data: "blinded", blinding: entry.blinding };
  if (marked) return { ...search, data: "blinded", blinding: { reason: "said by the manifest of the data", open: [] } };
  return { ...search, data };
}
