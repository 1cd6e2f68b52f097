import type { Spec } from "vega";
import type { Evaluation } from "../analysis/result.js";
import type { SampleSummary } from "../analysis/sample.js";

/** The file that a page fetches when it comes alive. */
export interface PageResult {
  readonly search: string;
  readonly schema: 1;
  readonly samples: readonly SampleSummary[];
  readonly evaluation: Evaluation;
  /** Compiled Vega specifications without data, by figure name. */
  readonly figures: Readonly<Record<string, Spec>>;
  readonly snapshot: { readonly bytes: number; readonly sha256: string };
  readonly provenance: Readonly<Record<string, unknown>>;
}
