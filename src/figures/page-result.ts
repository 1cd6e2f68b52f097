import type { Spec } from "vega";
import type { Provenance } from "../analysis/provenance.js";
import type { Evaluation } from "../analysis/result.js";
import type { SampleSummary } from "../analysis/sample.js";
import type { Search } from "../analysis/search.js";
import type { Ranking } from "../analysis/systematics-ranking.js";
import type { Tuning } from "../analysis/tuned-cuts.js";

/** The file that a page fetches when it comes alive. */
export interface PageResult {
  readonly search: string;
  readonly schema: 1;
  /** Whose events are counted; a blinded search has none, but for those of open control samples. */
  readonly data: Search["data"];
  readonly samples: readonly SampleSummary[];
  readonly evaluation: Evaluation;
  /** Effect of each systematic uncertainty at the hypothesis that the page speaks of first. */
  readonly ranking: Ranking | null;
  /** Values of cuts that were tuned window by window, for the page to count with. */
  readonly tuning?: Tuning;
  /** Compiled Vega specifications without data, by figure name. */
  readonly figures: Readonly<Record<string, Spec>>;
  readonly snapshot: { readonly bytes: number; readonly sha256: string };
  readonly provenance: Provenance;
}
