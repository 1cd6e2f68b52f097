import { findRoot } from "../../numerics/roots.js";
import { gammaP, normalCdf } from "../../numerics/special.js";
import { BAND_PROBABILITIES, type Band, type Limit, limitOf } from "../status.js";
import { type BackgroundModel, backgroundMoments, type Uncertain } from "./model.js";
import { type FactorRule, factorRule, positiveFactorRule } from "./signal-rule.js";

/** Expected events from which on counts are taken as continuous: limits then agree with the exact ones to 2 %. */
export const MANY_EVENTS = 1500;

/** Points of the table of counts from background, and how many standard deviations it reaches on either side. */
const POINTS = 160;
const BELOW = 10;
const ABOVE = 8;

/** Counts for which the nodes of the efficiency are laid: against a wide background they need not be close. */
const NODES_FOR = 100;

/**
 * Bayesian limits (flat prior on s ≥ 0) on many events: the count from background is a continuous variable B, and
 * P(s > S | n) ∝ E[P(B ≤ n − εS)/ε], the limit of `CountingPosterior` for many events.
 *
 * What is believed of the background keeps its shape, which counts of any size do not make Gaussian: for simulated
 * samples B is a gamma distribution (mean and variance of the sum of gammas, Poisson variance added) under a common
 * Gaussian factor, so that it is skewed where few events were simulated and never negative. A Gaussian of the same
 * variance would make limits weaker by a quarter for a window of some ten simulated events.
 */
export class ManyEvents {
  readonly #mean: number;
  readonly #step: number;
  readonly #first: number;
  /** P(B ≤ x) at equidistant x. */
  readonly #table: Float64Array;

  constructor(model: BackgroundModel) {
    const { mean, sigma } = backgroundMoments(model);
    const width = Math.sqrt(mean + sigma * sigma);
    const atMost = model.kind === "gaussian" ? gaussianAtMost(mean, width) : simulatedAtMost(model);
    this.#mean = mean;
    this.#first = Math.max(0, mean - BELOW * width);
    this.#step = (mean + ABOVE * width - this.#first) / (POINTS - 1);
    this.#table = Float64Array.from({ length: POINTS }, (_, i) => atMost(this.#first + i * this.#step));
  }

  /** P(B ≤ x): 0 and 1 beyond the table. */
  atMost(x: number): number {
    const place = (x - this.#first) / this.#step;
    if (place <= 0) return 0;
    if (place >= POINTS - 1) return 1;
    const i = Math.floor(place);
    const [low, high] = [this.#table[i], this.#table[i + 1]];
    // Tails fall exponentially: between two points of one the logarithm is linear.
    const share = place - i;
    return low > 0 && high < 0.5 ? low ** (1 - share) * high ** share : low + share * (high - low);
  }

  /** Counts at the band's five probabilities. */
  bandCounts(): Band<number> {
    return BAND_PROBABILITIES.map((p) => {
      const last = this.#first + (POINTS - 1) * this.#step;
      return findRoot((x) => this.atMost(x) - p, this.#first, last, { relative: 1e-6 }) ?? this.#mean;
    }) as unknown as Band<number>;
  }

  /** Upper limit on s for a count; `not-converged` where so small a count is beyond the table. */
  limit(observed: number, efficiency: Uncertain, cl: number): Limit {
    const rule = efficiency.value > 0 ? factorRule(efficiency, NODES_FOR) : undefined;
    if (!rule) return { value: null, status: "unbounded" };
    const survival = (events: number) => averaged(rule, (factor) => this.atMost(observed - factor * events) / factor);
    const all = survival(0);
    if (!(all > 0)) return { value: null, status: "not-converged" };
    const most = observed / Math.min(...rule.nodes);
    const events = findRoot((s) => survival(s) / all - (1 - cl), 0, most, { relative: 1e-6 });
    return limitOf(events === undefined ? undefined : events / efficiency.value);
  }
}

function averaged({ nodes, weights }: FactorRule, f: (factor: number) => number): number {
  let sum = 0;
  for (let i = 0; i < nodes.length; i++) sum += weights[i] * f(nodes[i]);
  return sum;
}

/** A Gaussian that is cut at zero. */
function gaussianAtMost(mean: number, width: number): (x: number) => number {
  const none = normalCdf(-mean / width);
  return (x) => (normalCdf((x - mean) / width) - none) / (1 - none);
}

function simulatedAtMost({
  samples,
  relative,
}: Extract<BackgroundModel, { kind: "simulated" }>): (x: number) => number {
  const { mean, sigma } = backgroundMoments({ kind: "simulated", samples, relative: 0 });
  const variance = mean + sigma * sigma;
  const shape = (mean * mean) / variance;
  const common = positiveFactorRule({ value: 1, sigma: relative }, shape);
  return (x) => averaged(common, (factor) => gammaP(shape, (x * mean) / variance / factor));
}
