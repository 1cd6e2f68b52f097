import type { RandomStream } from "../numerics/random.js";
import { poissonProbability } from "../numerics/special.js";
import { hybridAcceptance } from "./counting/hybrid-feldman-cousins.js";
import { type CountingMethod, countingInterval } from "./counting/methods.js";
import type { Interval } from "./status.js";

/** What an ensemble has in common, whatever its signal. */
export interface CoverageSettings {
  /** True background, events. */
  readonly b: number;
  readonly cl: number;
  /** Relative uncertainties (0 for none); the true background and efficiency are thrown anew in every toy. */
  readonly systematics: { readonly background: number; readonly efficiency: number };
}

/** Fraction of intervals that hold the true signal, with its binomial error. */
export interface Coverage {
  readonly fraction: number;
  readonly error: number;
  readonly toys: number;
}

/** Ratio of simulated to real luminosity that the on/off study assumes. */
export const COVERAGE_RATIO = 6;

/** Poisson sums go this many standard deviations, and as many events, beyond the mean. */
const REACH = 10;

/** The largest count that a pair of counts can hold in one number. */
const STRIDE = 2 ** 20;

/**
 * Coverage of a counting method at one background. Background and efficiency that the analysis assumes are the truth,
 * known within `systematics`: every toy throws what they really were from Gaussians cut at zero (the ensemble of a
 * belief, in which averaging methods should cover on the mean), then its count. For `on-off-cls` the background is
 * estimated from a simulated count in every toy instead. An upper limit covers when it is not below s; no limit covers.
 * Intervals depend on the counts alone: each is made once for all signals.
 */
export class CoverageStudy {
  readonly #method: CountingMethod;
  readonly #settings: CoverageSettings;
  readonly #intervals = new Map<number, Interval>();
  readonly #accepts: ((observed: number, s: number) => boolean) | undefined;

  constructor(method: CountingMethod, settings: CoverageSettings) {
    this.#method = method;
    this.#settings = settings;
    const { b, cl, systematics } = settings;
    // The ends of an averaged Feldman–Cousins interval cost a thousand times what the one question costs here.
    if (method === "feldman-cousins" && (systematics.background > 0 || systematics.efficiency > 0))
      this.#accepts = hybridAcceptance(
        { value: b, sigma: b * systematics.background },
        { value: 1, sigma: systematics.efficiency },
        cl,
      );
  }

  /**
   * Coverage by toys.
   * @param s true signal, events at an efficiency of 1
   */
  byToys(s: number, toys: number, stream: RandomStream): Coverage {
    const { b, systematics } = this.#settings;
    const known = new Map<number, boolean>();
    let covered = 0;
    for (let i = 0; i < toys; i++) {
      const efficiency = Math.max(0, 1 + systematics.efficiency * stream.normal());
      const mean = Math.max(0, b * (1 + systematics.background * stream.normal()));
      const observed = stream.poisson(efficiency * s + mean);
      const simulated = this.#method === "on-off-cls" ? stream.poisson(COVERAGE_RATIO * b) : 0;
      const key = observed + STRIDE * simulated;
      let holds = known.get(key);
      if (holds === undefined) {
        holds = this.#contains(s, observed, simulated);
        known.set(key, holds);
      }
      if (holds) covered++;
    }
    const fraction = covered / toys;
    // Agresti and Coull's centre keeps an error where every toy covers.
    const centre = (covered + 2) / (toys + 4);
    return { fraction, error: Math.sqrt((centre * (1 - centre)) / (toys + 4)), toys };
  }

  /** Coverage as a sum of Poisson probabilities; `undefined` with systematic uncertainties, which it knows not of. */
  bySum(s: number): number | undefined {
    const { b, systematics } = this.#settings;
    if (systematics.background > 0 || systematics.efficiency > 0) return undefined;
    const observed = probable(s + b);
    const simulated = this.#method === "on-off-cls" ? probable(COVERAGE_RATIO * b) : [{ n: 0, p: 1 }];
    let sum = 0;
    for (const off of simulated)
      for (const on of observed) if (on.p * off.p > 1e-9 && this.#contains(s, on.n, off.n)) sum += on.p * off.p;
    return sum;
  }

  #contains(s: number, observed: number, simulated: number): boolean {
    if (this.#accepts) return this.#accepts(observed, s);
    const key = observed + STRIDE * simulated;
    let interval = this.#intervals.get(key);
    if (!interval) {
      interval = countingInterval(this.#method, {
        observed,
        background: this.#settings.b,
        systematics: this.#settings.systematics,
        cl: this.#settings.cl,
        ...(this.#method === "on-off-cls" ? { sample: { simulated, ratio: COVERAGE_RATIO } } : {}),
      });
      this.#intervals.set(key, interval);
    }
    return s >= (interval.lower ?? 0) && (interval.upper === null || s <= interval.upper);
  }
}

/** Counts that a Poisson mean makes likely, with their probabilities. */
function probable(mean: number): { n: number; p: number }[] {
  const last = Math.ceil(mean + REACH * Math.sqrt(mean) + REACH);
  return Array.from({ length: last + 1 }, (_, n) => ({ n, p: poissonProbability(n, mean) })).filter(
    ({ p }) => p > 1e-9,
  );
}
