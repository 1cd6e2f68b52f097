import type { DuckDBConnection } from "@duckdb/node-api";
import type { ValueColumns } from "../../analysis/events.js";
import { ImpossibleValue, type SampleInputs } from "../../analysis/inputs.js";
import type { Observable } from "../../analysis/observable.js";
import type { Search } from "../../analysis/search.js";
import { type MappedColumn, readColumns } from "./columns.js";
import { type EventFile, findEventFiles, openEventFile } from "./event-file.js";
import type { Manifest } from "./manifest.js";
import { suggest } from "./nearest.js";
import { SampleError } from "./sample-error.js";
import { conversion } from "./units.js";

/** Events of one manifest. */
export interface ReadSample {
  readonly blocks: readonly ValueColumns[];
  readonly files: readonly string[];
  /** Smallest and largest value of the scanned observable. */
  readonly coverage: readonly [number, number];
  /** What was noticed, one line each. */
  readonly notices: readonly string[];
}

/**
 * Reads the files of a manifest into the observables of its search: those that are mapped as they are, the others from
 * what they can be computed from.
 * @throws SampleError
 */
export async function readSample(
  connection: DuckDBConnection,
  manifest: Manifest,
  search: Search,
  inputs: SampleInputs,
): Promise<ReadSample> {
  const mapped = mappedColumns(manifest, search, inputs);
  const files = await findEventFiles(connection, manifest.files, manifest.name);
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const note = (what: string, rows: number) => counts.set(what, (counts.get(what) ?? 0) + rows);
  const blocks: ValueColumns[] = [];
  let events = 0;
  for (const path of files) {
    const file = await openEventFile(connection, path);
    const given = await readColumns(connection, file, mapped);
    events += given.length;
    const { block, keep, notices } = observed(given, file, manifest, search, inputs, mapped);
    for (const [what, rows] of Object.entries(notices)) note(what, rows);
    const repeated = markRepeated(given, seen, manifest.duplicates === "drop" ? keep : undefined);
    note(`rows that repeat an earlier one, ${manifest.duplicates === "drop" ? "left out" : "kept"}`, repeated);
    blocks.push(keepRows(block, keep));
  }
  const { observable } = search.scan;
  note(
    `rows beyond ${observable.symbol} = ${observable.domain.join(" … ")} ${observable.unit}`,
    beyond(blocks, observable),
  );
  return {
    blocks,
    files,
    coverage: coverageOf(blocks, observable, manifest),
    notices: [
      `${manifest.name}: ${events} rows in ${files.length} ${files.length === 1 ? "file" : "files"}`,
      ...[...counts].filter(([, rows]) => rows > 0).map(([what, rows]) => `${manifest.name}: ${rows} ${what}`),
    ],
  };
}

/** What the manifest maps, with the factors of its units. */
function mappedColumns(manifest: Manifest, search: Search, inputs: SampleInputs): MappedColumn[] {
  const known = new Map([...inputs.quantities, ...search.observables].map(({ id, unit }) => [id, unit]));
  for (const id of [...Object.keys(manifest.columns), ...Object.keys(manifest.units)]) {
    if (!known.has(id))
      throw new SampleError("unknown column", id, `columns of ${manifest.name}`, suggest(id, [...known.keys()]));
  }
  for (const id of Object.keys(manifest.units)) {
    if (!Object.hasOwn(manifest.columns, id))
      throw new SampleError(
        "unit without a column",
        id,
        `units of ${manifest.name}`,
        "map the column or leave the unit out",
      );
  }
  return Object.entries(manifest.columns).map(([id, source]) => {
    const unit = known.get(id) ?? "";
    return { id, source, unitFactor: conversion(manifest.units[id] ?? unit, unit, id, manifest.name) };
  });
}

/** The observables of the rows of one file. */
function observed(
  given: ValueColumns,
  file: EventFile,
  manifest: Manifest,
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
        `columns of ${manifest.name}`,
        `map it, or what it is computed from: ${inputs.about}`,
      );
    values[id] = column;
  }
  const keep = derived.keep ?? new Uint8Array(given.length).fill(1);
  return { block: { length: given.length, values }, keep, notices: derived.notices };
}

/** A value that no event has, with its row and the file's name of its column. */
function impossible(error: ImpossibleValue, file: EventFile, mapped: readonly MappedColumn[]): SampleError {
  const source = mapped.find(({ id }) => id === error.quantity)?.source;
  const column = source && "column" in source ? `, column ${source.column}` : "";
  const [what, value] = [`impossible ${error.quantity}`, error.message.slice(`impossible ${error.quantity}: `.length)];
  return new SampleError(what, value, `${file.name}, row ${error.row + 1}${column}`, "check the mapping and the units");
}

/** Counts rows that are equal to an earlier one in every mapped column, and takes them out of `keep` if it is given. */
function markRepeated({ length, values }: ValueColumns, seen: Set<string>, keep: Uint8Array | undefined): number {
  const columns = Object.values(values);
  let repeated = 0;
  for (let i = 0; i < length; i++) {
    const key = columns.map((column) => column[i]).join(" ");
    if (seen.has(key)) {
      repeated++;
      if (keep) keep[i] = 0;
    } else seen.add(key);
  }
  return repeated;
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

/** Range of an observable over all rows, within its domain. */
function coverageOf(blocks: readonly ValueColumns[], { id, domain }: Observable, manifest: Manifest): [number, number] {
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
      manifest.name,
      "check the units",
    );
  return [low, high];
}
