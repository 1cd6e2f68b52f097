import type { RandomStream } from "../../numerics/random.js";
import { lnGammaQ, normalQuantile, poissonQuantile } from "../../numerics/special.js";
import { type Limit, limitOf } from "../status.js";
import { type OnOffInput, onOffLikelihood, onOffUpperLimit, qTilde } from "./on-off.js";
import { type CountingLikelihood, fitAt } from "./profile-likelihood.js";

/** Scores of one set of throws: the same for every tested signal, so that CLs is smooth in it. */
interface Throws {
  /** Uniform numbers that become counts of the off region. */
  readonly off: Float64Array;
  readonly background: Float64Array;
  readonly signal: Float64Array;
}

/** Relative width to which a limit is bracketed: toys are no more precise than that. */
const PRECISION = 2e-3;
const MOST_STEPS = 30;
/** Values of q̃ that differ by less are equal. */
const TIE = 1e-9;

/**
 * Upper limit on the signal events of an on/off measurement where CLs with q̃ falls to 1 − cl, by toys of all but the
 * count: off region and auxiliary measurements are thrown about the fits at the tested signal and without one, and for
 * each throw the probability of all counts with a q̃ no smaller than observed is summed exactly. This is the mean of
 * what toys of all numbers (`onOffClsByToys`) give, with a fraction of their statistical error. As with those, equal
 * counts are told apart by the auxiliary measurements: for a nearly known background the limit lies below that of exact
 * counting, which counts all of them.
 *
 * `not-converged` when no limit is found within a factor 32 of the asymptotic one.
 *
 * @param step is called for every signal that is tested: how a long answer tells that it goes on
 */
export function onOffClsLimit(
  input: OnOffInput,
  cl: number,
  toys: number,
  stream: RandomStream,
  step?: () => void,
): Limit {
  const asymptotic = onOffUpperLimit(input, cl).value;
  if (asymptotic === null) return { value: null, status: "not-converged" };
  const lnCls = onOffLnCls(input, toys, stream);
  const excess = (s: number) => {
    step?.();
    return lnCls(s) - Math.log1p(-cl);
  };
  let low = 0;
  let atLow = -Math.log1p(-cl);
  let high = 1.1 * asymptotic;
  let atHigh = excess(high);
  for (let i = 0; i < 5 && atHigh > 0; i++) {
    low = high;
    atLow = atHigh;
    high *= 2;
    atHigh = excess(high);
  }
  if (atHigh > 0) return { value: null, status: "not-converged" };
  // False position with halving of the end that stays (Illinois): CLs of toys has small steps.
  let side = 0;
  for (let i = 0; i < MOST_STEPS && high - low > PRECISION * high; i++) {
    const s = low + ((high - low) * atLow) / (atLow - atHigh);
    const value = excess(s);
    if (Math.abs(value) < PRECISION) return limitOf(s);
    if (value > 0) {
      low = s;
      atLow = value;
      if (side === 1) atHigh /= 2;
      side = 1;
    } else {
      high = s;
      atHigh = value;
      if (side === -1) atLow /= 2;
      side = -1;
    }
  }
  return limitOf(low + ((high - low) * atLow) / (atLow - atHigh));
}

/** ln CLs as a function of the signal events tested; the toys are thrown once. */
export function onOffLnCls(input: OnOffInput, toys: number, stream: RandomStream): (s: number) => number {
  const likelihood = onOffLikelihood(input);
  const observed = qTilde(likelihood);
  const throws = makeThrows(toys, stream);
  return (s) => {
    const q = observed(s);
    // Below the most likely signal nothing speaks against it, whatever is counted.
    if (q <= TIE) return 0;
    return lnTail(likelihood, s, s, q, throws) - lnTail(likelihood, 0, s, q, throws);
  };
}

/** Generator of the additive recurrence in three dimensions: the real root of x⁴ = x + 1 (Roberts 2018). */
const ROOT = 1.2207440846057596;

/** Throws spread evenly over the unit cube, the whole of them shifted at random. */
function makeThrows(count: number, stream: RandomStream): Throws {
  const spread = (power: number) => {
    const shift = stream.uniform();
    // Half a step from the ends of the last bin keeps the scores finite.
    return Float64Array.from({ length: count }, (_, i) => clipped((shift + (i + 1) * ROOT ** -power) % 1, count));
  };
  return { off: spread(1), background: spread(2).map(normalQuantile), signal: spread(3).map(normalQuantile) };
}

function clipped(uniform: number, count: number): number {
  const end = 1 / (4 * count);
  return Math.min(1 - end, Math.max(end, uniform));
}

/** ln of the probability, signal `thrown` being true, of a q̃(tested) no smaller than the observed `q`. */
function lnTail(likelihood: CountingLikelihood, thrown: number, tested: number, q: number, throws: Throws): number {
  const fit = fitAt(likelihood, thrown);
  const { background, signal } = likelihood;
  if (background.kind !== "on-off" || signal.kind !== "log-normal") return Number.NaN;
  const mean = fit.signalYield + fit.background;
  const { length } = throws.off;
  let sum = 0;
  let last = Math.round(likelihood.observed);
  for (let i = 0; i < length; i++) {
    const toy = {
      background: {
        ...background,
        simulated: poissonQuantile(throws.off[i], background.ratio * fit.baseBackground),
        centre: background.lnKappa > 0 ? fit.backgroundScore + throws.background[i] : background.centre,
      },
      signal: { ...signal, centre: fit.signalScore + throws.signal[i] },
    };
    last = lastCount(toy, tested, q, last);
    if (last >= 0) sum += Math.exp(lnGammaQ(last + 1, mean));
  }
  return Math.log(sum / length);
}

/** Largest count whose q̃(s) is at least q; −1 where none has. More counts speak less against a signal. */
function lastCount(toy: Omit<CountingLikelihood, "observed">, s: number, q: number, start: number): number {
  const speaks = (observed: number) => qTilde({ ...toy, observed })(s) >= q - TIE;
  let n = Math.max(0, start);
  if (speaks(n)) {
    while (speaks(n + 1)) n++;
    return n;
  }
  while (n > 0) if (speaks(--n)) return n;
  return -1;
}
