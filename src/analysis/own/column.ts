import type { RangeCut } from "../cut.js";
import type { EventTable } from "../events.js";
import type { Observable, StoredColumn } from "../observable.js";
import type { Spectrum } from "../search.js";
import type { CheckedExpression, OwnObservable } from "./observable.js";

/** Id of the column, the cut and the histogram of an own observable. */
export const OWN = "own";

/** Rows that the range of a histogram is found from. */
const SAMPLED = 20_000;
/** Share of events on each side that may lie outside of it. */
const TAIL = 0.005;
/** Stored steps of a bin, at least. */
const STEPS_A_BIN = 1e4;
/** Largest number of steps, within 32 bits. */
const MOST_STEPS = 2e9;

/**
 * An own observable as a column: whole steps as those of a search, and beyond the ends of its range one step each for
 * what lies below, for what lies above, and for events that have no value.
 */
export interface OwnColumn {
  readonly observable: Observable;
  /** Edges of its histogram. */
  readonly edges: readonly number[];
  of(columns: EventTable["columns"], length: number): Int32Array;
}

/** Lays the column: its range, where the reader gave none, from the values of a table. */
export function ownColumn(checked: CheckedExpression, own: OwnObservable, table: EventTable): OwnColumn {
  const edges = own.range ? evenEdges(...own.range, own.bins) : foundEdges(checked, own.bins, table);
  const [low, high] = [edges[0], edges[own.bins]];
  const width = (high - low) / own.bins;
  const step = Math.max(
    10 ** Math.floor(Math.log10(width / STEPS_A_BIN)),
    10 ** Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high)) / MOST_STEPS)),
  );
  const [first, last] = [Math.round(low / step), Math.round(high / step)];
  return {
    observable: {
      ...{ id: OWN, name: own.expression, tex: "", symbol: own.expression, unit: checked.unit, step },
      domain: [(first - 2) * step, (last + 1) * step],
    },
    edges,
    of(columns, length) {
      const value = checked.on(columns);
      const stored = new Int32Array(length);
      for (let row = 0; row < length; row++) {
        const x = value(row);
        if (!Number.isFinite(x)) stored[row] = first - 2;
        else if (x < low) stored[row] = first - 1;
        else if (x > high) stored[row] = last + 1;
        else stored[row] = Math.min(last, Math.max(first, Math.round(x / step)));
      }
      return stored;
    },
  };
}

/** The cut on an own observable; while both ends are open, it binds no event, not even one without a value. */
export function ownCut({ observable }: OwnColumn): RangeCut {
  const [low, high] = observable.domain;
  const ends = { unit: observable.unit, low, high, step: observable.step };
  return {
    ...{ kind: "range", id: OWN, title: "own observable", why: "What the reader wants.", origin: "assumption" },
    ...{ source: "the reader", observable },
    parameters: [
      { id: "min", nominal: low, ...ends },
      { id: "max", nominal: high, ...ends },
    ],
  };
}

/** Values of that cut. An event without a value fails it as soon as one end is set. */
export function ownCutValues({ observable }: OwnColumn, { min, max }: OwnObservable): { min: number; max: number } {
  const [none, above] = observable.domain;
  if (min === null && max === null) return { min: none, max: above };
  const below = none + observable.step;
  return { min: Math.max(min ?? below, below), max: Math.min(max ?? above, above) };
}

/**
 * The histogram with all cuts but that one, as `Analysis` counts it: two bins before the first for events without a
 * value and below the range, one behind the last for those above.
 */
export function ownSpectrum({ observable, edges }: OwnColumn): Spectrum {
  const [none, above] = observable.domain;
  const { step, unit } = observable;
  const inner = [...edges.slice(0, -1), edges[edges.length - 1] + step / 2];
  return {
    ...{ id: OWN, observable, heading: "Own observable", title: observable.symbol, unit, without: OWN },
    edges: [none, none + step, ...inner, above + step],
  };
}

function evenEdges(low: number, high: number, bins: number): number[] {
  return Array.from({ length: bins + 1 }, (_, i) => Number((low + ((high - low) * i) / bins).toPrecision(12)));
}

/** Edges at round numbers that hold all values but the outermost. */
function foundEdges(checked: CheckedExpression, bins: number, { columns, length }: EventTable): number[] {
  const value = checked.on(columns);
  const stride = Math.max(1, Math.floor(length / SAMPLED));
  const found: number[] = [];
  for (let row = 0; row < length; row += stride) {
    const x = value(row);
    if (Number.isFinite(x)) found.push(x);
  }
  if (found.length === 0) return evenEdges(0, 1, bins);
  found.sort((a, b) => a - b);
  const at = (share: number) => found[Math.round(share * (found.length - 1))];
  const [low, high] = [at(TAIL), at(1 - TAIL)];
  const width = roundUp((high - low) / (bins - 1) || Math.abs(low) / bins || 1 / bins);
  const start = Math.floor(low / width) * width;
  return evenEdges(start, start + bins * width, bins);
}

/** The next number of 1, 2, 2.5, 5 times a power of ten. */
function roundUp(x: number): number {
  const decade = 10 ** Math.floor(Math.log10(x));
  return decade * ([1, 2, 2.5, 5].find((one) => one * decade >= x * (1 - 1e-9)) ?? 10);
}

/** Columns of a table with an own one beside them. */
export function withOwnColumn(table: EventTable, column: OwnColumn): EventTable {
  const derive = (columns: Readonly<Record<string, StoredColumn>>, length: number) => ({
    ...columns,
    [OWN]: column.of(columns, length),
  });
  return { ...table, columns: derive(table.columns, table.length), derive };
}
