import { unpacked } from "../formats/archive.js";
import { openSubmission } from "../formats/hepdata/read-submission.js";
import type { HepdataSubmission } from "../formats/hepdata/table.js";
import type { TextFile } from "../formats/likelihood-files.js";

/** Files of a reader, with the folders that they lie in. */
export interface TablesRequest {
  readonly files: readonly { readonly name: string; readonly file: File }[];
}

/** What they are: tables of HEPData, or parts of a likelihood, which another reader takes. */
export type TablesAnswer =
  | { readonly kind: "tables"; readonly submission: HepdataSubmission }
  | { readonly kind: "likelihood"; readonly files: readonly TextFile[] }
  | { readonly kind: "failed"; readonly message: string };

/** Largest file that is opened, bytes: it is held as text and as objects. */
const LARGEST = 200e6;

/** Whether a JSON is a workspace, a patch set or a patch: HEPData's tables have headers or variables. */
function isLikelihood(name: string, text: string): boolean {
  if (!/\.json$/i.test(name)) return false;
  return /^\s*\[/.test(text) || /"(?:channels|patches)"\s*:/.test(text);
}

/** A folder has figures and code as well, which are left unread. */
const TABLES = /\.(?:ya?ml|json|zip|tar|t?gz)$/i;

async function open({ files: given }: TablesRequest): Promise<TablesAnswer> {
  const files = given.length === 1 ? given : given.filter(({ name }) => TABLES.test(name));
  const large = files.find(({ file }) => file.size > LARGEST);
  if (large) {
    const size = `${Math.round(large.file.size / 1e6)} MB`;
    throw new RangeError(`too large: ${size}, in ${large.name}; open at most ${LARGEST / 1e6} MB`);
  }
  const opened = unpacked(
    await Promise.all(files.map(async ({ name, file }) => ({ name, bytes: new Uint8Array(await file.arrayBuffer()) }))),
  );
  const texts = opened.map(({ name, bytes }) => ({ name, text: new TextDecoder().decode(bytes) }));
  const likelihood = texts.filter(({ name, text }) => isLikelihood(name, text));
  if (likelihood.length > 0) return { kind: "likelihood", files: likelihood };
  return { kind: "tables", submission: openSubmission(opened) };
}

self.addEventListener("message", async ({ data }: MessageEvent<TablesRequest>) => {
  let answer: TablesAnswer;
  try {
    answer = await open(data);
  } catch (error) {
    answer = { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
  self.postMessage(answer);
});
