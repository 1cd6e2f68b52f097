import type { ResolutionPoint } from "../../analysis/studies.js";
import { abscissaOf } from "../figures.js";
import { formatCount, formatNumber, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

function table(points: readonly ResolutionPoint[], symbol: string, unit: string): Table {
  return {
    id: "peak-resolution",
    caption: `${symbol} of simulated signal after all cuts`,
    columns: [
      { title: "mass", unit: "GeV/c²" },
      { title: "events", unit: "" },
      { title: "kinematics", unit },
      { title: "median", unit },
      { title: "half of the central 68 %", unit },
    ],
    rows: points.map((one) => [
      formatNumber(one.mass, 3),
      formatCount(one.events),
      formatNumber(one.expected, 5),
      formatUncertain(one.median, one.medianSigma),
      formatUncertain(one.halfWidth, one.halfWidthSigma),
    ]),
    values: points.map((one) => [one.mass, one.events, one.expected, one.median, one.halfWidth]),
  };
}

function figure(points: readonly ResolutionPoint[], { search, eventsHeading: heading }: PanelContext): PanelFigure {
  const { symbol = "", unit = "" } = search.resolution?.observable ?? {};
  const abscissa = abscissaOf(
    search.scan,
    points.map(({ mass }) => mass),
  );
  const x = {
    field: "x",
    type: "quantitative",
    title: abscissa.title,
    scale: { type: abscissa.scale, domain: [...abscissa.domain], nice: false },
  };
  const y = {
    field: "y",
    type: "quantitative",
    title: `half width of ${symbol} [${unit}]`,
    scale: { domainMin: 0, nice: true },
    axis: { tickCount: 5 },
  };
  return {
    name: "peak-resolution",
    description: `Half of the central 68 % of ${symbol} of the signal against its mass`,
    params: { ...heading },
    data: {
      points: points.map(({ mass, halfWidth, halfWidthSigma }) => ({
        x: mass,
        y: halfWidth,
        low: halfWidth - halfWidthSigma,
        high: halfWidth + halfWidthSigma,
      })),
    },
    table: table(points, symbol, unit),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf({ ...heading }),
      width: 420,
      height: 220,
      title: HEADING_TITLE,
      data: { name: "points" },
      layer: [
        {
          mark: { type: "rule", color: INK, strokeWidth: 1.5 },
          encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
        },
        { mark: { type: "point", color: INK, fill: INK, size: 24, opacity: 1 }, encoding: { x, y } },
      ],
    } as PanelFigure["spec"],
  };
}

/** How well what tells one mass from another is measured. */
export const resolution: Panel = {
  id: "resolution",
  title: "Resolution",
  about:
    "The observable in which a signal of each mass would peak, after all cuts: half of the central 68 % against the mass, with its statistical error; in the table its median beside what kinematics say. Wrong tags give the wrong frame and are in it.",
  wanted: () => ({ resolution: true }),
  contents(context) {
    const points = context.evaluation.resolution ?? [];
    if (points.length === 0) return null;
    return { figures: [figure(points, context)], tables: [], notes: [] };
  },
};
