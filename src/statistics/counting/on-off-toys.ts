import type { RandomStream } from "../../numerics/random.js";
import type { Limit } from "../status.js";
import { type OnOffInput, onOff, onOffLikelihood, qTilde } from "./on-off.js";
import { type CountingLikelihood, fitAt } from "./profile-likelihood.js";

/** CLs from toys, with the binomial error that the toys leave on it. */
export interface ToyCls {
  readonly cls: number;
  readonly error: number;
}

/** Points of the scan for the toy limit, as multiples of the asymptotic one. */
const SCAN = [0.5, 0.7, 0.85, 1, 1.2, 1.5, 2, 3, 4.5, 7];

/**
 * CLs of an on/off measurement by toys of q̃: counts and auxiliary measurements are thrown from the fits of the data at
 * `s` and at 0 (unconditional ensemble). p-values are (k + 1)/(toys + 1).
 */
export function onOffClsByToys(input: OnOffInput, s: number, toys: number, stream: RandomStream): ToyCls {
  const likelihood = onOffLikelihood(input);
  const observed = qTilde(likelihood)(s);
  const both = tailProbability(likelihood, s, s, observed, toys, stream);
  const background = tailProbability(likelihood, 0, s, observed, toys, stream);
  const relative = (1 - both) / (both * toys) + (1 - background) / (background * toys);
  const cls = Math.min(1, both / background);
  return { cls, error: cls * Math.sqrt(relative) };
}

/**
 * Upper limit where the toys' CLs falls to 1 − cl, interpolated in ln CLs between the points of a scan around the
 * asymptotic limit. `not-converged` when the scan does not bracket it.
 */
export function onOffUpperLimitByToys(input: OnOffInput, cl: number, toys: number, stream: RandomStream): Limit {
  const asymptotic = onOff(input, cl).upperCls.value;
  if (asymptotic === null) return { value: null, status: "not-converged" };
  let low = 0;
  let lnLow = 0;
  for (const factor of SCAN) {
    const s = factor * asymptotic;
    const lnCls = Math.log(onOffClsByToys(input, s, toys, stream).cls);
    if (lnCls <= Math.log1p(-cl)) {
      const value = low + ((s - low) * (lnLow - Math.log1p(-cl))) / (lnLow - lnCls);
      return { value, status: "ok" };
    }
    low = s;
    lnLow = lnCls;
  }
  return { value: null, status: "not-converged" };
}

/** Fraction of toys thrown at signal `thrown` whose q̃(tested) is at least the observed one. */
function tailProbability(
  likelihood: CountingLikelihood,
  thrown: number,
  tested: number,
  observed: number,
  toys: number,
  stream: RandomStream,
): number {
  const fit = fitAt(likelihood, thrown);
  let atLeast = 0;
  for (let i = 0; i < toys; i++) if (qTilde(throwToy(likelihood, fit, stream))(tested) >= observed - 1e-9) atLeast++;
  return (atLeast + 1) / (toys + 1);
}

/** One pseudo-experiment: the count and every auxiliary measurement, about the nuisances of a fit. */
export function throwToy(
  likelihood: CountingLikelihood,
  fit: ReturnType<typeof fitAt>,
  stream: RandomStream,
): CountingLikelihood {
  const { background, signal } = likelihood;
  const observed = stream.poisson(fit.signalYield + fit.background);
  const thrownSignal = signal.kind === "log-normal" ? { ...signal, centre: fit.signalScore + stream.normal() } : signal;
  if (signal.kind === "gaussian") {
    const value = signal.value + signal.sigma * (fit.signalScore + stream.normal());
    return {
      observed,
      background: throwBackground(background, fit, stream),
      signal: { ...signal, value: Math.max(0, value) },
    };
  }
  return { observed, background: throwBackground(background, fit, stream), signal: thrownSignal };
}

function throwBackground(
  background: CountingLikelihood["background"],
  fit: ReturnType<typeof fitAt>,
  stream: RandomStream,
): CountingLikelihood["background"] {
  if (background.kind === "known") return background;
  if (background.kind === "gaussian")
    return { ...background, mean: Math.max(0, fit.background + background.sigma * stream.normal()) };
  return {
    ...background,
    simulated: stream.poisson(background.ratio * fit.baseBackground),
    centre: fit.backgroundScore + (background.lnKappa > 0 ? stream.normal() : 0),
  };
}
