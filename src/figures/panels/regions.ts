import type { Comparison } from "../../analysis/search.js";
import { LOG_LABEL } from "../log-labels.js";
import { formatNumber } from "../numbers.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

const SIZE = { width: 620, height: 360 } as const;

/** How far below the edge of a region its name stands, and above the end of the axis at least: as factors. */
const BELOW = 0.62;
const ABOVE_AXIS = 2;

/** Names of regions, each below the middle of its lower edge; a second part of a region goes without. */
function labelsOf(drawn: readonly Comparison[], lowest: number) {
  const names = drawn.map(({ choice }) => choice?.name ?? "");
  return drawn.flatMap(({ points }, i) => {
    if (names.slice(0, i).some((name) => names[i].startsWith(`${name} `))) return [];
    const { x, y } = points[points.length >> 1];
    return [{ x, y: Math.max(BELOW * y, ABOVE_AXIS * lowest), text: names[i] }];
  });
}

function figure(context: PanelContext, drawn: readonly Comparison[]): PanelFigure {
  const { search, evaluation, heading } = context;
  const [{ id, symbol, unit, title }] = search.interpretations;
  const { masses = [1e-3, 1], couplings = [1e-3, 1] } = search.wholePlane ?? {};
  const x = {
    field: "x",
    type: "quantitative",
    title: search.scan.abscissa.title,
    scale: { type: "log", domain: [...masses], nice: false },
    axis: { labelExpr: LOG_LABEL },
  };
  const y = (field: string) => ({
    field,
    type: "quantitative",
    title: `${symbol} [${unit}]`,
    scale: { type: "log", domain: [...couplings], nice: false },
    axis: { labelExpr: LOG_LABEL },
  });
  const values = drawn.flatMap(({ choice, points }) => points.map((p) => [choice?.name ?? "", p.x, p.y, p.y2 ?? null]));
  return {
    name: "regions",
    description: `Limits on ${title} of this page and regions that other experiments exclude`,
    params: { ...heading },
    data: {
      regions: drawn.flatMap((one) =>
        one.points.map((point) => ({ x: point.x, y: point.y, y2: point.y2 ?? couplings[1], region: one.id })),
      ),
      labels: labelsOf(drawn, couplings[0]),
      observed: evaluation.scan.map(({ hypothesis, limits }) => ({ x: hypothesis.mass, y: limits[id].observed })),
      expected: evaluation.scan.map(({ hypothesis, limits }) => ({ x: hypothesis.mass, y: limits[id].expected[2] })),
    },
    table: {
      id: "regions",
      caption: `Regions of ${symbol} that other experiments exclude, as drawn`,
      columns: [
        { title: "region", unit: "" },
        { title: "mass", unit: "GeV/c²" },
        { title: "lower edge", unit },
        { title: "upper edge", unit },
      ],
      rows: values.map(([name, ...rest]) => [String(name), ...rest.map((value) => formatNumber(Number(value), 3))]),
      values,
    },
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf({ ...heading }),
      ...SIZE,
      title: HEADING_TITLE,
      layer: [
        {
          data: { name: "regions" },
          mark: {
            type: "area",
            color: "#848a93",
            opacity: 0.28,
            clip: true,
            line: { color: "#848a93", strokeWidth: 1 },
          },
          encoding: { x, y: y("y"), y2: { field: "y2" }, detail: { field: "region" } },
        },
        {
          data: { name: "labels" },
          mark: { type: "text", color: INK, fontSize: 11, clip: true },
          encoding: { x, y: y("y"), text: { field: "text" } },
        },
        {
          data: { name: "expected" },
          mark: { type: "line", color: INK, strokeDash: [6, 4], strokeWidth: 1.5, invalid: "break-paths-show-domains" },
          encoding: { x, y: y("y") },
        },
        {
          data: { name: "observed" },
          mark: { type: "line", color: "#e42536", strokeWidth: 2, invalid: "break-paths-show-domains" },
          encoding: { x, y: y("y") },
        },
      ],
    } as unknown as PanelFigure["spec"],
  };
}

/** The limit among those of other experiments. */
export const regions: Panel = {
  id: "regions",
  title: "Other limits",
  about:
    "Red: observed limit of this page; dashed: its median expectation. Grey: regions that other experiments exclude, few points of each, read off their figures by third parties; “Where from” cites them one by one.",
  contents(context) {
    const { wholePlane, comparisons, interpretations } = context.search;
    if (!wholePlane) return null;
    const drawn = comparisons.filter(
      ({ kind, interpretation, points, choice }) =>
        kind === "above" &&
        interpretation === interpretations[0].id &&
        choice?.name !== "any other" &&
        points.length > 0,
    );
    return { figures: [figure(context, drawn)], tables: [], notes: [] };
  },
};
