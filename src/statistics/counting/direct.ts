import { gaussLegendre } from "../../numerics/quadrature.js";
import { findRoot } from "../../numerics/roots.js";
import { lnGamma, lnGammaP, lnGammaQ, lnPoissonProbability, logAddExp } from "../../numerics/special.js";
import { type BackgroundModel, backgroundMoments, CUT } from "./model.js";

/** Nodes on either side of a mode. */
const NODES = 40;
/** Fall of a log-concave integrand beyond which nothing is left of it. */
const DEPTH = 40;

/**
 * What is believed of the mean background, as a log-concave density on [low, high]; a single point when it is certain.
 * Sums of gammas are replaced by the gamma of the same mean and variance: this form serves counts of many thousands,
 * where the two agree, and windows with hardly any chance of so few events, where no method matters.
 */
interface BackgroundDensity {
  readonly low: number;
  readonly high: number;
  readonly lnDensity: (b: number) => number;
}

/**
 * Averages over the background of ln P(N ≤ n), ln P(N ≥ n) and ln P(n) by adaptive placement of nodes on a log-concave
 * integrand: slower than the recurrences of `predictive`, good for every count and for tails that underflow.
 */
export class DirectBackground {
  readonly #density: BackgroundDensity;

  /** @param shift of the Gaussian's mean, and `rest`: its remaining width, in sigmas, for a correlated nuisance */
  constructor(model: BackgroundModel, shift = 0, rest = 1) {
    this.#density = density(model, shift, rest);
  }

  /** ln of the average of P(N ≤ n | signal + b). */
  lnAtMost(n: number, signal: number): number {
    return this.#average((b) => lnGammaQ(n + 1, signal + b));
  }

  /** ln of the average of P(N ≥ n | b). */
  lnAtLeast(n: number): number {
    return n <= 0 ? 0 : this.#average((b) => lnGammaP(n, b));
  }

  /** ln of the average of P(n | signal + b). */
  lnProbability(n: number, signal: number): number {
    return this.#average((b) => lnPoissonProbability(n, signal + b));
  }

  #average(lnF: (b: number) => number): number {
    const { low, high, lnDensity } = this.#density;
    if (low === high) return lnF(low);
    return lnIntegral((b) => lnF(b) + lnDensity(b), low, high) - lnIntegral(lnDensity, low, high);
  }
}

function density(model: BackgroundModel, shift: number, rest: number): BackgroundDensity {
  const moments = backgroundMoments(model);
  if (model.kind === "gaussian" || shift !== 0 || rest !== 1) {
    const mean = moments.mean + shift * moments.sigma;
    const sigma = rest * moments.sigma;
    if (sigma <= 1e-9 * mean || mean + CUT * sigma <= 0) {
      const at = Math.max(0, mean);
      return { low: at, high: at, lnDensity: () => 0 };
    }
    const low = Math.max(0, moments.mean - CUT * moments.sigma, mean - 8 * sigma);
    const high = Math.min(moments.mean + CUT * moments.sigma, mean + 8 * sigma);
    return { low: Math.min(low, high), high, lnDensity: (b) => -0.5 * ((b - mean) / sigma) ** 2 };
  }
  const shape = (moments.mean / moments.sigma) ** 2;
  const scale = moments.mean / shape;
  const lnNorm = lnGamma(shape) + Math.log(scale);
  const high = moments.mean + moments.sigma * (DEPTH + 10);
  return {
    low: 0,
    high,
    lnDensity: (b) =>
      b === 0 && shape > 1 ? Number.NEGATIVE_INFINITY : (shape - 1) * Math.log(b / scale) - b / scale - lnNorm,
  };
}

/** ln ∫ exp(g) over [low, high] for a concave g. */
function lnIntegral(g: (x: number) => number, low: number, high: number): number {
  const mode = modeOf(g, low, high);
  const top = g(mode);
  if (!Number.isFinite(top)) return Number.NEGATIVE_INFINITY;
  // Distances from the mode, because an edge of a wide density may fall over a length far below the mode itself.
  const reach = (direction: number, limit: number) => {
    const above = (d: number) => Math.max(g(mode + direction * d) - top, -1e6) + DEPTH;
    return limit <= 0 || above(limit) >= 0 ? limit : (findRoot(above, 0, limit, { relative: 1e-3 }) ?? limit);
  };
  const left = mode - reach(-1, mode - low);
  const right = mode + reach(1, high - mode);
  const { nodes, weights } = gaussLegendre(NODES);
  let sum = Number.NEGATIVE_INFINITY;
  for (const [from, to] of [
    [left, mode],
    [mode, right],
  ]) {
    const half = 0.5 * (to - from);
    if (half <= 0) continue;
    const middle = 0.5 * (to + from);
    for (let i = 0; i < NODES; i++) sum = logAddExp(sum, Math.log(weights[i] * half) + g(middle + half * nodes[i]));
  }
  return sum;
}

/** Place of the maximum of a concave function: ternary section by golden ratio, in ln x below the first tenth. */
function modeOf(g: (x: number) => number, low: number, high: number): number {
  const golden = 0.5 * (Math.sqrt(5) - 1);
  let a = low;
  let b = high;
  let x1 = b - golden * (b - a);
  let x2 = a + golden * (b - a);
  let g1 = g(x1);
  let g2 = g(x2);
  for (let i = 0; i < 80 && b - a > 1e-7 * b; i++) {
    if (g1 >= g2) {
      b = x2;
      x2 = x1;
      g2 = g1;
      x1 = b - golden * (b - a);
      g1 = g(x1);
    } else {
      a = x1;
      x1 = x2;
      g1 = g2;
      x2 = a + golden * (b - a);
      g2 = g(x2);
    }
  }
  const inside = 0.5 * (a + b);
  const best = g(low) >= g(inside) ? low : inside;
  return g(high) > g(best) ? high : best;
}
