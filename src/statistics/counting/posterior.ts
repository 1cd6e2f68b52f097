import type { QuadratureRule } from "../../numerics/quadrature.js";
import { lnPoissonProbability, logAddExp } from "../../numerics/special.js";
import { DirectBackground } from "./direct.js";
import { type BackgroundModel, backgroundMoments, isLarge, type Uncertain } from "./model.js";
import { accumulate, predictive, predictiveGiven } from "./predictive.js";
import { factorRule, productRule } from "./signal-rule.js";

/** −ln P(N ≤ n) beyond which rounding alone would decide on the limit. */
const DEEP = 1e9;
/** P(N ≤ n) below which the recurrences may have lost their digits to underflow. */
const HARDLY = 1e-250;
/** Standard deviations of a Poisson count beyond which its probability is dropped (1e-23). */
const REACH = 10;

/** What a counting window knows about itself before the data. */
export interface CountingWindow {
  readonly background: BackgroundModel;
  /** Signal efficiency; certain 1 when left out. */
  readonly efficiency?: Uncertain;
  /** Luminosity, in the inverse unit of the cross-section; certain 1 when left out. */
  readonly luminosity?: Uncertain;
  /** Correlation of the uncertainties of efficiency and background, −1 … 1 (default 0). */
  readonly correlation?: number;
}

const ONE: Uncertain = { value: 1 };
const CERTAINLY_NONE = [Float64Array.of(1)];

/**
 * Posterior survival of a cross-section σ given n events, N ~ Poisson(aσ + b), a = efficiency × luminosity, flat in
 * σ ≥ 0, with every nuisance integrated:
 *
 *     P(σ > S | n) ∝ E[Q(n+1, aS+b) / a].
 *
 * The average over b is exact in terms of the prior predictive probabilities w of the background, because
 * Q(n+1, y+b) = Σⱼ Poisson(j|y) Q(n−j+1, b): one pass over j gives survival and density, and all n share w. The
 * average over a is a Gauss rule of a dozen nodes. Cross-sections are in units of the nominal 1/a.
 */
export class CountingPosterior {
  /** Relative factor a / nominal and weight of each node, and the index of the predictive row that goes with it. */
  readonly #factors: Float64Array;
  readonly #weights: Float64Array;
  readonly #rowOf: Uint16Array;
  /** Scores of the efficiency nodes, when the background is correlated with them. */
  readonly #scores: Float64Array | undefined;
  readonly #window: CountingWindow;
  /** Probabilities and cumulative probabilities of the counts from background, one row for each score. */
  #probabilities: Float64Array[] = [];
  #cumulatives: Float64Array[] = [];
  #direct: DirectBackground[] | undefined;

  private constructor(window: CountingWindow, rule: QuadratureRule, rowOf: Uint16Array, scores?: Float64Array) {
    this.#window = window;
    this.#factors = rule.nodes;
    this.#weights = rule.weights;
    this.#rowOf = rowOf;
    this.#scores = scores;
  }

  /**
   * A posterior good for `observed` events and for those of the expected band.
   * `undefined` when the posterior is improper: efficiency or luminosity is zero or reaches zero within its error.
   */
  static of(window: CountingWindow, observed: number): CountingPosterior | undefined {
    const efficiency = window.efficiency ?? ONE;
    const luminosity = window.luminosity ?? ONE;
    if (!(efficiency.value > 0 && luminosity.value > 0)) return undefined;
    const { mean, sigma } = backgroundMoments(window.background);
    const counts = Math.max(observed, mean + 2 * Math.sqrt(mean + sigma * sigma));
    if (!window.correlation || !efficiency.sigma) {
      const rule = productRule(efficiency, luminosity, counts);
      return rule && new CountingPosterior(window, rule, new Uint16Array(rule.nodes.length));
    }
    const first = factorRule(efficiency, counts);
    const second = factorRule(luminosity, counts);
    if (!first || !second) return undefined;
    const inner = second.nodes.length;
    const size = first.nodes.length * inner;
    const nodes = new Float64Array(size);
    const weights = new Float64Array(size);
    const rowOf = new Uint16Array(size);
    for (let k = 0; k < size; k++) {
      const i = Math.floor(k / inner);
      nodes[k] = first.nodes[i] * second.nodes[k % inner];
      weights[k] = first.weights[i] * second.weights[k % inner];
      rowOf[k] = i;
    }
    return new CountingPosterior(window, { nodes, weights }, rowOf, first.scores);
  }

  /**
   * Makes the posterior ready for counts up to `last`.
   */
  prepare(last: number): void {
    if (isLarge(this.#window.background, last)) {
      this.#useDirect();
      return;
    }
    if (this.#probabilities.length > 0 && this.#probabilities[0].length > last) return;
    const { background, correlation = 0 } = this.#window;
    this.#probabilities = this.#scores
      ? Array.from(this.#scores, (score) => predictiveGiven(background, last, correlation, score))
      : [predictive(background, last)];
    this.#cumulatives = this.#probabilities.map(accumulate);
  }

  #useDirect(): DirectBackground[] {
    const { background, correlation = 0 } = this.#window;
    const rest = Math.sqrt(Math.max(0, 1 - correlation * correlation));
    this.#direct ??= this.#scores
      ? Array.from(this.#scores, (score) => new DirectBackground(background, correlation * score, rest))
      : [new DirectBackground(background)];
    return this.#direct;
  }

  /**
   * The S (in units of the nominal 1/a) above which lies the fraction `tail` of the posterior given `n` events.
   * `undefined` where P(N ≤ n) is beyond reason (below exp(−10⁹)).
   * Newton's method on the logarithm of the survival, which is concave for a known a, inside a bracket.
   * @param start first guess, or 0
   */
  upperQuantile(n: number, tail: number, start = 0): number | undefined {
    const evaluate = this.#evaluation(n);
    const point: Point = { lnSurvival: 0, lnDensity: 0, hazard: 0 };
    evaluate(0, point);
    if (!(point.lnSurvival > -DEEP)) return undefined;
    const target = point.lnSurvival + Math.log(tail);
    const excess = Math.max(0, n - backgroundMoments(this.#window.background).mean);
    let low = 0;
    let high = Number.POSITIVE_INFINITY;
    let s = start > 0 ? start : excess + 1.3 * Math.sqrt(excess) - Math.log(tail);
    for (let i = 0; i < 100; i++) {
      evaluate(s, point);
      const above = point.lnSurvival - target;
      if (above > 0) low = s;
      else high = s;
      const step = above / point.hazard;
      // The step after this one would be of the order of its square.
      if (Math.abs(step) <= 1e-6 * s) return s + step;
      if (high !== Number.POSITIVE_INFINITY && high - low <= 1e-13 * high) return high;
      const next = s + step;
      if (next > low && next < high) s = next;
      else s = high === Number.POSITIVE_INFINITY ? 2 * s : 0.5 * (low + high);
    }
    return undefined;
  }

  /** P(σ > s | n), with s in units of the nominal 1/a. */
  survival(n: number, s: number): number {
    const evaluate = this.#evaluation(n);
    const point: Point = { lnSurvival: 0, lnDensity: 0, hazard: 0 };
    evaluate(0, point);
    const all = point.lnSurvival;
    evaluate(s, point);
    return Math.exp(point.lnSurvival - all);
  }

  /** ln of the marginal likelihood of σ = S (in units of the nominal 1/a) for `n` events, up to a constant. */
  lnLikelihood(n: number): (s: number) => number {
    if (this.#needsDirect(n)) return this.#lnDensityDirectly(n);
    const evaluate = this.#evaluateByRecurrence(n);
    const point: Point = { lnSurvival: 0, lnDensity: 0, hazard: 0 };
    return (s) => {
      evaluate(s, point);
      return point.lnDensity;
    };
  }

  #needsDirect(n: number): boolean {
    if (this.#isBackgroundFree(n)) return false;
    this.prepare(n);
    return this.#direct !== undefined || !this.#cumulatives.some((row) => row[n] > HARDLY);
  }

  #evaluation(n: number): Evaluation {
    return this.#needsDirect(n) ? this.#evaluateDirectly(n) : this.#evaluateByRecurrence(n);
  }

  /** Without events the background cancels, unless the efficiency goes with it. */
  #isBackgroundFree(n: number): boolean {
    return n === 0 && this.#scores === undefined;
  }

  #evaluateByRecurrence(n: number): Evaluation {
    const factors = this.#factors;
    const weights = this.#weights;
    const rowOf = this.#rowOf;
    const free = this.#isBackgroundFree(n);
    const probabilities = free ? CERTAINLY_NONE : this.#probabilities;
    const cumulatives = free ? CERTAINLY_NONE : this.#cumulatives;
    return (s, out) => {
      let survival = 0;
      let density = 0;
      for (let i = 0; i < factors.length; i++) {
        const factor = factors[i];
        const w = probabilities[rowOf[i]];
        const c = cumulatives[rowOf[i]];
        const y = factor * s;
        const reach = REACH * Math.sqrt(y);
        const first = y < 200 ? 0 : Math.max(0, Math.min(n, Math.floor(y - reach)));
        const last = Math.min(n, Math.ceil(y + reach + 30));
        let term = weights[i] * (first === 0 ? Math.exp(-y) : Math.exp(lnPoissonProbability(first, y)));
        let inner = 0;
        let outer = 0;
        for (let j = first; j <= last; j++) {
          inner += term * c[n - j];
          outer += term * w[n - j];
          term *= y / (j + 1);
        }
        survival += inner / factor;
        density += outer;
      }
      out.lnSurvival = Math.log(survival);
      out.lnDensity = Math.log(density);
      out.hazard = density / survival;
    };
  }

  #evaluateDirectly(n: number): Evaluation {
    const rows = this.#useDirect();
    const lnDensity = this.#lnDensityDirectly(n);
    return (s, out) => {
      let survival = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < this.#factors.length; i++) {
        const factor = this.#factors[i];
        const lnAtMost = rows[this.#rowOf[i]].lnAtMost(n, factor * s);
        survival = logAddExp(survival, Math.log(this.#weights[i] / factor) + lnAtMost);
      }
      out.lnSurvival = survival;
      out.lnDensity = lnDensity(s);
      out.hazard = Math.exp(out.lnDensity - survival);
    };
  }

  #lnDensityDirectly(n: number): (s: number) => number {
    const rows = this.#useDirect();
    return (s) => {
      let density = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < this.#factors.length; i++) {
        const row = rows[this.#rowOf[i]];
        density = logAddExp(density, Math.log(this.#weights[i]) + row.lnProbability(n, this.#factors[i] * s));
      }
      return density;
    };
  }
}

/** Posterior at one S: ln of survival and density, up to one common constant, and their ratio. */
interface Point {
  lnSurvival: number;
  lnDensity: number;
  hazard: number;
}

type Evaluation = (s: number, out: Point) => void;
