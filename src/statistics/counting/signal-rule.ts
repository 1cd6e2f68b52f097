import { LARGEST_GAUSS_RULE, reduceRule, truncatedNormalRule } from "../../numerics/gauss-rule.js";
import { gaussLegendre, type QuadratureRule } from "../../numerics/quadrature.js";
import { CUT, type Uncertain } from "./model.js";

/** Truncation of the log-normal in its logarithm: far enough to be no truncation. */
const LOG_NORMAL_CUT = 8;

/** Standard scores and weights with which a factor is integrated, and the factor (relative to nominal) there. */
export interface FactorRule extends QuadratureRule {
  /** Standard scores of the nodes; the nodes are the relative factor. */
  readonly scores: Float64Array;
}

const CERTAIN: FactorRule = {
  nodes: Float64Array.of(1),
  weights: Float64Array.of(1),
  scores: Float64Array.of(0),
};

/**
 * Nodes for a factor of relative width `width`, integrated against a Poisson probability of counts up to `counts`: that
 * varies over 1/√n of the factor, and a rule coarser than that would turn the survival into a staircase. Beyond the
 * last class (n ≈ 10⁴ at 10 %) the stairs are half a per cent of the limit, against ten of uncertainty.
 */
function nodeCount(width: number, counts: number): number {
  const pull = width * Math.sqrt(counts + 1);
  if (pull < 0.6) return width < 0.03 ? 4 : width < 0.08 ? 6 : width < 0.15 ? 9 : 24;
  if (pull < 2) return 24;
  if (pull < 3.5) return 40;
  if (pull < 6) return 64;
  return pull < 12 ? 100 : 160;
}

/**
 * Rule for one factor of the signal yield, relative to its nominal value, for counts up to `counts`.
 * `undefined` when its distribution reaches zero: then the posterior of the cross-section is improper, because 1/a has
 * no finite mean (Gaussian with sigma ≥ value / 5).
 */
export function factorRule(factor: Uncertain, counts: number): FactorRule | undefined {
  const relative = (factor.sigma ?? 0) / factor.value;
  return factor.shape !== "log-normal" && relative * CUT >= 1 - 1e-9 ? undefined : positiveFactorRule(factor, counts);
}

/** As `factorRule`, but for averages without 1/a: a Gaussian that reaches zero is cut there. */
export function positiveFactorRule(factor: Uncertain, counts: number): FactorRule {
  const relative = (factor.sigma ?? 0) / factor.value;
  if (relative === 0) return CERTAIN;
  if (factor.shape === "log-normal") {
    const width = Math.log1p(relative);
    const smooth = width < 0.1 ? 8 : width < 0.3 ? 14 : width < 0.6 ? 24 : 64;
    // The range is 8 widths to either side in place of 5.
    const rule = truncatedNormalRule(Math.max(smooth, nodeCount(1.6 * width, counts)), LOG_NORMAL_CUT);
    return { weights: rule.weights, scores: rule.nodes, nodes: rule.nodes.map((z) => Math.exp(width * z)) };
  }
  if (relative * CUT >= 1 - 1e-9) return cutAtZero(relative, counts);
  const rule = truncatedNormalRule(nodeCount(relative, counts), CUT);
  return { weights: rule.weights, scores: rule.nodes, nodes: rule.nodes.map((z) => 1 + relative * z) };
}

function cutAtZero(relative: number, counts: number): FactorRule {
  const { nodes, weights } = gaussLegendre(Math.max(48, nodeCount(relative, counts)));
  const half = 0.5 * (1 + CUT * relative);
  const values = nodes.map((t) => half * (1 + t));
  const scores = values.map((v) => (v - 1) / relative);
  const raw = weights.map((w, i) => w * Math.exp(-0.5 * scores[i] ** 2));
  const total = raw.reduce((sum, w) => sum + w, 0);
  return { nodes: values, scores, weights: raw.map((w) => w / total) };
}

const products = new Map<string, QuadratureRule | null>();

/**
 * Rule for the product of efficiency and luminosity relative to nominal, a Gauss rule of their joint distribution;
 * `undefined` as in `factorRule`. Kept by relative uncertainties, which a scan shares.
 */
export function productRule(efficiency: Uncertain, luminosity: Uncertain, counts: number): QuadratureRule | undefined {
  // Twelve digits: what a window's scaling leaves in the last ones must not make a new rule.
  const first = Math.round((1e12 * (efficiency.sigma ?? 0)) / efficiency.value);
  const second = Math.round((1e12 * (luminosity.sigma ?? 0)) / luminosity.value);
  // Counts in classes of a factor two: the nodes ask no more.
  const most = 2 ** Math.ceil(Math.log2(counts + 1));
  const key = `${first} ${efficiency.shape} ${second} ${luminosity.shape} ${most}`;
  let rule = products.get(key);
  if (rule === undefined) {
    rule = combine(factorRule(efficiency, most), factorRule(luminosity, most)) ?? null;
    if (products.size >= 1024) products.clear();
    products.set(key, rule);
  }
  return rule ?? undefined;
}

function combine(a: QuadratureRule | undefined, b: QuadratureRule | undefined): QuadratureRule | undefined {
  if (!a || !b) return undefined;
  if (b.nodes.length === 1) return a;
  if (a.nodes.length === 1) return b;
  const size = a.nodes.length * b.nodes.length;
  const nodes = new Float64Array(size);
  const weights = new Float64Array(size);
  let k = 0;
  for (let i = 0; i < a.nodes.length; i++)
    for (let j = 0; j < b.nodes.length; j++) {
      nodes[k] = a.nodes[i] * b.nodes[j];
      weights[k++] = a.weights[i] * b.weights[j];
    }
  const most = Math.max(a.nodes.length, b.nodes.length);
  return most > LARGEST_GAUSS_RULE ? { nodes, weights } : reduceRule({ nodes, weights }, most + 1);
}
