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
    /** Mean Euler characteristic of the toys there: islands less holes. */
    readonly islands: number;
    readonly euler: number;
    readonly independent: number;
  }[];
}
