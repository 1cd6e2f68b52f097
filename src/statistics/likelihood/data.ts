import type { RandomStream } from "../../numerics/random.js";
import type { Evaluator } from "./evaluator.js";
import type { Data, Model } from "./model.js";

/**
 * Asimov data: the expectation at `theta` in every bin, and auxiliary measurements that agree with `theta`
 * (Cowan, Cranmer, Gross, Vitells, Eur. Phys. J. C 71 (2011) 1554).
 */
export function asimovData(evaluator: Evaluator, theta: Float64Array): Data {
  const main = evaluator.expected(theta).map((mean) => Math.max(mean, 0));
  return { main, auxiliary: auxiliaryMeans(evaluator.model, theta) };
}

/** Pseudo-data at `theta`: counts and auxiliary measurements are thrown (the unconditional ensemble). */
export function throwData(evaluator: Evaluator, theta: Float64Array, stream: RandomStream): Data {
  const main = evaluator.expected(theta).map((mean) => (mean > 0 ? stream.poisson(mean) : 0));
  const { parameters } = evaluator.model;
  const auxiliary = auxiliaryMeans(evaluator.model, theta).map((mean, i) => {
    const { constraint } = parameters[i];
    if (constraint === undefined) return 0;
    return constraint.kind === "gaussian" ? mean + constraint.sigma * stream.normal() : stream.poisson(mean);
  });
  return { main, auxiliary };
}

function auxiliaryMeans({ parameters }: Model, theta: Float64Array): Float64Array {
  return Float64Array.from(parameters, ({ constraint }, i) => {
    if (constraint === undefined) return 0;
    return constraint.kind === "gaussian" ? theta[i] : constraint.rate * theta[i];
  });
}
