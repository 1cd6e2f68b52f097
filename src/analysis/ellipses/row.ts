import { limitsOf } from "../counting/limits.js";
import { combinedSystematics } from "../measurement.js";
import type { EllipseScan } from "../scan.js";
import type { Ellipse, LimitStatus, ScanPoint, WindowModel } from "../scan-point.js";
import type { Search } from "../search.js";
import { type AnalysisState, isExpectation, luminosityOf } from "../state.js";
import type { EllipseEvaluation } from "./evaluation.js";
import { believedGamma } from "./limits.js";

/** A line through the plane: one of its masses held. */
export interface PlaneLine {
  readonly held: "first" | "second";
  /** GeV. */
  readonly at: number;
}

/** The line that a page shows first. */
export function firstLine(scan: EllipseScan): PlaneLine {
  return { held: "second", at: scan.rows[0] };
}

/** Both masses where a line is at a mass (GeV) that it does not hold. */
export function massesAt({ held, at }: PlaneLine, mass: number): { first: number; second: number } {
  return held === "first" ? { first: at, second: mass } : { first: mass, second: at };
}

/** What of a lattice tells its ellipses apart. */
export interface LatticePlaces {
  readonly spacing: number;
  readonly first: ArrayLike<number>;
  readonly second: ArrayLike<number>;
  readonly column: ArrayLike<number>;
  readonly sigmaY: ArrayLike<number>;
}

/** Ellipses along a line: the nearest one of every column, or all of the nearest column; where none is near, none. */
export function ellipsesAlong(plane: LatticePlaces, { held, at }: PlaneLine): number[] {
  const indices = Array.from(plane.first, (_, e) => e);
  if (held === "first") {
    const away = (e: number) => Math.abs(plane.first[e] - at);
    const nearest = indices.reduce((best, e) => (away(e) < away(best) ? e : best), 0);
    return indices.filter((e) => plane.column[e] === plane.column[nearest]);
  }
  const away = (e: number) => Math.abs(plane.second[e] - at);
  const best = new Map<number, number>();
  for (const e of indices) {
    const known = best.get(plane.column[e]);
    if (known === undefined || away(e) < away(known)) best.set(plane.column[e], e);
  }
  // Half a spacing in y away from the next ellipse is as near as it gets.
  const reach = (e: number) => Math.abs(plane.second[e] ** 2 - at * at) <= plane.spacing * plane.sigmaY[e];
  return [...best.values()].filter(reach);
}

/** The mass (GeV) of every ellipse along a line that the line does not hold. */
export function massesAlong(plane: LatticePlaces, line: PlaneLine): number[] {
  const free = line.held === "first" ? plane.second : plane.first;
  return ellipsesAlong(plane, line).map((e) => free[e]);
}

/** One ellipse as a point of a scan, with its limits on every quantity of the search. */
export function pointOf(
  search: Search,
  scan: EllipseScan,
  state: AnalysisState,
  plane: EllipseEvaluation,
  e: number,
): ScanPoint {
  const masses = { [scan.first.key]: plane.first[e], [scan.second.key]: plane.second[e] };
  const [x, y] = scan.centre(plane.first[e], plane.second[e]);
  const ellipse: Ellipse = {
    observables: [scan.x.id, scan.y.id],
    centre: [x, y],
    sigma: [plane.sigmaX[e], plane.sigmaY[e]],
    correlation: plane.correlation[e],
    reach: scan.reach,
  };
  const half = scan.reach * plane.sigmaY[e];
  const observed = plane.crossSection.observed[e];
  const absent: LimitStatus = isExpectation(search, state) ? "expected-only" : "blinded";
  const status: LimitStatus = observed !== null ? "ok" : plane.counted === null ? absent : "unbounded";
  const measured = { observed, expected: plane.crossSection.expected.map((band) => band[e]), status };
  return {
    hypothesis: { mass: plane.first[e], ...masses },
    region: { observable: scan.y.id, min: y - half, max: y + half, unit: scan.y.unit, ellipse },
    observed: plane.counted === null ? null : plane.counted[e],
    background: { value: plane.background[e], sigma: plane.backgroundSigma[e] },
    efficiency: plane.efficiency[e],
    localPValue: plane.localPValue === null ? null : plane.localPValue[e],
    limits: limitsOf(search, state, masses, measured),
    effectiveEvents: null,
    tuned: {},
    model: modelOf(search, scan, state, plane, e),
  };
}

/** The likelihood of the count in an ellipse, of a cross-section in fb. */
function modelOf(
  search: Search,
  scan: EllipseScan,
  state: AnalysisState,
  plane: EllipseEvaluation,
  e: number,
): WindowModel {
  const [x, y] = scan.centre(plane.first[e], plane.second[e]);
  const region = scan.regions.findIndex((one) => one.holds(x, y));
  const at = { [scan.first.key]: plane.first[e], [scan.second.key]: plane.second[e], region };
  const { signal, luminosity } = combinedSystematics(search.measurement.systematics, state.systematics, at);
  return {
    background: believedGamma(plane.background[e], plane.backgroundSigma[e]),
    perUnit: plane.efficiency[e] * luminosityOf(search, state),
    relative: Math.hypot(signal, luminosity),
    constraint: "log-normal",
  };
}

/** The points of a scan along a line; its mass is the one that is not held. */
export function pointsAlong(
  search: Search,
  scan: EllipseScan,
  state: AnalysisState,
  plane: EllipseEvaluation,
  line: PlaneLine,
): ScanPoint[] {
  const masses = massesAlong(plane, line);
  return ellipsesAlong(plane, line).map((e, i) => {
    const point = pointOf(search, scan, state, plane, e);
    return { ...point, hypothesis: { ...point.hypothesis, mass: masses[i] } };
  });
}
