import type { RandomStream } from "../numerics/random.js";
import { bayesianUpperLimit } from "./counting/bayesian.js";
import { clsUpperLimit } from "./counting/cls.js";
import { feldmanCousins } from "./counting/feldman-cousins.js";
import { hybridFeldmanCousins } from "./counting/hybrid-feldman-cousins.js";
import { onOff } from "./counting/on-off.js";
import { countingLikelihood, profileInterval } from "./counting/profile.js";

/** Counting methods whose coverage can be studied. */
export type CoverageMethod =
  | "bayesian"
  | "bayesian-log-flat"
  | "feldman-cousins"
  | "cls"
  | "profile-one-sided"
  | "profile-two-sided"
  | "on-off-cls";

/** All of them, in the order of a map. */
export const COVERAGE_METHODS: readonly CoverageMethod[] = [
  "bayesian",
  "bayesian-log-flat",
  "feldman-cousins",
  "cls",
  "profile-one-sided",
  "profile-two-sided",
  "on-off-cls",
];

/** Truth of an ensemble and its size. */
export interface CoverageSettings {
  /** True background, events. */
  readonly b: number;
  /** True signal, events at an efficiency of 1. */
  readonly s: number;
  readonly cl: number;
  readonly toys: number;
  /** Relative uncertainties (0 for none); the true background and efficiency are thrown anew in every toy. */
  readonly systematics?: { readonly background: number; readonly efficiency: number };
}

/** Fraction of intervals that hold the true signal, with its binomial error. */
export interface Coverage {
  readonly fraction: number;
  readonly error: number;
  readonly toys: number;
}

/** Ratio of simulated to real luminosity that the on/off study assumes. */
const RATIO = 6;

/**
 * Coverage of a counting method by toys. Background and efficiency that the analysis assumes are the truth, known
 * within `systematics`: every toy throws what they really were from Gaussians cut at zero (the ensemble of a belief, in
 * which averaging methods should cover on the mean), then its count. For `on-off-cls` the background is estimated from
 * a simulated count in every toy instead. An upper limit covers when it is not below s; no limit covers.
 */
export function coverage(method: CoverageMethod, settings: CoverageSettings, stream: RandomStream): Coverage {
  const { b, s, toys, systematics = { background: 0, efficiency: 0 } } = settings;
  const known = new Map<string, boolean>();
  let covered = 0;
  for (let i = 0; i < toys; i++) {
    const efficiency = Math.max(0, 1 + systematics.efficiency * stream.normal());
    const mean = Math.max(0, b * (1 + systematics.background * stream.normal()));
    const observed = stream.poisson(efficiency * s + mean);
    const simulated = method === "on-off-cls" ? stream.poisson(RATIO * b) : 0;
    const key = `${observed} ${simulated}`;
    let holds = known.get(key);
    if (holds === undefined) {
      holds = contains(method, settings, observed, simulated);
      known.set(key, holds);
    }
    if (holds) covered++;
  }
  const fraction = covered / toys;
  // Agresti and Coull's centre keeps an error where every toy covers.
  const centre = (covered + 2) / (toys + 4);
  return { fraction, error: Math.sqrt((centre * (1 - centre)) / (toys + 4)), toys };
}

function contains(method: CoverageMethod, settings: CoverageSettings, observed: number, simulated: number): boolean {
  const { b, s, cl, systematics = { background: 0, efficiency: 0 } } = settings;
  const background = { value: b, sigma: b * systematics.background };
  const efficiency = { value: 1, sigma: systematics.efficiency };
  const below = (upper: number | null) => upper === null || s <= upper;
  switch (method) {
    case "bayesian":
    case "bayesian-log-flat": {
      const prior = method === "bayesian" ? "flat" : "log-flat";
      return below(bayesianUpperLimit({ observed, background, efficiency, prior, cl }).value);
    }
    case "feldman-cousins": {
      const { lower, upper } =
        background.sigma > 0 || efficiency.sigma > 0
          ? hybridFeldmanCousins(observed, background, efficiency, cl)
          : feldmanCousins(observed, b, cl);
      return s >= lower && s <= upper;
    }
    case "cls":
      return below(clsUpperLimit(observed, background, cl).value);
    case "profile-one-sided":
    case "profile-two-sided": {
      const likelihood = countingLikelihood(observed, background, efficiency);
      if (!likelihood) return true;
      const { lower, upper } = profileInterval(likelihood, cl, method === "profile-one-sided" ? 1 : 2);
      return below(upper) && s >= (lower ?? 0);
    }
    case "on-off-cls": {
      const kappa = { kappaBackground: 1 + systematics.background, kappaSignal: [1 + systematics.efficiency] };
      return below(onOff({ observed, simulated, ratio: RATIO, ...kappa }, cl).upperCls.value);
    }
  }
}
