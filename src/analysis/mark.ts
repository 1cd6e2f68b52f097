import { type Cut, type CutValues, type LineCut, type RangeCut, stepLine } from "./cut.js";
import type { EventTable } from "./events.js";
import type { Moves } from "./moves.js";
import { type StoredColumn, stepBounds } from "./observable.js";

/**
 * Marks the events that fail a cut: sets `bit` in `failing[i]` where event i fails and clears it where it passes. The
 * other bits are left alone.
 * @param moves where events are noted that were marked otherwise before
 * @param before values that the marks are of: only events between those and the new ones are then looked at closely
 */
export function markFailing(
  cut: Cut,
  values: CutValues,
  table: EventTable,
  failing: Uint32Array,
  bit: number,
  moves?: Moves,
  before?: CutValues,
): void {
  const passes = predicateOf(cut, values, table);
  const look = (row: number) => mark(passes(row), row, failing, bit, moves);
  if (before && cut.kind === "range") {
    for (const { column, from, to } of movedEnds(cut, before, values, table)) eachBetween(column, from, to, look);
  } else if (before && cut.kind === "line") {
    eachBetweenLines(cut, before, values, table, look);
  } else {
    for (let row = 0; row < table.length; row++) look(row);
  }
}

/** Marks one event, and notes it where it was marked otherwise. */
export function mark(passes: boolean, row: number, failing: Uint32Array, bit: number, moves?: Moves): void {
  const before = failing[row];
  if (passes === ((before & bit) === 0)) return;
  failing[row] = before ^ bit;
  moves?.add(row, before, failing[row]);
}

/** Whether the event of a row passes. */
function predicateOf(cut: Cut, values: CutValues, table: EventTable): (row: number) => boolean {
  const passes = PREDICATES[cut.kind](cut as never, values, table);
  if (!cut.when) return passes;
  const gate = table.columns[cut.when.observable.id];
  const { lowest, highest } = stepBounds(cut.when.observable, cut.when.min, cut.when.max);
  return (row) => gate[row] < lowest || gate[row] > highest || passes(row);
}

const PREDICATES = {
  range(cut: RangeCut, values: CutValues, { columns }: EventTable) {
    const low = columns[cut.observable.id];
    const high = columns[upperOf(cut).id];
    const { lowest, highest } = boundsOf(cut, values);
    return (row: number) => low[row] >= lowest && high[row] <= highest;
  },
  line(cut: LineCut, values: CutValues, { columns }: EventTable) {
    const [x, y] = [columns[cut.x.id], columns[cut.y.id]];
    const { intercept, slope } = stepLine(cut, values);
    return (row: number) => y[row] >= intercept + slope * x[row];
  },
  any({ flags }: Extract<Cut, { kind: "any" }>, values: CutValues, { columns }: EventTable) {
    const on = flags.filter(({ id }) => values[id] !== 0).map(({ id }) => columns[id]);
    return (row: number) => {
      for (const flag of on) if (flag[row] !== 0) return true;
      return false;
    };
  },
} as const;

const upperOf = (cut: RangeCut) => cut.highest ?? cut.observable;

function boundsOf(cut: RangeCut, values: CutValues): { lowest: number; highest: number } {
  const { lowest } = stepBounds(cut.observable, values.min);
  return { lowest, highest: stepBounds(upperOf(cut), undefined, values.max).highest };
}

/** Stretches [from, to) of stored values that the ends of a range moved over. */
function movedEnds(cut: RangeCut, before: CutValues, after: CutValues, { columns }: EventTable) {
  const [a, b] = [boundsOf(cut, before), boundsOf(cut, after)];
  const stretch = (column: StoredColumn, one: number, other: number) =>
    one === other ? [] : [{ column, from: Math.min(one, other), to: Math.max(one, other) }];
  return [
    ...stretch(columns[cut.observable.id], a.lowest, b.lowest),
    ...stretch(columns[upperOf(cut).id], a.highest + 1, b.highest + 1),
  ];
}

/** Rows whose value lies in [from, to): one comparison each, which a processor guesses right where they are few. */
function eachBetween(column: StoredColumn, from: number, to: number, look: (row: number) => void): void {
  const width = to - from;
  for (let row = 0; row < column.length; row++) if ((column[row] - from) >>> 0 < width) look(row);
}

/** Product of two distances (stored steps) that rounding cannot make of one on each side of a line. */
const ROUNDING = 1e-3;

/** Rows between two lines, or so near to one that only the cut itself can tell. */
function eachBetweenLines(
  cut: LineCut,
  before: CutValues,
  after: CutValues,
  { columns }: EventTable,
  look: (row: number) => void,
): void {
  const [x, y] = [columns[cut.x.id], columns[cut.y.id]];
  const [a, b] = [stepLine(cut, before), stepLine(cut, after)];
  for (let row = 0; row < x.length; row++) {
    const above = (y[row] - a.intercept - a.slope * x[row]) * (y[row] - b.intercept - b.slope * x[row]);
    if (!(above > ROUNDING)) look(row);
  }
}
