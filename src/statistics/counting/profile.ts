import { findRoot, findRootAbove } from "../../numerics/roots.js";
import { significanceOfP } from "../../numerics/special.js";
import type { Interval } from "../status.js";
import { type Background, backgroundModel, type Uncertain } from "./model.js";
import {
  type BackgroundTerm,
  bestSignal,
  type CountingLikelihood,
  fitAt,
  type SignalTerm,
} from "./profile-likelihood.js";

/** Interval from a profile likelihood, with the most likely signal. */
export interface ProfileInterval extends Interval {
  readonly best: number;
}

/**
 * Likelihood of a count n ~ Poisson(ε s + b): Gaussian or known background, or one counted in a single simulated
 * sample; Gaussian or log-normal efficiency. `undefined` for several simulated samples or a simulated sample with a
 * relative uncertainty that is not a log-normal: those are not profiled here.
 */
export function countingLikelihood(
  observed: number,
  background: Background,
  efficiency: Uncertain,
): CountingLikelihood | undefined {
  const model = backgroundModel(background);
  let term: BackgroundTerm;
  if (model.kind === "gaussian") {
    term = { kind: "gaussian", mean: model.mean, sigma: model.sigma };
  } else {
    if (model.samples.length !== 1) return undefined;
    const [{ simulated, weight }] = model.samples;
    const lnKappa = Math.log1p(model.relative);
    term = { kind: "on-off", simulated, ratio: 1 / weight, lnKappa, centre: 0 };
  }
  return { observed, background: term, signal: signalTerm(efficiency) };
}

function signalTerm({ value, sigma = 0, shape }: Uncertain): SignalTerm {
  if (sigma === 0) return { kind: "known", value };
  if (shape === "log-normal") return { kind: "log-normal", value, width: Math.log1p(sigma / value), centre: 0 };
  return { kind: "gaussian", value, sigma };
}

/**
 * Profile-likelihood interval for the signal s ≥ 0 (Rolke, López and Conrad 2005 with the bound kept):
 * all s with −2 ln λ(s) ≤ z². One-sided (`sides` 1): z = Φ⁻¹(CL), an upper limit above the best s; two-sided:
 * z = Φ⁻¹((1 + CL)/2). Under-covers for few events (n = 0 gives z²/2 events, 1.35 at 95 %).
 * `unbounded` where the likelihood never falls far enough (no efficiency, or one compatible with zero).
 */
export function profileInterval(likelihood: CountingLikelihood, cl: number, sides: 1 | 2): ProfileInterval {
  const z = sides === 1 ? significanceOfP(1 - cl) : significanceOfP(0.5 * (1 - cl));
  return deltaInterval(likelihood, z > 0 ? z * z : 0, sides);
}

/** As `profileInterval`, for a given rise of −2 ln λ. */
export function deltaInterval(likelihood: CountingLikelihood, delta: number, sides: 1 | 2): ProfileInterval {
  const unit = likelihood.signal.value;
  if (!(unit > 0)) return { lower: 0, upper: null, best: 0, status: "unbounded" };
  const best = bestSignal(likelihood);
  const { signal } = likelihood;
  // At the price of its constraint alone a Gaussian efficiency goes to zero and lets s be anything.
  if (signal.kind === "gaussian" && (signal.value / signal.sigma) ** 2 <= delta)
    return { lower: 0, upper: null, best: best.s, status: "unbounded" };
  const excess = (s: number) => fitAt(likelihood, s).deviance - best.deviance - delta;
  const step = (Math.sqrt(delta * (likelihood.observed + 1)) + 0.5 * delta + 1e-3) / unit;
  const upper = findRootAbove(excess, best.s, step, { limit: best.s + step * 1e12 });
  let lower = 0;
  if (sides === 2 && best.s > 0 && excess(0) > 0)
    lower = findRoot(excess, 0, best.s, { absolute: 1e-12 * best.s }) ?? 0;
  return { lower, upper: upper ?? null, best: best.s, status: upper === undefined ? "unbounded" : "ok" };
}
