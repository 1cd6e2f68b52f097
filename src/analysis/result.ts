import type { SelectionValues } from "./cut.js";
import type { Hypothesis } from "./sample.js";

/** Why a limit has no value. */
export type LimitStatus =
  | "ok"
  | "unbounded"
  | "no-sensitivity"
  | "invalid-input"
  | "not-converged"
  | "not-defined"
  | "blinded";

/** An upper limit with its expectation: −2σ, −1σ, median, +1σ, +2σ of the background's fluctuation. */
export interface Limit {
  readonly unit: string;
  readonly observed: number | null;
  readonly expected: readonly (number | null)[];
  readonly status: LimitStatus;
}

/** What was found for one hypothesis. */
export interface ScanPoint {
  readonly hypothesis: Hypothesis;
  readonly region: { readonly observable: string; readonly min: number; readonly max: number; readonly unit: string };
  readonly observed: number | null;
  /** Null where it cannot be known: too few events beside the window. */
  readonly background: { readonly value: number; readonly sigma: number } | null;
  readonly efficiency: number;
  readonly localPValue: number | null;
  readonly limits: Readonly<Record<string, Limit>>;
}

/** Events and weighted yields of every sample after one step of the selection. */
export interface CutFlowRow {
  readonly cut: string;
  readonly title: string;
  readonly samples: Readonly<Record<string, { readonly events: number; readonly yield: number }>>;
}

/** Counts of every sample in the bins of a spectrum: selected events, unweighted. */
export interface SpectrumCounts {
  readonly spectrum: string;
  readonly counts: Readonly<Record<string, readonly number[]>>;
}

/** What one evaluation of a search finds: everything that moves when a cut moves. */
export interface Evaluation {
  readonly scan: readonly ScanPoint[];
  readonly cutFlow: readonly CutFlowRow[];
  readonly spectra: readonly SpectrumCounts[];
}

/** The result of a search as `darkroom result` prints it; schema 1. */
export interface SearchResult extends Evaluation {
  readonly search: string;
  readonly schema: 1;
  readonly confidenceLevel: number;
  readonly method: string;
  readonly luminosity: { readonly value: number; readonly unit: string } | null;
  readonly data: "pseudo" | "real" | "blinded";
  readonly globalPValue: number | null;
  readonly selection: SelectionValues;
  readonly provenance: Readonly<Record<string, unknown>>;
}
