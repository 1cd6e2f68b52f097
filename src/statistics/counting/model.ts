/** A known number, or one with a standard uncertainty. */
export interface Uncertain {
  readonly value: number;
  /** Standard uncertainty, in the unit of the value (default 0). */
  readonly sigma?: number;
  /**
   * `gaussian` (default): cut at ±5 standard deviations and at zero, renormalised; `log-normal`: median `value`,
   * width ln(1 + sigma/value) in the logarithm.
   */
  readonly shape?: UncertaintyShape;
}

export type UncertaintyShape = "gaussian" | "log-normal";

/** A simulated background sample: so many events in the window, each of a weight (data over simulated luminosity). */
export interface SimulatedSample {
  readonly simulated: number;
  readonly weight: number;
}

/**
 * Expected background of a counting window.
 *
 * - a number: known;
 * - `{value, sigma}`: Gaussian, cut at ±5 sigma and at zero;
 * - `{simulated, ratio}`: counted in simulation of `ratio` times the luminosity of the data; with a flat prior on b the
 *   posterior is Gamma(simulated + 1, ratio), also for no event at all;
 * - `{samples}`: several such samples with weights 1/ratio, a sum of independent gammas.
 *
 * `relative` is a Gaussian systematic uncertainty common to all simulated samples.
 */
export type Background =
  | number
  | { readonly value: number; readonly sigma?: number }
  | { readonly simulated: number; readonly ratio: number; readonly relative?: number }
  | { readonly samples: readonly SimulatedSample[]; readonly relative?: number };

/** A background in one of its two normal forms. */
export type BackgroundModel =
  | { readonly kind: "gaussian"; readonly mean: number; readonly sigma: number }
  | { readonly kind: "simulated"; readonly samples: readonly SimulatedSample[]; readonly relative: number };

/** Truncation of every Gaussian nuisance, in standard deviations. */
export const CUT = 5;

/** Normal form of a background. */
export function backgroundModel(background: Background): BackgroundModel {
  if (typeof background === "number") return gaussian(background, 0);
  if ("value" in background) return gaussian(background.value, background.sigma ?? 0);
  const samples =
    "samples" in background ? background.samples : [{ simulated: background.simulated, weight: 1 / background.ratio }];
  return { kind: "simulated", samples, relative: background.relative ?? 0 };
}

function gaussian(mean: number, sigma: number): BackgroundModel {
  // Denormal numbers would spoil ratios; so small a background is none.
  return mean >= 0 && mean + sigma < 1e-100
    ? { kind: "gaussian", mean: 0, sigma: 0 }
    : { kind: "gaussian", mean, sigma };
}

/** Mean and standard deviation of a background as believed (before truncation). */
export function backgroundMoments(model: BackgroundModel): { mean: number; sigma: number } {
  if (model.kind === "gaussian") return model;
  let mean = 0;
  let variance = 0;
  for (const { simulated, weight } of model.samples) {
    mean += (simulated + 1) * weight;
    variance += (simulated + 1) * weight * weight;
  }
  return { mean, sigma: Math.hypot(Math.sqrt(variance), mean * model.relative) };
}

/**
 * Equivalent of a weighted sample: effective events (Σw)²/Σw² and their common weight Σw²/Σw.
 * For a sample without an event the weight must be known otherwise.
 */
export function effectiveSample(sumOfWeights: number, sumOfSquaredWeights: number): SimulatedSample {
  return {
    simulated: (sumOfWeights * sumOfWeights) / sumOfSquaredWeights,
    weight: sumOfSquaredWeights / sumOfWeights,
  };
}

/** Whether the numbers of a background make sense: finite, not negative, weights and ratios positive. */
export function isBackground(model: BackgroundModel): boolean {
  if (model.kind === "gaussian") return isCountLike(model.mean) && isCountLike(model.sigma);
  return (
    isCountLike(model.relative) &&
    model.samples.every(({ simulated, weight }) => isCountLike(simulated) && weight > 0 && Number.isFinite(weight))
  );
}

function isCountLike(value: number): boolean {
  return value >= 0 && Number.isFinite(value);
}

/** Expected counts from which averages over the background are taken directly, not by recurrences over counts. */
const MANY = 8000;
/** The same for a sum of several gammas, whose recurrence costs the square of the counts. */
const MANY_OF_SEVERAL = 2000;
/** Reach of the belief in a background, beyond which its quadrature would need thousands of nodes. */
const WIDE = 20000;

/** Whether counts up to `last` from this background are too many for recurrences. */
export function isLarge(model: BackgroundModel, last: number): boolean {
  const { mean, sigma } = backgroundMoments(model);
  const most = model.kind === "simulated" && model.samples.length > 1 ? MANY_OF_SEVERAL : MANY;
  return Math.max(last, mean + 2 * sigma) > most || mean + CUT * sigma > WIDE;
}
