import { type CurveChange, distance, type Review } from "./compare.js";

/** How far two results may differ before a review fails. Relative changes are |ln(after / before)|. */
export interface Tolerance {
  readonly expected: number;
  readonly observed: number;
  readonly efficiency: number;
  readonly background: number;
  /** Standard deviations of a yield in the cut flow. */
  readonly yield: number;
  /** Whether assumptions, the state, the data status or the hypotheses may differ. */
  readonly assumptions: boolean;
  /** Whether input files, packages or the simulation's seed and scale may differ. */
  readonly inputs: boolean;
}

/** Engines differ by units in the last place, and fits by more: nothing else may. */
export const STRICT: Tolerance = {
  expected: 1e-3,
  observed: 1e-3,
  efficiency: 1e-6,
  background: 1e-6,
  yield: 1e-6,
  assumptions: false,
  inputs: false,
};

/**
 * A tolerance from a file: fields that it does not name are strict.
 * @throws Error `unknown tolerance: …`, `not a tolerance: …`
 */
export function readTolerance(value: unknown, name: string): Tolerance {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error(`not a tolerance: ${JSON.stringify(value)}, in ${name}; write { "expected": 0.02, … }`);
  for (const [key, one] of Object.entries(value)) {
    if (!Object.hasOwn(STRICT, key))
      throw new Error(`unknown tolerance: ${key}, in ${name}; known are ${Object.keys(STRICT).join(", ")}`);
    const kind = typeof STRICT[key as keyof Tolerance];
    if (typeof one !== kind || (kind === "number" && !(one >= 0)))
      throw new Error(
        `not a tolerance: ${JSON.stringify(one)}, for ${key} in ${name}; give ${kind === "number" ? "a number from 0" : "true or false"}`,
      );
  }
  return { ...STRICT, ...value };
}

function allowed({ quantity, kind }: CurveChange, tolerance: Tolerance): number {
  if (kind === "expected") return tolerance.expected;
  if (quantity === "efficiency") return tolerance.efficiency;
  return quantity === "background" ? tolerance.background : tolerance.observed;
}

const ASSUMPTIONS: readonly string[] = ["assumption", "state", "data", "hypotheses"];
const INPUTS: readonly string[] = ["input", "package", "simulation"];

/** What of a review is beyond a tolerance, in words; empty where nothing is. The code may always differ. */
export function beyond({ curves, yields, differences }: Review, tolerance: Tolerance): string[] {
  const moved = curves.filter((change) => distance(change) > allowed(change, tolerance));
  const counts = new Map<string, number>();
  for (const { quantity, kind } of moved) {
    const name = [quantity, kind].filter(Boolean).join(", ");
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const jumped = yields.filter(
    ({ before, after, significance }) =>
      (before === null) !== (after === null) || Math.abs(significance ?? 0) > tolerance.yield,
  );
  const changed = differences.filter(
    ({ what }) =>
      (!tolerance.assumptions && ASSUMPTIONS.includes(what)) || (!tolerance.inputs && INPUTS.includes(what)),
  );
  return [
    ...Array.from(counts, ([name, count]) => `${name}: moved at ${count} hypotheses`),
    ...(jumped.length > 0 ? [`cut flow: ${jumped.length} yields moved`] : []),
    ...changed.map(({ what, name, before, after }) => `${what} ${name}: ${before} → ${after}`),
  ];
}
