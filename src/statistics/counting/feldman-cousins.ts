import { poissonAtMost, poissonDeviance, poissonProbability, poissonQuantile } from "../../numerics/special.js";
import { type Acceptance, type FeldmanCousinsInterval, scanAcceptance } from "./acceptance-scan.js";

/** Ranks equal to this within rounding are ties, which go to the smaller count. */
const TIE = 1e-12;
/** Reach and step of the background scan that makes upper limits monotonic, in events. */
const MONOTONIC_REACH = 3;
const MONOTONIC_STEP = 0.01;

/** ln R(n) in units of the tie width: likelihood ratio to the best mean allowed, max(0, n − b). */
function rank(n: number, signal: number, b: number): number {
  const deviance = poissonDeviance(n, signal + b) - (n > b ? 0 : poissonDeviance(n, b));
  return Math.round(-deviance / TIE);
}

/**
 * Whether `n` belongs to the acceptance region of `signal`: the counts that rank before it hold less than `cl`.
 * The rank rises to n ≈ s + b and falls beyond, so that these counts are a stretch, and its ends are bisected.
 */
function accepts(n: number, signal: number, b: number, cl: number): boolean {
  const mean = signal + b;
  const own = rank(n, signal, b);
  const top = Math.floor(mean);
  let first = Math.min(n, top + 1);
  if (rank(Math.min(n, top), signal, b) >= own) {
    let below = -1;
    first = Math.min(n, top);
    while (first - below > 1) {
      const middle = Math.floor(0.5 * (below + first));
      if (rank(middle, signal, b) >= own) first = middle;
      else below = middle;
    }
  }
  let last = Math.max(n, top);
  if (rank(last, signal, b) <= own) last = n;
  if (rank(last + 1, signal, b) > own) {
    last++;
    let length = 1 + Math.ceil(Math.sqrt(mean));
    while (rank(last + length, signal, b) > own) {
      last += length;
      length *= 2;
    }
    let beyond = last + length;
    while (beyond - last > 1) {
      const middle = Math.floor(0.5 * (last + beyond));
      if (rank(middle, signal, b) > own) last = middle;
      else beyond = middle;
    }
  }
  const before = poissonAtMost(last, mean) - poissonAtMost(first - 1, mean) - poissonProbability(n, mean);
  return before < cl;
}

function interval(n: number, b: number, cl: number, step: number): FeldmanCousinsInterval {
  const accept: Acceptance = (signal) => accepts(n, signal, b, cl);
  // The flicker at the ends is a matter of one event: against the width √n of large counts a coarser step sees enough.
  const coarser = Math.min(10, Math.max(1, Math.sqrt(n) / 5));
  return scanAcceptance(accept, Math.max(0, n - b), Math.sqrt(n + 1), step * coarser);
}

/**
 * Feldman–Cousins interval for a Poisson signal mean on a known background `b` (Phys. Rev. D 57 (1998) 3873), in
 * events. Raw construction: the union of the accepted means. With `monotonic` the upper end is the largest one for any
 * background from b to b + 3, as the published tables have it, so that more background never gives a lower limit.
 */
export function feldmanCousins(observed: number, b: number, cl: number, monotonic = false): FeldmanCousinsInterval {
  const raw = interval(observed, b, cl, 0.005);
  if (!monotonic) return raw;
  let upper = raw.upper;
  const steps = Math.round(MONOTONIC_REACH / MONOTONIC_STEP);
  for (let i = 1; i <= steps; i++) upper = Math.max(upper, interval(observed, b + i * MONOTONIC_STEP, cl, 0.01).upper);
  return { ...raw, upper };
}

/** Counts at which the sensitivity evaluates the upper limit: of a large background every so manieth does. */
const MOST_COUNTS = 100;

/**
 * Sensitivity as Feldman and Cousins define it: the mean upper limit (raw construction) of an ensemble of experiments
 * with the background `b` and no signal.
 */
export function feldmanCousinsSensitivity(b: number, cl: number): number {
  const first = poissonQuantile(1e-10, b);
  const last = poissonQuantile(1 - 1e-10, b);
  const stride = Math.max(1, Math.ceil((last - first) / MOST_COUNTS));
  let sum = 0;
  let weight = 0;
  for (let n = first; n <= last; n += stride) {
    const p = poissonProbability(n, b);
    sum += p * interval(n, b, cl, 0.005).upper;
    weight += p;
  }
  return sum / weight;
}
