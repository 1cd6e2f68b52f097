import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { finishSite, fixedTime, listFiles, writeManifest } from "./finish.mjs";
import { cacheFolder, Failure, root, workFolder } from "./project.mjs";
import { replaceSite } from "./replace.mjs";
import { bundleRootReader } from "./root-reader.mjs";
import { reasonOf, run, runOrFail, timed } from "./run.mjs";
import { billOfMaterials, shippedPackages } from "./sbom.mjs";
import { writeSearchIndex } from "./search-index.mjs";

/**
 * Packages whose newest version Framework asks the registry for, in order to write it into client.js, unless its cache
 * knows one. An empty folder of version 0.0.0 answers: the build needs no network, its bytes do not depend on the day,
 * and a page that uses an implicit name (`d3`, `Inputs`…) fails.
 */
const unusedPackages = [
  "@observablehq/plot",
  "@observablehq/sample-datasets",
  "apache-arrow",
  "arquero",
  "d3",
  "d3-dsv",
  "echarts",
  "htl",
  "leaflet",
  "lodash",
  "mapbox-gl",
  "parquet-wasm",
  "react",
  "react-dom",
  "topojson-client",
];

/** Framework's command. */
export const framework = join(root, "node_modules", "@observablehq", "framework", "dist", "bin", "observable.js");

/** The step that brings every loader output up to date. */
export const pipeline = ["--import", "tsx", join("src", "loaders", "pipeline.ts")];

/**
 * Brings every loader output up to date. Where the system ends the pipeline, it cannot say itself how far it was: the
 * step under way stands in a file.
 * @param {string[]} args
 */
export async function runPipeline(args) {
  const underWay = join(workFolder, "under-way");
  rmSync(underWay, { force: true });
  await timed("events and limits", async () => {
    const { code, output } = await run(process.execPath, [...pipeline, ...args], { output: "loud" });
    if (code === 0) return;
    const step = existsSync(underWay) ? readFileSync(underWay, "utf8") : "pipeline";
    throw new Failure(`${step}: ${reasonOf(code, output)}; what was built before is untouched`);
  });
}

/**
 * Readies Framework's cache: answers for packages that nobody uses, and one time on all files that pages attach, since
 * Framework writes their times into pages. It compares a page with its loader's file alone, not with what the loader
 * imports: a page that the pipeline answers for counts as new, any other is made again.
 * @param {Date} time of attached files
 */
export function prepareCache(time) {
  for (const name of unusedPackages) mkdirSync(join(cacheFolder, "_npm", `${name}@0.0.0`), { recursive: true });
  const now = new Date();
  for (const name of listFiles(cacheFolder)) {
    const path = join(cacheFolder, name);
    if (!name.endsWith(".md")) utimesSync(path, time, time);
    else if (existsSync(join(workFolder, "receipts", `${name.replaceAll(sep, "+")}.json`))) utimesSync(path, now, now);
    else rmSync(path);
  }
}

/**
 * Fails where a page links to a page or heading that is not there. Framework does not know the id of its own <main>.
 * @param {string} output of Framework's build
 */
function refuseBrokenLinks(output) {
  const broken = Array.from(stripVTControlCharacters(output).matchAll(/^↳ (\S+) → (\S+)$/gm))
    .filter(([, , target]) => !target?.endsWith("#observablehq-main"))
    .map(([, page, target]) => `${page}: broken link ${target}`);
  if (broken.length > 0) throw new Failure(`${broken.join("\n")}\nmend the link, or make what it leads to`);
}

/**
 * Builds the pages from the loader outputs as they are.
 * @param {string} folder where to; it is made
 */
export async function buildPages(folder) {
  // Framework takes a bundled package of its cache as whole; one that was killed while it wrote may have left a half.
  const unfinished = join(workFolder, "pages-unfinished");
  if (existsSync(unfinished)) rmSync(join(cacheFolder, "_node"), { recursive: true, force: true });
  mkdirSync(workFolder, { recursive: true });
  writeFileSync(unfinished, "");
  await bundleRootReader();
  prepareCache(fixedTime);
  const output = await runOrFail("pages", process.execPath, [framework, "build"], {
    env: { DARKROOM_OUTPUT: relative(root, folder) },
  });
  rmSync(unfinished);
  refuseBrokenLinks(output);
  finishSite(folder);
  await writeSearchIndex(folder);
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const bill = billOfMaterials(lock, shippedPackages(listFiles(folder)));
  writeFileSync(join(folder, "sbom.json"), `${JSON.stringify(bill, null, 1)}\n`);
  writeManifest(folder, join(workFolder, "manifest.json"));
}

/**
 * Brings the loader outputs up to date and builds the site into `dist`, which stays as it was if anything fails.
 * @param {string[]} [pipelineArguments]
 */
export async function buildSite(pipelineArguments = []) {
  await replaceSite(async (folder) => {
    await runPipeline(pipelineArguments);
    await timed("pages", () => buildPages(folder));
  });
}

/** Whether a site has been built. */
export function hasSite() {
  return existsSync(join(root, "dist", "index.html"));
}
