import type { Evaluation } from "../analysis/result.js";
import type { SampleSummary } from "../analysis/sample.js";
import type { AnalysisState } from "../analysis/state.js";

/** Where the worker finds DuckDB and the snapshot: absolute addresses of this site. */
export interface OpenRequest {
  readonly kind: "warm";
  readonly search: string;
  readonly snapshot: string;
  readonly database: { readonly module: string; readonly worker: string };
}

/** Counts and limits for a state. A newer request makes an older one superfluous: the worker skips to the newest. */
export interface EvaluateRequest {
  readonly kind: "evaluate";
  readonly id: number;
  readonly state: AnalysisState;
}

export type Request = OpenRequest | EvaluateRequest;

export type Answer =
  | { readonly kind: "warmed" }
  | {
      readonly kind: "opened";
      readonly rows: number;
      readonly samples: readonly SampleSummary[];
      readonly how: "ranges" | "whole";
    }
  | { readonly kind: "evaluated"; readonly id: number; readonly evaluation: Evaluation; readonly milliseconds: number }
  | { readonly kind: "failed"; readonly id: number | null; readonly message: string };
