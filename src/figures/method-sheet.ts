import { COUNTING_METHODS, type CountingExperiment, countingInterval } from "../statistics/counting/methods.js";
import type { MethodIntervals } from "./intervals.js";

/** The experiment that a reader finds on the page, before moving anything. */
export const EXAMPLE: CountingExperiment = {
  observed: 2,
  background: 3,
  systematics: { background: 0.2, efficiency: 0.1 },
  cl: 0.9,
};

/** Signal that the example of tails puts to the test, events. */
export const EXAMPLE_SIGNAL = 3;

/** Intervals of all methods; some tenths of a second, nearly all of it for Feldman–Cousins with uncertainties. */
export function allIntervals(experiment: CountingExperiment): MethodIntervals {
  return COUNTING_METHODS.map((method) => ({ method, interval: countingInterval(method, experiment) }));
}
