import { significanceOfLnP } from "../../numerics/special.js";

/** How unlikely the background alone makes an observation. */
export interface Significance {
  /** One-sided significance in Gaussian σ, p = 1 − Φ(z); −∞ for p = 1, +∞ for p = 0. */
  readonly z: number;
  /** One-sided p-value; 0 where it underflows although z is finite. */
  readonly p: number;
}

/** Significance of a p-value given as its logarithm, so that far tails keep their z. */
export function fromLnP(lnP: number): Significance {
  const bounded = Math.min(lnP, 0);
  return { z: significanceOfLnP(bounded), p: Math.exp(bounded) };
}
