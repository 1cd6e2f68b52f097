import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { type Recipe, sha256 } from "./freshness.js";
import { cacheFolder, workFolder } from "./paths.js";

/** All outputs carry one time, because Framework writes file times into its pages and two builds shall be equal. */
const OUTPUT_TIME = new Date("2020-01-01T00:00:00Z");

/** What stands beside an output: the recipe it was made by and the hash of its bytes. */
interface Receipt {
  readonly recipe: Recipe;
  readonly sha256: string;
  /** Commit that stands in it, where one does. */
  readonly stamp?: string;
}

function receiptPath(output: string): string {
  const name = relative(cacheFolder, output).replaceAll("/", "+");
  return join(workFolder, "receipts", `${name}.json`);
}

/** Receipt of an output that is there and whole; a file that is half of itself has none. */
function receiptOf(output: string): Receipt | undefined {
  const path = receiptPath(output);
  if (!existsSync(output) || !existsSync(path)) return undefined;
  try {
    const receipt = JSON.parse(readFileSync(path, "utf8")) as Receipt;
    return receipt.sha256 === sha256(readFileSync(output)) ? receipt : undefined;
  } catch {
    return undefined;
  }
}

/** Whether an output is there and was made by this very recipe. */
export function isFresh(output: string, recipe: Recipe): boolean {
  return receiptOf(output)?.recipe.key === recipe.key;
}

/** Whether an output carries this commit: one that is fresh may have been made by the same code at another one. */
export function hasStamp(output: string, stamp: string): boolean {
  return receiptOf(output)?.stamp === stamp;
}

/**
 * Puts an output in place: `write` makes it under a temporary name, then it is renamed, so that a build that is
 * killed leaves the last good output untouched.
 * @param stamp commit that stands in it, where one does
 */
export async function writeOutput(
  output: string,
  recipe: Recipe,
  write: (path: string) => Promise<void> | void,
  stamp?: string,
): Promise<void> {
  mkdirSync(dirname(output), { recursive: true });
  mkdirSync(join(workFolder, "receipts"), { recursive: true });
  const temporary = `${output}.${process.pid}.part`;
  try {
    await write(temporary);
    utimesSync(temporary, OUTPUT_TIME, OUTPUT_TIME);
    const receipt: Receipt = {
      recipe,
      sha256: sha256(readFileSync(temporary)),
      ...(stamp === undefined ? {} : { stamp }),
    };
    const receiptTemporary = `${receiptPath(output)}.${process.pid}.part`;
    writeFileSync(receiptTemporary, JSON.stringify(receipt));
    renameSync(temporary, output);
    renameSync(receiptTemporary, receiptPath(output));
  } finally {
    rmSync(temporary, { force: true });
    rmSync(`${temporary}.wal`, { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Removes what builds that were killed had begun to write: files that name a process which is no more. */
export function removeHalves(folders: readonly string[] = [cacheFolder, workFolder]): void {
  for (const folder of folders.filter((one) => existsSync(one))) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const writer = /\.(\d+)\.part(\.wal)?$/.exec(entry.name)?.[1];
      if (writer && !isRunning(Number(writer))) rmSync(join(entry.parentPath, entry.name), { force: true });
    }
  }
}
