import type { Background } from "../statistics/counting/model.js";
import type { CutValues, SelectionValues } from "./cut.js";
import type { PlaneLine } from "./ellipse-row.js";
import type { FitSpectrum } from "./peak-fit-spectrum.js";
import type { PeakToys } from "./peak-toys.js";
import type { Transition } from "./peak-transition.js";
import type { ReachCurve } from "./reach.js";
import type { Hypothesis } from "./sample.js";
import type { SignalResolution } from "./signal-resolution.js";
import type { AnalysisState, Binning } from "./state.js";

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

/** Every ellipse of a scan over a plane, column by column: what was counted, and limits on the cross-section (fb). */
export interface EllipseEvaluation {
  /** Distance of neighbours in standard deviations, and number of columns of one first mass. */
  readonly spacing: number;
  readonly columns: number;
  /** Masses (GeV), and place in the lattice. */
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly column: readonly number[];
  readonly row: readonly number[];
  /** Covariance of the simulated signal, interpolated. */
  readonly sigmaX: readonly number[];
  readonly sigmaY: readonly number[];
  readonly correlation: readonly number[];
  /** Null where there are no data. */
  readonly counted: readonly number[] | null;
  readonly localPValue: readonly number[] | null;
  readonly background: readonly number[];
  readonly backgroundSigma: readonly number[];
  readonly efficiency: readonly number[];
  /** Value of the first quantity of the search, which is proportional to the cross-section, at 1 fb. */
  readonly perFemtobarn: readonly number[];
  /** What the plane looks like. */
  readonly density: PlaneDensity;
  /** Observed, and −2σ … +2σ of the expectation. */
  readonly crossSection: {
    readonly observed: readonly (number | null)[];
    readonly expected: readonly (readonly (number | null)[])[];
  };
}

/** Selected events over the plane in cells, row by row from below; y stands as it is shown, a signed root. */
export interface PlaneDensity {
  readonly x: { readonly low: number; readonly width: number; readonly bins: number };
  readonly y: { readonly low: number; readonly width: number; readonly bins: number };
  /** Expected background. */
  readonly background: readonly number[];
  /** Places of events of the data, of each cell not more than some; and how many there are in all. */
  readonly points: { readonly x: readonly number[]; readonly y: readonly number[]; readonly of: number };
  /** Expected events of every background in every macro-region, in the order of both. */
  readonly regions: readonly {
    readonly id: string;
    readonly title: string;
    readonly yields: Readonly<Record<string, number>>;
    readonly counted: number | null;
  }[];
}

/** How often background alone makes, somewhere in a plane, an excess as large as the largest one seen. */
export interface LookElsewhere {
  readonly toys: number;
  /** The most significant ellipse and its local significance. */
  readonly ellipse: number;
  readonly z: number;
  /** By toys, with its binomial error. */
  readonly global: { readonly p: number; readonly sigma: number };
  /** By the Euler characteristic, and for as many independent windows. */
  readonly euler: number;
  readonly independent: number;
  /** Ellipses that background alone is expected to lift above 3σ. */
  readonly expectedAbove3: number;
  /** Probability that the largest significance reaches a level. */
  readonly levels: readonly {
    readonly z: number;
    readonly toys: number;
    readonly euler: number;
    readonly independent: number;
  }[];
}

/** What the simulated signal of one mass gives in the window around that mass. */
export interface SignalPoint {
  readonly sample: string;
  /** GeV; the first one of a pair. */
  readonly mass: number;
  /** Only of mass pairs: both, and the covariance of the simulated signal. */
  readonly pair?: {
    readonly first: number;
    readonly second: number;
    readonly sigmaX: number;
    readonly sigmaY: number;
    readonly correlation: number;
    /** Share of the selected rows that lies in the ellipse. */
    readonly content: number;
  };
  /** Corrections included. */
  readonly efficiency: number;
  /** Binomial error of the efficiency, of the simulated number of events alone. */
  readonly sigma: number;
  /** Simulated events in the window after all cuts. */
  readonly rows: number;
}

/** Local p-value of one window. */
export interface LocalPValue {
  /** GeV. */
  readonly mass: number;
  readonly observed: number;
  readonly background: number;
  /** P(N ≥ observed) from background alone, its uncertainty marginalised. */
  readonly p: number;
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

/** Counts of every sample in the bins of a control sample's spectrum, unweighted. */
export interface ControlCounts {
  readonly control: string;
  readonly counts: Readonly<Record<string, readonly number[]>>;
}

/** The observable of one cut for the events that pass all others and that the cut binds. */
export interface NMinusOneSpectrum {
  readonly cut: string;
  /** Observable, or for a line "distance above the line" in the unit of its ordinate. */
  readonly title: string;
  readonly unit: string;
  readonly edges: readonly number[];
  /** Unweighted rows of every sample in each bin. */
  readonly counts: Readonly<Record<string, readonly number[]>>;
}

/** Rows of one sample in the plane of a line cut, thinned. */
export interface PlaneRows {
  readonly sample: string;
  readonly kind: "signal" | "background";
  /** Abscissa and ordinate of the line's plane and the observable of the threshold beside it. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly threshold: readonly number[];
  /** Expected events that each row shown stands for (for a signal: share of the efficiency). */
  readonly weight: number;
}

/** Signal and background of one window in the plane of a line cut, before that cut and the threshold beside it. */
export interface Plane {
  /** Of the window, and of the generated signal that is shown. */
  readonly hypothesis: Hypothesis;
  readonly signalMass: number;
  /** Ids of the observables. */
  readonly x: string;
  readonly y: string;
  readonly threshold: string;
  readonly rows: readonly PlaneRows[];
  /** With both cuts as they are: ε / (a/2 + √B), ε relative to all cuts but these two, B expected events. */
  readonly efficiency: number;
  readonly background: number;
  readonly figureOfMerit: number;
}

/** Signals injected against extracted, in fb: mean of some throws and its error. */
export interface LinearityPoint {
  readonly injected: number;
  readonly extracted: number;
  readonly sigma: number;
}

/** A peak that stands out of data, with position and width free in its fit. */
export interface Resonance {
  /** Of the hypothesis with the smallest local p-value, GeV. */
  readonly scanned: number;
  readonly localPValue: number;
  /** GeV, with the errors of the fit (Hesse). */
  readonly position: number;
  readonly positionError: number;
  readonly width: number;
  readonly widthError: number;
  readonly events: number;
  readonly eventsError: number;
  /** −2 ln λ of the bins against the fit, and its degrees of freedom. */
  readonly deviance: number;
  readonly degrees: number;
}

/** Where an observable of the simulated signal of one mass lies after all cuts, in the observable's unit. */
export interface ResolutionPoint {
  /** GeV. */
  readonly mass: number;
  readonly events: number;
  /** What kinematics say. */
  readonly expected: number;
  readonly median: number;
  readonly medianSigma: number;
  /** Half of the central 68.27 %. */
  readonly halfWidth: number;
  readonly halfWidthSigma: number;
}

/** A signal region up to a boundary: half of the simulation found the boundary, the other half is counted. */
export interface BoundaryAt {
  readonly boundary: number;
  /** Of the half that is counted. */
  readonly efficiency: number;
  readonly background: number;
  /** Figure of merit in either half. */
  readonly found: number;
  readonly counted: number;
  /** Median expected limit in the first interpretation, asymptotic, of the half that is counted. */
  readonly expected: number | null;
}

/** Boundaries of the signal regions, the fixed ones and those with the highest figure of merit. */
export interface BoundaryStudy {
  readonly points: readonly { readonly mass: number; readonly fixed: BoundaryAt; readonly best: BoundaryAt }[];
  /** Figure of merit against the boundary at one mass, in either half; undefined without signal. */
  readonly curve:
    | {
        readonly mass: number;
        readonly boundaries: readonly number[];
        readonly found: readonly number[];
        readonly counted: readonly number[];
      }
    | undefined;
}

/** Median expected limits at a luminosity, with an uncertainty scaled and τ as it then is. */
export interface Projection {
  /** fb⁻¹. */
  readonly luminosity: number;
  readonly scale: number;
  readonly ratio: number;
  /** Whether the background sample grows with the data. */
  readonly grows: boolean;
  readonly points: readonly {
    readonly mass: number;
    readonly background: number;
    readonly sigma: number;
    readonly expected: number | null;
  }[];
}

/** One selected event: its sample, and the value of every observable. */
export interface SingleEvent {
  readonly sample: string;
  readonly values: Readonly<Record<string, number>>;
}

/** What is only evaluated when asked for. */
export interface Wanted {
  /** Fits of peaks that stand out, where the background is interpolated from data. */
  readonly resonances?: boolean;
  /** Asymptotic limits in place of toys, where limits are by toys. */
  readonly fast?: boolean;
  readonly nMinusOne?: boolean;
  /** What other triggers, categories and luminosities reach, where the coupling sets the lifetime. */
  readonly reach?: boolean;
  /** Mass (GeV) of the signal of which single events are shown. */
  readonly events?: number;
  /** Mass (GeV) whose window is shown in the plane of the line cut. */
  readonly plane?: number;
  /** Whether the resolution is asked for, where windows are around a peak. */
  readonly resolutions?: boolean;
  /** Number of toys of the global p-value. */
  readonly globalPValue?: number;
  /** Index of the only hypothesis that is asked about: where each takes a fit, the others are left out. */
  readonly only?: number;
  /** Mass (GeV) of the hypothesis whose fit is shown bin by bin. */
  readonly fit?: number;
  /** Line through a plane of two masses that the scan is of; the first one of the search if absent. */
  readonly line?: PlaneLine;
  /** Where two variables of fitted peaks are equally sensitive. */
  readonly transition?: boolean;
  /** Mass (GeV) at which signals are injected and extracted. */
  readonly linearity?: number;
  /** Mass (GeV) at which the figure of merit is wanted against the boundary of the signal region. */
  readonly boundary?: number;
  readonly projections?: boolean;
  readonly resolution?: boolean;
}

/** What one evaluation of a search finds: everything that moves when a cut moves. */
export interface Evaluation {
  readonly scan: readonly ScanPoint[];
  /** Whether asymptotic limits stand in for those by toys. */
  readonly fast?: boolean;
  /** Only where ellipses in a plane are counted: all of them. The scan is then a line of them. */
  readonly ellipses?: EllipseEvaluation;
  /** Only where it was asked for. */
  readonly lookElsewhere?: LookElsewhere;
  readonly cutFlow: readonly CutFlowRow[];
  readonly spectra: readonly SpectrumCounts[];
  /** Empty where the search declares no control samples. */
  readonly controls: readonly ControlCounts[];
  readonly signals: readonly SignalPoint[];
  /** Local p-values in every binning; empty without data. */
  readonly localPValues: Readonly<Record<Binning, readonly LocalPValue[]>>;
  /** Probability that background alone gives a local p-value as small as the smallest one in any binning; null if not asked for, or not known. */
  readonly globalPValue: number | null;
  readonly nMinusOne?: readonly NMinusOneSpectrum[];
  readonly reach?: readonly ReachCurve[];
  readonly events?: readonly SingleEvent[];
  readonly plane?: Plane | null;
  readonly resolutions?: readonly SignalResolution[];
  readonly fit?: FitSpectrum | null;
  readonly transition?: Transition | null;
  /** What toys said about the fits, where there were any. */
  readonly toys?: PeakToys | undefined;
  readonly linearity?: readonly LinearityPoint[];
  readonly resonances?: readonly Resonance[];
  readonly boundary?: BoundaryStudy;
  readonly projections?: readonly Projection[];
  readonly resolution?: readonly ResolutionPoint[];
}

/** The result of a search as `darkroom result` prints it; schema 1. */
export interface SearchResult extends Evaluation {
  readonly search: string;
  readonly schema: 1;
  readonly confidenceLevel: number;
  readonly method: AnalysisState["method"];
  /** Prior of the Bayesian method; null for the others. */
  readonly prior: AnalysisState["prior"] | null;
  /** What the method does with the uncertainties of signal and background. */
  readonly uncertainties: string;
  readonly luminosity: { readonly value: number; readonly unit: string } | null;
  readonly data: "pseudo" | "real" | "blinded";
  readonly selection: SelectionValues;
  /** Everything else that the result was asked for with. */
  readonly state: Omit<AnalysisState, "cuts">;
  readonly provenance: Readonly<Record<string, unknown>>;
}
