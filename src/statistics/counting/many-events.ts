import { findRootAbove } from "../../numerics/roots.js";
import { lnNormalTail } from "../../numerics/special.js";
import { type Limit, limitOf } from "../status.js";
import type { Uncertain } from "./model.js";
import { factorRule } from "./signal-rule.js";

/** Expected events from which on counts are taken as Gaussian: limits then agree with the exact ones to some per cent. */
export const MANY_EVENTS = 1500;

/** Counts for which the nodes of the efficiency are laid: against a wide background they need not be close. */
const NODES_FOR = 100;

/**
 * Bayesian upper limit on s ≥ 0 (flat prior) of a large count, n ~ Normal(ε s + b) with the variance b + σ_b² and an
 * efficiency averaged over: P(s > S | n) ∝ E[Φ((n − b − εS)/τ)/ε], the limit of `bayesianUpperLimit` for many events. Where
 * the signal does not lift the counts by much the variance does not grow with it.
 *
 * @param background mean and standard uncertainty, events
 */
export function manyEventsLimit(
  observed: number,
  background: { readonly mean: number; readonly sigma: number },
  efficiency: Uncertain,
  cl: number,
): Limit {
  const rule = efficiency.value > 0 ? factorRule(efficiency, NODES_FOR) : undefined;
  if (!rule) return { value: null, status: "unbounded" };
  const width = Math.sqrt(Math.max(observed, background.mean) + background.sigma ** 2);
  const excess = (observed - background.mean) / width;
  const survival = (pulls: number) => {
    let sum = 0;
    for (let i = 0; i < rule.nodes.length; i++)
      sum += (rule.weights[i] / rule.nodes[i]) * Math.exp(lnNormalTail(rule.nodes[i] * pulls - excess));
    return sum;
  };
  const all = survival(0);
  if (!(all > 0)) return { value: null, status: "not-converged" };
  const pulls = findRootAbove((x) => Math.log(survival(x) / all / (1 - cl)), 0, 2 + Math.max(0, excess));
  return limitOf(pulls === undefined ? undefined : (pulls * width) / efficiency.value);
}
