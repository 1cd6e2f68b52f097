import type { LuminosityScan } from "./counting/projections.js";
import type { SelectionValues } from "./cut.js";
import type { EllipseEvaluation, LookElsewhere } from "./ellipses/evaluation.js";
import type { PlaneLine } from "./ellipses/row.js";
import type { ReachCurve } from "./lifetime/reach.js";
import type { OwnHistogram } from "./own/observable.js";
import type { FitSpectrum } from "./peaks/fit-spectrum.js";
import type { PeakToys } from "./peaks/toys.js";
import type { Transition } from "./peaks/transition.js";
import type { ScanPoint } from "./scan-point.js";
import type { SignalResolution } from "./signal-resolution.js";
import type { AnalysisState, Binning } from "./state.js";
import type {
  BackgroundCorrection,
  BoundaryStudy,
  CountComparison,
  CutMerit,
  Linearity,
  NMinusOneSpectrum,
  Plane,
  Projection,
  RegionCounts,
  ResolutionPoint,
  Resonance,
  SingleEvent,
} from "./studies.js";

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
  /** Only where peaks are fitted: width of the peak over the scale of its variable, and its statistical error. */
  readonly width?: { readonly variable: string; readonly relative: number; readonly error: number };
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

/** Parts of an evaluation that cost something at every moved control, and are seen in few tabs. */
export type Unseen = "controls" | "other-binning";

/** What is only evaluated when asked for. */
export interface Wanted {
  /** What no open part of a page shows, and is left out: control samples, p-values of the binning beside the state's. */
  readonly unseen?: readonly Unseen[];
  /** Fits of peaks that stand out, where the background is interpolated from data. */
  readonly resonances?: boolean;
  /** Asymptotic limits in place of toys, where limits are by toys. */
  readonly fast?: boolean;
  readonly nMinusOne?: boolean;
  /** Observables of the cuts for what reaches each in the cut flow. */
  readonly reaching?: boolean;
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
  /** Figures of merit against the values of cuts that were optimised by macro-region. */
  readonly cutMerits?: boolean;
  /** Mass (GeV) at which the methods are compared count by count, where limits are by toys. */
  readonly byCount?: number;
  /** What data of a control sample say about a background. */
  readonly correction?: boolean;
  readonly projections?: boolean;
  /** Expectations at several luminosities, where windows are counted. */
  readonly luminosities?: boolean;
  readonly resolution?: boolean;
}

/** What is only counted. */
export type Counts = Pick<Evaluation, "cutFlow" | "spectra">;

/** What one evaluation of a search finds: everything that moves when a cut moves. */
export interface Evaluation {
  readonly scan: readonly ScanPoint[];
  /** What was left out. */
  readonly unseen?: readonly Unseen[];
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
  /** Only where the state has an own observable. */
  readonly own?: OwnHistogram;
  readonly reaching?: readonly NMinusOneSpectrum[];
  readonly regions?: RegionCounts | null;
  readonly reach?: readonly ReachCurve[];
  readonly events?: readonly SingleEvent[];
  readonly plane?: Plane | null;
  readonly resolutions?: readonly SignalResolution[];
  readonly fit?: FitSpectrum | null;
  readonly transition?: Transition | null;
  /** What toys said about the fits, where there were any. */
  readonly toys?: PeakToys | undefined;
  readonly linearity?: Linearity | undefined;
  readonly resonances?: readonly Resonance[];
  readonly boundary?: BoundaryStudy;
  readonly byCount?: CountComparison;
  readonly correction?: BackgroundCorrection;
  readonly cutMerits?: readonly CutMerit[];
  readonly projections?: readonly Projection[];
  readonly luminosities?: readonly LuminosityScan[];
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
