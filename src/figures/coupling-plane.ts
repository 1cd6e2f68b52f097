import type { TopLevelSpec } from "vega-lite";
import type { CouplingPlane } from "../catalogue/planes/plane.js";
import { LOG_LABEL } from "./log-labels.js";
import { formatNumber } from "./numbers.js";
import { OWN_STYLES } from "./own-styles.js";
import type { PlaneCurve } from "./plane-curves.js";
import type { Table } from "./tables.js";
import { type FigureData, type FigureParams, paramsOf, plotConfig } from "./theme.js";

const WIDTH = 430;
const HEIGHT = 300;
/** Ordinate of regions that have no upper end. */
const TOP = 1e12;

/** Decades that the ordinate covers: those of lines and points that are drawn. */
export function planeParams(curves: readonly PlaneCurve[]): FigureParams {
  const drawn = curves.filter(({ kind }) => kind !== "above" && kind !== "band");
  const values = (drawn.length > 0 ? drawn : curves)
    .flatMap(({ points, expected = [] }) => [...points, ...expected].map(({ y }) => y))
    .filter((value): value is number => value !== null && value > 0 && value < TOP);
  if (values.length === 0) return { low: 1e-4, high: 1 };
  return {
    low: 10 ** Math.floor(Math.log10(Math.min(...values)) - 0.15),
    high: 10 ** Math.ceil(Math.log10(Math.max(...values)) + 0.15),
  };
}

/** Specification of a coupling plane. Its curves come as data, each with its colour; the page has the key to them. */
export function planeSpec(plane: CouplingPlane, curves: readonly PlaneCurve[]): TopLevelSpec {
  const unit = plane.unit === "" ? "" : ` [${plane.unit}]`;
  const abscissa: [number, number] = [...plane.abscissa.domain];
  const x = {
    field: "x",
    type: "quantitative",
    title: plane.abscissa.title,
    scale: { type: "log", domain: abscissa, nice: false },
    axis: { tickCount: 6, labelExpr: LOG_OR_MANTISSA },
  } as const;
  const y = (field: string) =>
    ({
      field,
      type: "quantitative",
      title: `upper limit on ${plane.symbol}${unit}`,
      scale: { type: "log", domainMin: { expr: "low" }, domainMax: { expr: "high" }, nice: false },
      axis: { tickCount: 12, labelExpr: LOG_LABEL },
    }) as const;
  // Curves that a reader opens have their places kept.
  const styles = [...curves, ...OWN_STYLES];
  const color = {
    field: "curve",
    type: "nominal",
    legend: null,
    scale: { domain: styles.map(({ id }) => id), range: styles.map((one) => one.color) },
  } as const;
  const strokeDash = {
    field: "curve",
    type: "nominal",
    legend: null,
    scale: {
      domain: styles.map(({ id }) => id),
      range: styles.map(({ dash }) => (dash.length > 0 ? [...dash] : [1, 0])),
    },
  } as const;
  // As given, not by mass: a contour closes.
  const order = { field: "order", type: "quantitative" } as const;
  const line = { type: "line", clip: true, strokeWidth: 2, invalid: "break-paths-show-domains" } as const;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `Upper limits on ${plane.title} against ${plane.abscissa.title}, of several searches.`,
    config: plotConfig,
    params: paramsOf(planeParams(curves)),
    width: WIDTH,
    height: HEIGHT,
    title: { text: heading(curves), anchor: "start", frame: "group" },
    layer: [
      {
        data: { name: "areas" },
        mark: { type: "area", clip: true, opacity: 0.22 },
        encoding: { x, y: y("y"), y2: { field: "y2" }, color, detail: { field: "curve" } },
      },
      {
        data: { name: "expected" },
        mark: { ...line, strokeWidth: 1.5, strokeDash: [6, 4] },
        encoding: { x, y: y("y"), color, detail: { field: "curve" } },
      },
      { data: { name: "limits" }, mark: line, encoding: { x, y: y("y"), color, detail: { field: "curve" } } },
      { data: { name: "curves" }, mark: line, encoding: { x, y: y("y"), color, strokeDash, order } },
      {
        data: { name: "points" },
        mark: { type: "point", clip: true, shape: "diamond", size: 60, filled: false, strokeWidth: 2, opacity: 1 },
        encoding: { x, y: y("y"), color },
      },
    ],
  } as TopLevelSpec;
}

/** What stands above the frame: whether limits are from pseudo-data. */
function heading(curves: readonly PlaneCurve[]): string {
  const limits = curves.filter(({ kind }) => kind === "limit");
  if (limits.length === 0) return "Darkroom";
  return limits.some(({ data }) => data === "real") ? "Darkroom, simulation unless told" : "Darkroom simulation";
}

/** Labels 1, 2 and 5 of each decade of masses. */
const LOG_OR_MANTISSA =
  "indexof([1, 2, 5], round(datum.value / pow(10, floor(log(datum.value)/LN10 + 1e-9)))) >= 0 ? format(datum.value, '~g') : ''";

/** Data of a coupling plane: of the curves that are chosen. */
export function planeData(curves: readonly PlaneCurve[]): FigureData {
  const of = (...kinds: readonly PlaneCurve["kind"][]) =>
    curves
      .filter(({ kind }) => kinds.includes(kind))
      .flatMap(({ id, points }) => points.map(({ x, y, y2 }, order) => ({ curve: id, x, y, y2: y2 ?? TOP, order })));
  const bands = curves.flatMap(({ id, band = [] }) => band.map((one) => ({ curve: id, ...one })));
  return {
    areas: [...of("band", "above"), ...bands],
    limits: of("limit"),
    expected: curves.flatMap(({ id, expected = [] }) => expected.map(({ x, y }) => ({ curve: id, x, y }))),
    curves: of("curve"),
    points: of("points"),
  };
}

/** The numbers behind a coupling plane, of the curves that are chosen. */
export function planeTable(plane: CouplingPlane, curves: readonly PlaneCurve[]): Table {
  const values = curves.flatMap(({ label, kind, points, expected }) =>
    points.map(({ x, y, y2 }, i) => [
      label,
      x,
      y,
      kind === "limit" ? (expected?.[i]?.y ?? null) : null,
      y2 === undefined || y2 >= 1e8 ? null : y2,
    ]),
  );
  const { unit } = plane;
  return {
    id: `plane-${plane.id}`,
    caption: `${plane.title}: every curve that is drawn`,
    columns: [
      { title: "curve", unit: "", prose: true },
      { title: "mass", unit: "GeV/c²" },
      { title: `${plane.symbol}, observed or lower edge`, unit },
      { title: "median expectation", unit },
      { title: "upper edge", unit },
    ],
    rows: values.map(([label, x, ...rest]) => [
      String(label),
      formatNumber(Number(x), 3),
      ...rest.map((one) => formatNumber(one as number | null, 3)),
    ]),
    values,
  };
}
