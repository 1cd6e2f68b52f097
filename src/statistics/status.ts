/**
 * How a result came out.
 * `unbounded`: no finite limit exists (no efficiency, no luminosity, an improper posterior).
 * `no-sensitivity`: signal and background cannot be told apart, the answer says nothing about the signal.
 */
export type Status = "ok" | "unbounded" | "no-sensitivity" | "invalid-input" | "not-converged";

/** An upper limit; `value` is null exactly when the status is not `ok`. */
export interface Limit {
  readonly value: number | null;
  readonly status: Status;
}

/** An interval; an end is null when it does not exist. */
export interface Interval {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly status: Status;
}

/** −2σ, −1σ, median, +1σ, +2σ of the background fluctuation. */
export type Band<T = number | null> = readonly [T, T, T, T, T];

/** Cumulative probabilities Φ(k) of the band's five members, k = −2 … +2. */
export const BAND_PROBABILITIES: Band<number> = [
  0.022750131948179212, 0.15865525393145705, 0.5, 0.8413447460685429, 0.9772498680518208,
];

/** A limit from a number that may have come out infinite or undefined: never NaN. */
export function limitOf(value: number | undefined): Limit {
  if (value === undefined || Number.isNaN(value)) return { value: null, status: "not-converged" };
  return Number.isFinite(value) ? { value, status: "ok" } : { value: null, status: "unbounded" };
}

/** Expected background below which asymptotic limits are labelled, in events. */
export const FEW_EVENTS = 5;

/** What an asymptotic answer says where few events of background make it too strong; nothing elsewhere. */
export function asymptoticLabel(background: number): { readonly message?: string } {
  if (background >= FEW_EVENTS) return {};
  return { message: `asymptotic limits are 10 to 15 % too strong below ${FEW_EVENTS} events of background` };
}
