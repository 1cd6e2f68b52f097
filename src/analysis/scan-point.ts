import type { Background } from "../statistics/counting/model.js";
import type { CutValues } from "./cut.js";
import type { Hypothesis } from "./sample.js";

/**
 * Why a limit has no value; `expected-only`: the observed one, away from the luminosity of the data; `closed`: what is
 * excluded lies between two values.
 */
export type LimitStatus =
  | "ok"
  | "unbounded"
  | "no-sensitivity"
  | "invalid-input"
  | "not-converged"
  | "not-defined"
  | "blinded"
  | "expected-only"
  | "closed";

/** An upper limit with its expectation: −2σ, −1σ, median, +1σ, +2σ of the background's fluctuation. */
export interface Limit {
  readonly unit: string;
  readonly observed: number | null;
  readonly expected: readonly (number | null)[];
  readonly status: LimitStatus;
  /** Excluded intervals, where they are closed on both sides, in place of the limits. */
  readonly excluded?: Excluded;
}

/** From … to; none, one, or several apart. */
export type Intervals = readonly (readonly [number, number])[];

/** Excluded intervals as observed, and expected at −2σ … +2σ. */
export interface Excluded {
  readonly observed: Intervals | null;
  readonly expected: readonly Intervals[];
}

/** A signal whose coupling sets rate and lifetime, over the couplings of the scan. */
export interface LifetimeScanPoint {
  readonly couplings: readonly number[];
  /** Expected events in the window at the luminosity of the state. */
  readonly events: readonly number[];
  /** Effective number of simulated events behind each. */
  readonly effective: readonly number[];
  /** At the coupling of the state: mean proper decay length in cm, expected events, effective number of events. */
  readonly shown: { readonly decayLength: number; readonly events: number; readonly effective: number };
  /** Upper limits on the number of events that decide: observed, and expected at −2σ … +2σ. */
  readonly upper: { readonly observed: number | null; readonly expected: readonly (number | null)[] };
}

/** Fit of a peak: the nominal one, and what its variations make of it. */
export interface FittedPeak {
  readonly variable: string;
  /** Signal events of the nominal fit and their error (Hesse); null where the fit failed. */
  readonly yield: number | null;
  readonly error: number | null;
  /** Signed significance of the nominal fit, and the smallest one of all variations. */
  readonly nominalSignificance: number | null;
  readonly significance: number | null;
  /** Width of the peak in the unit of the region, from simulation. */
  readonly width: number;
  /** Candidates in the range of the nominal fit, its −2 ln λ against the data and degrees of freedom. */
  readonly candidates: number;
  readonly deviance: number;
  readonly degrees: number;
  /** Every variation: range and order, its significance and its limit on the yield. */
  readonly variations: readonly {
    readonly from: number;
    readonly to: number;
    readonly order: number;
    readonly significance: number | null;
    readonly upper: number | null;
  }[];
}

/** The likelihood behind a limit by counting: n ~ Poisson(x · perUnit + b), for x of what the search measures. */
export interface WindowModel {
  /** What is believed of b. */
  readonly background: Background;
  /** Expected events of a unit of signal: efficiency × luminosity, or as the measurement declares. */
  readonly perUnit: number;
  /** Relative uncertainty of `perUnit`. */
  readonly relative: number;
  /** Constraint of the signal, and of a systematic uncertainty common to simulated backgrounds. */
  readonly constraint: "gaussian" | "log-normal";
}

/** dᵀC⁻¹d ≤ reach² about a centre in the plane of two observables. */
export interface Ellipse {
  readonly observables: readonly [string, string];
  readonly centre: readonly [number, number];
  readonly sigma: readonly [number, number];
  readonly correlation: number;
  readonly reach: number;
}

/** What was found for one hypothesis. */
export interface ScanPoint {
  readonly hypothesis: Hypothesis;
  readonly region: {
    readonly observable: string;
    readonly min: number;
    readonly max: number;
    readonly unit: string;
    /** Of a plane: the ellipse whose extent the rest is. */
    readonly ellipse?: Ellipse;
  };
  readonly observed: number | null;
  /** Null where it cannot be known: too few events beside the window. */
  readonly background: { readonly value: number; readonly sigma: number } | null;
  /** Events of every background sample in the region, by its id, where their uncertainties are their own. */
  readonly composition?: Readonly<Record<string, number>>;
  readonly efficiency: number;
  readonly localPValue: number | null;
  readonly limits: Readonly<Record<string, Limit>>;
  /** Effective number of simulated background events in the window, (Σw)²/Σw²; null where nothing is simulated. */
  readonly effectiveEvents: number | null;
  /** Values in force of cuts that are tuned window by window, by cut id; null where a cut does not apply. */
  readonly tuned: Readonly<Record<string, CutValues | null>>;
  /** Only where events are counted. */
  readonly model?: WindowModel;
  /** Only where peaks are fitted. */
  readonly peak?: FittedPeak;
  /** Only where the coupling sets the lifetime. */
  readonly lifetime?: LifetimeScanPoint;
  /** Median expected limit on the first quantity from Asimov data, asymptotic CLs, where the measurement is on/off. */
  readonly asimov?: number | null;
  /** What other methods give on the first quantity of the search, where the measurement shows them beside its own. */
  readonly beside?: readonly MethodLimit[];
}

/** A limit by another method. */
export interface MethodLimit {
  readonly method: string;
  readonly observed: number | null;
  /** Median expectation. */
  readonly expected: number | null;
}
