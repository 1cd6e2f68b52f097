import { Fields, InvalidInput } from "../validation.js";
import { applyPatch } from "./json-patch.js";
import { readText } from "./workspace.js";

/** One signal hypothesis of a published set of patches. */
export interface NamedPatch {
  readonly name: string;
  /** Values of the set's labels, e.g. masses in GeV. */
  readonly values: readonly (number | string)[];
  /** Operations for {@link applyPatch}; checked when they are applied. */
  readonly patch: readonly unknown[];
}

/** A published set of patches on one workspace of backgrounds (pyhf's patchset schema 1.0.0). */
export interface PatchSet {
  readonly labels: readonly string[];
  readonly description: string;
  readonly patches: readonly NamedPatch[];
}

/**
 * A pyhf patch set from parsed JSON.
 *
 * @throws InvalidInput with the path of the offending field
 */
export function readPatchSet(json: unknown, path = ""): PatchSet {
  const fields = new Fields(json, path);
  const metadata = fields.object("metadata");
  const labels = texts(metadata, "labels");
  const names = new Set<string>();
  const patches = fields.objects("patches", { minLength: 1 }).map((entry): NamedPatch => {
    const own = entry.object("metadata");
    const name = readText(own, "name");
    if (names.has(name)) throw new InvalidInput(`name used twice: ${name}`, own.pathOf("name"), "rename one");
    names.add(name);
    const values = own.raw("values");
    if (!Array.isArray(values) || values.length !== labels.length || !values.every(isLabelValue)) {
      throw new InvalidInput(
        "values do not fit the labels",
        own.pathOf("values"),
        `give ${labels.length}, one a label`,
      );
    }
    const patch = entry.raw("patch");
    if (!Array.isArray(patch)) throw new InvalidInput("not an array", entry.pathOf("patch"), "give operations");
    return { name, values, patch };
  });
  return { labels, description: readText(metadata, "description"), patches };
}

const isLabelValue = (value: unknown) => typeof value === "string" || Number.isFinite(value);

function texts(fields: Fields, key: string): string[] {
  const values = fields.raw(key);
  if (!Array.isArray(values) || !values.every((value) => typeof value === "string")) {
    throw new InvalidInput("not texts", fields.pathOf(key), "give an array of strings");
  }
  return values;
}

/** The workspace of one signal hypothesis, still to be read. */
export function patched(background: unknown, { name, patch }: NamedPatch): unknown {
  return applyPatch(background, patch, `patch ${name}`);
}
