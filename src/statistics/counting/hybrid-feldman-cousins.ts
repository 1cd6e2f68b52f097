import { maximise1d } from "../../numerics/optimise1d.js";
import { lnPoissonProbability } from "../../numerics/special.js";
import { type FeldmanCousinsInterval, scanAcceptance } from "./acceptance-scan.js";
import { type Background, type BackgroundModel, backgroundModel, backgroundMoments, type Uncertain } from "./model.js";
import { predictive } from "./predictive.js";
import { type FactorRule, positiveFactorRule } from "./signal-rule.js";

/** Largest count that the construction handles: its cost grows with the square of the counts. */
const MOST = 3000;
const STEP = 0.01;
const TIE = 1e-12;
/** Counts that the quadrature over the efficiency of an acceptance region is fine enough for. */
const HYBRID_COUNTS = 100;

/**
 * Feldman–Cousins interval with nuisances averaged over their belief (Conrad, Botner, Hallgren and Pérez de los Heros,
 * Phys. Rev. D 67 (2003) 012002): counts are ordered by q(n|s) / max over s' ≥ 0 of q(n|s'), where q(n|s) is the
 * Poisson probability of n given ε s + b averaged over ε and b. Deterministic.
 * @returns interval of s with n = ε s + b; `not-converged` for counts of several thousands, `unbounded` for ε = 0
 */
export function hybridFeldmanCousins(
  observed: number,
  background: Background,
  efficiency: Uncertain,
  cl: number,
): FeldmanCousinsInterval {
  if (efficiency.value === 0) return { lower: 0, upper: Number.POSITIVE_INFINITY, status: "unbounded", gaps: false };
  const construction = new HybridConstruction(
    backgroundModel(background),
    positiveFactorRule(efficiency, 2 * observed),
  );
  if (construction.lastCount(3 * observed + 50) > MOST)
    return { lower: 0, upper: Number.POSITIVE_INFINITY, status: "not-converged", gaps: false };
  const best = construction.best(observed);
  const width = Math.sqrt(observed + 1);
  const interval = scanAcceptance((s) => construction.accepts(observed, s, cl), best, width, STEP);
  return {
    ...interval,
    lower: interval.lower / efficiency.value,
    upper: interval.upper / efficiency.value,
    status: Number.isFinite(interval.upper) ? "ok" : "unbounded",
  };
}

/**
 * Whether a count belongs to the acceptance region of a signal mean, in events at an efficiency of 1: the construction
 * itself, of which `hybridFeldmanCousins` gives the hull.
 */
export function hybridAcceptance(
  background: Background,
  efficiency: Uncertain,
  cl: number,
): (observed: number, s: number) => boolean {
  const rule = positiveFactorRule(efficiency, HYBRID_COUNTS);
  const construction = new HybridConstruction(backgroundModel(background), rule);
  return (observed, s) => construction.accepts(observed, s, cl);
}

/** Probabilities q(n|s) for all n, s in events at the nominal efficiency, and their maxima over s. */
class HybridConstruction {
  readonly #model: BackgroundModel;
  readonly #factors: FactorRule;
  readonly #mean: number;
  readonly #sigma: number;
  readonly #largestFactor: number;
  #background: Float64Array = new Float64Array(0);
  /** Largest q(n|s) over s ≥ 0 and where it is. */
  readonly #peaks: { s: number; q: number }[] = [];

  constructor(model: BackgroundModel, factors: FactorRule) {
    this.#model = model;
    this.#factors = factors;
    const { mean, sigma } = backgroundMoments(model);
    this.#mean = mean;
    this.#sigma = sigma;
    this.#largestFactor = Math.max(...factors.nodes);
  }

  /** Count beyond which nothing is expected from s: ten standard deviations and 20. */
  lastCount(s: number): number {
    const mean = s * this.#largestFactor + this.#mean + 5 * this.#sigma;
    return Math.ceil(mean + 10 * Math.sqrt(mean) + 20);
  }

  best(n: number): number {
    return this.#peak(n).s;
  }

  /** Whether n is among the counts that rank first and hold `cl`, the last one of them included. */
  accepts(n: number, s: number, cl: number): boolean {
    const last = this.lastCount(s);
    // Far beyond what n allows there is no need of the sums.
    if (last > MOST) return false;
    const q = this.#probabilities(s, Math.max(last, n));
    const own = this.#rank(n, q[n]);
    let before = 0;
    for (let k = 0; k < q.length; k++) {
      if (k === n || q[k] < 1e-14) continue;
      const rank = this.#rank(k, q[k]);
      if (rank > own || (rank === own && k < n)) before += q[k];
      if (before >= cl) return false;
    }
    return true;
  }

  #rank(n: number, q: number): number {
    return Math.round(Math.log(q / this.#peak(n).q) / TIE);
  }

  #peak(n: number): { s: number; q: number } {
    const known = this.#peaks[n];
    if (known) return known;
    const centre = Math.max(0, n - this.#mean);
    const reach = 4 * Math.sqrt(n + 1) + 3 * this.#sigma + 0.3 * centre;
    const { x, value } = maximise1d((s) => this.#probability(n, s), Math.max(0, centre - reach), centre + reach, {
      relative: 1e-7,
    });
    const atZero = this.#probability(n, 0);
    const peak = atZero >= value ? { s: 0, q: atZero } : { s: x, q: value };
    this.#peaks[n] = peak;
    return peak;
  }

  #backgroundUpTo(last: number): Float64Array {
    if (this.#background.length <= last) this.#background = predictive(this.#model, last + 64);
    return this.#background;
  }

  #probability(n: number, s: number): number {
    const w = this.#backgroundUpTo(n);
    const { nodes, weights } = this.#factors;
    let q = 0;
    for (let i = 0; i < nodes.length; i++) {
      const { first, terms } = poissonTerms(nodes[i] * s, n);
      let sum = 0;
      for (let j = 0; j < terms.length; j++) sum += terms[j] * w[n - first - j];
      q += weights[i] * sum;
    }
    return q;
  }

  #probabilities(s: number, last: number): Float64Array {
    const w = this.#backgroundUpTo(last);
    const { nodes, weights } = this.#factors;
    const mixed = new Float64Array(last + 1);
    for (let i = 0; i < nodes.length; i++) {
      const { first, terms } = poissonTerms(nodes[i] * s, last);
      for (let j = 0; j < terms.length; j++) mixed[first + j] += weights[i] * terms[j];
    }
    const q = new Float64Array(last + 1);
    for (let j = 0; j <= last; j++) {
      const m = mixed[j];
      if (m < 1e-30) continue;
      for (let k = 0; j + k <= last; k++) q[j + k] += m * w[k];
    }
    return q;
  }
}

/** Poisson probabilities of the counts up to `last` that are within ten standard deviations of the mean. */
function poissonTerms(mean: number, last: number): { first: number; terms: Float64Array } {
  const reach = 10 * Math.sqrt(mean) + 30;
  const first = Math.max(0, Math.min(last, Math.floor(mean - reach)));
  const end = Math.min(last, Math.ceil(mean + reach));
  const terms = new Float64Array(end - first + 1);
  let term = Math.exp(lnPoissonProbability(first, mean));
  for (let j = first; j <= end; j++) {
    terms[j - first] = term;
    term *= mean / (j + 1);
  }
  return { first, terms };
}
