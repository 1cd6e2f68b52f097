import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { workFolder } from "./paths.js";

/** Names what is under way, for whoever started a build that the system then ended: see bin/lib/site.mjs. */
const UNDER_WAY = join(workFolder, "under-way");

function note(text: string): void {
  try {
    mkdirSync(dirname(UNDER_WAY), { recursive: true });
    writeFileSync(UNDER_WAY, text);
  } catch {
    // A full disk is told by the step itself.
  }
}

/** What to do about failures that are not of the analysis, by the code or a word of their message. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/ENOSPC|EDQUOT|no space left|disk.*full/i, "no space is left on the disk: free some and run again"],
  [/EFBIG|file too large/i, "files of this size are not allowed: raise the limit (ulimit -f) and run again"],
  [
    /ERR_WORKER_OUT_OF_MEMORY|ENOMEM|out of memory|allocation fail|code 137/i,
    "the memory did not suffice: run again with DARKROOM_WORKERS=1, or less of everything with DARKROOM_SCALE=0.1",
  ],
  [/EACCES|EPERM|EROFS/, "a file cannot be written: look at its permissions and run again"],
  [/EMFILE|ENFILE/, "too many files are open: run again with DARKROOM_WORKERS=1"],
];

/** Whether a message ends with what to do, as those of inputs do: `what: value, place; remedy`. */
const hasRemedy = (message: string) => /; \S/.test(message);

/** What to do about an error, in words. */
export function remedyOf(error: unknown): string {
  const { message = String(error), code = "" } = error as { message?: string; code?: string };
  const known = REMEDIES.find(([pattern]) => pattern.test(`${code} ${message}`));
  if (known) return known[1];
  return hasRemedy(message) ? "" : "DARKROOM_TRACE=1 tells where; mend it and run again";
}

/**
 * Runs one step of a build; an error of it names what is built, the step and the remedy in one line.
 * @param what search or page
 */
export async function inStep<T>(what: string, step: string, work: () => Promise<T>): Promise<T> {
  note(`${what}: ${step}`);
  try {
    return await work();
  } catch (error) {
    const message = error instanceof Error ? error.message.split("\n")[0] : String(error);
    const parts = [`${what}: ${step}: ${message}`, remedyOf(error), "what was built before is untouched"];
    throw new Error(parts.filter(Boolean).join("; "), { cause: error });
  } finally {
    rmSync(UNDER_WAY, { force: true });
  }
}
