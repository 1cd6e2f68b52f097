import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Reviewed, readReviewed } from "../analysis/review/reviewed.js";
import { parseJson } from "../formats/json.js";
import { nominalSize } from "./events.js";
import { root, workFolder } from "./paths.js";
import { resultsOfPublished } from "./published-site.js";

function readResultFile(path: string): Reviewed {
  return readReviewed(parseJson(readFileSync(path, "utf8"), path), path);
}

/** Whether a file of a build is the result of a search: what else lies beside it is left alone. */
function isResult(path: string): boolean {
  try {
    const value = JSON.parse(readFileSync(path, "utf8"));
    return typeof value?.search === "string" && value.evaluation?.scan !== undefined;
  } catch {
    return false;
  }
}

function resultsOfFolder(folder: string): Reviewed[] {
  const places = [join(folder, "_file", "loaders"), join(folder, "loaders"), folder].filter((one) => existsSync(one));
  const paths = readdirSync(places[0])
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(places[0], name))
    .filter(isResult);
  if (paths.length === 0)
    throw new Error(`no result: ${folder}; give the folder of a built site, a result file, or commit:search`);
  return paths.map(readResultFile);
}

const git = (...args: string[]) =>
  execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();

/** The result of a search at a commit: computed in a copy of it, and kept for the next time. */
function resultOfCommit(name: string, search: string): Reviewed {
  let commit: string;
  try {
    commit = git("rev-parse", "--verify", `${name}^{commit}`);
  } catch {
    throw new Error(
      `no such file, folder or commit: ${name}; give a result file, the folder of a site, or commit:search`,
    );
  }
  const { seed, scale } = nominalSize();
  const kept = join(workFolder, "results", `${commit}-${search}-${seed}-${scale}.json`);
  if (!existsSync(kept)) {
    const folder = mkdtempSync(join(tmpdir(), "darkroom-commit-"));
    try {
      process.stderr.write(`${search} at ${commit.slice(0, 10)}: computed in a copy of that commit\n`);
      git("worktree", "add", "--detach", "--force", folder, commit);
      // The packages of today: another lockfile is told among the differences.
      symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
      const { status, stdout } = spawnSync(process.execPath, ["bin/darkroom.mjs", "result", search], {
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
        maxBuffer: 2 ** 30,
      });
      if (status !== 0)
        throw new Error(
          `no result: ${search} at commit ${commit.slice(0, 10)}; the reason stands above, of the code of that commit`,
        );
      mkdirSync(join(workFolder, "results"), { recursive: true });
      writeFileSync(kept, stdout);
    } finally {
      rmSync(folder, { recursive: true, force: true });
      git("worktree", "prune");
    }
  }
  return readResultFile(kept);
}

/**
 * Results that an argument names: a file, the folder of a build, the address of a published one, or commit:search.
 * @throws Error in one line with the remedy; NotPublished where nothing is at an address
 */
export async function readSources(argument: string): Promise<Reviewed[]> {
  if (/^https?:\/\//.test(argument)) return resultsOfPublished(argument);
  if (existsSync(argument))
    return statSync(argument).isDirectory() ? resultsOfFolder(argument) : [readResultFile(argument)];
  const found = /^([^:]+):([a-z0-9-]+)$/.exec(argument);
  if (!found)
    throw new Error(
      `no such file or folder: ${basename(argument)}; give a result file, the folder of a site, or commit:search`,
    );
  return [resultOfCommit(found[1], found[2])];
}
