import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { recipe } from "../freshness.js";
import { cacheFolder } from "../paths.js";
import { Progress } from "../progress.js";
import { isFresh, writeOutput } from "../store.js";
import { runOnWorkers } from "../workers.js";
import { type CoveragePoint, type CoverageTask, coverageTasks } from "./coverage-task.js";

/** The study as it was made last; it outlives changes of the page's words. */
const path = join(cacheFolder, "loaders", "coverage.json");

/**
 * Coverage of every counting method at every background and signal, on all cores; made anew only if its code or its
 * size has changed.
 */
export async function coverageStudy(toys: number): Promise<readonly CoveragePoint[]> {
  const made = await recipe(["src/loaders/statistics-page/coverage.worker.ts"], { toys });
  if (!isFresh(path, made)) {
    const tasks = coverageTasks(toys);
    const progress = new Progress("statistics: coverage", tasks.length);
    const script = new URL("./coverage.worker.ts", import.meta.url);
    const results = await runOnWorkers<CoverageTask, CoveragePoint[]>(script, tasks, () => progress.advance());
    await writeOutput(path, made, (temporary) => writeFileSync(temporary, JSON.stringify(results.flat())));
  }
  return JSON.parse(readFileSync(path, "utf8")) as CoveragePoint[];
}
