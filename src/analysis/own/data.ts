import type { EventTable } from "../events.js";
import { withGivenSamples } from "../given-samples.js";
import type { StoredColumn } from "../observable.js";
import type { SampleSource, SampleSummary } from "../sample.js";
import type { Search } from "../search.js";

/** Events that a reader opened in a page, as stored columns of a search. */
export interface OwnData {
  readonly length: number;
  readonly columns: Readonly<Record<string, StoredColumn>>;
  readonly source: SampleSource;
}

/**
 * Samples of a page with a reader's events in place of its data. Where these have a luminosity of their own, what is
 * simulated is weighted to it.
 */
export function samplesWithOwn(
  search: Search,
  samples: readonly SampleSummary[],
  source: SampleSource,
): SampleSummary[] {
  const id = search.samples.find(({ kind }) => kind === "data")?.id ?? "data";
  const scale =
    source.luminosity && search.luminosity
      ? source.luminosity.inverseFemtobarn / search.luminosity.inverseFemtobarn
      : 1;
  const isSimulated = (kind: SampleSummary["kind"]) => kind === "background" || kind === "signal";
  return [
    ...samples
      .filter(({ kind }) => kind !== "data")
      .map((one) => (isSimulated(one.kind) ? { ...one, weight: one.weight * scale } : one)),
    { id, kind: "data", label: source.label, crossSection: null, trials: 0, weight: 1, source },
  ];
}

/** The search of a page with a reader's events: its scan and spectra stay, which the page is laid out for. */
export function searchWithOwn(search: Search, samples: readonly SampleSummary[]): Search {
  const { within: _, ...laid } = search;
  return withGivenSamples(laid, samples);
}

/** The table of a page with a reader's events in place of its data. */
export function tableWithOwn(search: Search, table: EventTable, own: OwnData): EventTable {
  const kept = table.samples.filter(({ sample }) => sample.kind !== "data");
  const summaries = samplesWithOwn(
    search,
    table.samples.map(({ sample }) => sample),
    own.source,
  );
  const length = kept.reduce((sum, { start, end }) => sum + end - start, 0) + own.length;
  const columns = Object.fromEntries(
    Object.entries(table.columns).map(([id, column]) => {
      const joined = column instanceof Int16Array ? new Int16Array(length) : new Int32Array(length);
      let row = 0;
      for (const { start, end } of kept) {
        joined.set(column.subarray(start, end), row);
        row += end - start;
      }
      joined.set(own.columns[id], row);
      return [id, joined];
    }),
  );
  let row = 0;
  const samples = summaries.map((sample, i) => {
    const start = row;
    row += i < kept.length ? kept[i].end - kept[i].start : own.length;
    return { sample, start, end: row };
  });
  // What toys said was said of other data.
  const { toys: _, ...rest } = table;
  return { ...rest, length, columns, samples };
}
