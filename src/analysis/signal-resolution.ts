import { type EventTable, valueAt } from "./events.js";
import type { Hypothesis } from "./sample.js";
import type { Search } from "./search.js";

/** Resolution of the scanned observable for simulated signal of one mass. */
export interface SignalResolution {
  /** GeV. */
  readonly mass: number;
  /** Selected events about the peak. */
  readonly events: number;
  /** Half of the interval that holds the central 68 % of them, and its statistical error, in the observable's unit. */
  readonly sigma: number;
  readonly error: number;
  /** The same of the windows of the scan: a quarter of their width. */
  readonly ofWindow: number;
}

/** Shares at −1σ and +1σ of a Gaussian. */
const LOW = 0.158655254;
const HIGH = 1 - LOW;
/** Distance in share over which the density at a quantile is taken. */
const NEAR = 0.04;
/** Events count within this many σ of the window of the mass: radiation makes a tail. */
const REACH = 8;
/** Fewer events do not tell a width. */
const LEAST_EVENTS = 50;

/** Value at a share of sorted values, linear in between. */
function quantile(sorted: Float64Array, share: number): number {
  const place = Math.min(Math.max(share * sorted.length - 0.5, 0), sorted.length - 1);
  const i = Math.min(Math.floor(place), sorted.length - 2);
  return sorted[i] + (place - i) * (sorted[i + 1] - sorted[i]);
}

/**
 * Half the central 68 % of some values and its error: var(q) = p(1 − p)/(N f²), cov = p_low (1 − p_high)/(N f f′), with
 * the densities f from the quantiles beside (asymptotic distribution of order statistics).
 * @param sorted at least two values, rising
 */
export function centralHalfWidth(sorted: Float64Array): { sigma: number; error: number } {
  const slope = (p: number) => (quantile(sorted, p + NEAR) - quantile(sorted, p - NEAR)) / (2 * NEAR);
  const [a, b] = [slope(LOW), slope(HIGH)];
  const variance = (LOW * HIGH * (a * a + b * b) - 2 * LOW * LOW * a * b) / sorted.length;
  return { sigma: (quantile(sorted, HIGH) - quantile(sorted, LOW)) / 2, error: Math.sqrt(variance) / 2 };
}

/**
 * Resolution at every simulated mass, rising; masses with too few selected events are left out.
 * @param of what the hypotheses have in common, where there are several of one mass
 */
export function signalResolutions(
  search: Search,
  table: EventTable,
  failing: Uint32Array,
  of: Hypothesis = {},
): SignalResolution[] {
  const { scan } = search;
  return table.samples
    .filter(
      ({ sample: { kind, hypothesis = {} } }) =>
        kind === "signal" && Object.entries(of).every(([key, value]) => hypothesis[key] === value),
    )
    .flatMap(({ sample, start, end }): SignalResolution[] => {
      const { min, max } = scan.windowOf(sample.hypothesis ?? {});
      const ofWindow = (max - min) / 4;
      const centre = (min + max) / 2;
      const values: number[] = [];
      for (let row = start; row < end; row++) {
        if (failing[row] !== 0) continue;
        const pull = (valueAt(table, scan.observable, row) - centre) / ofWindow;
        if (Math.abs(pull) < REACH) values.push(centre + pull * ofWindow);
      }
      if (values.length < LEAST_EVENTS) return [];
      const found = centralHalfWidth(Float64Array.from(values).sort());
      return [{ mass: sample.hypothesis?.mass ?? 0, events: values.length, ...found, ofWindow }];
    })
    .sort((a, b) => a.mass - b.mass);
}
