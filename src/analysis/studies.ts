import type { Hypothesis } from "./sample.js";

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

/** Events of every sample between the edges of the search's regions, of those that reach the cut on them. */
export interface RegionCounts {
  readonly reaching: Readonly<Record<string, readonly number[]>>;
  /** Of those that pass all other cuts. */
  readonly selected: Readonly<Record<string, readonly number[]>>;
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

/** Signals injected against extracted: mean of some throws and its error. */
export interface Linearity {
  /** Of the signal, GeV. */
  readonly mass: number;
  readonly unit: "fb" | "events";
  readonly points: readonly { readonly injected: number; readonly extracted: number; readonly sigma: number }[];
}

/** Limits on the signal events of one window by several methods, a row a count. */
export interface CountComparison {
  readonly mass: number;
  /** Expected background, events. */
  readonly background: number;
  readonly rows: readonly {
    /** A count that there might be, none of the data. */
    readonly count: number;
    /** CLs by toys; null where none were thrown. */
    readonly toys: number | null;
    /** CLs by the asymptotic formula. */
    readonly asymptotic: number | null;
    readonly profile: number | null;
    readonly bayesian: number | null;
    /** CLs of exact counting, background and efficiency known. */
    readonly known: number | null;
  }[];
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
  /** Bins of the fit: edges in GeV, events counted, and what was fitted. */
  readonly fit: {
    readonly edges: readonly number[];
    readonly counts: readonly number[];
    readonly signal: readonly number[];
    readonly background: readonly number[];
  };
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
  readonly points: readonly {
    readonly mass: number;
    readonly fixed: BoundaryAt;
    readonly best: BoundaryAt;
    /** With the other boundaries that the publication may have meant. */
    readonly other?: BoundaryAt;
  }[];
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

/** What data of a control sample say about the size and the shape of a background, and what the size would do. */
export interface BackgroundCorrection {
  /** Ids of the background and of the control sample. */
  readonly sample: string;
  readonly control: string;
  readonly counted: number;
  /** Simulated events of the background there. */
  readonly expected: number;
  /** counted / expected, and its statistical error from the counts. */
  readonly factor: number;
  readonly sigma: number;
  /** How often a spectrum of that many events is as far from the simulated shape as the one counted, by toys. */
  readonly shapePValue: number;
  readonly points: readonly {
    readonly mass: number;
    /** Expected background and median expected limit (asymptotic) in the first interpretation, as used and corrected. */
    readonly background: number;
    readonly corrected: number;
    readonly expected: number | null;
    readonly expectedCorrected: number | null;
  }[];
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

/** Mean figure of merit over the ellipses of a macro-region against the value of one cut. */
export interface CutMerit {
  readonly cut: string;
  readonly parameter: string;
  readonly region: string;
  /** As it is used. */
  readonly value: number;
  readonly merit: number;
  readonly values: readonly number[];
  readonly merits: readonly number[];
}
