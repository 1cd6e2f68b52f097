import type { Intervals } from "../scan-point.js";

/** Fewer effective events do not tell a signal: what rests on them is not excluded. */
export const LEAST_EFFECTIVE_SIGNAL = 100;

/** Halvings of a step of the couplings, in its logarithm, when an end of an interval is sought. */
const HALVINGS = 30;

/** Signal events expected at a coupling, and the effective number of simulated ones behind them. */
interface SignalAt {
  readonly events: number;
  readonly effective: number;
}

/**
 * Intervals of the coupling in which more than `upper` events are expected, and known from enough simulated ones; their
 * ends are found between the couplings of the scan by halving, in the logarithm.
 */
export function excludedBetween(
  couplings: readonly number[],
  scanned: readonly SignalAt[],
  at: (coupling: number) => SignalAt,
  upper: number,
): Intervals {
  const holds = ({ events, effective }: SignalAt) => events >= upper && effective >= LEAST_EFFECTIVE_SIGNAL;
  const end = (outside: number, inside: number) => {
    let [out, within] = [Math.log(outside), Math.log(inside)];
    for (let i = 0; i < HALVINGS; i++) {
      const middle = 0.5 * (out + within);
      if (holds(at(Math.exp(middle)))) within = middle;
      else out = middle;
    }
    return Math.exp(within);
  };
  const intervals: [number, number][] = [];
  let start: number | null = null;
  for (let k = 0; k < couplings.length; k++) {
    const inside = holds(scanned[k]);
    if (inside && start === null) start = k === 0 ? couplings[0] : end(couplings[k - 1], couplings[k]);
    if (start === null || (inside && k < couplings.length - 1)) continue;
    intervals.push([start, inside ? couplings[k] : end(couplings[k], couplings[k - 1])]);
    start = null;
  }
  return intervals;
}
