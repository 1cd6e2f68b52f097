import type { ValueColumns } from "./events.js";

/** A column that a file of events may hold and observables are computed from. */
export interface InputQuantity {
  /** Name in the `columns` of a manifest, e.g. "pt1". */
  readonly id: string;
  /** Unit that `derive` wants it in: "GeV", "rad", or empty. */
  readonly unit: string;
  readonly about: string;
}

/** What was computed from the columns of some rows. */
export interface DerivedColumns extends ValueColumns {
  /** Rows that belong to the sample, where not all do: 1 to keep. */
  readonly keep?: Uint8Array;
  /** What was noticed, and in how many rows. */
  readonly notices: Readonly<Record<string, number>>;
}

/** How rows of a file become the observables of a search: those that are mapped themselves need no derivation. */
export interface SampleInputs {
  readonly quantities: readonly InputQuantity[];
  /** In words, for a message: what observables are computed from. */
  readonly about: string;
  /**
   * Observables that follow from the given columns, in units of the quantities; those that do not are left out.
   * @throws ImpossibleValue
   */
  derive(given: ValueColumns): DerivedColumns;
}

/** A value that no event has: `row` counts from 0. */
export class ImpossibleValue extends Error {
  readonly quantity: string;
  readonly row: number;

  constructor(quantity: string, row: number, value: number, why: string) {
    super(`impossible ${quantity}: ${value}, ${why}`);
    this.quantity = quantity;
    this.row = row;
  }
}
