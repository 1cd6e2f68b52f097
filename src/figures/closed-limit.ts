import { contours } from "d3";
import type { TopLevelSpec } from "vega-lite";
import { LEAST_EFFECTIVE_SIGNAL } from "../analysis/lifetime/excluded.js";
import type { LifetimeMeasurement } from "../analysis/measurement.js";
import type { ScanPoint } from "../analysis/scan-point.js";
import type { Comparison, Search } from "../analysis/search.js";
import { levelText } from "./choices.js";
import { BELOW_FRAME, type LegendEntry, legendBelow } from "./legend.js";
import type { Abscissa, LimitView } from "./limit.js";
import { LOG_LABEL } from "./log-labels.js";
import {
  BAND_COLORS,
  type FigureData,
  type FigureHeading,
  type FigureParams,
  HEADING_TITLE,
  INK,
  paramsOf,
  plotConfig,
  type Rows,
} from "./theme.js";

const WIDTH = 375;
const HEIGHT = 265;
const LEGEND = { x: -52, y: HEIGHT + BELOW_FRAME, columns: [0, 205] } as const;
const EXCLUDED_COLOR = "#5790fc";

/** Dashes and colours of what stands beside, in the order in which it is given. */
const BESIDE = [
  { color: "#964a8b", dash: [8, 3, 2, 3] },
  { color: "#e76300", dash: [2, 3] },
  { color: "#e76300", dash: [8, 4] },
] as const;

/** Far outside of any contour. */
const OUTSIDE = -10;

/** Which upper limit on the number of events a contour belongs to. */
type Level = "observed" | 0 | 1 | 2 | 3 | 4;

/**
 * ln of expected over excluded number of events at every mass and coupling, mass by mass; where a signal rests on fewer
 * than 100 effective events, how far it is from them. Above 0 a point is excluded.
 */
export function exclusionField(scan: readonly LifetimePoint[], level: Level): Float64Array {
  const couplings = scan[0]?.lifetime?.couplings.length ?? 0;
  const field = new Float64Array(scan.length * couplings).fill(OUTSIDE);
  scan.forEach(({ lifetime }, m) => {
    const upper = level === "observed" ? lifetime?.upper.observed : lifetime?.upper.expected[level];
    if (!lifetime || !upper) return;
    for (let k = 0; k < couplings; k++) {
      const known = Math.log(Math.max(1e-9, lifetime.effective[k]) / LEAST_EFFECTIVE_SIGNAL);
      const excluded = Math.log(Math.max(1e-9, lifetime.events[k]) / upper);
      field[k * scan.length + m] = Math.max(OUTSIDE, Math.min(known, excluded));
    }
  });
  return field;
}

/** A hypothesis with its signal over the couplings. */
export type LifetimePoint = Pick<ScanPoint, "hypothesis" | "lifetime">;

/** A closed line in the plane of mass and coupling. */
export type Ring = readonly { readonly mass: number; readonly coupling: number }[];

/** Contours of a field over the grid of a scan, interpolated in the logarithms of mass and coupling. */
export function contourRings(scan: readonly LifetimePoint[], field: Float64Array, threshold: number): Ring[] {
  const couplings = scan[0]?.lifetime?.couplings ?? [];
  const masses = scan.map(({ hypothesis }) => hypothesis.mass);
  if (masses.length < 2 || couplings.length < 2) return [];
  const { coordinates } = contours().size([masses.length, couplings.length]).contour(Array.from(field), threshold);
  return coordinates.flat().map((ring) =>
    // The value of a cell stands at its middle.
    ring.map(([x, y]) => ({ mass: between(masses, x - 0.5), coupling: between(couplings, y - 0.5) })),
  );
}

/** Value at a place between the entries of a rising list, in the logarithm; the outermost beyond. */
function between(values: readonly number[], place: number): number {
  const at = Math.min(values.length - 1, Math.max(0, place));
  const i = Math.min(values.length - 2, Math.floor(at));
  return values[i] * (values[i + 1] / values[i]) ** (at - i);
}

/** Contours as rows of a figure, in the ordinate of an interpretation. */
function rowsOf(search: Search, { interpretation, state }: LimitView, rings: readonly Ring[]): Rows {
  const measurement = measurementOf(search);
  const convert = measurement.convert[interpretation.id];
  return rings.flatMap((ring, index) =>
    ring.map(({ mass, coupling }, order) => ({
      ring: index,
      order,
      x: mass,
      y: convert({ mass, chi1Mass: mass }, { ...state.model, [measurement.coupling]: coupling }),
    })),
  );
}

/** @throws Error where the search has none */
export function measurementOf({ id, measurement }: Search): LifetimeMeasurement {
  if (measurement.kind !== "lifetime") throw new Error(`no lifetime: ${id}`);
  return measurement;
}

/** What stands beside the contours in the plane of an interpretation, at the parameters of a state. */
function besideOf(search: Search, { interpretation, state }: LimitView): readonly Comparison[] {
  const found = measurementOf(search).beside?.(state.model) ?? [];
  return found.filter((one) => one.interpretation === interpretation.id);
}

/** Ends of the ordinate: whole decades around what the scan covers. */
function domainOf(search: Search, scan: readonly ScanPoint[], view: LimitView): [number, number] {
  const measurement = measurementOf(search);
  const convert = measurement.convert[view.interpretation.id];
  const rings = contourRings(scan, exclusionField(scan, 0), 0).concat(contourRings(scan, exclusionField(scan, 2), 0));
  const values = rings
    .flat()
    .map(({ mass, coupling }) =>
      convert({ mass, chi1Mass: mass }, { ...view.state.model, [measurement.coupling]: coupling }),
    );
  if (values.length === 0) return [1e-5, 1e-1];
  return [
    10 ** Math.floor(Math.log10(Math.min(...values) / 3)),
    10 ** Math.ceil(Math.log10(Math.max(...values) * 1.2)),
  ];
}

export function closedLimitParams(
  search: Search,
  scan: readonly ScanPoint[],
  view: LimitView,
  heading: FigureHeading,
): FigureParams {
  const [low, high] = domainOf(search, scan, view);
  return { ...heading, low, high, level: `${levelText(view.state.confidenceLevel)} CL` };
}

/** Data of the contours: observed, expected −2σ … +2σ, and what stands beside. */
export function closedLimitData(search: Search, view: LimitView, scan: readonly ScanPoint[]): FigureData {
  const rings = (level: Level) => rowsOf(search, view, contourRings(scan, exclusionField(scan, level), 0));
  const beside = besideOf(search, view);
  return {
    observed: rings("observed"),
    median: rings(2),
    ...Object.fromEntries(([0, 1, 3, 4] as const).map((k) => [`expected${k}`, rings(k)])),
    ...Object.fromEntries(BESIDE.map((_, i) => [`beside${i}`, beside[i]?.points.map(({ x, y }) => ({ x, y })) ?? []])),
  };
}

/** Axes of closed lines. */
interface RingAxes {
  readonly x: object;
  readonly y: object;
}

function ringLayer(name: string, { x, y }: RingAxes, mark: object) {
  return {
    data: { name },
    mark: { type: "line" as const, clip: true, interpolate: "linear-closed" as const, ...mark },
    encoding: { x, y, detail: { field: "ring" }, order: { field: "order" } },
  };
}

/** Layers of what is excluded: its filling, the observed edge, the median expected one. */
export function closedRings(axes: RingAxes, strokeWidth: number) {
  return [
    ringLayer("observed", axes, { fill: EXCLUDED_COLOR, fillOpacity: 0.2, stroke: null }),
    ringLayer("observed", axes, { strokeWidth, stroke: INK }),
    ringLayer("median", axes, { strokeWidth, stroke: EXCLUDED_COLOR, strokeDash: [6, 4] }),
  ] as const;
}

/**
 * Exclusion plot of a signal whose coupling sets its lifetime: the region within the contour is excluded; observed
 * filled, expectation dashed with its 1σ and 2σ contours. Data come by name (`closedLimitData`).
 */
export function closedLimitSpec(
  search: Search,
  view: LimitView,
  scan: readonly ScanPoint[],
  heading: FigureHeading,
  abscissa: Abscissa,
): TopLevelSpec {
  const { interpretation } = view;
  const unit = interpretation.unit === "" ? "" : ` [${interpretation.unit}]`;
  const x = {
    field: "x",
    type: "quantitative",
    title: abscissa.title,
    scale: { type: abscissa.scale, domain: [...abscissa.domain], nice: false },
  } as const;
  const y = {
    field: "y",
    type: "quantitative",
    title: `excluded ${interpretation.symbol}${unit}`,
    scale: { type: "log", domainMin: { expr: "low" }, domainMax: { expr: "high" }, nice: false },
    axis: { tickCount: 12, labelExpr: LOG_LABEL },
  } as const;
  const expected = (name: string, stroke: string) => ringLayer(name, { x, y }, { strokeWidth: 2, stroke });
  const [filling, observed, median] = closedRings({ x, y }, 2);
  const beside = besideOf(search, view);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `Excluded region of ${interpretation.title} against ${abscissa.title}: observed, expected with its contours, and what to compare with.`,
    config: plotConfig,
    params: paramsOf(closedLimitParams(search, scan, view, heading)),
    width: WIDTH,
    height: HEIGHT,
    title: HEADING_TITLE,
    layer: [
      filling,
      expected("expected0", BAND_COLORS.two),
      expected("expected4", BAND_COLORS.two),
      expected("expected1", BAND_COLORS.one),
      expected("expected3", BAND_COLORS.one),
      observed,
      median,
      ...BESIDE.map(({ color, dash }, i) => ({
        data: { name: `beside${i}` },
        mark: { type: "line", clip: true, color, strokeDash: [...dash], strokeWidth: 2 },
        encoding: { x, y, order: { field: "x" } },
      })),
      { data: { name: "marker" }, mark: { type: "rule", color: "#e42536", strokeWidth: 1 }, encoding: { x } },
      {
        data: { name: "marker" },
        mark: { type: "point", color: "#e42536", filled: true, size: 50, clip: true },
        encoding: { x, y },
      },
      {
        data: { values: [{}] },
        mark: { type: "text", text: { expr: "level" }, align: "right", baseline: "top", color: INK, fontSize: 12 },
        encoding: { x: { value: WIDTH - 10 }, y: { value: 8 } },
      },
      ...legendBelow(legendEntries(beside), LEGEND, LEGEND.columns),
    ],
  } as TopLevelSpec;
}

function legendEntries(beside: readonly Comparison[]): LegendEntry[] {
  return [
    { label: "observed", kind: "line", color: INK },
    { label: "median expected", kind: "line", color: EXCLUDED_COLOR, dash: [6, 4] },
    { label: "expected ± 1σ", kind: "line", color: BAND_COLORS.one },
    { label: "expected ± 2σ", kind: "line", color: BAND_COLORS.two },
    ...beside
      .slice(0, BESIDE.length)
      .map(({ title }, i): LegendEntry => ({ label: title, kind: "line", ...BESIDE[i] })),
  ];
}
