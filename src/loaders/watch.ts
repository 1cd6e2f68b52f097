import { spawn } from "node:child_process";
import { readdirSync, utimesSync, watch } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.js";

/** Quiet time after a change before the pipeline runs: an editor writes several files at once. */
const QUIET_MILLISECONDS = 300;

/** Loader entries of Framework: touched when their outputs were made again, because preview watches them alone. */
function touchEntries(): void {
  const now = new Date();
  for (const folder of ["src", "src/searches", "src/loaders"]) {
    for (const name of readdirSync(join(root, folder))) {
      if (/\.(md|json|duckdb)\.ts$/.test(name)) utimesSync(join(root, folder, name), now, now);
    }
  }
}

/**
 * Runs the pipeline in a process of its own whenever a module under src changes, so that preview shows what an edited
 * analysis finds. A change while it runs starts it once more. Does not return.
 * @param args arguments of the pipeline
 */
export function watchSources(args: readonly string[]): void {
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let again = false;
  const run = () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    const script = join(root, "src/loaders/pipeline.ts");
    const child = spawn(process.execPath, ["--import", "tsx", script, ...args], { cwd: root, stdio: "inherit" });
    child.on("close", (code) => {
      running = false;
      if (code === 0) touchEntries();
      if (again) {
        again = false;
        run();
      }
    });
  };
  watch(join(root, "src"), { recursive: true }, (_, name) => {
    // Outputs are written below src too, and touching an entry is no change.
    if (!name || name.startsWith(".observablehq") || /\.(md|json|duckdb)\.ts$/.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(run, QUIET_MILLISECONDS);
  });
}
