import { poissonDeviance } from "../../numerics/special.js";

/**
 * Best factor β on the expectation of a bin that is known from simulation to a relative error δ, in the form of Barlow and
 * Beeston with one parameter a bin (Conway 2011, PHYSTAT, arXiv:1103.0354): the positive root of
 * β² + (μδ² − 1) β − nδ² = 0.
 *
 * @param n observed events, ≥ 0
 * @param mean expectation μ from the templates, ≥ 0
 * @param delta relative error of μ, > 0
 */
export function barlowBeestonFactor(n: number, mean: number, delta: number): number {
  const half = 0.5 * (1 - mean * delta * delta);
  const root = Math.sqrt(half * half + n * delta * delta);
  // The sum that does not cancel.
  return half >= 0 ? half + root : (n * delta * delta) / (root - half);
}

/** −ln L of a bin with that factor profiled, less that of a perfect description; +∞ for μ = 0 < n. */
export function barlowBeestonTerm(n: number, mean: number, delta: number): number {
  const beta = barlowBeestonFactor(n, mean, delta);
  return poissonDeviance(n, beta * mean) + (0.5 * (beta - 1) ** 2) / (delta * delta);
}
