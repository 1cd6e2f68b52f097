/**
 * An observable is a column of the event table. It is stored as whole steps of `step`, because integers compress
 * well, compare alike in SQL and in JavaScript, and give the same bytes on every machine.
 */
export interface Observable {
  /** Column name, also the name used in links and on the command line, e.g. "dimuon_pt". */
  readonly id: string;
  /** Plain words, lower case: "transverse momentum of the muon pair". */
  readonly name: string;
  /** TeX for prose. */
  readonly tex: string;
  /** Unicode for axes and controls, e.g. "pᵀ(μμ)". */
  readonly symbol: string;
  /** Unit as printed, e.g. "GeV/c"; empty where there is none. */
  readonly unit: string;
  /** Value of one stored step, in `unit`. */
  readonly step: number;
  /** Smallest and largest value stored; what lies outside is stored at the edge. */
  readonly domain: readonly [number, number];
  /** Ends of its axis where a cut is shown, if few events lie far beyond the rest; else those of the events. */
  readonly axis?: readonly [number, number];
}

/** Typed array that a column is stored in: 16 bits where the domain fits. */
export type StoredColumn = Int16Array | Int32Array;

/** Whole number of steps nearest to a value, clamped to the domain. */
export function toSteps(observable: Observable, value: number): number {
  const [low, high] = observable.domain;
  return Math.round(Math.min(high, Math.max(low, value)) / observable.step);
}

/** Value in the observable's unit of a stored number of steps. */
export function fromSteps(observable: Observable, steps: number): number {
  return steps * observable.step;
}

/** Whether 16-bit integers hold the whole domain. */
export function fitsInt16(observable: Observable): boolean {
  const [low, high] = observable.domain;
  return toSteps(observable, low) >= -32768 && toSteps(observable, high) <= 32767;
}

/** Stored column of `length` entries. */
export function storedColumn(observable: Observable, length: number): StoredColumn {
  return fitsInt16(observable) ? new Int16Array(length) : new Int32Array(length);
}

/** Bytes that one event takes in stored columns. */
export function bytesOfRow(observables: readonly Observable[]): number {
  return observables.reduce((sum, one) => sum + storedColumn(one, 1).BYTES_PER_ELEMENT, 0);
}

/**
 * Stored integer bounds of a closed interval of values: an event passes if lowest ≤ steps ≤ highest.
 * A missing end is open. A bound that is meant to sit on a step does, whatever binary fractions make of it.
 */
export function stepBounds(observable: Observable, min?: number, max?: number): { lowest: number; highest: number } {
  const slack = 1e-6;
  return {
    lowest:
      min === undefined || min === Number.NEGATIVE_INFINITY ? -2147483648 : Math.ceil(min / observable.step - slack),
    highest:
      max === undefined || max === Number.POSITIVE_INFINITY ? 2147483647 : Math.floor(max / observable.step + slack),
  };
}

/** Axis title: symbol and unit, e.g. "pᵀ(μμ) [GeV/c]". */
export function axisTitle(observable: Observable): string {
  return observable.unit === "" ? observable.symbol : `${observable.symbol} [${observable.unit}]`;
}
