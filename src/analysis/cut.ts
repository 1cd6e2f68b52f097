import { type Observable, stepBounds } from "./observable.js";
import type { Origin } from "./origin.js";

/** What the reader may move: one number of a cut. */
export interface CutParameter {
  /** "min", "max", "slope" or "intercept"; of a choice of flags, the id of the flag. */
  readonly id: string;
  /** What it switches, where it is a flag. */
  readonly title?: string;
  readonly nominal: number;
  readonly unit: string;
  /** Ends and step of the control. */
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

interface CutBase {
  /** Name in links and on the command line, e.g. "dimuon-pt". */
  readonly id: string;
  /** Short title of the control. */
  readonly title: string;
  /** What the cut is for, in one sentence. */
  readonly why: string;
  readonly origin: Origin;
  readonly source: string;
  readonly parameters: readonly CutParameter[];
  /** The cut binds only events for which this holds; the others pass. */
  readonly when?: Condition;
}

/** lower ≤ value and value ≤ upper. `highest` names the column that the upper end binds, if it is another one. */
export interface RangeCut extends CutBase {
  readonly kind: "range";
  readonly observable: Observable;
  readonly highest?: Observable;
}

/** y ≥ intercept + slope · x: the side of a straight line in a plane. */
export interface LineCut extends CutBase {
  readonly kind: "line";
  readonly x: Observable;
  readonly y: Observable;
}

/** At least one of the flags that are switched on is set; a parameter for each, 1 on or 0 off. */
export interface AnyCut extends CutBase {
  readonly kind: "any";
  /** Columns of 0 and 1, whose ids are those of the parameters. */
  readonly flags: readonly Observable[];
}

export type Cut = RangeCut | LineCut | AnyCut;

/** A closed range of an observable that decides whether another cut applies. */
export interface Condition {
  readonly observable: Observable;
  readonly min?: number;
  readonly max?: number;
}

/** Values of a cut's parameters, by parameter id. */
export type CutValues = Readonly<Record<string, number>>;

/** Values of every cut of a selection, by cut id. */
export type SelectionValues = Readonly<Record<string, CutValues>>;

/** Nominal values of a cut. */
export function nominalValues(cut: Cut): CutValues {
  return Object.fromEntries(cut.parameters.map((parameter) => [parameter.id, parameter.nominal]));
}

/** Nominal values of a selection. */
export function nominalSelection(cuts: readonly Cut[]): SelectionValues {
  return Object.fromEntries(cuts.map((cut) => [cut.id, nominalValues(cut)]));
}

/** SQL condition with bound values, over the stored integer columns; agrees with `markFailing` event by event. */
export interface SqlCondition {
  readonly text: string;
  readonly values: readonly number[];
}

const quoted = (observable: Observable) => `"${observable.id.replaceAll('"', '""')}"`;

/** A cut as an SQL condition. */
export function cutToSql(cut: Cut, values: CutValues): SqlCondition {
  const condition = SQL[cut.kind](cut as never, values);
  if (!cut.when) return condition;
  const bounds = stepBounds(cut.when.observable, cut.when.min, cut.when.max);
  return {
    text: `(not ${quoted(cut.when.observable)} between ? and ? or ${condition.text})`,
    values: [bounds.lowest, bounds.highest, ...condition.values],
  };
}

function rangeToSql(cut: RangeCut, values: CutValues): SqlCondition {
  const upper = cut.highest ?? cut.observable;
  return {
    text: `(${quoted(cut.observable)} >= ? and ${quoted(upper)} <= ?)`,
    values: [stepBounds(cut.observable, values.min).lowest, stepBounds(upper, undefined, values.max).highest],
  };
}

function lineToSql(cut: LineCut, values: CutValues): SqlCondition {
  const line = stepLine(cut, values);
  return {
    text: `(${quoted(cut.y)}::double >= ?::double + ?::double * ${quoted(cut.x)}::double)`,
    values: [line.intercept, line.slope],
  };
}

function anyToSql({ flags }: AnyCut, values: CutValues): SqlCondition {
  return {
    text: `(${flags.map((flag) => `${quoted(flag)} * ?`).join(" + ")} > 0)`,
    values: flags.map(({ id }) => values[id]),
  };
}

const SQL = { range: rangeToSql, line: lineToSql, any: anyToSql } as const;

/** The line in units of stored steps. */
export function stepLine(cut: LineCut, values: CutValues): { intercept: number; slope: number } {
  return { intercept: values.intercept / cut.y.step, slope: (values.slope * cut.x.step) / cut.y.step };
}

/** The same cut on other observables: what the other channel of a search asks of its own pair. */
export function onObservables(cut: Cut, replace: (observable: Observable) => Observable): Cut {
  const when = cut.when && { when: { ...cut.when, observable: replace(cut.when.observable) } };
  if (cut.kind === "line") return { ...cut, x: replace(cut.x), y: replace(cut.y), ...when };
  if (cut.kind === "any") return { ...cut, flags: cut.flags.map(replace), ...when };
  const highest = cut.highest && { highest: replace(cut.highest) };
  return { ...cut, observable: replace(cut.observable), ...highest, ...when };
}

/** Columns that a cut looks at, without that of its condition. */
export function columnsOf(cut: Cut): readonly Observable[] {
  if (cut.kind === "line") return [cut.x, cut.y];
  if (cut.kind === "any") return cut.flags;
  return cut.highest ? [cut.observable, cut.highest] : [cut.observable];
}

/** Declares a range whose ends the reader may move. */
export function range(
  observable: Observable,
  ends: { min?: number; max?: number; highest?: Observable; when?: Condition },
  about: {
    id: string;
    title: string;
    why: string;
    origin: Origin;
    source: string;
    control?: { low: number; high: number; step: number };
  },
): RangeCut {
  const control = about.control ?? {
    low: observable.domain[0],
    high: observable.domain[1],
    step: observable.step,
  };
  const parameters = (["min", "max"] as const)
    .filter((id) => ends[id] !== undefined)
    .map((id) => ({ id, nominal: ends[id] as number, unit: observable.unit, ...control }));
  const { id, title, why, origin, source } = about;
  return {
    kind: "range",
    id,
    title,
    why,
    origin,
    source,
    observable,
    parameters,
    ...(ends.highest ? { highest: ends.highest } : {}),
    ...(ends.when ? { when: ends.when } : {}),
  };
}

/** Declares a choice of flags of which one must be set; those named are on at nominal. */
export function anyOf(
  flags: readonly Observable[],
  on: readonly Observable[],
  about: Pick<AnyCut, "id" | "title" | "why" | "origin" | "source">,
): AnyCut {
  const parameters = flags.map((flag) => ({
    id: flag.id,
    title: flag.symbol,
    nominal: on.includes(flag) ? 1 : 0,
    unit: "",
    low: 0,
    high: 1,
    step: 1,
  }));
  return { kind: "any", ...about, flags, parameters };
}
