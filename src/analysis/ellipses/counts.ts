import { nominalSelection } from "../cut.js";
import { type EventTable, type SampleRows, valueAt } from "../events.js";
import { isExpectedIn } from "../sample.js";
import type { EllipseScan } from "../scan.js";
import type { Search } from "../search.js";
import { SelectionState } from "../selection.js";
import { coreSpread, distanceSquared, EllipseIndex, type EllipseMembers, type Spread } from "./ellipse.js";
import { type EllipseLattice, ellipseLattice } from "./lattice.js";
import type { EffectiveSample } from "./limits.js";
import { SignalSurface } from "./signal-surface.js";

/** The neighbourhood of an ellipse has axes so many times as long. */
const WIDER = 2;

/** A sample's rows with the ellipses that each of them lies in. */
interface Located {
  readonly rows: SampleRows;
  readonly inside: EllipseMembers;
  /** In ellipses with wider axes; of backgrounds. */
  readonly wider?: EllipseMembers;
  /** Whether an ellipse without an event of the sample may hold some: not of control samples. */
  readonly expected: boolean;
}

/** Simulated signal of one mass pair in the ellipse around it. */
export interface EllipseSignal {
  readonly rows: SampleRows;
  readonly spread: Spread;
  /** Rows within the ellipse, whatever the cuts say. */
  readonly candidates: Int32Array;
  /** Events that were produced, and the correction of their number. */
  readonly produced: number;
  readonly correction: number;
}

/** Efficiency with its binomial error, selected rows in the ellipse, and their share of all selected ones. */
export interface SignalInEllipse {
  readonly efficiency: number;
  readonly sigma: number;
  readonly rows: number;
  readonly content: number;
}

/**
 * What lies in which ellipse of a scan, found once: the lattice of ellipses from the covariances of simulated signal at
 * nominal cuts, the rows of data and backgrounds in each of them, and the rows of the signals in theirs.
 */
export class EllipseCounts {
  readonly scan: EllipseScan;
  readonly lattice: EllipseLattice;
  readonly index: EllipseIndex;
  readonly signals: readonly EllipseSignal[];
  readonly #surface: SignalSurface;
  readonly #located: readonly Located[];
  readonly #interpolated: readonly (readonly { readonly index: number; readonly weight: number }[])[];

  constructor(search: Search, scan: EllipseScan, table: EventTable) {
    this.scan = scan;
    const selection = new SelectionState(table, search.selection);
    selection.apply(nominalSelection(search.selection), []);
    const luminosity = search.luminosity?.inverseFemtobarn ?? 0;
    this.signals = table.samples
      .filter(({ sample }) => sample.kind === "signal")
      .flatMap((rows) => {
        const { sample, start, end } = rows;
        const correction = search.samples.find(({ id }) => id === sample.id)?.correction ?? 1;
        const { first, second } = massesOf(scan, sample.hypothesis ?? {});
        const centre = scan.centre(first, second);
        const selected = Int32Array.from(
          Array.from({ length: end - start }, (_, i) => start + i).filter((row) => selection.failing[row] === 0),
        );
        const spread = coreSpread(
          Float64Array.from(selected, (row) => valueAt(table, scan.x, row)),
          Float64Array.from(selected, (row) => valueAt(table, scan.y, row)),
          centre,
        );
        if (!spread) return [];
        const candidates = rowsInside(table, scan, rows, centre, spread);
        const produced = (luminosity * (sample.crossSection?.value ?? 0) * correction) / sample.weight;
        return [{ rows, spread, candidates, produced, correction }];
      });
    if (this.signals.length === 0) throw new Error(`no signal: ${search.id}; ellipses are laid by its covariance`);
    const hypotheses = this.signals.map(({ rows }) => rows.sample.hypothesis ?? {});
    this.#surface = new SignalSurface(scan, hypotheses);
    this.lattice = ellipseLattice(
      scan,
      hypotheses,
      this.signals.map(({ spread }) => spread),
    );
    this.index = new EllipseIndex(this.lattice.ellipses, scan.reach);
    const wide = new EllipseIndex(this.lattice.ellipses, WIDER * scan.reach);
    this.#located = table.samples
      .filter(({ sample }) => sample.kind === "background" || sample.kind === "data")
      .map((rows) => {
        const { x, y } = pointsOf(table, scan, rows);
        const wider = rows.sample.kind === "background" ? { wider: wide.members(x, y) } : {};
        const declared = search.samples.find(({ id }) => id === rows.sample.id);
        return { rows, inside: this.index.members(x, y), ...wider, expected: isExpectedIn(declared) };
      });
    this.#interpolated = Array.from(this.lattice.first, (first, e) =>
      this.#surface.weights(first, this.lattice.second[e]),
    );
  }

  /** Selected events of the data in every ellipse; null without data. */
  observed(failing: Uint32Array): Uint32Array | null {
    const data = this.#located.find(({ rows }) => rows.sample.kind === "data");
    return data ? this.#count(data.rows, data.inside, failing) : null;
  }

  /**
   * What is believed of the background of every ellipse: Gamma(k + 1) × weight, all samples as one effective sample of
   * (Σw)²/Σw² = k events of weight Σw²/Σw.
   *
   * Before its own k events are looked at, an ellipse is believed to hold μ as its neighbourhood does, which is taken as
   * even, with an exponential belief: Gamma(k + 1, 1/w + 1/μ) then has the mean kw where many events were simulated, and
   * less than both w and μ where none was. A flat belief would add an event to each of thousands of ellipses.
   */
  backgrounds(failing: Uint32Array, scale: number): EffectiveSample {
    const { length } = this.lattice.ellipses;
    const backgrounds = this.#located.filter(({ rows }) => rows.sample.kind === "background");
    const sums = (pick: (one: Located) => EllipseMembers | undefined) => {
      const weights = new Float64Array(length);
      const squares = new Float64Array(length);
      for (const one of backgrounds) {
        const members = pick(one);
        if (!members) continue;
        const weight = one.rows.sample.weight * scale;
        const counts = this.#count(one.rows, members, failing);
        for (let e = 0; e < length; e++) {
          weights[e] += counts[e] * weight;
          squares[e] += counts[e] * weight * weight;
        }
      }
      return { weights, squares };
    };
    const inside = sums((one) => one.inside);
    const wider = sums((one) => one.wider);
    const largest = Math.max(
      0,
      ...backgrounds.filter(({ expected }) => expected).map(({ rows }) => rows.sample.weight * scale),
    );
    const effective = { simulated: new Float64Array(length), weight: new Float64Array(length) };
    for (let e = 0; e < length; e++) {
      const around = wider.squares[e] > 0 ? wider.squares[e] / wider.weights[e] : largest;
      const own = inside.squares[e] > 0 ? inside.squares[e] / inside.weights[e] : around;
      const even = (wider.weights[e] + around) / (WIDER * WIDER);
      effective.simulated[e] = inside.weights[e] / own;
      effective.weight[e] = 1 / (1 / own + 1 / even);
    }
    return effective;
  }

  /** Simulated background rows that pass, one after the other, with the weight of each. */
  backgroundPoints(
    table: EventTable,
    failing: Uint32Array,
  ): { x: Float64Array; y: Float64Array; weight: Float64Array } {
    const rows = this.#located
      .filter((one) => one.rows.sample.kind === "background")
      .flatMap(({ rows: { start, end, sample } }) =>
        Array.from({ length: end - start }, (_, i) => ({ row: start + i, weight: sample.weight })).filter(
          ({ row }) => failing[row] === 0,
        ),
      );
    return {
      x: Float64Array.from(rows, ({ row }) => valueAt(table, this.scan.x, row)),
      y: Float64Array.from(rows, ({ row }) => valueAt(table, this.scan.y, row)),
      weight: Float64Array.from(rows, ({ weight }) => weight),
    };
  }

  /** Efficiency of every simulated mass pair in its own ellipse, corrections included, and rows there. */
  signalEfficiencies(failing: Uint32Array): SignalInEllipse[] {
    return this.signals.map(({ rows: { start, end }, candidates, produced, correction }) => {
      let rows = 0;
      let selected = 0;
      for (const row of candidates) if (failing[row] === 0) rows++;
      for (let row = start; row < end; row++) if (failing[row] === 0) selected++;
      const [a, b] = [rows + 1, Math.max(0, produced - rows) + 1];
      return {
        rows,
        content: selected > 0 ? rows / selected : 0,
        efficiency: produced > 0 ? (correction * rows) / produced : 0,
        sigma: correction * Math.sqrt((a * b) / ((a + b) ** 2 * (a + b + 1))),
      };
    });
  }

  /** Efficiency of every ellipse, interpolated between the simulated mass pairs. */
  efficiencies(failing: Uint32Array): Float64Array {
    const known = this.signalEfficiencies(failing);
    return Float64Array.from(this.#interpolated, (weights) =>
      weights.reduce((sum, { index, weight }) => sum + weight * known[index].efficiency, 0),
    );
  }

  #count({ start }: SampleRows, { offsets, members }: EllipseMembers, failing: Uint32Array): Uint32Array {
    const counts = new Uint32Array(this.lattice.ellipses.length);
    for (let i = 0; i + 1 < offsets.length; i++) {
      if (failing[start + i] !== 0) continue;
      for (let k = offsets[i]; k < offsets[i + 1]; k++) counts[members[k]]++;
    }
    return counts;
  }
}

/** Both masses of a hypothesis, GeV. */
export function massesOf(scan: EllipseScan, hypothesis: Readonly<Record<string, number>>) {
  return { first: hypothesis[scan.first.key], second: hypothesis[scan.second.key] };
}

function pointsOf(table: EventTable, scan: EllipseScan, { start, end }: SampleRows) {
  const column = (observable: EllipseScan["x"]) =>
    Float64Array.from({ length: end - start }, (_, i) => valueAt(table, observable, start + i));
  return { x: column(scan.x), y: column(scan.y) };
}

function rowsInside(
  table: EventTable,
  scan: EllipseScan,
  { start, end }: SampleRows,
  [x, y]: readonly [number, number],
  spread: Spread,
): Int32Array {
  const rows: number[] = [];
  for (let row = start; row < end; row++) {
    const d2 = distanceSquared(valueAt(table, scan.x, row) - x, valueAt(table, scan.y, row) - y, spread);
    if (d2 <= scan.reach * scan.reach) rows.push(row);
  }
  return Int32Array.from(rows);
}
