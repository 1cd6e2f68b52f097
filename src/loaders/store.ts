import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type Recipe, sha256 } from "./freshness.js";
import { cacheFolder, workFolder } from "./paths.js";

/** All outputs carry one time, because Framework writes file times into its pages and two builds shall be equal. */
const OUTPUT_TIME = new Date("2020-01-01T00:00:00Z");

/** What stands beside an output: the recipe it was made by and the hash of its bytes. */
interface Receipt {
  readonly recipe: Recipe;
  readonly sha256: string;
}

function receiptPath(output: string): string {
  const name = relative(cacheFolder, output).replaceAll("/", "+");
  return join(workFolder, "receipts", `${name}.json`);
}

/** Whether an output is there and was made by this very recipe. A file that is half of itself is not. */
export function isFresh(output: string, recipe: Recipe): boolean {
  const receipt = receiptPath(output);
  if (!existsSync(output) || !existsSync(receipt)) return false;
  try {
    const { recipe: made, sha256: hash } = JSON.parse(readFileSync(receipt, "utf8")) as Receipt;
    return made.key === recipe.key && hash === sha256(readFileSync(output));
  } catch {
    return false;
  }
}

/**
 * Puts an output in place: `write` makes it under a temporary name, then it is renamed, so that a build that is
 * killed leaves the last good output untouched.
 */
export async function writeOutput(
  output: string,
  recipe: Recipe,
  write: (path: string) => Promise<void> | void,
): Promise<void> {
  mkdirSync(dirname(output), { recursive: true });
  mkdirSync(join(workFolder, "receipts"), { recursive: true });
  const temporary = `${output}.${process.pid}.part`;
  try {
    await write(temporary);
    utimesSync(temporary, OUTPUT_TIME, OUTPUT_TIME);
    const receipt: Receipt = { recipe, sha256: sha256(readFileSync(temporary)) };
    const receiptTemporary = `${receiptPath(output)}.${process.pid}.part`;
    writeFileSync(receiptTemporary, JSON.stringify(receipt));
    renameSync(temporary, output);
    renameSync(receiptTemporary, receiptPath(output));
  } finally {
    rmSync(temporary, { force: true });
    rmSync(`${temporary}.wal`, { force: true });
  }
}
