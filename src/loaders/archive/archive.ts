import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commitOf } from "../commit.js";
import { shownSearches } from "../events.js";
import { sha256 } from "../freshness.js";
import { root } from "../paths.js";
import { HOW_TO_OPEN, licencesText, zenodoOf } from "./papers.js";
import { allProducts } from "./products.js";
import { listSite } from "./site.js";
import { zipOf } from "./zip.js";

/** Committed files of the project, as they are committed, and the commit's name. */
function sources(): [string, Uint8Array][] {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root, maxBuffer: 2 ** 30 });
  const names = git("ls-tree", "-r", "-z", "--name-only", "HEAD").toString("utf8").split("\0").filter(Boolean);
  return names.map((name) => [`sources/${name}`, git("cat-file", "blob", `HEAD:${name}`)]);
}

/**
 * Writes the archive of what is built into a folder; gives its path.
 * @throws Error `dist: …` where nothing is built, or from other sources than those that are committed
 */
export async function writeArchive(folder: string): Promise<string> {
  const site = join(root, "dist");
  if (!existsSync(join(site, "manifest.json")))
    throw new Error("dist: not built; run npm run build first, then npm run archive");
  const { commit } = JSON.parse(readFileSync(join(site, "manifest.json"), "utf8")) as { commit: string };
  if (!/^[0-9a-f]{40}$/.test(commit) || commit !== commitOf([]))
    throw new Error(
      `dist: built from ${commit}, the sources are at ${commitOf([])}; commit, build again, then archive: both must be one`,
    );
  const citation = readFileSync(join(root, "CITATION.cff"), "utf8");
  const members = new Map<string, Uint8Array | string>([
    ...listSite(site),
    ...(await allProducts()),
    ...sources(),
    ["sources/COMMIT", `${commit}\n`],
    ["manifest.json", readFileSync(join(site, "manifest.json"))],
    ["sbom.json", readFileSync(join(site, "sbom.json"))],
    ["licences.txt", licencesText()],
    ["LICENSE", readFileSync(join(root, "LICENSE"))],
    ["CITATION.cff", citation],
    [".zenodo.json", zenodoOf(citation, shownSearches(), commit)],
    ["README.txt", HOW_TO_OPEN],
  ]);
  const sums = [...members].map(([name, content]) => `${sha256(content)}  ${name}\n`);
  members.set("SHA256SUMS", sums.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join(""));
  const path = join(folder, `darkroom-${commit.slice(0, 10)}.zip`);
  writeFileSync(`${path}.part`, zipOf(members));
  renameSync(`${path}.part`, path);
  return path;
}
