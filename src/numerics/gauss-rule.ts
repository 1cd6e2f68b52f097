import { gaussLegendre, type QuadratureRule } from "./quadrature.js";

/**
 * Gauss rule of `count` nodes of a discrete measure: exact for polynomials up to degree 2·count − 1 under that measure.
 * The recurrence coefficients come from Stieltjes' procedure, nodes and weights from the eigenvalue problem of Golub
 * and Welsch (1969). Positive weights; their sum is kept. A measure of fewer points than `count` is returned as it is.
 */
export function reduceRule({ nodes, weights }: QuadratureRule, count: number): QuadratureRule {
  const size = nodes.length;
  if (size <= count) return { nodes, weights };
  const diagonal = new Float64Array(count);
  const offDiagonal = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < size; i++) total += weights[i];
  let previous = new Float64Array(size);
  let current = new Float64Array(size).fill(1 / Math.sqrt(total));
  for (let k = 0; k < count; k++) {
    let mean = 0;
    for (let i = 0; i < size; i++) mean += weights[i] * nodes[i] * current[i] * current[i];
    diagonal[k] = mean;
    if (k === count - 1) break;
    const next = new Float64Array(size);
    let norm = 0;
    const below = k > 0 ? offDiagonal[k - 1] : 0;
    for (let i = 0; i < size; i++) {
      next[i] = (nodes[i] - mean) * current[i] - below * previous[i];
      norm += weights[i] * next[i] * next[i];
    }
    norm = Math.sqrt(norm);
    offDiagonal[k] = norm;
    for (let i = 0; i < size; i++) next[i] /= norm;
    previous = current;
    current = next;
  }
  const first = diagonaliseTridiagonal(diagonal, offDiagonal);
  const order = Array.from(diagonal.keys()).sort((i, j) => diagonal[i] - diagonal[j]);
  return {
    nodes: Float64Array.from(order, (i) => diagonal[i]),
    weights: Float64Array.from(order, (i) => total * first[i] * first[i]),
  };
}

/**
 * Eigenvalues (left in `d`) of the symmetric tridiagonal matrix with diagonal `d` and off-diagonal `e` (spoilt), by
 * the implicit QL method; returns the first component of each normalised eigenvector.
 */
function diagonaliseTridiagonal(d: Float64Array, e: Float64Array): Float64Array {
  const n = d.length;
  const first = new Float64Array(n);
  first[0] = 1;
  e[n - 1] = 0;
  for (let l = 0; l < n; l++) {
    for (let iteration = 0; iteration < 100; iteration++) {
      let m = l;
      while (m < n - 1 && Math.abs(e[m]) > 2 ** -53 * (Math.abs(d[m]) + Math.abs(d[m + 1]))) m++;
      if (m === l) break;
      let g = (d[l + 1] - d[l]) / (2 * e[l]);
      let r = Math.hypot(g, 1);
      g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
      let s = 1;
      let c = 1;
      let p = 0;
      for (let i = m - 1; i >= l; i--) {
        let f = s * e[i];
        const b = c * e[i];
        r = Math.hypot(f, g);
        e[i + 1] = r;
        if (r === 0) {
          d[i + 1] -= p;
          e[m] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1] - p;
        r = (d[i] - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
        f = first[i + 1];
        first[i + 1] = s * first[i] + c * f;
        first[i] = c * first[i] - s * f;
      }
      if (r === 0 && m - 1 >= l) continue;
      d[l] -= p;
      e[l] = g;
      e[m] = 0;
    }
  }
  return first;
}

/** Largest Gauss rule that is worth its making; larger ones are Gauss–Legendre rules with the weight put in. */
export const LARGEST_GAUSS_RULE = 64;

const normalRules = new Map<string, QuadratureRule>();

/**
 * Gauss rule of the standard normal distribution cut at ±`cut` and renormalised: weights sum to one. Kept after the
 * first call. A dozen nodes integrate the functions of counting, smooth on the scale of the width, to 1e-10.
 */
export function truncatedNormalRule(count: number, cut: number): QuadratureRule {
  const key = `${count} ${cut}`;
  const known = normalRules.get(key);
  if (known) return known;
  const fine = count > LARGEST_GAUSS_RULE ? count : Math.max(160, 4 * count);
  const legendre = gaussLegendre(fine);
  const nodes = legendre.nodes.map((t) => cut * t);
  const weights = legendre.weights.map((w, i) => w * Math.exp(-0.5 * nodes[i] ** 2));
  const total = weights.reduce((sum, w) => sum + w, 0);
  const rule = reduceRule({ nodes, weights: weights.map((w) => w / total) }, count);
  normalRules.set(key, rule);
  return rule;
}
