import { gaussLegendre } from "../../numerics/quadrature.js";
import { lnGammaP, normalCdf } from "../../numerics/special.js";
import { fromLnP, type Significance } from "./significance.js";

const NODES = 64;
/** The Gaussian of the background is cut at this many σ, and at 0, and normalised again. */
const CUT = 5;

/**
 * Local p-value of a count: the probability that the background alone gives `observed` or more, averaged over a
 * background that is uncertain, p = ∫ P(N ≥ n | b) g(b) db with g Gaussian, truncated at ±5σ and at 0, renormalised
 * (the prior-predictive p-value of the Belle II Z′ search, PRL 124, 141801). No events give p = 1 for every background.
 *
 * For a background that was counted itself, in simulation or in a control region, see `zBi`.
 *
 * @param observed events, an integer ≥ 0
 * @param background expected events, ≥ 0
 * @param sigma its absolute uncertainty, ≥ 0
 */
export function poissonSignificance(observed: number, background: number, sigma = 0): Significance {
  if (observed === 0) return fromLnP(0);
  const lower = Math.max(0, background - CUT * sigma);
  const upper = background + CUT * sigma;
  if (!(upper > lower)) return fromLnP(lnGammaP(observed, background));
  const norm = normalCdf((upper - background) / sigma) - normalCdf((lower - background) / sigma);

  // The Poisson tail climbs from 0 to 1 within a few √n around n: that stretch gets nodes of its own.
  const climb = 8 * Math.sqrt(observed);
  const ends = [lower, observed - climb, observed, observed + climb, upper].map((b) =>
    Math.min(Math.max(b, lower), upper),
  );
  const { nodes, weights } = gaussLegendre(NODES);
  const terms: number[] = [];
  for (let piece = 1; piece < ends.length; piece++) {
    const half = 0.5 * (ends[piece] - ends[piece - 1]);
    if (!(half > 0)) continue;
    const middle = 0.5 * (ends[piece] + ends[piece - 1]);
    for (let i = 0; i < NODES; i++) {
      const b = middle + half * nodes[i];
      const t = (b - background) / sigma;
      terms.push(lnGammaP(observed, b) - 0.5 * t * t + Math.log((half * weights[i]) / sigma));
    }
  }
  const largest = terms.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (const term of terms) sum += Math.exp(term - largest);
  return fromLnP(largest + Math.log(sum) - Math.log(norm * Math.sqrt(2 * Math.PI)));
}
