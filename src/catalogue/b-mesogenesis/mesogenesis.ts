import type { ScanPoint } from "../../analysis/scan-point.js";
import type { Comparison } from "../../analysis/search.js";
import {
  B_QUARK_MASS,
  type MesogenesisOperator,
  mesogenesisBranchingFraction,
} from "../../physics/theory/b-mesogenesis.js";
import { SIGNAL_MASSES } from "./samples.js";

/** Operators whose bounds differ: types 2 and 3 share a phase space. */
export const OPERATORS = [
  { id: "branchingFractionO1", symbol: "O¹", operator: 1 },
  { id: "branchingFractionO23", symbol: "O²,³", operator: 2 },
] as const satisfies readonly { id: string; symbol: string; operator: MesogenesisOperator }[];

const LOWEST = SIGNAL_MASSES[0];
const HIGHEST = SIGNAL_MASSES[SIGNAL_MASSES.length - 1];
/** Step (GeV) at which bounds are drawn and ranges read off. */
const STEP = 0.01;
const MASSES = Array.from({ length: Math.round((HIGHEST - LOWEST) / STEP) + 1 }, (_, i) => LOWEST + i * STEP);

/** Bounds on B(B⁰ → Λψ) at a mass of ψ (GeV) for the three masses of the b quark: least, with the pole mass, largest. */
export function boundsAt(
  mass: number,
  operator: MesogenesisOperator,
): { least: number; pole: number; largest: number } {
  const at = (quark: number) => mesogenesisBranchingFraction(mass, quark, operator);
  const values = [at(B_QUARK_MASS.meson.value), at(B_QUARK_MASS.pole.value), at(B_QUARK_MASS.msBar.value)];
  return { least: Math.min(...values), pole: values[1], largest: Math.max(...values) };
}

const CITATION =
  "10⁻⁴ of Belle, PRD 105, L051101, times the part of b → ψus that leaves only a Λ; that part by a formula of our own for free quarks";

/** The bounds as curves to compare limits with: a band for the mass of the b quark, and its pole mass. */
export const mesogenesisBounds: readonly Comparison[] = OPERATORS.flatMap(({ id, symbol, operator }) => {
  const bounds = MASSES.map((x) => ({ x, ...boundsAt(x, operator) }));
  return [
    {
      id: `${id}-band`,
      title: `${symbol}, m_b from B⁰ to MS-bar`,
      interpretation: id,
      kind: "band" as const,
      origin: "derived" as const,
      citation: CITATION,
      points: bounds.map(({ x, least, largest }) => ({ x, y: least, y2: largest })),
    },
    {
      id: `${id}-pole`,
      title: `${symbol}, m_b pole`,
      interpretation: id,
      kind: "curve" as const,
      origin: "derived" as const,
      citation: CITATION,
      points: bounds.map(({ x, pole }) => ({ x, y: pole })),
    },
  ];
});

/** Limit at a mass between the hypotheses, linear as in the publication; null where one of its neighbours has none. */
export function limitAt(
  scan: readonly ScanPoint[],
  mass: number,
  value: (point: ScanPoint) => number | null,
): number | null {
  const k = scan.findIndex(({ hypothesis }) => hypothesis.mass >= mass - 1e-9);
  if (k < 0) return null;
  const [a, b] = [scan[Math.max(0, k - 1)], scan[k]];
  const [low, high] = [value(a), value(b)];
  if (low === null || high === null) return null;
  const span = b.hypothesis.mass - a.hypothesis.mass;
  return span > 0 ? low + ((high - low) * (mass - a.hypothesis.mass)) / span : high;
}

/** Ranges of masses in which the bound lies above the limit, GeV. */
export function excludedRanges(
  scan: readonly ScanPoint[],
  value: (point: ScanPoint) => number | null,
  bound: (mass: number) => number,
): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  let open = false;
  for (const mass of MASSES) {
    const limit = limitAt(scan, mass, value);
    const excluded = limit !== null && bound(mass) > limit;
    if (excluded && open) ranges[ranges.length - 1][1] = mass;
    else if (excluded) ranges.push([mass, mass]);
    open = excluded;
  }
  return ranges;
}

function rangesText(ranges: readonly (readonly [number, number])[]): string {
  if (ranges.length === 0) return "nothing";
  return ranges.map(([from, to]) => `${from.toFixed(2)} to ${to.toFixed(2)} GeV`).join(" and ");
}

/** What the limits exclude of the mechanism, operator by operator, in words. */
export function mesogenesisReadings(scan: readonly ScanPoint[]): readonly string[] {
  const observed = (point: ScanPoint) => point.limits.branchingFraction?.observed ?? null;
  const expected = (point: ScanPoint) => point.limits.branchingFraction?.expected[2] ?? null;
  const [value, limit] = scan.some((point) => observed(point) !== null)
    ? [observed, "observed"]
    : [expected, "median expected"];
  return OPERATORS.map(({ symbol, operator }) => {
    const range = (edge: "least" | "pole" | "largest") =>
      rangesText(excludedRanges(scan, value, (mass) => boundsAt(mass, operator)[edge]));
    return `${symbol}: the ${limit} limit excludes ${range("least")} whatever the mass of the b quark, ${range("pole")} with the pole mass, ${range("largest")} with the MS-bar mass.`;
  });
}
