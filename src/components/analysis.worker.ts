import type { AsyncDuckDB } from "@duckdb/duckdb-wasm";
import { Analysis } from "../analysis/evaluate.js";
import type { EventTable } from "../analysis/events.js";
import { withGivenSamples } from "../analysis/given-samples.js";
import { type OwnData, searchWithOwn, tableWithOwn } from "../analysis/own/data.js";
import type { Search } from "../analysis/search.js";
import type { Steps } from "../analysis/steps.js";
import { rankInSteps } from "../analysis/systematics-ranking.js";
import { findSearch } from "../catalogue/catalogue.js";
import { openSnapshot, startDatabase } from "./database.js";
import type { Answer, EvaluateRequest, OpenRequest, Request } from "./messages.js";

/** A search with its events. */
interface Opened {
  readonly search: Search;
  readonly analysis: Analysis;
}

const answer = (message: Answer) => self.postMessage(message);

let opening: OpenRequest | undefined;
let database: Promise<AsyncDuckDB> | undefined;
let snapshot: Promise<EventTable> | undefined;
let analysis: Promise<Opened> | undefined;
let own: OwnData | null = null;
let newest: EvaluateRequest | undefined;
let running = false;
/** Number of the newest evaluation that is not wanted any more. */
let stopped = 0;

/** Opens the snapshot at the first evaluation, not before: until then the reader has only come near. */
async function openTable(request: OpenRequest): Promise<EventTable> {
  database ??= startDatabase(request.database);
  const { observables } = findSearch(request.search);
  const { table, how } = await openSnapshot(await database, request.snapshot, observables);
  answer({ kind: "opened", rows: table.length, samples: table.samples.map(({ sample }) => sample), how });
  return { ...table, ...request.known };
}

/** The search with the events of the snapshot, those of the reader in place of its data where there are any. */
async function open(): Promise<Opened> {
  if (!opening) throw new Error("not warmed: an evaluation was asked for before its search");
  snapshot ??= openTable(opening).catch((error: Error) => {
    snapshot = undefined;
    throw error;
  });
  const built = await snapshot;
  const summaries = (table: EventTable) => table.samples.map(({ sample }) => sample);
  const declared = withGivenSamples(findSearch(opening.search), summaries(built));
  if (!own) return { search: declared, analysis: new Analysis(declared, built) };
  const table = tableWithOwn(declared, built, own);
  // They are in the table now: millions of them are not held twice.
  own = { ...own, columns: columnsOfOwn(table, own.length) };
  const search = searchWithOwn(declared, summaries(table));
  return { search, analysis: new Analysis(search, table) };
}

/** The reader's events, the last ones of a table, as views of it. */
function columnsOfOwn({ columns, length }: EventTable, own: number): OwnData["columns"] {
  return Object.fromEntries(Object.entries(columns).map(([id, column]) => [id, column.subarray(length - own)]));
}

/** Lets messages in. */
const pause = () => new Promise((resolve) => setTimeout(resolve));

/** Milliseconds of work between two looks at the messages, and of work from which on it is long. */
const SLICE = 40;
const LONG = 400;

/**
 * Does work in slices: tells how far it is when it is long, and leaves it, undefined, when it is stopped or, being long,
 * for a newer request.
 */
async function inSlices<Result>(id: number, steps: Steps<Result>): Promise<Result | undefined> {
  const start = performance.now();
  let looked = start;
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    const now = performance.now();
    if (now - looked < SLICE) continue;
    const long = now - start > LONG;
    if (long) answer({ kind: "progress", id, share: value });
    await pause();
    if (id <= stopped || (long && newest)) return undefined;
    looked = performance.now();
  }
}

/** Evaluates the newest request until there is none; what came between is skipped. */
async function run(): Promise<void> {
  if (running) return;
  running = true;
  while (newest) {
    const { id, state, wanted, rankedAt } = newest;
    newest = undefined;
    try {
      analysis ??= open();
      const ready = await analysis;
      // The page draws these while limits are set.
      const counts = ready.analysis.count(state);
      if (counts) answer({ kind: "counted", id, counts });
      // Toys take seconds: asymptotic limits are shown first, and stay while the reader goes on moving a control.
      if (ready.search.measurement.kind === "on-off") {
        const start = performance.now();
        const evaluation = ready.analysis.evaluate(state, { fast: true });
        answer({ kind: "evaluated", id, evaluation, ranking: null, milliseconds: performance.now() - start });
        await pause();
        if (newest) continue;
      }
      const start = performance.now();
      const evaluation = await inSlices(id, ready.analysis.evaluateInSteps(state, wanted));
      const milliseconds = performance.now() - start;
      const ranking =
        rankedAt === null || !evaluation
          ? null
          : await inSlices(
              id,
              rankInSteps(ready.search, state, rankedAt, (other, only) =>
                ready.analysis.evaluate(other, { fast: true, ...(wanted.line ? { line: wanted.line } : {}), ...only }),
              ),
            );
      if (evaluation && ranking !== undefined) answer({ kind: "evaluated", id, evaluation, ranking, milliseconds });
      else answer({ kind: "stopped", id });
    } catch (error) {
      analysis = undefined;
      answer({ kind: "failed", id, message: error instanceof Error ? error.message : String(error) });
    }
    // A newer request is to be seen before the next evaluation starts.
    await pause();
  }
  running = false;
}

self.addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  if (data.kind === "evaluate") {
    newest = data;
    await run();
    return;
  }
  if (data.kind === "stop") {
    stopped = data.id;
    return;
  }
  if (data.kind === "give") {
    own = data.own;
    analysis = undefined;
    return;
  }
  opening = data;
  try {
    database ??= startDatabase(data.database);
    await database;
    answer({ kind: "warmed" });
  } catch (error) {
    database = undefined;
    answer({ kind: "failed", id: null, message: error instanceof Error ? error.message : String(error) });
  }
});
