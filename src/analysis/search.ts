import type { Blinding, Unblinding } from "./blinding.js";
import type { Claim } from "./claim.js";
import type { ControlSample } from "./control-sample.js";
import type { Cut } from "./cut.js";
import type { Interpretation, Measurement } from "./measurement.js";
import type { Observable } from "./observable.js";
import type { Citation, Origin, Sourced } from "./origin.js";
import type { Hypothesis, Luminosity, SampleDeclaration } from "./sample.js";
import type { WindowScan } from "./scan.js";
import type { ScanPoint } from "./scan-point.js";

/** A histogram that a search shows. */
export interface Spectrum {
  readonly id: string;
  readonly observable: Observable;
  /** Further columns of which every value is counted too: an event that is several candidates. */
  readonly further?: readonly Observable[];
  /** Cut that its events need not pass. */
  readonly without?: string;
  /** What stands above it, e.g. "Recoil-mass spectrum". */
  readonly heading: string;
  /** Axis title with unit, e.g. "M_recoil [GeV/c²]". */
  readonly title: string;
  readonly unit: string;
  /** Bin edges as displayed. */
  readonly edges: readonly number[];
  /** How the abscissa is divided; linear if absent. */
  readonly scale?: "linear" | "log";
  /** Displayed value → value of the observable, rising; the identity if absent (recoil mass shows a stored square). */
  readonly toObservable?: (displayed: number) => number;
  readonly fromObservable?: (value: number) => number;
}

/** Something to compare limits with: points or a curve of a publication, or a band of theory. */
export interface Comparison {
  readonly id: string;
  readonly title: string;
  /** Interpretation whose plane it lives in. */
  readonly interpretation: string;
  /** `above`: the region above a curve. */
  readonly kind: "points" | "curve" | "band" | "above";
  /** Of those that share it one is drawn, the one that the reader chooses; its name among them. */
  readonly choice?: { readonly of: string; readonly name: string };
  /** Of a plane of two masses: whether it holds for every second mass, so that it stands in curves against that too. */
  readonly anySecond?: boolean;
  /** Whether the ordinate reaches to where it begins, as it does for points. */
  readonly framed?: boolean;
  readonly origin: Origin;
  readonly citation: string;
  /** Abscissa (GeV) and value, or lower and upper edge of a band. */
  readonly points: readonly { readonly x: number; readonly y: number; readonly y2?: number }[];
}

/**
 * Two cuts whose values are found for every window on simulated events of their own: a line, and the lower end of a
 * range beside it. What is best is ε / (a/2 + √B) (Punzi), with `sigmas` a.
 */
export interface TunedCuts {
  /** Ids of the line and of the range. */
  readonly line: string;
  readonly threshold: string;
  readonly sigmas: number;
  /** Mass (GeV) above which none is applied. */
  readonly below: number;
  /** Search with the same windows and cuts whose values are taken over, where they are not tuned on its own events. */
  readonly of?: string;
}

/**
 * Cuts whose values are those with the best mean figure of merit ε / (a/2 + √B) over the ellipses of a macro-region, and
 * with which `sigmas` a.
 */
export interface OptimisedCuts {
  readonly sigmas: number;
  /** First mass (GeV) from which ellipses count. */
  readonly from: number;
  readonly cuts: readonly { readonly cut: string; readonly parameter: string; readonly region: string }[];
  /** On which events the values were found, in words. */
  readonly found: string;
}

/**
 * A search of two masses at one collider: its own, or another that sought the same. Of others nothing is simulated: told
 * are theory, produced events and what was published.
 */
export interface Configuration {
  readonly id: string;
  readonly title: string;
  /** GeV. */
  readonly sqrtS: number;
  /** fb⁻¹. */
  readonly luminosity: Sourced;
  /** Range of the first mass, GeV. */
  readonly masses: readonly [number, number];
  /** Range of published limits on the first quantity of the search, and where it stands. */
  readonly limits: readonly [number, number];
  readonly source: string;
  /** The largest second mass (GeV) at a first one. */
  largest(first: number): number;
  /** Cross-section into the final state for a first quantity of 1, fb. */
  crossSection(hypothesis: Hypothesis): number;
}

/** What a reader should know beside a plot: in words, with its citation. */
export interface Remark {
  readonly title: string;
  readonly text: string;
  readonly origin: Origin;
  readonly citation: string;
  /** Another search of the catalogue that it leads to. */
  readonly page?: { readonly id: string; readonly title: string };
}

/** A search, declared once; loader, page, cut flow, exports and table of contents follow from it. */
export interface Search {
  readonly id: string;
  readonly title: string;
  /** What the title arrow points at, e.g. "g′". */
  readonly target: string;
  readonly process: { readonly tex: string; readonly text: string };
  /** One sentence: what is sought, how, what was found. */
  readonly summary: string;
  readonly citation: Citation;
  readonly experiment: string;
  /** Null where only a sample can tell, and does not. */
  readonly luminosity: Luminosity | null;
  /** What stands above each plot, where a sample that was given says so itself. */
  readonly heading?: { readonly label: string; readonly conditions: string };
  readonly sqrtS: number | null;
  /** Luminosities (fb⁻¹) that the expectation is also of interest for. */
  readonly projections?: readonly number[];
  readonly data: "pseudo" | "real" | "blinded";
  /** Of a blinded search: why, and what stays open. */
  readonly blinding?: Blinding;
  /** Of a search that was blinded: who opened it. */
  readonly unblinding?: Unblinding;
  readonly observables: readonly Observable[];
  readonly samples: readonly SampleDeclaration[];
  readonly selection: readonly Cut[];
  readonly tuning?: TunedCuts;
  readonly optimised?: OptimisedCuts;
  /** Of a search of two masses: itself first, then the same search elsewhere. */
  readonly configurations?: readonly Configuration[];
  readonly scan: WindowScan;
  readonly spectra: readonly Spectrum[];
  /** Samples beside the signal region in which data and simulation are compared. */
  readonly controls?: readonly ControlSample[];
  /** Scan and spectra for data that cover a range of the scanned observable, where they depend on it. */
  readonly within?: (coverage: readonly [number, number]) => Pick<Search, "scan" | "spectra">;
  readonly measurement: Measurement;
  readonly interpretations: readonly Interpretation[];
  readonly comparisons: readonly Comparison[];
  readonly remarks?: readonly Remark[];
  /** Whether the cross-section behind the limits is Born's or with radiation of the beams, and which α it holds. */
  readonly radiation: Omit<Remark, "title">;
  /** Statements of the publication that the result is held against. */
  readonly claims?: readonly Claim[];
  /** Range of the signal efficiency that was published, up to a mass (GeV). */
  readonly publishedEfficiency?: {
    readonly low: number;
    readonly high: number;
    readonly below: number;
    readonly source: string;
  };
  /** Observable in which a signal of a mass (GeV) would peak where kinematics say; shown is how well it is measured. */
  readonly resolution?: { readonly observable: Observable; expected(mass: number): number };
  /** Sentences that are read off the limits, e.g. a range of masses that a model is excluded in. */
  readonly readings?: (scan: readonly ScanPoint[]) => readonly string[];
  /** What stands at a value of an observable, e.g. a layer of material, and is drawn where it is cut on. */
  readonly landmarks?: readonly { readonly observable: string; readonly at: number; readonly title: string }[];
  /** Regions of an observable that a cut is on, between rising edges: where backgrounds of different kinds are. */
  readonly regions?: {
    readonly cut: string;
    readonly observable: Observable;
    readonly edges: readonly number[];
    readonly titles: readonly string[];
  };
  /** Signal drawn over the spectrum: a sample, and the factor on its generated yield. */
  readonly overlay?: { readonly sample: string; readonly factor: number; readonly label: string };
  /** Coupling that the control for an added signal starts with, and goes two orders of magnitude about; 0.3 if absent. */
  readonly injectedCoupling?: number;
  /** Masses and couplings of the first quantity that all its comparisons together are shown in, where the plot is too small. */
  readonly wholePlane?: { readonly masses: readonly [number, number]; readonly couplings: readonly [number, number] };
  /** Numbers behind the simulation and the corrections, for the table of assumptions. */
  readonly assumptions: readonly { readonly title: string; readonly number: Sourced }[];
}
