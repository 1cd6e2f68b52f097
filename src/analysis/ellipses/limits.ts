import { limitWithBands } from "../limit-methods.js";
import type { LimitStatus } from "../scan-point.js";
import type { AnalysisState } from "../state.js";

/** Background of many regions, each of so many simulated events of one weight. */
export interface EffectiveSample {
  readonly simulated: Float64Array;
  readonly weight: Float64Array;
}

/** What is believed of one region. */
export interface EllipseQuestion {
  readonly observed: number;
  readonly simulated: number;
  readonly weight: number;
  /** Relative systematic uncertainties of the background, and of signal and luminosity together. */
  readonly background: number;
  readonly signal: number;
}

/** Limit on signal events in a region, its expectation and the local p-value. */
export interface EventLimit {
  readonly observed: number | null;
  readonly expected: readonly (number | null)[];
  readonly status: LimitStatus;
  readonly localPValue: number;
}

/**
 * The belief in the background of an ellipse as one Gamma distribution: mean (k + 1) w of a simulated sample, and its
 * variance with the systematic uncertainty in quadrature. One gamma keeps every average over it closed.
 */
export function believedBackground({ simulated, weight, background }: EllipseQuestion): GammaBelief {
  const mean = (simulated + 1) * weight;
  return believedGamma(mean, mean * Math.hypot(1 / Math.sqrt(simulated + 1), background));
}

/** A Gamma distribution as a simulated sample. */
interface GammaBelief {
  readonly simulated: number;
  readonly ratio: number;
}

/** The Gamma distribution of a mean and a standard deviation. */
export function believedGamma(mean: number, sigma: number): GammaBelief {
  const shape = (mean / sigma) ** 2;
  // A shape below 1 would be a belief in hardly any background: none of the simulated ones comes there.
  return { simulated: Math.max(0, shape - 1), ratio: Math.max(1, shape) / mean };
}

/** Questions are remembered: neighbouring ellipses and moved cuts ask many of them again. */
const MOST_REMEMBERED = 200_000;

/** Limits on signal events, remembered by what they are asked with. */
export class EllipseLimits {
  readonly #known = new Map<string, EventLimit>();
  #choice = "";

  /** Limit on the events of a signal in an ellipse. */
  at(question: EllipseQuestion, state: AnalysisState): EventLimit {
    const { method, prior, confidenceLevel, correlation } = state;
    const choice = `${method} ${prior} ${confidenceLevel} ${correlation}`;
    if (choice !== this.#choice || this.#known.size > MOST_REMEMBERED) this.#known.clear();
    this.#choice = choice;
    const key = `${question.observed} ${question.simulated.toPrecision(9)} ${question.weight.toPrecision(9)} ${question.background} ${question.signal}`;
    const known = this.#known.get(key);
    if (known) return known;
    const found = limitWithBands(
      {
        observed: question.observed,
        background: believedBackground(question),
        // A Gaussian of more than a fifth would reach an efficiency of 0.
        efficiency: { value: 1, sigma: question.signal, shape: "log-normal" },
        luminosity: { value: 1 },
      },
      state,
    );
    this.#known.set(key, found);
    return found;
  }
}
