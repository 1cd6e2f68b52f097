import { randomStream } from "../numerics/random.js";
import type { EventTable, SampleRows } from "./events.js";
import { type StoredColumn, toSteps } from "./observable.js";
import type { Hypothesis } from "./sample.js";
import type { Search } from "./search.js";

/** Most events that an injection may expect: more would only be memory. */
const MOST_EVENTS = 1e6;

/**
 * Signal events thrown for an injection, as a table of their own: a Poisson number with the mean that the coupling
 * gives at the luminosity of the data, each drawn from the rows of the nearest generated mass, whose scanned observable
 * is moved by the distance between the windows of both masses.
 *
 * The stream is named by search, "injection", seed and sample.
 *
 * @param generated rows of the nearest generated mass
 * @param injected its cross-section in fb
 * @throws RangeError `too large a signal: …`
 */
export function throwSignal(
  search: Search,
  table: EventTable,
  generated: SampleRows,
  injected: { readonly hypothesis: Hypothesis; readonly crossSection: number; readonly seed: number | string },
): EventTable {
  const { sample, start, end } = generated;
  const stream = randomStream(search.id, "injection", injected.seed, sample.id);
  const near = end - start;
  const made = sample.crossSection?.value ?? 0;
  const mean = made > 0 ? (near * sample.weight * injected.crossSection) / made : 0;
  if (!(mean <= MOST_EVENTS))
    throw new RangeError(
      `too large a signal: ${mean.toPrecision(3)} events, of at most ${MOST_EVENTS}; lower the coupling`,
    );
  const length = near > 0 ? stream.poisson(mean) : 0;
  const rows = Int32Array.from({ length }, () => start + stream.integer(near));
  const { observable } = search.scan;
  const shift = toShift(search, injected.hypothesis.mass, sample.hypothesis?.mass ?? injected.hypothesis.mass);
  const lowest = toSteps(observable, observable.domain[0]);
  const highest = toSteps(observable, observable.domain[1]);
  const columns: Record<string, StoredColumn> = {};
  for (const [id, column] of Object.entries(table.columns)) {
    const picked = column instanceof Int16Array ? new Int16Array(length) : new Int32Array(length);
    for (let i = 0; i < length; i++) {
      const value = column[rows[i]];
      picked[i] = id === observable.id ? Math.min(highest, Math.max(lowest, value + shift)) : value;
    }
    columns[id] = picked;
  }
  const data = { id: "injected", kind: "data", label: "injected", crossSection: null, trials: 0, weight: 1 } as const;
  return { length, columns, samples: [{ sample: data, start: 0, end: length }] };
}

/** Steps between the centres of the windows of two masses: what a peak moves by. */
function toShift({ scan }: Search, mass: number, generated: number): number {
  if (mass === generated) return 0;
  const centre = (one: number) => {
    const { min, max } = scan.windowOf({ mass: one });
    return (min + max) / 2;
  };
  return Math.round((centre(mass) - centre(generated)) / scan.observable.step);
}
