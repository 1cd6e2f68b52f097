import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.js";

/** File that an archive of the sources carries in place of a repository. */
const COMMIT_FILE = join(root, "COMMIT");

function git(...args: string[]): string | undefined {
  try {
    return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}

/**
 * The commit of the project: of its own repository, or what stands in the file COMMIT of an archive, else "unknown".
 * @param files paths below the project's folder; where one of them is not as committed, the commit says so
 */
export function commitOf(files: readonly string[]): string {
  const top = git("rev-parse", "--show-toplevel");
  if (top === undefined || realpathSync(top) !== realpathSync(root))
    return existsSync(COMMIT_FILE) ? readFileSync(COMMIT_FILE, "utf8").trim() : "unknown";
  const head = git("rev-parse", "HEAD");
  if (head === undefined) return "unknown";
  const changed = git("status", "--porcelain", "--untracked-files=all", "--", ...files);
  return changed ? `${head} with uncommitted changes` : head;
}
