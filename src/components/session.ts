import type { Evaluation } from "../analysis/result.js";
import type { AnalysisState } from "../analysis/state.js";
import type { Answer, Request } from "./messages.js";
import { startWorker } from "./start-worker.js";

/** What a session tells its page. */
export interface SessionEvents {
  opened(rows: number, how: "ranges" | "whole"): void;
  evaluated(evaluation: Evaluation, milliseconds: number, id: number): void;
  failed(message: string): void;
}

/** An analysis in a worker of its own, with DuckDB behind it. */
export class Session {
  readonly #worker: Worker;
  #last = 0;

  constructor(search: string, snapshot: string, events: SessionEvents) {
    this.#worker = startWorker(import.meta.resolve("./analysis.worker.js"));
    this.#worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      if (data.kind === "opened") events.opened(data.rows, data.how);
      else if (data.kind === "evaluated") events.evaluated(data.evaluation, data.milliseconds, data.id);
      else if (data.kind === "failed") events.failed(data.message);
    });
    this.#worker.addEventListener("error", (error) => events.failed(error.message || "the worker did not start"));
    this.#send({
      kind: "warm",
      search,
      snapshot,
      database: {
        module: import.meta.resolve("@duckdb/duckdb-wasm/dist/duckdb-eh.wasm"),
        worker: import.meta.resolve("@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js"),
      },
    });
  }

  /** Asks for an evaluation; returns its number. Answers to older requests may be left out. */
  evaluate(state: AnalysisState): number {
    this.#last++;
    this.#send({ kind: "evaluate", id: this.#last, state });
    return this.#last;
  }

  #send(request: Request): void {
    this.#worker.postMessage(request);
  }
}
