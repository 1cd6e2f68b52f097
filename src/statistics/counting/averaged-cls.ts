import { findRootAbove } from "../../numerics/roots.js";
import { type Limit, limitOf } from "../status.js";
import { clsUpperLimit } from "./cls.js";
import { type Background, backgroundModel, type Uncertain } from "./model.js";
import { CountingPosterior } from "./posterior.js";
import { positiveFactorRule } from "./signal-rule.js";

/**
 * Upper limit on s with n ~ Poisson(ε s + b) where CLs = P(N ≤ n | εs + b) / P(N ≤ n | b) falls to 1 − cl, both
 * probabilities averaged over what is believed of ε and b (Cousins and Highland 1992). With a known ε it is the
 * Bayesian limit; with an uncertain one it differs from it by the factor 1/ε that a flat prior of s brings.
 *
 * `unbounded` where there is no efficiency, `not-converged` where the averages cannot be formed.
 */
export function averagedClsLimit(observed: number, background: Background, efficiency: Uncertain, cl: number): Limit {
  if (!(efficiency.value > 0)) return { value: null, status: "unbounded" };
  if (!efficiency.sigma) {
    const { value, status } = clsUpperLimit(observed, background, cl);
    return { value: value === null ? null : value / efficiency.value, status };
  }
  const { nodes, weights } = positiveFactorRule(efficiency, observed);
  const posterior = CountingPosterior.of({ background: backgroundModel(background) }, observed);
  if (!posterior) return { value: null, status: "not-converged" };
  const excess = (events: number) => {
    let sum = 0;
    for (let i = 0; i < nodes.length; i++) sum += weights[i] * posterior.survival(observed, nodes[i] * events);
    return Math.log(sum / (1 - cl));
  };
  const events = findRootAbove(excess, 0, 3 + Math.sqrt(observed), { limit: 1e6 * (observed + 1) });
  return limitOf(events === undefined ? undefined : events / efficiency.value);
}
