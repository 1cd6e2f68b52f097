import type { PeakModel } from "../../statistics/fits/peak-model.js";
import { type BinnedSignal, countSorted, peakVariations } from "../../statistics/fits/variations.js";
import { crystalBall } from "../../statistics/shapes/crystal-ball.js";
import type { EventTable } from "../events.js";
import type { PeakFitMeasurement, PeakVariable } from "../measurement.js";
import type { SampleSummary } from "../sample.js";
import type { Search } from "../search.js";
import type { AnalysisState } from "../state.js";
import { type PeakShape, peakShapeAt, type SimulatedPeak, samplesBetween, simulatedPeak } from "./shapes.js";

/** Range (in the unit of the variable) and order of the polynomial of one fit. */
export interface PeakVariation {
  readonly from: number;
  readonly to: number;
  readonly order: number;
}

/** Models of one hypothesis: every variation, the nominal one first, and where each stands. */
export interface HypothesisModels {
  readonly models: readonly PeakModel[];
  readonly variations: readonly PeakVariation[];
  readonly shape: PeakShape;
}

/** Rows that count as data beside those of the table: a signal that was added. */
export interface AddedRows {
  readonly table: EventTable;
  readonly failing: Uint32Array;
}

/** Candidates and simulated peaks of one variable after the cuts of one mask. */
interface Selected {
  readonly candidates: Float64Array;
  readonly peaks: readonly SimulatedPeak[];
}

/** Events after cuts as models of fits. What several hypotheses share is found once. */
export class PeakModels {
  readonly #search: Search;
  readonly #measurement: PeakFitMeasurement;
  readonly #table: EventTable;
  #selected = new Map<string, Selected>();
  #failing: Uint32Array = new Uint32Array(0);
  #added: AddedRows | undefined;

  constructor(search: Search, measurement: PeakFitMeasurement, table: EventTable) {
    this.#search = search;
    this.#measurement = measurement;
    this.#table = table;
  }

  /**
   * Takes the events of another selection.
   *
   * @param failing bits of failed cuts of every row; read until the next call
   */
  select(failing: Uint32Array, added?: AddedRows): void {
    this.#selected = new Map();
    this.#failing = failing;
    this.#added = added;
  }

  /** Models of the fits at a mass (GeV); undefined where too little signal is left to know its shape. */
  at(variable: PeakVariable, mass: number, state: AnalysisState): HypothesisModels | undefined {
    const { candidates, peaks } = this.#selectedFor(variable, mass);
    if (peaks.length === 0) return undefined;
    return this.modelsOf(variable, mass, state, peakShapeAt(variable, peaks, mass), candidates);
  }

  /** The same for a known shape and any candidates, rising. */
  modelsOf(
    variable: PeakVariable,
    mass: number,
    state: AnalysisState,
    shape: PeakShape,
    candidates: Float64Array,
  ): HypothesisModels {
    const { bins, widening, orderStep, systematics, efficiencyUncertainty, widthUncertainty } = this.#measurement;
    const size = (id: string) =>
      (systematics.find((one) => one.id === id)?.relative ?? 0) * (state.systematics[id] ?? 1);
    const luminosity = systematics.filter(({ on }) => on === "luminosity").map(({ id }) => size(id));
    const { width, mean } = shape;
    const order = variable.order(mass);
    const widenings = [0, -widening * width, widening * width];
    const orders = [order, order - orderStep, order + orderStep];
    const range = [mean - variable.below * width, mean + variable.above * width] as const;
    const models = peakVariations(
      { range, clip: variable.clip, widenings, orders, bins },
      (edges) => countSorted(candidates, edges),
      (edges) => signalIn(shape, edges, size(widthUncertainty)),
      Math.hypot(size(efficiencyUncertainty) * this.#measurement.efficiencyFactor(mass), ...luminosity),
    );
    const variations = widenings.flatMap((by) =>
      orders.map((one) => ({
        from: Math.max(range[0] - by, variable.clip[0]),
        to: Math.min(range[1] + by, variable.clip[1]),
        order: one,
      })),
    );
    return { models, variations, shape };
  }

  /** The simulated masses behind the shapes near a mass, after the cuts that bind it. */
  simulated(variable: PeakVariable, mass: number): readonly SimulatedPeak[] {
    return this.#selectedFor(variable, mass).peaks;
  }

  /** Candidates, rising, of the selected events of a simulated mass, right combinations and others. */
  signalCandidates(variable: PeakVariable, { sample, mass }: SimulatedPeak): Float64Array {
    const rows = { table: this.#table, failing: this.#failing };
    return Float64Array.from(candidatesOf(variable, rows, this.mask(mass), ({ id }) => id === sample)).sort();
  }

  /** Bits of the cuts that bind a mass. */
  mask(mass: number): number {
    const left = this.#measurement.leftOut(mass);
    return this.#search.selection.reduce(
      (mask, { id }, k) => (left.includes(id) ? mask & ~(1 << k) : mask),
      0xffffffff,
    );
  }

  #selectedFor(variable: PeakVariable, mass: number): Selected {
    const mask = this.mask(mass);
    const key = `${variable.id} ${mask}`;
    const known = this.#selected.get(key) ?? this.#select(variable, mask);
    this.#selected.set(key, known);
    return known;
  }

  #select(variable: PeakVariable, mask: number): Selected {
    const table = this.#table;
    const candidates = [{ table, failing: this.#failing }, ...(this.#added ? [this.#added] : [])].flatMap((rows) =>
      candidatesOf(variable, rows, mask),
    );
    const masses = variable.masses.filter((mass) => this.mask(mass) === mask);
    const signals = table.samples.filter(({ sample }) => sample.kind === "signal");
    const luminosity = this.#search.luminosity?.inverseFemtobarn ?? 0;
    const peaks = samplesBetween(signals, Math.min(...masses), Math.max(...masses)).flatMap(
      (rows) => simulatedPeak(this.#measurement, variable, table, rows, this.#failing, mask, luminosity) ?? [],
    );
    return { candidates: Float64Array.from(candidates).sort(), peaks };
  }
}

/** All candidates of the events of data, or of other samples, that pass the cuts of a mask. */
function candidatesOf(
  { observables }: PeakVariable,
  { table, failing }: AddedRows,
  mask: number,
  wanted: (sample: SampleSummary) => boolean = ({ kind }) => kind === "data",
): number[] {
  const columns = observables.map(({ id }) => table.columns[id]);
  const { step } = observables[0];
  const values: number[] = [];
  for (const { sample, start, end } of table.samples) {
    if (!wanted(sample)) continue;
    for (let i = start; i < end; i++) {
      if ((failing[i] & mask) === 0) for (const column of columns) values.push(column[i] * step);
    }
  }
  return values;
}

/** Candidates of a yield of one event in bins, apart: in the peak, and all other combinations. */
export function signalParts(shape: PeakShape, edges: Float64Array): { peak: Float64Array; others: Float64Array } {
  const { density, others } = shape.nearest;
  const peak = peakIn(shape, shape.width, edges).map((p) => shape.share * p);
  return {
    peak,
    others: peak.map((_, i) => (density ? others * density.integral(edges[i], edges[i + 1], NONE) : 0)),
  };
}

/** Candidates of a yield of one event in bins, and their change for a peak wider by `uncertainty`. */
function signalIn(shape: PeakShape, edges: Float64Array, uncertainty: number): BinnedSignal {
  const { peak, others } = signalParts(shape, edges);
  const signal = peak.map((p, i) => p + others[i]);
  if (!(uncertainty > 0)) return { signal };
  const wider = peakIn(shape, shape.width * (1 + uncertainty), edges);
  return { signal, signalSlope: wider.map((p, i) => shape.share * p - peak[i]) };
}

const NONE = new Float64Array(0);
/** The peak is normalised within so many widths, beyond which its tail is nothing. */
const WHOLE = 12;

function peakIn({ mean, alpha, n }: PeakShape, width: number, edges: Float64Array): Float64Array {
  const p = Float64Array.of(mean, width, alpha, n);
  const [from, to] = [mean - WHOLE * width, mean + WHOLE * width];
  const whole = crystalBall.integral(from, to, p);
  return Float64Array.from({ length: edges.length - 1 }, (_, i) => {
    const low = Math.max(from, edges[i]);
    const high = Math.min(to, edges[i + 1]);
    return low < high ? crystalBall.integral(low, high, p) / whole : 0;
  });
}
