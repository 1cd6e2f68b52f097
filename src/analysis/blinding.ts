import type { ControlSample } from "./control-sample.js";
import { type Cut, nominalSelection } from "./cut.js";
import type { EventTable, SampleRows } from "./events.js";
import type { StoredColumn } from "./observable.js";
import type { Search } from "./search.js";
import { SelectionState } from "./selection.js";

/** Why a search is built without its data, and which control samples stay open. */
export interface Blinding {
  readonly reason: string;
  /** Ids of control samples whose data are shown. */
  readonly open: readonly string[];
}

/** Who opened the data of a search, when (YYYY-MM-DD), and on what ground. */
export interface Unblinding {
  readonly by: string;
  readonly on: string;
  readonly reason: string;
}

/** Whether nothing of the data is open, not even a control sample. */
export function isClosed({ data, blinding }: Search): boolean {
  return data === "blinded" && (blinding?.open.length ?? 0) === 0;
}

/**
 * Cuts of which one, failed at its nominal value, keeps an event out of the signal region of every hypothesis.
 * @throws RangeError where failing does not do that: a cut tuned window by window, one that does not bind all
 * hypotheses, or none at all
 */
function closingCuts(search: Search, control: ControlSample): readonly Cut[] {
  const refuse = (why: string) => {
    throw new RangeError(`control sample that cannot stay open: ${control.id}, of ${search.id}; ${why}`);
  };
  if (control.failed.length === 0) refuse("it fails no cut, so that it holds the signal region");
  const { measurement, tuning } = search;
  return control.failed.map((id) => {
    const cut = search.selection.find((one) => one.id === id);
    if (!cut) return refuse(`there is no cut ${id}`) as never;
    if (id === tuning?.line || id === tuning?.threshold) refuse(`its cut ${id} is tuned window by window`);
    if (measurement.kind === "peak-fits") {
      const masses = measurement.variables.flatMap((variable) => variable.masses);
      const free = masses.find((mass) => measurement.leftOut(mass).includes(id));
      if (free !== undefined) refuse(`its cut ${id} does not bind at ${free} GeV`);
    }
    return cut;
  });
}

/**
 * The events of a blinded search: of the data only those that fail a cut of an open control sample, under a kind of
 * their own, so that nothing that counts data can count them.
 */
export function withoutData(search: Search, table: EventTable): EventTable {
  const controls = (search.controls ?? []).filter(({ id }) => search.blinding?.open.includes(id));
  const selection = new SelectionState(table, search.selection);
  selection.apply(nominalSelection(search.selection));
  const failed = controls
    .flatMap((control) => closingCuts(search, control))
    .reduce((bits, cut) => bits | (1 << search.selection.indexOf(cut)), 0);
  const isOpen = (row: number) => (selection.failing[row] & failed) !== 0;
  const kept: number[] = [];
  const samples = table.samples.flatMap(({ sample, start, end }): SampleRows[] => {
    const first = kept.length;
    if (sample.kind === "data" && failed === 0) return [];
    for (let row = start; row < end; row++) if (sample.kind !== "data" || isOpen(row)) kept.push(row);
    if (sample.kind !== "data") return [{ sample, start: first, end: kept.length }];
    // The range of the data and what was noticed in reading them would tell of what is closed.
    const { source: _, ...rest } = sample;
    const openIn = controls.map(({ id }) => id);
    return [{ sample: { ...rest, kind: "control-data", openIn }, start: first, end: kept.length }];
  });
  const columns = Object.fromEntries(
    Object.entries(table.columns).map(([id, column]) => {
      const Stored = column.constructor as new (length: number) => StoredColumn;
      const shorter = new Stored(kept.length);
      for (let i = 0; i < kept.length; i++) shorter[i] = column[kept[i]];
      return [id, shorter];
    }),
  );
  return { ...table, length: kept.length, columns, samples };
}
