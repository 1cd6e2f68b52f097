import type { RandomStream } from "../../numerics/random.js";
import { lnNormalTail, log1mExp } from "../../numerics/special.js";
import { fromLnP, type Significance } from "../significance/significance.js";

/** A global p-value from toys. */
export interface GlobalFromToys extends Significance {
  /** Toys at least as extreme, and all. */
  readonly exceeding: number;
  readonly toys: number;
  /** Binomial error of p; about p itself where no toy reaches the observation. */
  readonly sigma: number;
}

/**
 * Global p-value (number of toys with a maximum ≥ the observed one + 1)/(toys + 1): never 0, since what was seen is itself
 * one outcome.
 */
export function globalFromToys(observed: number, maxima: ArrayLike<number>): GlobalFromToys {
  let exceeding = 0;
  for (let i = 0; i < maxima.length; i++) if (maxima[i] >= observed) exceeding++;
  const toys = maxima.length;
  const p = (exceeding + 1) / (toys + 1);
  return { ...fromLnP(Math.log(p)), exceeding, toys, sigma: Math.sqrt((p * (1 - p)) / (toys + 1)) };
}

/** Global significance if `windows` windows were independent (Šidák): 1 − (1 − p)^N, exact also for the smallest p. */
export function sidak(z: number, windows: number): Significance {
  const lnNone = windows * log1mExp(lnNormalTail(z));
  return fromLnP(lnNone === 0 ? Math.log(windows) + lnNormalTail(z) : log1mExp(lnNone));
}

/** Largest value of each of `toys` scans; `scan` makes one from the stream. */
export function toyMaxima(toys: number, stream: RandomStream, scan: (stream: RandomStream) => ArrayLike<number>) {
  return Float64Array.from({ length: toys }, () => {
    const values = scan(stream);
    let largest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < values.length; i++) largest = Math.max(largest, values[i]);
    return largest;
  });
}
