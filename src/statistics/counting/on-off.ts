import { findRootAbove } from "../../numerics/roots.js";
import { lnNormalCdf, lnNormalTail, significanceOfLnP } from "../../numerics/special.js";
import { type Band, type Limit, limitOf } from "../status.js";
import { deltaInterval } from "./profile.js";
import { bestSignal, type CountingLikelihood, fitAt } from "./profile-likelihood.js";

/** A count, its background counted elsewhere, and log-normal uncertainties of both. */
export interface OnOffInput {
  readonly observed: number;
  /** Events of the background sample (sideband or simulation). */
  readonly simulated: number;
  /** Its size over that of the data: simulated ~ Poisson(ratio · b₀). */
  readonly ratio: number;
  /** κ of the background's log-normal; 1 for none. */
  readonly kappaBackground: number;
  /** κ of each log-normal of the signal. Independent ones combine exactly into one, their ln κ in quadrature. */
  readonly kappaSignal: readonly number[];
}

/** Limits on the signal events of an on/off measurement. */
export interface OnOffResult {
  /** Most likely signal, s ≥ 0. */
  readonly best: number;
  /** Asymptotic CLs limit with q̃. Strong by 10 to 15 % where b ≲ 5: toys or an exact method are the headline there. */
  readonly upperCls: Limit;
  /** One-sided profile-likelihood limit. */
  readonly upperProfile: Limit;
  /** Expected asymptotic CLs limits, −2σ … +2σ of the background fluctuation. */
  readonly expected: Band;
  /** Signed asymptotic significance √q₀ of the excess; 0 without one. */
  readonly significance: number;
}

/** Likelihood of an on/off measurement with log-normal constraints. */
export function onOffLikelihood(input: OnOffInput): CountingLikelihood {
  let square = 0;
  for (const kappa of input.kappaSignal) square += Math.log(kappa) ** 2;
  return {
    observed: input.observed,
    background: {
      kind: "on-off",
      simulated: input.simulated,
      ratio: input.ratio,
      lnKappa: Math.abs(Math.log(input.kappaBackground)),
      centre: 0,
    },
    signal: { kind: "log-normal", value: 1, width: Math.sqrt(square), centre: 0 },
  };
}

/** The Asimov data of background alone: every count and auxiliary measurement at the fit of the data without signal. */
export function backgroundAsimov(likelihood: CountingLikelihood): CountingLikelihood {
  const fit = fitAt(likelihood, 0);
  const { background } = likelihood;
  const asimov =
    background.kind === "on-off"
      ? { ...background, simulated: background.ratio * fit.baseBackground, centre: fit.backgroundScore }
      : { ...background, mean: fit.background };
  return { ...likelihood, observed: fit.background, background: asimov };
}

/** q̃(s): 0 below the most likely signal, −2 ln λ(s) above it, the signal bounded at 0. */
export function qTilde(likelihood: CountingLikelihood): (s: number) => number {
  const best = bestSignal(likelihood);
  return (s) => (s <= best.s ? 0 : Math.max(0, fitAt(likelihood, s).deviance - best.deviance));
}

/** ln CLs from q̃ and its Asimov value, asymptotically (Cowan, Cranmer, Gross and Vitells 2011). */
function lnCls(q: number, asimov: number): number {
  if (asimov <= 0) return 0;
  const root = Math.sqrt(asimov);
  const t = q > asimov ? (q - asimov) / (2 * root) : Math.sqrt(q) - root;
  return lnNormalTail(t + root) - lnNormalTail(t);
}

/** Asymptotic CLs limit on the signal events of an on/off measurement: `upperCls` of `onOff` without the rest. */
export function onOffUpperLimit(input: OnOffInput, cl: number): Limit {
  const likelihood = onOffLikelihood(input);
  return upperLimit(likelihood, backgroundAsimov(likelihood), cl);
}

/**
 * Median expected asymptotic CLs limit of background data that are just as expected (Asimov): no whole number of events,
 * so that it moves smoothly with what is known of the background.
 */
export function onOffMedianLimit({ simulated, ratio, ...rest }: Omit<OnOffInput, "observed">, cl: number): Limit {
  const likelihood = onOffLikelihood({ ...rest, simulated, ratio, observed: simulated / ratio });
  const asimov = backgroundAsimov(likelihood);
  return expectedLimit(qTilde(asimov), 0, cl, firstStep(likelihood, asimov));
}

/** Asymptotic limit where √q_A is that of the k-th quantile of the background: Φ(k − √q_A)/Φ(k) = 1 − CL. */
function expectedLimit(qAsimov: (s: number) => number, k: number, cl: number, step: number): Limit {
  const root = k + significanceOfLnP(Math.log1p(-cl) + lnNormalCdf(k));
  return limitOf(findRootAbove((s) => Math.sqrt(qAsimov(s)) - root, 0, step, { limit: 1e15 }));
}

function upperLimit(likelihood: CountingLikelihood, asimov: CountingLikelihood, cl: number): Limit {
  const q = qTilde(likelihood);
  const qAsimov = qTilde(asimov);
  const target = Math.log1p(-cl);
  const step = firstStep(likelihood, asimov);
  const value = findRootAbove((s) => lnCls(q(s), qAsimov(s)) - target, 0, step, { limit: 1e15 });
  return value === undefined ? { value: null, status: "unbounded" } : limitOf(value);
}

/** Width of the first bracket of a limit, events. */
function firstStep(likelihood: CountingLikelihood, asimov: CountingLikelihood): number {
  return 2 + Math.sqrt(likelihood.observed + asimov.observed + 1);
}

/**
 * On/off counting with log-normal constraints, as in the search for Λ and missing energy of Belle: s signal events in
 * the signal region over a background b = b₀ κ^θ that a sample of `ratio` times the data constrains.
 */
export function onOff(input: OnOffInput, cl: number): OnOffResult {
  const likelihood = onOffLikelihood(input);
  const asimov = backgroundAsimov(likelihood);
  const best = bestSignal(likelihood);
  const qAsimov = qTilde(asimov);
  const target = Math.log1p(-cl);
  const step = firstStep(likelihood, asimov);
  const expected = [-2, -1, 0, 1, 2].map((k) => expectedLimit(qAsimov, k, cl, step).value) as unknown as Band;
  const z = significanceOfLnP(target);
  const profile = deltaInterval(likelihood, z > 0 ? z * z : 0, 1);
  return {
    best: best.s,
    upperCls: upperLimit(likelihood, asimov, cl),
    upperProfile: { value: profile.upper, status: profile.status },
    expected,
    significance: best.s > 0 ? Math.sqrt(Math.max(0, fitAt(likelihood, 0).deviance - best.deviance)) : 0,
  };
}
