import { truncatedNormalRule } from "../../numerics/gauss-rule.js";
import { gaussLegendre } from "../../numerics/quadrature.js";
import { lnGamma, lnPoissonProbability } from "../../numerics/special.js";
import { type BackgroundModel, backgroundMoments, CUT, type SimulatedSample } from "./model.js";

/** ln of the smallest probability from which a recurrence starts. */
const LN_SMALLEST = -600;
/** Probability in units of that of no count from which on the unit is changed. */
const LARGEST = 1e200;

/** Values of a nuisance parameter with their weights, which sum to the probability that the truncation leaves. */
interface Nodes {
  readonly values: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

/**
 * Prior predictive probabilities of a background: P(N = k) for k = 0 … `last`, the Poisson distribution averaged over
 * what is believed of its mean. Gaussian: quadrature; simulated: the Poisson average over a gamma distribution is a
 * negative binomial, over a sum of gammas a convolution of them, exactly.
 *
 * @returns probabilities of k = 0 … last at least, kept with the model: not to be written to; they sum to one over all k
 */
export function predictive(model: BackgroundModel, last: number): Float64Array {
  const known = rows.get(model);
  if (known && known.length > last) return known;
  const row = averaged(model, last);
  rows.set(model, row);
  return row;
}

/** Rows by model, because limits, bands and p-values of a window ask for the same one. */
const rows = new WeakMap<BackgroundModel, Float64Array>();

/** Running sums of a row. */
export function accumulate(row: Float64Array): Float64Array {
  const out = new Float64Array(row.length);
  let sum = 0;
  for (let k = 0; k < row.length; k++) {
    sum += row[k];
    out[k] = sum;
  }
  return out;
}

function averaged(model: BackgroundModel, last: number): Float64Array {
  const { mean, sigma } = nuisanceOf(model);
  const nodes = gaussianNodes(mean, sigma, mean, sigma, eventsPerUnit(model));
  const out = mixture(model, nodes, last);
  let mass = 0;
  for (let i = 0; i < nodes.weights.length; i++) mass += nodes.weights[i];
  for (let k = 0; k <= last; k++) out[k] /= mass;
  return out;
}

/**
 * Prior predictive probabilities given that a nuisance parameter, correlated with the background by `correlation`, has
 * the standard score `score`; scaled by the probability that the truncation of the background leaves.
 * The correlated part of a simulated background is its relative systematic uncertainty.
 */
export function predictiveGiven(
  model: BackgroundModel,
  last: number,
  correlation: number,
  score: number,
): Float64Array {
  const { mean, sigma } = nuisanceOf(model);
  const rest = Math.sqrt(Math.max(0, 1 - correlation * correlation));
  const nodes = gaussianNodes(mean, sigma, mean + correlation * score * sigma, rest * sigma, eventsPerUnit(model));
  return mixture(model, nodes, last);
}

/** The Gaussian nuisance of a background: its mean itself, or the common scale of its simulated samples. */
function nuisanceOf(model: BackgroundModel): { mean: number; sigma: number } {
  return model.kind === "gaussian" ? model : { mean: 1, sigma: model.relative };
}

function eventsPerUnit(model: BackgroundModel): number {
  return model.kind === "gaussian" ? 1 : Math.max(1, backgroundMoments(model).mean);
}

function mixture(model: BackgroundModel, { values, weights }: Nodes, last: number): Float64Array {
  const out = new Float64Array(last + 1);
  const add = model.kind === "gaussian" ? poissonAdder(out) : gammaSumAdder(out, model.samples);
  for (let i = 0; i < values.length; i++) add(values[i], weights[i]);
  return out;
}

/** Adds to a row of probabilities those at one value of the nuisance, times a weight. */
type Adder = (value: number, weight: number) => void;

/**
 * Nodes for a Gaussian (mean, sigma) truncated to centre ± 5 width and to positive values; `unit` is the number of
 * events for one unit of the value. The Poisson probability varies over √events: where sigma is small against that a
 * Gauss rule of the Gaussian itself does, elsewhere Gauss–Legendre with as many nodes as that width asks for (they
 * stand √-dense at the ends, as a mean near zero needs).
 */
function gaussianNodes(centre: number, width: number, mean: number, sigma: number, unit: number): Nodes {
  const low = Math.max(0, centre - CUT * width);
  const high = centre + CUT * width;
  if (sigma <= 1e-12 * Math.abs(mean)) {
    const inside = mean >= low * (1 - 1e-12) && mean <= high * (1 + 1e-12);
    return { values: [mean], weights: [inside ? 1 : 0] };
  }
  const pull = sigma * Math.sqrt(unit / Math.max(mean, 1e-300));
  if (mean - CUT * sigma >= low && mean + CUT * sigma <= high && pull < 1) {
    const rule = truncatedNormalRule(pull < 0.5 ? 14 : 24, CUT);
    return { values: shifted(rule.nodes, mean, sigma), weights: rule.weights };
  }
  const from = Math.max(low, mean - 8 * sigma);
  const to = Math.min(high, mean + 8 * sigma);
  if (to <= from) return { values: [mean], weights: [0] };
  const needed = Math.max(40, 5 * (to - from) * Math.sqrt(unit / to));
  const rule = gaussLegendre(8 * Math.ceil(needed / 8));
  const half = 0.5 * (to - from);
  const middle = 0.5 * (to + from);
  const values = shifted(rule.nodes, middle, half);
  const norm = half / (sigma * Math.sqrt(2 * Math.PI));
  return { values, weights: rule.weights.map((w, i) => norm * w * Math.exp(-0.5 * ((values[i] - mean) / sigma) ** 2)) };
}

function shifted(nodes: Float64Array, offset: number, scale: number): Float64Array {
  const out = new Float64Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) out[i] = offset + scale * nodes[i];
  return out;
}

/** Of a mean. */
const poissonAdder =
  (out: Float64Array): Adder =>
  (mean, weight) =>
    addPoisson(out, mean, weight);

/** Adds weight · Poisson(k | mean) to `out`. */
function addPoisson(out: Float64Array, mean: number, weight: number): void {
  const last = out.length - 1;
  if (mean < 700) {
    let term = weight * Math.exp(-mean);
    out[0] += term;
    for (let k = 1; k <= last; k++) {
      term *= mean / k;
      out[k] += term;
    }
    return;
  }
  const start = Math.min(last, Math.floor(mean));
  const top = weight * Math.exp(lnPoissonProbability(start, mean));
  let term = top;
  for (let k = start; k >= 0 && term > 0; k--) {
    out[k] += term;
    term *= k / mean;
  }
  term = top;
  for (let k = start + 1; k <= last && term > 0; k++) {
    term *= mean / k;
    out[k] += term;
  }
}

/** Of a scale that multiplies the weights of samples: Poisson averaged over a sum of gammas. */
function gammaSumAdder(out: Float64Array, samples: readonly SimulatedSample[]): Adder {
  const last = out.length - 1;
  if (samples.length === 1) {
    const [{ simulated, weight }] = samples;
    return (scale, part) => {
      const row = negativeBinomial(simulated + 1, weight * scale, last);
      for (let k = 0; k <= last; k++) out[k] += part * row[k];
    };
  }
  const size = samples.length;
  const row = new Float64Array(last + 1);
  const odds = new Float64Array(size);
  const q = new Float64Array(size + 1);
  const others = new Float64Array(size + 1);
  const constant = new Float64Array(Math.max(UNROLLED, size));
  const slope = new Float64Array(Math.max(UNROLLED, size));
  return (scale, part) => {
    // The generating function is G = Π ((1 − pᵢ)/(1 − pᵢ z))ʳⁱ. With Q = Π (1 − pᵢ z), Q G′ = R G for a polynomial R:
    // a recurrence over as many counts as there are samples, (n + 1) gₙ₊₁ = Σⱼ (aⱼ − n bⱼ) gₙ₋ⱼ, dominated by its first
    // term.
    let lnUnit = 0;
    for (let i = 0; i < size; i++) {
      const mean = samples[i].weight * scale;
      odds[i] = mean / (1 + mean);
      lnUnit -= (samples[i].simulated + 1) * Math.log1p(mean);
    }
    product(q, odds, -1);
    for (let j = 0; j < size; j++) {
      slope[j] = q[j + 1];
      constant[j] = j * q[j + 1];
    }
    for (let i = 0; i < size; i++) {
      product(others, odds, i);
      for (let j = 0; j < size; j++) constant[j] += (samples[i].simulated + 1) * odds[i] * others[j];
    }
    lnUnit += recur(row, constant, slope, size);
    const unit = part * Math.exp(lnUnit);
    for (let k = 0; k <= last; k++) out[k] += unit * row[k];
  };
}

/** Terms that the recurrence has at least: those of fewer samples are 0. */
const UNROLLED = 4;

/** Fills a row by the recurrence, from 1 on; returns ln of the unit that it is in. */
function recur(row: Float64Array, a: Float64Array, b: Float64Array, terms: number): number {
  const [a0, a1, a2, a3] = a;
  const [b0, b1, b2, b3] = b;
  let lnUnit = 0;
  let [g0, g1, g2, g3] = [1, 0, 0, 0];
  row[0] = 1;
  for (let n = 0; n < row.length - 1; n++) {
    let sum = (a0 - n * b0) * g0 + (a1 - n * b1) * g1 + (a2 - n * b2) * g2 + (a3 - n * b3) * g3;
    for (let j = UNROLLED; j < terms && j <= n; j++) sum += (a[j] - n * b[j]) * row[n - j];
    g3 = g2;
    g2 = g1;
    g1 = g0;
    g0 = sum / (n + 1);
    row[n + 1] = g0;
    if (g0 < LARGEST) continue;
    for (let k = 0; k <= n + 1; k++) row[k] /= LARGEST;
    g0 /= LARGEST;
    g1 /= LARGEST;
    g2 /= LARGEST;
    g3 /= LARGEST;
    lnUnit += Math.log(LARGEST);
  }
  return lnUnit;
}

/** Π (1 − pᵢ z) over all i but one, by rising powers. */
function product(out: Float64Array, odds: Float64Array, without: number): void {
  out.fill(0);
  out[0] = 1;
  for (let i = 0; i < odds.length; i++) {
    if (i === without) continue;
    for (let k = out.length - 1; k > 0; k--) out[k] -= odds[i] * out[k - 1];
  }
}

/** Poisson averaged over Gamma(shape, scale): Γ(shape + k)/(Γ(shape) k!) (scale/(1+scale))ᵏ (1+scale)^−shape. */
function negativeBinomial(shape: number, scale: number, last: number): Float64Array {
  const out = new Float64Array(last + 1);
  const ratio = scale / (1 + scale);
  const lnFirst = -shape * Math.log1p(scale);
  if (lnFirst > LN_SMALLEST) {
    out[0] = Math.exp(lnFirst);
    for (let k = 1; k <= last; k++) out[k] = (out[k - 1] * ratio * (shape + k - 1)) / k;
    return out;
  }
  const start = Math.min(last, Math.floor(Math.max(0, shape - 1) * scale));
  const lnStart = lnGamma(shape + start) - lnGamma(shape) - lnGamma(start + 1) + start * Math.log(ratio) + lnFirst;
  out[start] = Math.exp(lnStart);
  for (let k = start; k > 0; k--) out[k - 1] = (out[k] * k) / (ratio * (shape + k - 1));
  for (let k = start + 1; k <= last; k++) out[k] = (out[k - 1] * ratio * (shape + k - 1)) / k;
  return out;
}
