/** What a sample stands for. */
export type SampleKind = "signal" | "background" | "data";

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
}

/** A sample with what its simulation found. */
export interface SampleSummary {
  readonly id: string;
  readonly kind: SampleKind;
  readonly label: string;
  readonly hypothesis?: Hypothesis;
  /** Production cross-section in fb with its Monte Carlo error; null for data. */
  readonly crossSection: { readonly value: number; readonly sigma: number } | null;
  /** Simulated trials behind the rows; 0 for data. */
  readonly trials: number;
  /** Events that one row stands for at the luminosity and corrections of the publication; 1 for data. */
  readonly weight: number;
}
