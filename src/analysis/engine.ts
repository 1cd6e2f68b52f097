import type { EllipseEvaluation } from "./ellipses/evaluation.js";
import type { EventTable } from "./events.js";
import type { InjectedEvents } from "./injected-events.js";
import type { Evaluation, LocalPValue, SignalPoint, Wanted } from "./result.js";
import type { ScanPoint } from "./scan-point.js";
import type { Search } from "./search.js";
import type { SelectionState } from "./selection.js";
import type { AnalysisState } from "./state.js";
import type { Steps } from "./steps.js";
import type { Linearity } from "./studies.js";
import type { TunedCuts } from "./tuned-cuts.js";

/** What every way of measuring works on. */
export interface Ground {
  readonly search: Search;
  readonly table: EventTable;
  /** Which cuts each row fails, as they are in force. */
  readonly selection: SelectionState;
  readonly tuned: TunedCuts | undefined;
}

/** The tested hypotheses. */
export interface Scanned {
  readonly scan: readonly ScanPoint[];
  /** Only where ellipses in a plane are counted: all of them. The scan is then a line of them. */
  readonly ellipses?: EllipseEvaluation;
}

/**
 * How selected events become limits in one way of measuring: counted in windows, on and off, fitted peaks, weighted by
 * a lifetime, counted in a plane. Cuts, cut flow, spectra and control samples are the same for all of them.
 */
export interface Engine {
  /** Signal put among the data, where one can be. */
  readonly injected?: InjectedEvents;
  /** Weights of all rows, where the state sets them; the rows count as they are if absent. */
  weights?(state: AnalysisState): Float64Array | undefined;
  /** Tests the hypotheses on the events that are selected now. */
  scan(state: AnalysisState, wanted: Wanted): Steps<Scanned>;
  /** What each simulated signal gives; none where nothing is simulated. */
  signals?(state: AnalysisState): readonly SignalPoint[];
  /** Local p-values in the binning beside that of the state, where there are two. */
  otherBinning?(state: AnalysisState): LocalPValue[];
  /** Probability that background alone gives as small a p-value anywhere, by toys. */
  lookElsewhere?(
    state: AnalysisState,
    scanned: Scanned,
    toys: number,
  ): Steps<Pick<Evaluation, "globalPValue" | "lookElsewhere">>;
  /** Signals put in and found again, at the published luminosity and without another signal. */
  linearity?(state: AnalysisState, mass: number, wanted: Wanted): Linearity | undefined;
  /** What is wanted besides, and known to this way of measuring alone. */
  further?(state: AnalysisState, scanned: Scanned, wanted: Wanted): Steps<Partial<Evaluation>>;
}
