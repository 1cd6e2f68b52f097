import type { ValueColumns } from "../analysis/events.js";
import { ImpossibleValue, type SampleInputs } from "../analysis/inputs.js";
import type { Observable } from "../analysis/observable.js";
import type { Search } from "../analysis/search.js";
import { type ColumnSource, type MappedColumn, type MissingRows, readMapped } from "./mapped-rows.js";
import { suggest } from "./nearest.js";
import { markRepeated } from "./repeated-rows.js";
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

/** Events of one sample. */
export interface ReadSample {
  readonly blocks: readonly ValueColumns[];
  readonly files: readonly string[];
  /** Smallest and largest value of the scanned observable; its domain where there is no event. */
  readonly coverage: readonly [number, number];
  /** What was noticed, one line each. */
  readonly notices: readonly string[];
}

/**
 * Reads files into the observables of a search: those that are mapped as they are, the others from what they can be
 * computed from.
 * @param open one file after the other
 * @param progress told the rows of the file that is being read
 * @throws SampleError
 */
export async function readSample(
  open: Iterable<() => Promise<TableFile>>,
  mapping: SampleMapping,
  search: Search,
  inputs: SampleInputs,
  progress?: (rows: number) => void,
): Promise<ReadSample> {
  const mapped = mappedColumns(mapping, search, inputs);
  const counts = new Map<string, number>();
  const note = (what: string, rows: number) => counts.set(what, (counts.get(what) ?? 0) + rows);
  const read: { given: ValueColumns; block: ValueColumns; keep: Uint8Array }[] = [];
  const files: string[] = [];
  const notes: string[] = [];
  let rows = 0;
  for (const next of open) {
    const file = await next();
    files.push(file.name);
    notes.push(...file.notes);
    const given = await readMapped(file, mapped, { ...mapping, progress });
    rows += given.rows;
    for (const [why, dropped] of Object.entries(given.dropped)) note(`rows left out: ${why}`, dropped);
    const { block, keep, notices } = observed(given, file, mapping, search, inputs, mapped);
    for (const [what, of] of Object.entries(notices)) note(what, of);
    read.push({ given, block, keep });
  }
  if (mapping.counts === undefined) {
    const drop = mapping.duplicates === "drop";
    const repeated = markRepeated(
      read.map(({ given }) => given),
      drop ? read.map(({ keep }) => keep) : undefined,
    );
    note(`rows that repeat an earlier one, ${drop ? "left out" : "kept"}`, repeated);
  }
  const blocks = read.map(({ block, keep }) => keepRows(block, keep));
  const { observable } = search.scan;
  note(
    `rows beyond ${observable.symbol} = ${observable.domain.join(" … ")} ${observable.unit}`,
    beyond(blocks, observable),
  );
  const events = read.reduce((sum, { given }) => sum + given.length, 0);
  const stands = mapping.counts === undefined ? "" : `, which stand for ${events} events`;
  return {
    blocks,
    files,
    coverage: coverageOf(blocks, observable, mapping, search.within !== undefined, files),
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
  given: ValueColumns,
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
      if (error instanceof ImpossibleValue) throw impossible(error, file, mapped);
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
    values[id] = column;
  }
  const keep = derived.keep ?? new Uint8Array(given.length).fill(1);
  return { block: { length: given.length, values }, keep, notices: derived.notices };
}

/** A value that no event has, with its row and the file's name of its column. */
function impossible(error: ImpossibleValue, file: TableFile, mapped: readonly MappedColumn[]): SampleError {
  const source = mapped.find(({ id }) => id === error.quantity)?.source;
  const column = source && "column" in source ? `, column ${source.column}` : "";
  const [what, value] = [`impossible ${error.quantity}`, error.message.slice(`impossible ${error.quantity}: `.length)];
  return new SampleError(what, value, `${file.name}, row ${error.row + 1}${column}`, "check the mapping and the units");
}

function keepRows(block: ValueColumns, keep: Uint8Array): ValueColumns {
  if (keep.every((one) => one === 1)) return block;
  const values = Object.fromEntries(
    Object.entries(block.values).map(([id, column]) => [id, column.filter((_, i) => keep[i] === 1)]),
  );
  return { length: keep.reduce((sum, one) => sum + one, 0), values };
}

function beyond(blocks: readonly ValueColumns[], { id, domain }: Observable): number {
  let rows = 0;
  for (const { values } of blocks) for (const value of values[id]) if (value < domain[0] || value > domain[1]) rows++;
  return rows;
}

/**
 * Range of an observable over all rows, within its domain. A sample without events is one, and says nothing: its range
 * is the domain, unless a scan is to be laid over it.
 */
function coverageOf(
  blocks: readonly ValueColumns[],
  { id, domain }: Observable,
  mapping: SampleMapping,
  scanned: boolean,
  files: readonly string[],
): readonly [number, number] {
  if (blocks.every(({ length }) => length === 0)) {
    if (scanned) throw new SampleError("no events", "0 rows", files.join(", "), "give a file with events");
    return domain;
  }
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { values } of blocks) {
    for (const value of values[id]) {
      if (value < domain[0] || value > domain[1]) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (!(high >= low))
    throw new SampleError(
      "no events",
      `none with ${id} between ${domain.join(" and ")}`,
      mapping.name,
      "check the units",
    );
  return [low, high];
}
