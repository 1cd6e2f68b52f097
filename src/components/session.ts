import type { OwnData } from "../analysis/own/data.js";
import type { Counts, Wanted } from "../analysis/result.js";
import type { AnalysisState } from "../analysis/state.js";
import type { Answer, OpenRequest, Request } from "./messages.js";
import { startWorker } from "./start-worker.js";

/** An answer with numbers. */
export type Evaluated = Extract<Answer, { kind: "evaluated" }>;

/** Address of the database, the largest file that a page may fetch. */
export const DATABASE_MODULE = import.meta.resolve("@duckdb/duckdb-wasm/dist/duckdb-eh.wasm");

/** What a session tells its page. */
export interface SessionEvents {
  opened(rows: number, how: "ranges" | "whole"): void;
  /** What of a request is counted, before its limits are set. */
  counted(counts: Counts, id: number): void;
  evaluated(evaluated: Evaluated): void;
  /** The newest evaluation takes long; so much of it is done (0 … 1). */
  progress(share: number): void;
  /** It was stopped. */
  stopped(): void;
  failed(message: string): void;
}

/** An analysis in a worker of its own, with DuckDB behind it. */
export class Session {
  readonly #worker: Promise<Worker>;
  #last = 0;

  /** @param allowed when the database may be fetched: requests wait for it */
  constructor(
    search: string,
    snapshot: string,
    known: OpenRequest["known"],
    allowed: Promise<void>,
    events: SessionEvents,
  ) {
    this.#worker = allowed.then(() => startSession(events, () => this.#last));
    this.#send({
      kind: "warm",
      search,
      snapshot,
      known,
      database: {
        module: DATABASE_MODULE,
        worker: import.meta.resolve("@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js"),
      },
    });
  }

  /** Asks for an evaluation; returns its number. Answers to older requests may be left out. */
  evaluate(state: AnalysisState, wanted: Wanted, rankedAt: number | null): number {
    this.#last++;
    this.#send({ kind: "evaluate", id: this.#last, state, wanted, rankedAt });
    return this.#last;
  }

  /** Stops what is under way. */
  stop(): void {
    this.#send({ kind: "stop", id: this.#last });
  }

  /** Puts a reader's events in place of the data, or with null takes them away. Their columns are given up here. */
  give(own: OwnData | null): void {
    this.#send({ kind: "give", own }, own ? Object.values(own.columns).map(({ buffer }) => buffer as ArrayBuffer) : []);
  }

  #send(request: Request, transfer: Transferable[] = []): void {
    void this.#worker.then((worker) => worker.postMessage(request, transfer));
  }
}

/** Starts the worker of a session; what is told of requests is told of the last one alone. */
function startSession(events: SessionEvents, last: () => number): Worker {
  const worker = startWorker(import.meta.resolve("./analysis.worker.js"));
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    if (data.kind === "opened") events.opened(data.rows, data.how);
    else if (data.kind === "counted" && data.id === last()) events.counted(data.counts, data.id);
    else if (data.kind === "evaluated") events.evaluated(data);
    else if (data.kind === "progress" && data.id === last()) events.progress(data.share);
    else if (data.kind === "stopped" && data.id === last()) events.stopped();
    else if (data.kind === "failed") events.failed(data.message);
  });
  worker.addEventListener("error", (error) => events.failed(error.message || "the worker did not start"));
  return worker;
}
