import type { TopLevelSpec } from "vega-lite";
import type { Interpretation } from "../analysis/measurement.js";
import type { ScanPoint } from "../analysis/result.js";
import type { Comparison, Search } from "../analysis/search.js";
import { type LegendEntry, legendLayers } from "./legend.js";
import { BAND_COLORS, type FigureData, type FigureHeading, INK, plotConfig, type Rows } from "./theme.js";

/** Colours of curves to compare with; each has its own dash or marker besides. */
const COMPARISON_COLOR = "#964a8b";

/** Size of the plotting area, px. */
const WIDTH = 375;
const HEIGHT = 300;

/** The abscissa of an exclusion plot. */
export interface Abscissa {
  readonly title: string;
  readonly scale: "linear" | "log";
  readonly domain: readonly [number, number];
}

/** Decades that the ordinate covers, from the lowest value that is drawn. */
function domainOf(rows: Rows, comparisons: readonly Comparison[]): [number, number] {
  const values = [
    ...rows.flatMap((row) => [row.y0, row.y4, row.observed]),
    ...comparisons.filter((one) => one.kind !== "band").flatMap((one) => one.points.map((point) => point.y)),
  ].filter((value): value is number => typeof value === "number" && value > 0);
  return [10 ** Math.floor(Math.log10(Math.min(...values) / 10)), 10 ** Math.ceil(Math.log10(Math.max(...values)))];
}

/** Comparisons drawn in the plane of an interpretation. */
export function comparisonsOf(search: Search, interpretation: Interpretation): readonly Comparison[] {
  return search.comparisons.filter((one) => one.interpretation === interpretation.id);
}

/**
 * Specification of an exclusion plot: observed limit solid, median expectation dashed, 1σ and 2σ bands, published
 * points and bands of theory in other styles. Data come by name (`limitData`).
 */
export function limitSpec(
  search: Search,
  interpretation: Interpretation,
  scan: readonly ScanPoint[],
  heading: FigureHeading,
  abscissa: Abscissa,
): TopLevelSpec {
  const rows = limitData(search, interpretation, scan).limit;
  const comparisons = comparisonsOf(search, interpretation);
  const domain = domainOf(rows, comparisons);
  const unit = interpretation.unit === "" ? "" : ` [${interpretation.unit}]`;
  const level = `${Math.round(search.measurement.confidenceLevel * 100)} % CL`;
  const x = {
    field: "x",
    type: "quantitative",
    title: abscissa.title,
    scale: { type: abscissa.scale, domain: [...abscissa.domain], nice: false },
  } as const;
  const y = (field: string) =>
    ({
      field,
      type: "quantitative",
      title: `upper limit on ${interpretation.symbol}${unit}, ${level}`,
      scale: { type: "log", domain, nice: false },
      axis: { tickCount: Math.round(Math.log10(domain[1] / domain[0])), labelExpr: LOG_LABEL },
    }) as const;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `Upper limit on ${interpretation.title} against ${abscissa.title}: observed, expected with bands, and what to compare with.`,
    config: plotConfig,
    width: WIDTH,
    height: HEIGHT,
    title: { text: heading.label, subtitle: heading.conditions, subtitleColor: INK, subtitleFontSize: 12 },
    layer: [
      {
        data: { name: "limit" },
        mark: { type: "area", clip: true, color: BAND_COLORS.two, opacity: 1 },
        encoding: { x, y: y("y0"), y2: { field: "y4" } },
      },
      {
        data: { name: "limit" },
        mark: { type: "area", clip: true, color: BAND_COLORS.one, opacity: 1 },
        encoding: { x, y: y("y1"), y2: { field: "y3" } },
      },
      ...comparisons
        .filter((one) => one.kind === "band")
        .map((one) => ({
          data: { name: `comparison-${one.id}` },
          mark: { type: "area" as const, clip: true, color: COMPARISON_COLOR, opacity: 0.35 },
          encoding: { x, y: y("y"), y2: { field: "y2" } },
        })),
      {
        data: { name: "limit" },
        mark: { type: "line", clip: true, color: INK, strokeDash: [6, 4], strokeWidth: 2 },
        encoding: { x, y: y("y2") },
      },
      {
        data: { name: "limit" },
        mark: { type: "line", clip: true, color: INK, strokeWidth: 2 },
        encoding: { x, y: y("observed") },
      },
      ...comparisons
        .filter((one) => one.kind !== "band")
        .map((one) => ({
          data: { name: `comparison-${one.id}` },
          mark:
            one.kind === "points"
              ? {
                  type: "point" as const,
                  clip: true,
                  shape: "diamond",
                  size: 60,
                  color: COMPARISON_COLOR,
                  filled: false,
                  strokeWidth: 2,
                  opacity: 1,
                }
              : { type: "line" as const, clip: true, color: COMPARISON_COLOR, strokeWidth: 2, strokeDash: [2, 2] },
          encoding: { x, y: y("y") },
        })),
      ...legendLayers(legendEntries(comparisons), { x: WIDTH - 200, y: HEIGHT - 12 }),
      {
        data: { name: "marker" },
        mark: { type: "rule", color: "#e42536", strokeWidth: 1 },
        encoding: { x },
      },
    ],
  } as TopLevelSpec;
}

/** Powers of ten as the field writes them; the label of a decade only. */
const LOG_LABEL =
  "abs(log(datum.value)/LN10 - round(log(datum.value)/LN10)) < 0.001 ? (datum.value >= 0.001 && datum.value <= 1000 ? format(datum.value, '~g') : '10' + replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(toString(round(log(datum.value)/LN10)), '-', '⁻'), /0/g, '⁰'), /1/g, '¹'), /2/g, '²'), /3/g, '³'), /4/g, '⁴'), /5/g, '⁵'), /6/g, '⁶'), /7/g, '⁷'), /8/g, '⁸'), /9/g, '⁹')) : ''";

function legendEntries(comparisons: readonly Comparison[]): LegendEntry[] {
  return [
    { label: "observed", kind: "line", color: INK },
    { label: "expected, median", kind: "line", color: INK, dash: [6, 4] },
    { label: "expected ± 1σ", kind: "area", color: BAND_COLORS.one },
    { label: "expected ± 2σ", kind: "area", color: BAND_COLORS.two },
    ...comparisons.map(
      (one): LegendEntry => ({
        label: one.title,
        kind: one.kind === "band" ? "area" : one.kind === "curve" ? "line" : "point",
        color: COMPARISON_COLOR,
        ...(one.kind === "band" ? { opacity: 0.35 } : {}),
        ...(one.kind === "curve" ? { dash: [2, 2] } : {}),
      }),
    ),
  ];
}

/** Data of an exclusion plot. Hypotheses without a limit leave a gap in the curve. */
export function limitData(search: Search, interpretation: Interpretation, scan: readonly ScanPoint[]): FigureData {
  const limit = scan.map((point) => {
    const found = point.limits[interpretation.id];
    const [y0, y1, y2, y3, y4] = found?.expected ?? [null, null, null, null, null];
    return { x: point.hypothesis.mass, observed: found?.observed ?? null, y0, y1, y2, y3, y4 };
  });
  const comparisons = comparisonsOf(search, interpretation).map((one) => [
    `comparison-${one.id}`,
    one.points.map((point) => ({ x: point.x, y: point.y, y2: point.y2 ?? null })),
  ]);
  return { limit, marker: [], ...Object.fromEntries(comparisons) };
}
