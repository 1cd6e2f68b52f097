import type { ValueColumns } from "../analysis/events.js";
import { ImpossibleValue, type SampleInputs } from "../analysis/inputs.js";
import type { Observable } from "../analysis/observable.js";
import type { Search } from "../analysis/search.js";
import {
  type ColumnSource,
  eventsOf,
  type MappedColumn,
  type MappedEvents,
  type MissingRows,
  mappedChunks,
} from "./mapped-rows.js";
import { suggest } from "./nearest.js";
import { SeenRows } from "./repeated-rows.js";
import { SampleError } from "./sample-error.js";
import type { TableFile } from "./table-file.js";
import { conversion } from "./units.js";

/** How columns of files become those of a search. */
export interface SampleMapping {
  /** How messages call it. */
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnSource>>;
  readonly units: Readonly<Record<string, string>>;
  readonly duplicates: "keep" | "drop";
  /** What becomes of rows without a value. */
  readonly missing: MissingRows;
  /** Column that says how many events a row stands for. */
  readonly counts?: string;
}

/** What is known of a sample besides its events. */
export interface ReadSample {
  readonly files: readonly string[];
  /** Smallest and largest value of the scanned observable; its domain where there is no event. */
  readonly coverage: readonly [number, number];
  /** What was noticed, one line each. */
  readonly notices: readonly string[];
}

/** Who wants the events, and who wants to know how far they are. */
export interface SampleReader {
  /** Given the observables of some events after the other: nothing of them is held here. */
  take(block: ValueColumns): void;
  /** Told the rows of the file that is being read. */
  progress?(rows: number): void;
}

/**
 * Reads files into the observables of a search: those that are mapped as they are, the others from what they can be
 * computed from.
 * @param open one file after the other
 * @throws SampleError
 */
export async function readSample(
  open: Iterable<() => Promise<TableFile>>,
  mapping: SampleMapping,
  search: Search,
  inputs: SampleInputs,
  { take, progress }: SampleReader,
): Promise<ReadSample> {
  const mapped = mappedColumns(mapping, search, inputs);
  const counts = new Map<string, number>();
  const note = (what: string, rows: number) => counts.set(what, (counts.get(what) ?? 0) + rows);
  const seen = mapping.counts === undefined ? new SeenRows() : undefined;
  const drop = mapping.duplicates === "drop";
  const coverage = new Coverage(search.scan.observable);
  const files: string[] = [];
  const notes: string[] = [];
  let [rows, events] = [0, 0];
  for (const next of open) {
    const file = await next();
    files.push(file.name);
    notes.push(...file.notes);
    let read = 0;
    for await (const chunk of mappedChunks(file, mapped, mapping)) {
      for (const [why, of] of Object.entries(chunk.dropped)) note(`rows left out: ${why}`, of);
      for (const given of eventsOf(chunk)) {
        const { block, keep, notices } = observed(given, file, mapping, search, inputs, mapped);
        for (const [what, of] of Object.entries(notices)) note(what, of);
        if (seen) {
          const repeated = seen.repeated(Object.values(given.values), given.length);
          note(
            `rows that repeat an earlier one, ${drop ? "left out" : "kept"}`,
            repeated.reduce((sum, one) => sum + one, 0),
          );
          if (drop)
            repeated.forEach((one, row) => {
              if (one) keep[row] = 0;
            });
        }
        const kept = keepRows(block, keep);
        coverage.add(kept);
        if (kept.length > 0) take(kept);
        events += given.length;
      }
      read += chunk.rows;
      progress?.(read);
    }
    rows += read;
  }
  const { symbol, domain, unit } = search.scan.observable;
  note(`rows beyond ${symbol} = ${domain.join(" … ")} ${unit}`, coverage.beyond);
  const stands = seen ? "" : `, which stand for ${events} events`;
  return {
    files,
    coverage: coverage.of(mapping, search.within !== undefined, files),
    notices: [
      `${mapping.name}: ${rows} rows in ${files.length} ${files.length === 1 ? "file" : "files"}${stands}`,
      ...notes.map((one) => `${mapping.name}: ${one}`),
      ...[...counts].filter(([, of]) => of > 0).map(([what, of]) => `${mapping.name}: ${of} ${what}`),
    ],
  };
}

/** What is mapped, with the factors of its units. */
function mappedColumns(mapping: SampleMapping, search: Search, inputs: SampleInputs): MappedColumn[] {
  const known = new Map([...inputs.quantities, ...search.observables].map(({ id, unit }) => [id, unit]));
  for (const id of [...Object.keys(mapping.columns), ...Object.keys(mapping.units)]) {
    if (!known.has(id))
      throw new SampleError("unknown column", id, `columns of ${mapping.name}`, suggest(id, [...known.keys()]));
  }
  for (const id of Object.keys(mapping.units)) {
    if (!Object.hasOwn(mapping.columns, id))
      throw new SampleError(
        "unit without a column",
        id,
        `units of ${mapping.name}`,
        "map the column or leave the unit out",
      );
  }
  return Object.entries(mapping.columns).map(([id, source]) => {
    const unit = known.get(id) ?? "";
    return { id, source, unitFactor: conversion(mapping.units[id] ?? unit, unit, id, mapping.name) };
  });
}

/** The observables of the rows of one file. */
function observed(
  given: MappedEvents,
  file: TableFile,
  mapping: SampleMapping,
  search: Search,
  inputs: SampleInputs,
  mapped: readonly MappedColumn[],
): { block: ValueColumns; keep: Uint8Array; notices: Readonly<Record<string, number>> } {
  const derived = (() => {
    try {
      return inputs.derive(given);
    } catch (error) {
      if (error instanceof ImpossibleValue) throw impossible(error, given.rowOf(error.row), file, mapped);
      throw error;
    }
  })();
  const values: Record<string, Float64Array> = {};
  for (const { id } of search.observables) {
    const column = given.values[id] ?? derived.values[id];
    if (!column)
      throw new SampleError(
        "missing column",
        id,
        `columns of ${mapping.name}`,
        `map it, or what it is computed from: ${inputs.about}`,
      );
    const row = column.findIndex(Number.isNaN);
    if (row >= 0)
      throw new SampleError(
        "not finite",
        `${id} = nan`,
        `${file.name}, row ${given.rowOf(row) + 1}`,
        "check the mapping",
      );
    values[id] = column;
  }
  const keep = derived.keep ?? new Uint8Array(given.length).fill(1);
  return { block: { length: given.length, values }, keep, notices: derived.notices };
}

/** A value that no event has, with its row and the file's name of its column. */
function impossible(
  error: ImpossibleValue,
  row: number,
  file: TableFile,
  mapped: readonly MappedColumn[],
): SampleError {
  const source = mapped.find(({ id }) => id === error.quantity)?.source;
  const column = source && "column" in source ? `, column ${source.column}` : "";
  const [what, value] = [`impossible ${error.quantity}`, error.message.slice(`impossible ${error.quantity}: `.length)];
  return new SampleError(what, value, `${file.name}, row ${row + 1}${column}`, "check the mapping and the units");
}

function keepRows(block: ValueColumns, keep: Uint8Array): ValueColumns {
  if (keep.every((one) => one === 1)) return block;
  const values = Object.fromEntries(
    Object.entries(block.values).map(([id, column]) => [id, column.filter((_, i) => keep[i] === 1)]),
  );
  return { length: keep.reduce((sum, one) => sum + one, 0), values };
}

/** Range of an observable over the events that come, within its domain, and how many lie beyond that. */
class Coverage {
  readonly #observable: Observable;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;
  #events = 0;
  beyond = 0;

  constructor(observable: Observable) {
    this.#observable = observable;
  }

  add({ length, values }: ValueColumns): void {
    const { id, domain } = this.#observable;
    this.#events += length;
    for (const value of values[id]) {
      if (value < domain[0] || value > domain[1]) this.beyond++;
      else {
        if (value < this.#low) this.#low = value;
        if (value > this.#high) this.#high = value;
      }
    }
  }

  /**
   * The range. A sample without events is one, and says nothing: its range is the domain, unless a scan is to be laid
   * over it.
   */
  of({ name }: SampleMapping, scanned: boolean, files: readonly string[]): readonly [number, number] {
    const { id, domain } = this.#observable;
    if (this.#events === 0) {
      if (scanned) throw new SampleError("no events", "0 rows", files.join(", "), "give a file with events");
      return domain;
    }
    if (this.#high >= this.#low) return [this.#low, this.#high];
    throw new SampleError("no events", `none with ${id} between ${domain.join(" and ")}`, name, "check the units");
  }
}
