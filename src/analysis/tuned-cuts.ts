import { type Cut, type CutValues, cutToSql, type SqlCondition } from "./cut.js";
import type { EventTable } from "./events.js";
import { mark } from "./mark.js";
import type { Moves } from "./moves.js";
import { type Observable, stepBounds } from "./observable.js";
import type { ScanWindow } from "./scan.js";
import type { Search } from "./search.js";

/**
 * Values of cuts that were tuned for every window of the scan, on simulated events of their own: by cut id, one entry a
 * window, null where the cut is not applied.
 */
export type Tuning = Readonly<Record<string, readonly (CutValues | null)[]>>;

/** A cut with its values in every window, as comparisons of stored steps: intercept + slope · x ≤ y. */
interface WindowLines {
  readonly x: string | null;
  readonly y: string;
  readonly intercept: Float64Array;
  readonly slope: Float64Array;
}

/**
 * The tuned cuts of a search. An event is cut by the values of the window that its scanned observable lies in (the
 * nearest one outside the scan), whatever the binning; an event of simulated signal by those of the window of its
 * generated mass, as the efficiency of that mass asks for.
 */
export class TunedCuts {
  readonly #lines: ReadonlyMap<string, WindowLines>;
  readonly #highest: Int32Array;
  readonly #observable: Observable;
  readonly #windows: readonly ScanWindow[];
  readonly #tuning: Tuning;

  constructor(search: Search, tuning: Tuning) {
    const { windows, observable } = search.scan;
    this.#windows = windows;
    this.#observable = observable;
    this.#tuning = tuning;
    this.#highest = Int32Array.from(windows, ({ window }) => stepBounds(observable, undefined, window.max).highest);
    this.#lines = new Map(
      search.selection.filter(({ id }) => tuning[id]).map((cut) => [cut.id, windowLines(cut, tuning[cut.id])]),
    );
  }

  /** Whether a cut was tuned. */
  has(cut: string): boolean {
    return this.#lines.has(cut);
  }

  /** Values in force in a window of the scan; null where the cut is not applied. */
  valuesIn(cut: string, window: number): CutValues | null {
    return this.#tuning[cut][window];
  }

  /** Window of a stored value of the scanned observable, the nearest one outside the scan. */
  windowOfSteps(steps: number): number {
    let low = 0;
    let high = this.#highest.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (steps <= this.#highest[middle]) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Window whose values cut each row of a table. */
  windowOfRows(table: EventTable): Uint16Array {
    const column = table.columns[this.#observable.id];
    const windows = new Uint16Array(table.length);
    for (const { sample, start, end } of table.samples) {
      const mass = sample.kind === "signal" ? sample.hypothesis?.mass : undefined;
      if (mass !== undefined) windows.fill(this.windowOfMass(mass), start, end);
      else for (let i = start; i < end; i++) windows[i] = this.windowOfSteps(column[i]);
    }
    return windows;
  }

  /** Window of the scan whose hypothesis is nearest to a mass. */
  windowOfMass(mass: number): number {
    const distance = ({ hypothesis }: ScanWindow) => Math.abs(hypothesis.mass - mass);
    return this.#windows.reduce((best, one, w) => (distance(one) < distance(this.#windows[best]) ? w : best), 0);
  }

  /** Sets `bit` of every row that fails the cut in its window, clears it elsewhere; as `markFailing`. */
  mark(
    cut: string,
    table: EventTable,
    windowOfRow: Uint16Array,
    failing: Uint32Array,
    bit: number,
    moves?: Moves,
  ): void {
    const { x, y, intercept, slope } = this.#linesOf(cut);
    const ordinate = table.columns[y];
    const abscissa = x === null ? ordinate : table.columns[x];
    for (let i = 0; i < table.length; i++) {
      const w = windowOfRow[i];
      mark(ordinate[i] >= intercept[w] + slope[w] * abscissa[i], i, failing, bit, moves);
    }
  }

  /** Whether a row passes the cut with the values of a window, wherever it lies. */
  passes(cut: string, table: EventTable, row: number, window: number): boolean {
    const { x, y, intercept, slope } = this.#linesOf(cut);
    const abscissa = x === null ? 0 : table.columns[x][row];
    return table.columns[y][row] >= intercept[window] + slope[window] * abscissa;
  }

  /** How many of some rows pass all of some tuned cuts with the values of a window. */
  countPassing(cuts: readonly string[], table: EventTable, rows: Int32Array, window: number): number {
    if (cuts.length === 1) return this.#countAbove(cuts[0], table, rows, window);
    const passing = new Uint8Array(rows.length).fill(1);
    for (const cut of cuts) {
      const { x, y, intercept, slope } = this.#linesOf(cut);
      const ordinate = table.columns[y];
      const abscissa = table.columns[x ?? y];
      const [a, b] = [intercept[window], slope[window]];
      for (let k = 0; k < rows.length; k++) if (!(ordinate[rows[k]] >= a + b * abscissa[rows[k]])) passing[k] = 0;
    }
    let count = 0;
    for (let k = 0; k < rows.length; k++) count += passing[k];
    return count;
  }

  /** The same of one cut, without keeping which. */
  #countAbove(cut: string, table: EventTable, rows: Int32Array, window: number): number {
    const { x, y, intercept, slope } = this.#linesOf(cut);
    const ordinate = table.columns[y];
    const abscissa = table.columns[x ?? y];
    const [a, b] = [intercept[window], slope[window]];
    let count = 0;
    for (let k = 0; k < rows.length; k++) if (ordinate[rows[k]] >= a + b * abscissa[rows[k]]) count++;
    return count;
  }

  /** The tuned cut as an SQL condition over the stored events of a snapshot; agrees with `mark` event by event. */
  toSql(cut: Cut, table: EventTable): SqlCondition {
    const { when: _, ...bare } = cut;
    const values: number[] = [];
    const branch = (head: string, bound: number, window: number) => {
      const inForce = this.#tuning[cut.id][window];
      const condition = inForce ? cutToSql(bare as Cut, inForce) : { text: "true", values: [] };
      values.push(bound, ...condition.values);
      return `when ${head} ? then ${condition.text}`;
    };
    const signals = table.samples.flatMap(({ sample }, index) => {
      const mass = sample.kind === "signal" ? sample.hypothesis?.mass : undefined;
      return mass === undefined ? [] : [branch("sample =", index, this.windowOfMass(mass))];
    });
    const last = this.#highest.length - 1;
    const windows = Array.from(this.#highest, (highest, w) =>
      branch(`"${this.#observable.id}" <=`, w === last ? 2147483647 : highest, w),
    );
    return { text: `(case ${[...signals, ...windows].join(" ")} end)`, values };
  }

  #linesOf(cut: string): WindowLines {
    const found = this.#lines.get(cut);
    if (!found) throw new Error(`not tuned: ${cut}`);
    return found;
  }
}

/** A cut that lets everything pass. */
const NONE = { intercept: Number.NEGATIVE_INFINITY, slope: 0 };

function windowLines(cut: Cut, values: readonly (CutValues | null)[]): WindowLines {
  if (cut.kind === "any") throw new Error(`cannot be tuned: ${cut.id}, a choice of flags`);
  const lines = values.map((one) => {
    if (!one) return NONE;
    if (cut.kind === "line")
      return { intercept: one.intercept / cut.y.step, slope: (one.slope * cut.x.step) / cut.y.step };
    return { intercept: stepBounds(cut.observable, one.min).lowest, slope: 0 };
  });
  return {
    x: cut.kind === "line" ? cut.x.id : null,
    y: cut.kind === "line" ? cut.y.id : cut.observable.id,
    intercept: Float64Array.from(lines, (one) => one.intercept),
    slope: Float64Array.from(lines, (one) => one.slope),
  };
}
