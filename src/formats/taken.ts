import type { Provenance } from "../analysis/provenance.js";
import type { Evaluation } from "../analysis/result.js";
import type { SampleSummary } from "../analysis/sample.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState } from "../analysis/state.js";
import type { Imprint } from "./imprint.js";

/** A result as it is taken away: one evaluation, the hypothesis that is spoken of, and where it comes from. */
export interface TakenResult {
  readonly search: Search;
  readonly evaluation: Evaluation;
  readonly samples: readonly SampleSummary[];
  readonly state: AnalysisState;
  /** Index in the scan. */
  readonly hypothesis: number;
  /** Id of the interpretation that is shown; the first of the search where absent. */
  readonly quantity?: string;
  /** What it was made from. */
  readonly provenance: Provenance;
  readonly imprint: Imprint;
}
