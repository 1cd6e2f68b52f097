import { randomStream } from "../numerics/random.js";
import type { EventTable, SampleRows } from "./events.js";
import { type Observable, type StoredColumn, toSteps } from "./observable.js";
import type { Hypothesis } from "./sample.js";
import type { Search } from "./search.js";

/** Most events that an injection may expect: more would only be memory. */
const MOST_EVENTS = 1e6;

/**
 * Signal events thrown for an injection, as a table of their own: a Poisson number with the mean that the coupling
 * gives at the luminosity of the data, each drawn from the rows of the nearest generated mass, whose scanned observable
 * is moved by the distance between the windows of both masses; of an on/off measurement the observable that kinematics
 * have a peak in.
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
  const shifts = shiftsOf(search, injected.hypothesis, sample.hypothesis ?? injected.hypothesis);
  const columns: Record<string, StoredColumn> = {};
  for (const [id, column] of Object.entries(table.columns)) {
    const picked = column instanceof Int16Array ? new Int16Array(length) : new Int32Array(length);
    const { shift, lowest, highest } = shifts.get(id) ?? UNMOVED;
    for (let i = 0; i < length; i++) picked[i] = Math.min(highest, Math.max(lowest, column[rows[i]] + shift));
    columns[id] = picked;
  }
  const data = { id: "injected", kind: "data", label: "injected", crossSection: null, trials: 0, weight: 1 } as const;
  const samples = [{ sample: data, start: 0, end: length }];
  return { length, columns: table.derive?.(columns, length) ?? columns, samples };
}

/** How far a column is moved, and where it ends; steps. */
interface Shift {
  readonly shift: number;
  readonly lowest: number;
  readonly highest: number;
}

const UNMOVED: Shift = { shift: 0, lowest: Number.NEGATIVE_INFINITY, highest: Number.POSITIVE_INFINITY };

/** Steps between the peaks of two hypotheses, by observable: what the events of the one are moved by. */
function shiftsOf(
  { scan, measurement, resolution }: Search,
  wanted: Hypothesis,
  generated: Hypothesis,
): ReadonlyMap<string, Shift> {
  const shift = (observable: Observable, by: number): [string, Shift] => {
    const [lowest, highest] = observable.domain.map((end) => toSteps(observable, end));
    return [observable.id, { shift: Math.round(by / observable.step), lowest, highest }];
  };
  const { ellipses } = scan;
  if (ellipses) {
    const place = (one: Hypothesis) => ellipses.centre(one[ellipses.first.key], one[ellipses.second.key]);
    const [[x, y], [x0, y0]] = [place(wanted), place(generated)];
    return new Map([shift(ellipses.x, x - x0), shift(ellipses.y, y - y0)]);
  }
  if (wanted.mass === generated.mass) return new Map();
  // Where one region ends at a boundary nothing peaks in it; kinematics may have a peak elsewhere.
  if (measurement.kind === "on-off")
    return new Map(
      resolution
        ? [shift(resolution.observable, resolution.expected(wanted.mass) - resolution.expected(generated.mass))]
        : [],
    );
  const centre = (one: Hypothesis) => {
    const { min, max } = scan.windowOf({ mass: one.mass });
    return (min + max) / 2;
  };
  return new Map([shift(scan.observable, centre(wanted) - centre(generated))]);
}
