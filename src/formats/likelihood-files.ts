import { applyPatch } from "../statistics/likelihood/json-patch.js";
import { type PatchSet, patched, readPatchSet } from "../statistics/likelihood/patch-set.js";
import type { Workspace } from "../statistics/likelihood/specification.js";
import { readWorkspace } from "../statistics/likelihood/workspace.js";
import { parseJson } from "./json.js";
import { SampleError } from "./sample-error.js";

/** A file as its text. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** A published likelihood: a workspace, and signals to put into it. */
export interface LikelihoodFiles {
  readonly name: string;
  readonly workspace: unknown;
  /** Names of signals: of a patch set, or the file of a single patch; empty where the workspace has its own. */
  readonly signals: readonly string[];
  readonly patches?: PatchSet;
  readonly patch?: readonly unknown[];
}

/** Characters of a workspace that a page can hold several times over. */
const LONGEST = 200_000_000;

/**
 * Tells workspace, patch and patch set apart by what is in them.
 * @throws SampleError `not JSON: …`, `no workspace: …`, `two workspaces: …`; InvalidInput of a patch set
 */
export function readLikelihoodFiles(files: readonly TextFile[]): LikelihoodFiles {
  let found: { name: string; workspace: unknown } | undefined;
  let rest: Pick<LikelihoodFiles, "signals" | "patches" | "patch"> = { signals: [] };
  for (const { name, text } of files) {
    if (text.length > LONGEST)
      throw new SampleError("too large", `${text.length} characters`, name, "give a smaller one");
    const json = parseJson(text, name);
    if (Array.isArray(json)) {
      rest = { signals: [name], patch: json };
    } else if (isObject(json) && "patches" in json) {
      const patches = readPatchSet(json);
      rest = { signals: patches.patches.map((one) => one.name), patches };
    } else if (isObject(json) && "channels" in json) {
      if (found) throw new SampleError("two workspaces", name, found.name, "open one at a time");
      found = { name, workspace: json };
    } else
      throw new SampleError("no likelihood", typeof json, name, "open a workspace, a patch or a patch set of pyhf");
  }
  if (!found) {
    const names = files.map(({ name }) => name).join(", ");
    throw new SampleError("no workspace", names || "none", "the files", "open the workspace together with its patches");
  }
  return { ...found, ...rest };
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** The workspace of one signal. @throws InvalidInput with the path of what does not fit */
export function workspaceOfSignal({ workspace, patches, patch }: LikelihoodFiles, signal: string | null): Workspace {
  if (patch) return readWorkspace(applyPatch(workspace, patch, "patch"));
  const chosen = patches?.patches.find(({ name }) => name === signal) ?? patches?.patches[0];
  return readWorkspace(chosen ? patched(workspace, chosen) : workspace);
}
