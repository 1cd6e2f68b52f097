import type { EventTable } from "../analysis/events.js";
import type { OwnData } from "../analysis/own/data.js";
import type { Counts, Evaluation, Wanted } from "../analysis/result.js";
import type { SampleSummary } from "../analysis/sample.js";
import type { AnalysisState } from "../analysis/state.js";
import type { Ranking } from "../analysis/systematics-ranking.js";

/** Where the worker finds DuckDB and the snapshot: absolute addresses of this site. */
export interface OpenRequest {
  readonly kind: "warm";
  readonly search: string;
  readonly snapshot: string;
  /** Values of cuts that the build tuned window by window, and what its toys said. */
  readonly known: Pick<EventTable, "tuning" | "toys">;
  readonly database: { readonly module: string; readonly worker: string };
}

/** Counts and limits for a state. A newer request makes an older one superfluous: the worker skips to the newest. */
export interface EvaluateRequest {
  readonly kind: "evaluate";
  readonly id: number;
  readonly state: AnalysisState;
  /** What the open panel needs besides. */
  readonly wanted: Wanted;
  /** Index of the hypothesis at which the systematic uncertainties are to be ranked; null if not. */
  readonly rankedAt: number | null;
}

/** Ends the evaluation under way, if it is the one of this number or an older one. */
export interface StopRequest {
  readonly kind: "stop";
  readonly id: number;
}

/** Events of the reader in place of the page's data; null takes them away. */
export interface GiveRequest {
  readonly kind: "give";
  readonly own: OwnData | null;
}

export type Request = OpenRequest | EvaluateRequest | StopRequest | GiveRequest;

export type Answer =
  | { readonly kind: "warmed" }
  | {
      readonly kind: "opened";
      readonly rows: number;
      readonly samples: readonly SampleSummary[];
      readonly how: "ranges" | "whole";
    }
  /** Before limits are set. */
  | { readonly kind: "counted"; readonly id: number; readonly counts: Counts }
  | {
      readonly kind: "evaluated";
      readonly id: number;
      readonly evaluation: Evaluation;
      readonly ranking: Ranking | null;
      readonly milliseconds: number;
    }
  /** Of work that takes long: the share that is done. */
  | { readonly kind: "progress"; readonly id: number; readonly share: number }
  | { readonly kind: "stopped"; readonly id: number }
  | { readonly kind: "failed"; readonly id: number | null; readonly message: string };
