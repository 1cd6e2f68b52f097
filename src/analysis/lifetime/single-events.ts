import { randomStream } from "../../numerics/random.js";
import { type EventTable, valueAt } from "../events.js";
import type { Search } from "../search.js";
import type { AnalysisState } from "../state.js";
import type { SingleEvent } from "../studies.js";
import { nearestSignal } from "./efficiency.js";

/** Events that are shown. */
export const SINGLE_EVENTS = 24;

/** Selected events of data, and of the signal nearest to a mass as they would come: the likelier the larger their weight. */
export function singleEvents(
  search: Search,
  table: EventTable,
  state: AnalysisState,
  failing: Uint32Array,
  weights: Float64Array,
  mass: number,
): SingleEvent[] {
  const { measurement } = search;
  if (measurement.kind !== "lifetime") return [];
  const samples = table.samples.map(({ sample }) => sample);
  const shown = nearestSignal(samples, measurement, mass, state.model);
  const found = table.samples.find(({ sample }) => sample.id === shown?.id);
  const event = (sample: string, row: number): SingleEvent => ({
    sample,
    values: Object.fromEntries(
      search.observables.map((one) => [one.id, Number(valueAt(table, one, row).toPrecision(6))]),
    ),
  });
  const rows: number[] = [];
  const sums: number[] = [];
  let sum = 0;
  for (let row = found?.start ?? 0; row < (found?.end ?? 0); row++) {
    if (failing[row] !== 0 || !(weights[row] > 0)) continue;
    sum += weights[row];
    rows.push(row);
    sums.push(sum);
  }
  const data = table.samples.find(({ sample }) => sample.kind === "data");
  const seen: SingleEvent[] = [];
  for (let row = data?.start ?? 0; data && row < data.end && seen.length < SINGLE_EVENTS / 2; row++)
    if (failing[row] === 0) seen.push(event(data.sample.id, row));
  const stream = randomStream(search.id, "single events", shown?.id ?? "");
  const signals = Array.from({ length: rows.length > 0 ? SINGLE_EVENTS - seen.length : 0 }, () => {
    const target = sum * stream.uniform();
    return event(shown?.id ?? "", rows[sums.findIndex((one) => one >= target)]);
  });
  return [...seen, ...signals];
}
