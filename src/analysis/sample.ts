/** What a sample stands for; `control-data` are data of control samples alone: taken elsewhere, or open though a search is blinded. */
export type SampleKind = "signal" | "background" | "data" | "control-data";

/** Parameters of a signal hypothesis, by name, e.g. { mass: 1.5 } in GeV. */
export type Hypothesis = Readonly<Record<string, number>>;

/** A sample as a search declares it. */
export interface SampleDeclaration {
  readonly id: string;
  readonly kind: SampleKind;
  /** Process as printed in legends, e.g. "μμ(γ)". */
  readonly label: string;
  readonly tex: string;
  /** Colour of the process, the same on all pages; and the hatch or dash that tells it apart in grey. */
  readonly color: string;
  readonly hypothesis?: Hypothesis;
  /** Factor on the yield that simulation lacks (trigger, tracking, …), the product of the published ones. */
  readonly correction: number;
  /**
   * A background of control samples alone: it is in the pseudo-data and the figures, but not in the expectation of the
   * windows, to which a sample without a selected event would still add the weight of one to each.
   */
  readonly controlOnly?: true;
  /**
   * Range of the scanned observable that the sample is confined to, in its unit: windows beside it do not expect it, to
   * which it would still add the weight of one event each.
   */
  readonly within?: { readonly min?: number; readonly max?: number };
  /**
   * A background that no setting of the controls lets pass, simulated in small numbers to be shown beside the cuts that
   * remove it: neither in the pseudo-data nor in the expectation of the windows.
   */
  readonly shownOnly?: true;
}

const EVERYWHERE = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY } as const;

/** Whether a background may have events in a stretch of the scanned observable: one that was given may, anywhere. */
export function isExpectedIn(
  sample: SampleDeclaration | undefined,
  stretch: { readonly min: number; readonly max: number } = EVERYWHERE,
): boolean {
  if (!sample) return true;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = sample.within ?? {};
  return !sample.controlOnly && !sample.shownOnly && stretch.min < max && stretch.max > min;
}

/** Integrated luminosity in fb⁻¹ and as printed. */
export interface Luminosity {
  readonly inverseFemtobarn: number;
  readonly value: number;
  readonly unit: string;
  readonly text: string;
}

/** Where a sample comes from that was read from files. */
export interface SampleSource {
  /** Words of whoever gave it: what stands above the plots, e.g. "CMS open data", and beside it, e.g. "√s = 7 TeV". */
  readonly label: string;
  readonly conditions: string;
  readonly citation: string;
  /** Of data, where it is known. */
  readonly luminosity?: Luminosity;
  /** Smallest and largest value of the scanned observable in its files. */
  readonly coverage: readonly [number, number];
  /** What was noticed in reading, one line each. */
  readonly notices: readonly string[];
}

/** A sample with what its simulation, or its files, gave. */
export interface SampleSummary {
  readonly id: string;
  readonly kind: SampleKind;
  readonly label: string;
  readonly hypothesis?: Hypothesis;
  /** Production cross-section in fb with its Monte Carlo error; null for data. */
  readonly crossSection: { readonly value: number; readonly sigma: number } | null;
  /** Simulated trials behind the rows; 0 for data and for backgrounds read from files. */
  readonly trials: number;
  /** Events that one row stands for at the luminosity and corrections of the publication; 1 for data. */
  readonly weight: number;
  /** Only of samples that were read from files: nothing else is real. */
  readonly source?: SampleSource;
  /** Only of `control-data` of a blinded search: ids of the control samples that they are all data of. */
  readonly openIn?: readonly string[];
}

/** Whether the selection counts a sample: data of control samples are in no cut flow and no spectrum of it. */
export function isSelectable({ kind }: Pick<SampleSummary, "kind">): boolean {
  return kind !== "control-data";
}
