import { startThread } from "../../src/loaders/workers.js";
import { type Base, bases } from "./bases.js";
import type { FuzzReport } from "./fuzz.worker.js";

/** Mutations of each file, seconds for each file, and seconds of silence that are a hang. */
const CASES = 10_000;
const BUDGET = 300;
const SILENCE = 3;
/** Seconds that a thread may take to start, on a busy machine. */
const START = 20;
/** Memory of a worker, MB. */
const MEMORY = 1024;

/**
 * Formats whose readers, which are not ours, may throw where no promise catches it or go on for ever: loaders and pages
 * run them in a thread of their own, end it after some seconds of silence, and tell. (Loaders read Parquet by DuckDB.)
 */
const CONTAINED = ["root", "parquet", "arrow"];

interface Tally {
  done: number;
  read: number;
  told: number;
  /** Threads that ended or would have, in formats that are contained. */
  stopped: number;
  readonly wrong: string[];
}

/** Cases from `first` on, until all are done, time is up, or the thread ends; the next case. */
function runFrom(base: Base, first: number, tally: Tally, deadline: number): Promise<number> {
  return new Promise((resolve) => {
    const thread = startThread(new URL("./fuzz.worker.ts", import.meta.url), { maxOldGenerationSizeMb: MEMORY });
    let at = first;
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (next: number) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      void thread.terminate().then(() => resolve(next));
    };
    const stopped = (what: string) => {
      if (CONTAINED.includes(base.format)) tally.stopped++;
      else tally.wrong.push(`case ${at}: ${what}`);
      tally.done++;
    };
    const broken = (what: string) => {
      if (ended) return;
      stopped(what);
      end(at + 1);
    };
    const watch = (seconds: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        broken(`no answer in ${seconds} s`);
      }, seconds * 1000);
    };
    thread.on("message", ({ done, outcome, message }: FuzzReport) => {
      if (ended) return;
      at = done;
      if (outcome === "thrown") stopped(message ?? "");
      else tally.done++;
      if (outcome === "wrong") tally.wrong.push(`case ${done}: ${message}`);
      else if (outcome !== "thrown") tally[outcome]++;
      at++;
      if (at >= CASES || Date.now() > deadline) end(CASES);
      else watch(SILENCE);
    });
    thread.on("error", (error) => broken(error.message));
    thread.on("exit", () => broken("the thread ended"));
    watch(START);
    thread.postMessage({ base, first, end: CASES });
  });
}

const wanted = process.argv.slice(2);
let failed = false;
for (const base of bases().filter(({ format }) => wanted.length === 0 || wanted.includes(format))) {
  const tally: Tally = { done: 0, read: 0, told: 0, stopped: 0, wrong: [] };
  const deadline = Date.now() + BUDGET * 1000;
  for (let next = 0; next < CASES && Date.now() < deadline; ) next = await runFrom(base, next, tally, deadline);
  const { done, read, told, stopped, wrong } = tally;
  process.stdout.write(
    `${base.what.padEnd(26)} ${done} broken files: ${told} told, ${read} read all the same, ${stopped} would stop a thread that contains them, ${wrong.length} wrong\n`,
  );
  for (const line of wrong.slice(0, 5)) process.stdout.write(`  ${line}\n`);
  if (wrong.length > 0) failed = true;
}
if (!bases().some(({ what }) => what === "root"))
  process.stdout.write("root                       trees skipped: no ROOT file of others is there\n");
process.exit(failed ? 1 : 0);
