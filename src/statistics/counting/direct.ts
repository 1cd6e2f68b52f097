import { gaussLegendre } from "../../numerics/quadrature.js";
import { findRoot } from "../../numerics/roots.js";
import { lnGammaP, lnGammaQ, lnPoissonProbability, poissonDeviance } from "../../numerics/special.js";
import { type BackgroundModel, backgroundMoments, CUT } from "./model.js";

/** Nodes on either side of a mode. */
const NODES = 32;
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
  readonly #lnNorm: number;

  /** @param shift of the Gaussian's mean, and `rest`: its remaining width, in sigmas, for a correlated nuisance */
  constructor(model: BackgroundModel, shift = 0, rest = 1) {
    this.#density = density(model, shift, rest);
    const { low, high, lnDensity } = this.#density;
    this.#lnNorm = low === high ? 0 : lnIntegral(lnDensity, low, high);
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
    return lnIntegral((b) => lnF(b) + lnDensity(b), low, high) - this.#lnNorm;
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
  const high = moments.mean + moments.sigma * (DEPTH + 10);
  return {
    low: 0,
    high,
    // Up to a constant, ((shape − 1) ln x − x), formed as a deviance: shapes may be huge.
    lnDensity: (b) => -poissonDeviance(shape - 1, b / scale),
  };
}

/** ln ∫ exp(g) over [low, high] for a concave g: nodes on either side of a point near the top, as far as it matters. */
function lnIntegral(g: (x: number) => number, low: number, high: number): number {
  const mode = nearTop(g, low, high);
  const top = g(mode);
  if (!Number.isFinite(top)) return Number.NEGATIVE_INFINITY;
  // Distances from the mode, because an edge of a wide density may fall over a length far below the mode itself.
  const reach = (direction: number, limit: number) => {
    const above = (d: number) => Math.max(g(mode + direction * d) - top, -1e6) + DEPTH;
    return limit <= 0 || above(limit) >= 0 ? limit : (findRoot(above, 0, limit, { relative: 0.03 }) ?? limit);
  };
  const { nodes, weights } = gaussLegendre(NODES);
  let sum = 0;
  for (const half of [-0.5 * reach(-1, mode - low), 0.5 * reach(1, high - mode)])
    for (let i = 0; i < NODES; i++)
      sum += Math.abs(half) * weights[i] * Math.exp(g(mode + half * (1 + nodes[i])) - top);
  return top + Math.log(sum);
}

/**
 * A point where a concave function is within one of its maximum, or an end if the maximum is there: golden section
 * until the ends of the bracket are that close to the inside.
 */
function nearTop(g: (x: number) => number, low: number, high: number): number {
  const golden = 0.5 * (Math.sqrt(5) - 1);
  let a = low;
  let b = high;
  let ga = g(a);
  let gb = g(b);
  let x1 = b - golden * (b - a);
  let x2 = a + golden * (b - a);
  let g1 = g(x1);
  let g2 = g(x2);
  for (let i = 0; i < 200 && b - a > 1e-15 * b && !(Math.max(g1, g2) - Math.min(ga, gb) < 1); i++) {
    if (g1 >= g2) {
      b = x2;
      gb = g2;
      x2 = x1;
      g2 = g1;
      x1 = b - golden * (b - a);
      g1 = g(x1);
    } else {
      a = x1;
      ga = g1;
      x1 = x2;
      g1 = g2;
      x2 = a + golden * (b - a);
      g2 = g(x2);
    }
  }
  const inside = g1 >= g2 ? x1 : x2;
  if (ga > Math.max(g1, g2)) return a;
  return gb > Math.max(g1, g2) ? b : inside;
}
