import { dimensionOf } from "../expression/check.js";
import { compileTree, type Leaf, leavesOf, type RowValue } from "../expression/compile.js";
import { type Dimension, unitOf } from "../expression/dimension.js";
import { parseExpression } from "../expression/parse.js";
import { fromSteps, type Observable, type StoredColumn } from "../observable.js";
import type { Search } from "../search.js";
import { kindOfUnit, plainUnit, UNIT_KINDS } from "../units.js";

/** What a reader adds to the columns of a search: an expression over them, its histogram, and a cut on it. */
export interface OwnObservable {
  readonly expression: string;
  /** Ends of the histogram in the expression's unit; null: those that hold almost all events. */
  readonly range: readonly [number, number] | null;
  readonly bins: number;
  /** Ends of the cut, each of them open where it is null. */
  readonly min: number | null;
  readonly max: number | null;
}

/** Its histogram for the events that pass all cuts but the one on it; unweighted rows of every sample. */
export interface OwnHistogram {
  readonly expression: string;
  readonly unit: string;
  readonly edges: readonly number[];
  readonly counts: Readonly<Record<string, readonly number[]>>;
  /** Events without a value (a root of a negative number, a division by zero), and those beyond the ends. */
  readonly missing: Readonly<Record<string, number>>;
  readonly below: Readonly<Record<string, number>>;
  readonly above: Readonly<Record<string, number>>;
}

/** Longest expression: what fits a line, and a link. */
export const LONGEST_EXPRESSION = 200;
/** Bins of a histogram: to begin with, and at most. */
export const OWN_BINS = { first: 40, most: 200 } as const;

/** An expression that is understood and whose units agree. */
export interface CheckedExpression {
  /** GeV, rad and cm to powers, with c = 1; empty of a pure number. */
  readonly unit: string;
  /** Observables that it takes, each once. */
  readonly observables: readonly Observable[];
  /** Its value for a row of a table, in `unit`; NaN where there is none. */
  on(columns: Readonly<Record<string, StoredColumn>>): RowValue;
}

/** Units that a number may be written with, `1.5*GeV`, where no column has that name. */
const UNIT_NAMES: Readonly<Record<string, string>> = { deg: "°", um: "µm" };

/**
 * Reads an expression over the observables of a search: each by the name of its column, in the grammar of
 * `parseExpression`, with units as factors.
 * @throws ExpressionError `not an expression: …`
 * @throws RangeError `unknown column: …`, `units do not agree: …`
 */
export function checkExpression(observables: Search["observables"], text: string): CheckedExpression {
  const tree = parseExpression(text, LONGEST_EXPRESSION);
  const meant = (leaf: Leaf) => meaningOf(observables, leaf);
  const dimension = dimensionOf(tree, (leaf) => meant(leaf).dimension);
  const used = leavesOf(tree).flatMap((leaf) => meant(leaf).observable ?? []);
  if (used.length === 0)
    throw new RangeError(`no column: ${text}; take one of ${observables.map(({ id }) => id).join(", ")}`);
  return {
    unit: unitOf(dimension),
    observables: [...new Set(used)],
    on: (columns) =>
      compileTree(tree, (leaf) => {
        const { observable, factor } = meant(leaf);
        if (!observable) return () => factor;
        const steps = columns[observable.id];
        // As `fromSteps`, so that a value compares with a bound as the observable itself would.
        return factor === 1
          ? (row) => fromSteps(observable, steps[row])
          : (row) => fromSteps(observable, steps[row]) * factor;
      }),
  };
}

/** A column, or a unit. */
interface Meaning {
  readonly dimension: Dimension;
  /** Size of its unit in GeV, rad and cm. */
  readonly factor: number;
  readonly observable?: Observable;
}

function meaningOf(observables: readonly Observable[], leaf: Leaf): Meaning {
  if (leaf.kind !== "column") throw new RangeError(`no list: ${leaf.name}; columns here hold one number an event`);
  const observable = observables.find(({ id }) => id === leaf.name);
  if (observable) return { ...sizeOf(observable.unit), observable };
  const unit = Object.hasOwn(UNIT_NAMES, leaf.name) ? UNIT_NAMES[leaf.name] : leaf.name;
  if (!leaf.quoted && kindOfUnit(unit) !== undefined) return sizeOf(unit);
  throw new RangeError(`unknown column: ${leaf.name}; known are ${observables.map(({ id }) => id).join(", ")}`);
}

function sizeOf(unit: string): Meaning {
  const kind = kindOfUnit(unit);
  if (kind === undefined) throw new RangeError(`unknown unit: ${unit}; units.ts does not list it`);
  const { units, dimension } = UNIT_KINDS[kind];
  return { dimension, factor: units[plainUnit(unit)] };
}
