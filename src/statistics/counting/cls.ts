import { findRootAbove } from "../../numerics/roots.js";
import { lnGammaQ } from "../../numerics/special.js";
import { type Limit, limitOf } from "../status.js";
import { type Background, backgroundModel } from "./model.js";
import { CountingPosterior } from "./posterior.js";

/**
 * CLs of a counting experiment, P(N ≤ n | s+b) / P(N ≤ n | b) (Read 2002). For an uncertain background both
 * probabilities are averaged over it (Cousins and Highland 1992), which keeps the equality with the Bayesian limit.
 * @returns CLs, or `undefined` where the averages cannot be formed
 */
export function clsCounting(observed: number, background: Background, signal: number): number | undefined {
  const model = backgroundModel(background);
  if (model.kind === "gaussian" && model.sigma === 0)
    return Math.exp(lnGammaQ(observed + 1, signal + model.mean) - lnGammaQ(observed + 1, model.mean));
  return CountingPosterior.of({ background: model }, observed)?.survival(observed, signal);
}

/** Upper limit on a number of signal events where CLs falls to 1 − cl. */
export function clsUpperLimit(observed: number, background: Background, cl: number): Limit {
  const model = backgroundModel(background);
  if (!(model.kind === "gaussian" && model.sigma === 0))
    return limitOf(CountingPosterior.of({ background: model }, observed)?.upperQuantile(observed, 1 - cl));
  const b = model.mean;
  const target = Math.log1p(-cl) + lnGammaQ(observed + 1, b);
  const step = 3 + Math.sqrt(observed);
  return limitOf(findRootAbove((s) => lnGammaQ(observed + 1, s + b) - target, 0, step));
}
