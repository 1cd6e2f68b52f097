/**
 * A table as HEPData keeps it, with numbers as numbers: what the writer takes and the reader gives. Version 1.1.1 of
 * the format.
 */
export interface HepdataTable {
  /** At most 64 characters, unique in its submission. */
  readonly name: string;
  readonly description: string;
  /** Where it stands in the publication, e.g. "Figure 3". */
  readonly location?: string;
  readonly keywords: readonly Keyword[];
  /** All variables have as many values as the table has rows. */
  readonly independent: readonly IndependentVariable[];
  readonly dependent: readonly DependentVariable[];
}

/** What a table is found by. */
export interface Keyword {
  readonly name: "cmenergies" | "observables" | "reactions" | "phrases";
  readonly values: readonly (string | number)[];
}

/** A point or a bin of an abscissa; the value of a bin is where it is drawn, if that was given. */
export type Abscissa =
  | { readonly value: number | string }
  | { readonly value?: number; readonly low: number; readonly high: number };

/** What was chosen: a mass, bins of an observable. */
export interface IndependentVariable {
  readonly name: string;
  /** "" where there are none. */
  readonly units: string;
  readonly values: readonly Abscissa[];
}

/** What holds for a whole column: √s, reaction, confidence level. */
export interface Qualifier {
  readonly name: string;
  readonly value: number | string;
  readonly units?: string;
}

/** What was measured: one column. */
export interface DependentVariable {
  readonly name: string;
  readonly units: string;
  readonly qualifiers: readonly Qualifier[];
  readonly values: readonly Measured[];
}

/** One number with its uncertainties; null where the cell is empty or a dash, text where it is words. */
export interface Measured {
  readonly value: number | string | null;
  readonly errors: readonly Uncertainty[];
}

/** One source of uncertainty as signed shifts, e.g. −0.3 and +0.4; null where one side was left empty. */
export interface Uncertainty {
  /** "stat", "sys,lumi", …; "" where there is none. */
  readonly label: string;
  readonly minus: number | null;
  readonly plus: number | null;
  /** Whether it was given as one number for both sides. */
  readonly symmetric: boolean;
  /** Whether the shifts are percents of the value. */
  readonly percent: boolean;
}

/** A source that shifts by as much both ways. */
export function symmetric(label: string, size: number): Uncertainty {
  return { label, minus: -size, plus: size, symmetric: true, percent: false };
}

/**
 * Shifts of a number down and up by all its sources in quadrature, in its own units and both positive; a source that
 * shifts to one side alone, both of its numbers of a sign, counts there with the larger.
 */
export function totalShifts({ value, errors }: Measured): { down: number; up: number } {
  const scale = typeof value === "number" ? Math.abs(value) / 100 : 0;
  let [down, up] = [0, 0];
  for (const { minus, plus, percent } of errors) {
    const shifts = [minus ?? 0, plus ?? 0].map((shift) => (percent ? shift * scale : shift));
    down += Math.min(0, ...shifts) ** 2;
    up += Math.max(0, ...shifts) ** 2;
  }
  return { down: Math.sqrt(down), up: Math.sqrt(up) };
}

/** A file or an address that belongs to a submission. */
export interface Resource {
  readonly location: string;
  readonly description: string;
  readonly type?: string;
}

/** Tables with what is said of all of them. */
export interface HepdataSubmission {
  readonly comment: string;
  readonly resources: readonly Resource[];
  readonly tables: readonly HepdataTable[];
}
