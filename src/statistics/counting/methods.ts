import type { Interval, Limit } from "../status.js";
import { bayesianUpperLimit } from "./bayesian.js";
import { clsUpperLimit } from "./cls.js";
import { feldmanCousins } from "./feldman-cousins.js";
import { hybridFeldmanCousins } from "./hybrid-feldman-cousins.js";
import { onOffUpperLimit } from "./on-off.js";
import { countingLikelihood, profileInterval } from "./profile.js";

/** Ways from one count to an interval for the signal. */
export type CountingMethod =
  | "bayesian"
  | "bayesian-log-flat"
  | "feldman-cousins"
  | "cls"
  | "profile-one-sided"
  | "profile-two-sided"
  | "on-off-cls";

/** All of them, in the order in which they are shown. */
export const COUNTING_METHODS: readonly CountingMethod[] = [
  "bayesian",
  "bayesian-log-flat",
  "cls",
  "feldman-cousins",
  "profile-one-sided",
  "profile-two-sided",
  "on-off-cls",
];

/** A count and what is known of its mean s·ε + b, ε relative to its nominal value. */
export interface CountingExperiment {
  readonly observed: number;
  /** Expected background, events. */
  readonly background: number;
  /** Relative standard uncertainties of background and efficiency, 0 for none. */
  readonly systematics: { readonly background: number; readonly efficiency: number };
  readonly cl: number;
  /**
   * For `on-off-cls`: events counted in a background sample of `ratio` times the data. Without it the background is as
   * good as known but for its systematic uncertainty.
   */
  readonly sample?: { readonly simulated: number; readonly ratio: number };
}

/** Size of the sample that stands for a known background: its statistical error is one in 10⁴ of a Poisson one. */
const LARGE_RATIO = 1e8;

/**
 * Interval for the signal s in events at nominal efficiency; the lower end of a limit is 0. Uncertainties are Gaussian
 * (cut at zero) for all methods but `on-off-cls`, which has log-normals; Feldman–Cousins is exact without
 * uncertainties and averages over them otherwise; `cls` averages over the background and takes the efficiency as known.
 */
export function countingInterval(method: CountingMethod, experiment: CountingExperiment): Interval {
  const { observed, background: b, systematics, cl } = experiment;
  const background = { value: b, sigma: b * systematics.background };
  const efficiency = { value: 1, sigma: systematics.efficiency };
  switch (method) {
    case "bayesian":
    case "bayesian-log-flat": {
      const prior = method === "bayesian" ? "flat" : "log-flat";
      return fromZero(bayesianUpperLimit({ observed, background, efficiency, prior, cl }));
    }
    case "cls":
      return fromZero(clsUpperLimit(observed, background, cl));
    case "feldman-cousins":
      return background.sigma > 0 || efficiency.sigma > 0
        ? hybridFeldmanCousins(observed, background, efficiency, cl)
        : feldmanCousins(observed, b, cl);
    case "profile-one-sided":
    case "profile-two-sided": {
      const likelihood = countingLikelihood(observed, background, efficiency);
      if (!likelihood) return { lower: null, upper: null, status: "invalid-input" };
      return profileInterval(likelihood, cl, method === "profile-one-sided" ? 1 : 2);
    }
    case "on-off-cls": {
      const { simulated, ratio } = experiment.sample ?? { simulated: LARGE_RATIO * b, ratio: LARGE_RATIO };
      const kappaSignal = [1 + systematics.efficiency];
      const input = { observed, simulated, ratio, kappaBackground: 1 + systematics.background, kappaSignal };
      return fromZero(onOffUpperLimit(input, cl));
    }
  }
}

function fromZero({ value, status }: Limit): Interval {
  return { lower: 0, upper: value, status };
}
