import { join } from "node:path";
import type { EventTable } from "../analysis/events.js";
import type { PeakFitMeasurement, PeakVariable } from "../analysis/measurement.js";
import { PeakModels } from "../analysis/peaks/models.js";
import { ScanToys } from "../analysis/peaks/scan-toys.js";
import {
  type Recovery,
  recovery,
  type ScanToy,
  type SimulatedBackground,
  type ToyBand,
  type ToyTruth,
  toyBand,
} from "../analysis/peaks/toys.js";
import type { Search } from "../analysis/search.js";
import { SelectionState } from "../analysis/selection.js";
import { type AnalysisState, nominalState } from "../analysis/state.js";
import { findSearch } from "../catalogue/catalogue.js";
import { type RandomStream, randomStream } from "../numerics/random.js";
import { readEvents } from "./events.js";
import { workFolder } from "./paths.js";
import { readSnapshot } from "./snapshot.js";

/** A shard of the toys of a search. Its numbers depend on nothing but its fields. */
export interface ToysTask {
  readonly search: string;
  readonly seed: number;
  readonly toys: number;
  /** A band at a mass (GeV) of either background, signals recovered there, or whole scans from the `first` on. */
  readonly of:
    | { readonly band: number; readonly truth: ToyTruth }
    | { readonly recovery: number }
    | { readonly first: number };
}

export type ToysResult =
  | { readonly band: ToyBand | null; readonly truth: ToyTruth }
  | { readonly recovery: Recovery | null }
  | { readonly scans: readonly ScanToy[] };

/** Events that toys are drawn from: simulated once more, from streams of their own. */
export function toyEventsPath(search: string): string {
  return join(workFolder, "toys", `${search}.duckdb`);
}

/** A search with its events, ready for toys. */
interface Ready {
  readonly search: Search;
  readonly measurement: PeakFitMeasurement;
  readonly state: AnalysisState;
  readonly models: PeakModels;
  readonly events: EventTable;
  readonly failing: Uint32Array;
  scans?: ScanToys;
}

/** By search, variable and mask. */
const backgrounds = new Map<string, SimulatedBackground>();
const known = new Map<string, Promise<Ready>>();

async function prepare(id: string): Promise<Ready> {
  const search = findSearch(id);
  const { measurement } = search;
  if (measurement.kind !== "peak-fits") throw new Error(`no fits of peaks: ${id}; toys are of them`);
  const state = nominalState(search);
  const [{ table }, { table: events }] = await Promise.all([
    readEvents(search),
    readSnapshot(toyEventsPath(id), search.observables),
  ]);
  const models = new PeakModels(search, measurement, table);
  models.select(failingOf(search, state, table));
  return { search, measurement, state, models, events, failing: failingOf(search, state, events) };
}

function failingOf({ selection }: Search, { cuts, tuned }: AnalysisState, table: EventTable): Uint32Array {
  const selected = new SelectionState(table, selection);
  selected.apply(cuts, tuned);
  return selected.failing;
}

/** Runs one shard. */
export async function runToysTask({ search, seed, toys, of }: ToysTask): Promise<ToysResult> {
  const loading = known.get(search) ?? prepare(search);
  known.set(search, loading);
  const ready = await loading;
  const stream = (...name: (string | number)[]) => randomStream(search, "toys", seed, ...name);
  if ("first" in of) {
    const { measurement, state, models, events, failing } = ready;
    ready.scans ??= new ScanToys(measurement, state, models, events, failing);
    const { scans } = ready;
    return { scans: Array.from({ length: toys }, (_, i) => scans.scan(stream("scan", of.first + i))) };
  }
  if ("recovery" in of) {
    return { recovery: recoveryAt(ready, of.recovery, toys, stream("recovery", of.recovery)) };
  }
  const { band, truth } = of;
  return { band: bandAt(ready, band, truth, toys, stream("band", truth, band)), truth };
}

/** Candidates of the simulated backgrounds in a variable, after the cuts that bind a mass. */
function backgroundAt(ready: Ready, variable: PeakVariable, mass: number): SimulatedBackground {
  const { events, failing, models } = ready;
  const mask = models.mask(mass);
  const key = `${ready.search.id} ${variable.id} ${mask}`;
  const found = backgrounds.get(key);
  if (found) return found;
  const values: number[] = [];
  let expected = 0;
  for (const { sample, start, end } of events.samples) {
    if (sample.kind !== "background") continue;
    for (let i = start; i < end; i++) {
      if ((failing[i] & mask) !== 0) continue;
      for (const { id, step } of variable.observables) values.push(events.columns[id][i] * step);
      expected += variable.observables.length * sample.weight;
    }
  }
  const made = { candidates: Float64Array.from(values).sort(), weight: expected / values.length };
  backgrounds.set(key, made);
  return made;
}

function bandAt(ready: Ready, mass: number, truth: ToyTruth, toys: number, stream: RandomStream): ToyBand | null {
  const { measurement, models, state } = ready;
  const variable = measurement.variables.find(({ masses }) => masses.includes(mass));
  const made = variable && models.at(variable, mass, state);
  if (!variable || !made) return null;
  const background = backgroundAt(ready, variable, mass);
  return toyBand(variable, mass, made, background, state.confidenceLevel, truth, toys, stream);
}

function recoveryAt(ready: Ready, mass: number, toys: number, stream: RandomStream) {
  const { measurement, models, state } = ready;
  const { variables, toys: size } = measurement;
  const variable = variables.findLast(({ masses }) => masses[0] <= mass) ?? variables[0];
  const made = models.at(variable, mass, state);
  const signal = signalAt(ready, variable, mass);
  return made && signal
    ? recovery(variable, mass, made, backgroundAt(ready, variable, mass), signal, size.strength, toys, stream)
    : null;
}

/** Candidates of the signal of a mass that was simulated for toys; undefined where nothing of it is left. */
function signalAt({ events, failing, models }: Ready, { observables }: PeakVariable, mass: number) {
  const rows = events.samples.find(({ sample }) => sample.kind === "signal" && sample.hypothesis?.mass === mass);
  if (!rows) return undefined;
  const candidates: number[] = [];
  const mask = models.mask(mass);
  let passing = 0;
  for (let i = rows.start; i < rows.end; i++) {
    if ((failing[i] & mask) !== 0) continue;
    passing++;
    for (const { id, step } of observables) candidates.push(events.columns[id][i] * step);
  }
  return passing > 0 ? { candidates: Float64Array.from(candidates).sort(), events: passing } : undefined;
}
