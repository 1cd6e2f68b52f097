import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { remedyOf } from "./remedy.mjs";

/** The project's folder, whatever the folder a command was called from. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** What commands leave for each other and for their next run; not in the repository. */
export const workFolder = join(root, ".darkroom");

/** The site as readers get it. */
export const siteFolder = join(root, "dist");

/** Framework's cache, where the pipeline writes what loaders hand out. */
export const cacheFolder = join(root, "src", ".observablehq", "cache");

/** A failure that its message explains: printed without a stack. */
export class Failure extends Error {
  /**
   * @param {string} message one line: what, then the remedy
   * @param {number} [exitCode] 1 for a failed run, 2 for a wrong call
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a command's main function; a failure becomes one message and an exit code.
 * @param {() => Promise<unknown>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    const remedy = remedyOf(String(error));
    if (error instanceof Failure) console.error(error.message);
    else console.error(remedy ? `${/** @type {Error} */ (error).message}; ${remedy}` : error);
    process.exitCode = error instanceof Failure ? error.exitCode : 1;
  }
}
