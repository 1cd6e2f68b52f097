import type { EventTable, SampleRows } from "../events.js";
import type { LifetimeMeasurement, ModelValues } from "../measurement.js";
import type { Hypothesis } from "../sample.js";
import { findWindowRows, type Window } from "../scan.js";
import type { Search } from "../search.js";

/** Width of the cells of ln ℓ, and of the steps of the mean decay length, that weights are tabulated in. */
const CELL = 0.02;

/** Expected events over cross-section × luminosity, and the effective number of simulated events behind it. */
export interface Efficiency {
  readonly value: number;
  readonly effective: number;
}

const NONE: Efficiency = { value: 0, effective: 0 };

/** Stored signal of one mass and category, with its rows in the window around that mass. */
interface StoredSignal {
  readonly hypothesis: Hypothesis;
  /** ln of its boost. */
  readonly lnBoost: number;
  readonly rows: Int32Array;
  /** Cell of ln ℓ of each of the rows. */
  readonly cells: Int32Array;
  /** Evenness of each of the rows. */
  readonly evenness: Float64Array;
  /** Efficiency that a row of weight one stands for. */
  readonly perRow: number;
}

/** Sums over the selected rows in the cells of ln ℓ, of the evenness and of its square. */
interface FilledCells {
  readonly first: number;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/** Weight of a decay at proper length ℓ for a mean of cτ, where decays were drawn evenly in ln ℓ over `span`. */
function weightAt(lnRatio: number, span: number): number {
  const ratio = Math.exp(lnRatio);
  return span * ratio * Math.exp(-ratio);
}

/** Cells of ln(ℓ/cτ) whose weights are kept; beyond the last one nothing survives. */
const KEPT = { first: -4000, last: 400 } as const;

/** Weights of the cells of ln(ℓ/cτ), from the first on. */
function weightTable(span: number): Float64Array {
  return Float64Array.from({ length: KEPT.last - KEPT.first + 1 }, (_, k) => weightAt((KEPT.first + k) * CELL, span));
}

/**
 * Signal efficiencies of stored events at any lifetime. A decay drawn evenly in the logarithm of its radius over a span
 * counts (ℓ/cτ) e^(−ℓ/cτ) × span for a mean proper length cτ: the mean of these weights is the share of decays within
 * the radii. Where they were drawn more densely, each counts the less (its evenness). Every lifetime has a finite
 * variance; the effective number (Σw)²/Σw² says how well it is known.
 */
export class LifetimeEfficiency {
  readonly #measurement: LifetimeMeasurement;
  readonly #signals: readonly StoredSignal[];
  readonly #categories: readonly number[];
  readonly #byCategory: ReadonlyMap<
    number,
    { readonly signals: readonly StoredSignal[]; readonly masses: readonly number[] }
  >;
  /** Only differences of cells decide: the same weights serve every signal and lifetime. */
  readonly #table: Float64Array;

  /** @param regionOf where a signal counts, the window of its hypothesis if absent */
  constructor(
    search: Search,
    measurement: LifetimeMeasurement,
    table: EventTable,
    regionOf: (hypothesis: Hypothesis) => Window = search.scan.windowOf,
  ) {
    const { minimum, maximum } = measurement.radii;
    this.#measurement = measurement;
    this.#table = weightTable(Math.log(maximum / minimum));
    const luminosity = search.luminosity?.inverseFemtobarn ?? 0;
    const { flight, evenness, category } = measurement;
    this.#signals = table.samples
      .filter(({ sample }) => sample.kind === "signal" && sample.hypothesis)
      .map(({ sample, start, end }) => {
        const hypothesis = sample.hypothesis as Hypothesis;
        const { rows } = findWindowRows(table, search.scan.observable, [regionOf(hypothesis)], start, end);
        const values = { ...measurement.generated, [category]: hypothesis[category] };
        return {
          hypothesis,
          lnBoost: Math.log(measurement.boost(hypothesis, values)),
          rows,
          evenness: Float64Array.from(rows, (row) => table.columns[evenness.id][row] * evenness.step),
          cells: rows.map((row) => Math.round((table.columns[flight.id][row] * flight.step) / CELL)),
          perRow: sample.weight / (luminosity * measurement.crossSection(hypothesis, values)),
        };
      })
      .sort((a, b) => a.hypothesis.mass - b.hypothesis.mass);
    this.#categories = [...new Set(this.#signals.map(({ hypothesis }) => hypothesis[category]))].sort((a, b) => a - b);
    this.#byCategory = new Map(
      this.#categories.map((one) => {
        const signals = this.#signals.filter(({ hypothesis }) => hypothesis[category] === one);
        return [one, { signals, masses: signals.map(({ hypothesis }) => hypothesis.mass) }];
      }),
    );
  }

  /** Value of the category nearest to a state's, in its logarithm: that of the signals that are shown. */
  nearestCategory(values: ModelValues): number | undefined {
    const away = (one: number) => Math.abs(Math.log(one / values[this.#measurement.category]));
    return this.#categories.reduce<number | undefined>(
      (best, one) => (best !== undefined && away(best) <= away(one) ? best : one),
      undefined,
    );
  }

  /**
   * Efficiencies after a selection, as a function of hypothesis and parameters: linear between the masses simulated, a
   * power of the category between those, all at the decay length that the parameters give and at which the simulated
   * signal flies as far. Where one of two categories leaves nothing, so does what lies between.
   */
  after(failing: Uint32Array): (hypothesis: Hypothesis, values: ModelValues) => Efficiency {
    const filled = new Map(this.#signals.map((signal) => [signal, cellsOf(signal, failing)]));
    const known = new Map<StoredSignal, Map<number, Efficiency>>(this.#signals.map((signal) => [signal, new Map()]));
    const atStep = (signal: StoredSignal, step: number) => {
      const kept = known.get(signal)?.get(step);
      if (kept) return kept;
      const found = this.#sum(signal, filled.get(signal) as FilledCells, step);
      known.get(signal)?.set(step, found);
      return found;
    };
    // Between steps of the decay length both are linear: the same events stand behind either step.
    const at = (signal: StoredSignal, lnLength: number) => {
      const place = lnLength / CELL;
      const step = Math.floor(place);
      const share = place - step;
      const [a, b] = [atStep(signal, step), atStep(signal, step + 1)];
      return {
        value: (1 - share) * a.value + share * b.value,
        effective: (1 - share) * a.effective + share * b.effective,
      };
    };
    const inCategory = (category: number, mass: number, lnFlight: number) => {
      const { signals, masses } = this.#byCategory.get(category) ?? { signals: [], masses: [] };
      if (signals.length === 0) return NONE;
      const [below, above, part] = around(masses, mass, same);
      const [a, b] = [signals[masses.indexOf(below)], signals[masses.indexOf(above)]];
      return mixed(at(a, lnFlight - a.lnBoost), at(b, lnFlight - b.lnBoost), part);
    };
    const { decayLength, boost, category } = this.#measurement;
    return (hypothesis, values) => {
      const lnFlight = Math.log(decayLength(hypothesis, values) * boost(hypothesis, values));
      const [low, high, share] = around(this.#categories, values[category], Math.log);
      if (low === undefined) return NONE;
      const of = (one: number) => inCategory(one, hypothesis.mass, lnFlight);
      return share === 0 ? of(low) : share === 1 ? of(high) : mixedPower(of(low), of(high), share);
    };
  }

  #sum({ perRow }: StoredSignal, { first, sums, squares: filled }: FilledCells, step: number): Efficiency {
    const table = this.#table;
    const offset = first - step - KEPT.first;
    let sum = 0;
    let squares = 0;
    const end = Math.min(sums.length, table.length - offset);
    for (let k = Math.max(0, -offset); k < end; k++) {
      if (sums[k] === 0) continue;
      const w = table[k + offset];
      sum += sums[k] * w;
      squares += filled[k] * w * w;
    }
    return { value: perRow * sum, effective: squares > 0 ? (sum * sum) / squares : 0 };
  }

  /** Weight of a row at a mean decay length (cm), relative to the rate that it was generated with. */
  static weights(
    { columns }: EventTable,
    { flight, evenness, radii }: LifetimeMeasurement,
    decayLength: number,
  ): (row: number) => number {
    const [lengths, drawn] = [columns[flight.id], columns[evenness.id]];
    return (row) =>
      drawn[row] * evenness.step * LifetimeEfficiency.weight(lengths[row] * flight.step, decayLength, radii);
  }

  /** The same for decays drawn evenly in the logarithm of the radius. */
  static weight(lnFlight: number, decayLength: number, radii: LifetimeMeasurement["radii"]): number {
    return weightAt(lnFlight - Math.log(decayLength), Math.log(radii.maximum / radii.minimum));
  }
}

const same = (value: number) => value;

function cellsOf({ rows, cells, evenness }: StoredSignal, failing: Uint32Array): FilledCells {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const cell of cells) {
    if (cell < first) first = cell;
    if (cell > last) last = cell;
  }
  const sums = new Float64Array(last >= first ? last - first + 1 : 0);
  const squares = new Float64Array(sums.length);
  for (let k = 0; k < rows.length; k++) {
    if (failing[rows[k]] !== 0) continue;
    sums[cells[k] - first] += evenness[k];
    squares[cells[k] - first] += evenness[k] ** 2;
  }
  return { first, sums, squares };
}

/** The two of some rising values that enclose one, and its part of the way between them; the outermost beyond. */
function around(values: readonly number[], value: number, scale: (value: number) => number): [number, number, number] {
  const above = values.findIndex((one) => value <= one);
  if (above <= 0) {
    const end = above < 0 ? values[values.length - 1] : values[0];
    return [end, end, 0];
  }
  const [a, b] = [values[above - 1], values[above]];
  return [a, b, (scale(value) - scale(a)) / (scale(b) - scale(a))];
}

/** Linear between two efficiencies; the errors of both, each as √(value²/effective), add in quadrature. */
function mixed(a: Efficiency, b: Efficiency, share: number): Efficiency {
  if (share === 0) return a;
  const value = (1 - share) * a.value + share * b.value;
  const variance = ({ value: one, effective }: Efficiency, part: number) =>
    effective > 0 ? (part * one) ** 2 / effective : 0;
  const error2 = variance(a, 1 - share) + variance(b, share);
  return { value, effective: error2 > 0 ? (value * value) / error2 : 0 };
}

/** The power of one efficiency times that of the other; relative errors of both add in quadrature. 0 if either is. */
function mixedPower(a: Efficiency, b: Efficiency, share: number): Efficiency {
  if (!(a.value > 0 && b.value > 0)) return NONE;
  const value = a.value ** (1 - share) * b.value ** share;
  return { value, effective: 1 / ((1 - share) ** 2 / a.effective + share ** 2 / b.effective) };
}

/** The sample that shows the signal of a hypothesis: the nearest mass in the nearest category. */
export function nearestSignal(
  samples: readonly SampleRows["sample"][],
  measurement: LifetimeMeasurement,
  mass: number,
  values: ModelValues,
): SampleRows["sample"] | undefined {
  const { category } = measurement;
  const away = ({ hypothesis = {} }: SampleRows["sample"]) =>
    1e3 * Math.abs(Math.log(hypothesis[category] / values[category])) + Math.abs(Math.log(hypothesis.mass / mass));
  return samples
    .filter(({ kind }) => kind === "signal")
    .reduce<SampleRows["sample"] | undefined>((best, one) => (best && away(best) <= away(one) ? best : one), undefined);
}
