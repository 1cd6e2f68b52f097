import type { RandomStream } from "../../numerics/random.js";
import type { Band, Limit } from "../status.js";
import { backgroundPValue, bandCounts } from "./background-only.js";
import { bayesianUpperLimit } from "./bayesian.js";
import { type OnOffInput, onOff } from "./on-off.js";
import { onOffClsLimit } from "./on-off-cls.js";

/** Ways from an on/off measurement to an upper limit. */
export type OnOffMethod = "cls-toys" | "cls-asymptotic" | "bayesian" | "profile";

/** Limit on the signal events by one method, observed and at the quantiles of the count without a signal. */
export interface OnOffLimit {
  readonly method: OnOffMethod;
  readonly observed: Limit;
  readonly expected: Band<Limit>;
}

/** An on/off measurement by all methods that take no toys. */
export interface OnOffSummary {
  readonly limits: readonly OnOffLimit[];
  /** Most likely signal, and the signed asymptotic significance of the excess. */
  readonly best: number;
  readonly significance: number;
  /** P(N ≥ observed) from background alone, its uncertainty averaged over. */
  readonly localPValue: number;
  /** Expected background, events, and relative widths κ − 1 of signal and background, all terms together. */
  readonly background: number;
  readonly relative: { readonly signal: number; readonly background: number };
}

/** A limit by toys, with the standard error that they leave on the observed one; null where there is no limit. */
export interface OnOffToyLimit {
  readonly limit: OnOffLimit;
  readonly error: number | null;
}

/** Parts that the toys of the observed limit are thrown in, each shifted on its own: their spread is the error. */
const PARTS = 4;
/** Values of CLs that a limit by toys takes, about: what progress is told by. */
const USUAL_STEPS = 8;

/** Counts at the quantiles of what background alone gives, its uncertainty averaged over. */
function countsOf({ simulated, ratio, kappaBackground }: OnOffInput): Band<number> {
  return bandCounts({ simulated, ratio, relative: kappaBackground - 1 });
}

/** Limits at the quantiles of the count, each count asked for once. */
function expectedAt(counts: Band<number>, limit: (observed: number) => Limit): Band<Limit> {
  const known = new Map([...new Set(counts)].map((n) => [n, limit(n)]));
  return counts.map((n) => known.get(n)) as unknown as Band<Limit>;
}

/** CLs by the asymptotic formula, the Bayesian limit with a flat prior and the one-sided profile likelihood. */
export function onOffSummary(input: OnOffInput, cl: number): OnOffSummary {
  const { simulated, ratio } = input;
  const kappaSignal = Math.exp(Math.hypot(...input.kappaSignal.map(Math.log)));
  const relative = { signal: kappaSignal - 1, background: input.kappaBackground - 1 };
  const background = { simulated, ratio, relative: relative.background };
  const counts = countsOf(input);
  const by = (method: OnOffMethod, limit: (observed: number) => Limit): OnOffLimit => ({
    method,
    observed: limit(input.observed),
    expected: expectedAt(counts, limit),
  });
  const efficiency = { value: 1, sigma: relative.signal, shape: "log-normal" as const };
  const { best, significance } = onOff(input, cl);
  return {
    limits: [
      by("cls-asymptotic", (observed) => onOff({ ...input, observed }, cl).upperCls),
      by("bayesian", (observed) => bayesianUpperLimit({ observed, background, efficiency, cl })),
      by("profile", (observed) => onOff({ ...input, observed }, cl).upperProfile),
    ],
    best,
    significance,
    localPValue: backgroundPValue(input.observed, background),
    background: simulated / ratio,
    relative,
  };
}

/**
 * CLs by evenly spread toys, observed and expected: the headline where few events are expected.
 *
 * @param toys of each limit; of the observed one in four parts
 * @param makeStream stream of the toys of a part: 1 … 4 of the observed limit, 0 of the expected ones
 * @param progress is told the fraction done at every signal that is tested
 */
export function onOffToySummary(
  input: OnOffInput,
  cl: number,
  toys: number,
  makeStream: (part: number) => RandomStream,
  progress: (done: number) => void = () => undefined,
): OnOffToyLimit {
  const counts = countsOf(input);
  const all = toys * (1 + new Set(counts).size);
  let done = 0;
  const limitOf = (observed: number, size: number, part: number) => {
    let steps = 0;
    const limit = onOffClsLimit({ ...input, observed }, cl, size, makeStream(part), () => {
      steps++;
      progress((done + size * Math.min(0.9, steps / USUAL_STEPS)) / all);
    });
    done += size;
    return limit;
  };
  const parts = Array.from({ length: PARTS }, (_, k) => limitOf(input.observed, Math.ceil(toys / PARTS), k + 1));
  const expected = expectedAt(counts, (observed) => limitOf(observed, toys, 0));
  const { mean, error } = meanLimit(parts);
  return { limit: { method: "cls-toys", observed: mean, expected }, error };
}

/** Mean of some limits and its standard error; the first that has no value, where there is one. */
function meanLimit(limits: readonly Limit[]): { mean: Limit; error: number | null } {
  const failed = limits.find(({ value }) => value === null);
  if (failed) return { mean: failed, error: null };
  const values = limits.map(({ value }) => value ?? 0);
  const value = values.reduce((sum, one) => sum + one, 0) / values.length;
  const variance = values.reduce((sum, one) => sum + (one - value) ** 2, 0) / (values.length - 1);
  return { mean: { value, status: "ok" }, error: Math.sqrt(variance / values.length) };
}
