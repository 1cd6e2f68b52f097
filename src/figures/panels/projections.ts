import type { Projection } from "../../analysis/studies.js";
import { FEW_EVENTS } from "../../statistics/status.js";
import { luminosityText } from "../choices.js";
import { abscissaOf, headingOf } from "../figures.js";
import { LOG_LABEL } from "../log-labels.js";
import { formatNumber, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

const COLORS = [INK, "#5790fc", "#f89c20", "#964a8b", "#e42536", "#7a21dd"] as const;
/** By whether the background sample grows and whether the uncertainty is as published. */
const dashOf = ({ scale, grows }: Projection) =>
  grows ? (scale === 1 ? [1, 0] : [7, 3]) : scale === 1 ? [2, 2] : [7, 2, 1, 2];

const uncertainty = ({ search }: PanelContext) => {
  const { measurement } = search;
  if (measurement.kind !== "on-off") return undefined;
  return measurement.systematics.find(({ id }) => id === measurement.improving?.systematic);
};

/** "50 ab⁻¹, 25 %, τ 6": short, for a legend of two columns. */
function nameOf({ luminosity, scale, ratio }: Projection, relative: number): string {
  const text = luminosityText(luminosity).replace(/\.0+ /, " ");
  return `${text}, ${formatNumber(100 * relative * scale)} %, τ ${formatNumber(ratio)}`;
}

function table(projections: readonly Projection[], context: PanelContext): Table {
  const { symbol, unit } = context.search.interpretations[0];
  const relative = uncertainty(context)?.relative ?? 0;
  const masses = projections[0].points.map(({ mass }) => mass);
  const k = masses.indexOf(context.point.hypothesis.mass);
  const values = projections.map(({ luminosity, scale, ratio, points }) => [
    luminosity,
    relative * scale,
    ratio,
    points[k].background,
    points[k].sigma,
    ...points.map(({ expected }) => expected),
  ]);
  return {
    id: "projections",
    caption: `Median expected ${symbol}, asymptotic; background at ${formatNumber(masses[k], 3)} GeV`,
    columns: [
      { title: "luminosity", unit: "" },
      { title: uncertainty(context)?.title ?? "", unit: "" },
      { title: "τ", unit: "" },
      { title: "background", unit: "events" },
      ...masses.map((mass) => ({ title: `${formatNumber(mass, 3)} GeV`, unit })),
    ],
    rows: projections.map(({ luminosity, scale, ratio, points }) => [
      luminosityText(luminosity),
      `${formatNumber(100 * relative * scale)} %`,
      formatNumber(ratio),
      formatUncertain(points[k].background, points[k].sigma),
      ...points.map(({ expected }) => formatNumber(expected, 3)),
    ]),
    values,
  };
}

/** Median expectation against mass, a line for each projection: colours tell luminosities, dashes the rest. */
function figure(projections: readonly Projection[], context: PanelContext): PanelFigure {
  const { search } = context;
  const heading = headingOf({ ...search, luminosity: null });
  const relative = uncertainty(context)?.relative ?? 0;
  const names = projections.map((one) => nameOf(one, relative));
  const luminosities = [...new Set(projections.map(({ luminosity }) => luminosity))];
  const { domain, scale, title } = abscissaOf(
    search.scan,
    projections[0].points.map(({ mass }) => mass),
  );
  const values = projections.flatMap(({ points }) => points.flatMap(({ expected }) => expected ?? []));
  const params = {
    ...heading,
    low: 10 ** Math.floor(Math.log10(Math.min(...values))),
    high: 10 ** Math.ceil(Math.log10(Math.max(...values))),
  };
  const legend = { orient: "bottom", columns: 2, symbolType: "stroke", symbolSize: 400 };
  return {
    name: "projections",
    description: "Median expected limit against mass at several luminosities",
    params,
    data: {
      lines: projections.flatMap(({ points }, k) =>
        points.map(({ mass, expected }) => ({ x: mass, y: expected, name: names[k] })),
      ),
    },
    table: table(projections, context),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf(params),
      width: 420,
      height: 260,
      title: HEADING_TITLE,
      data: { name: "lines" },
      mark: { type: "line", strokeWidth: 2, clip: true, point: false },
      encoding: {
        x: { field: "x", type: "quantitative", title, scale: { type: scale, domain, nice: false } },
        y: {
          field: "y",
          type: "quantitative",
          title: `${search.interpretations[0].symbol}, median expected`,
          scale: { type: "log", domain: [{ expr: "low" }, { expr: "high" }], nice: false },
          axis: { labelExpr: LOG_LABEL, tickCount: 5 },
        },
        color: {
          field: "name",
          type: "nominal",
          title: null,
          scale: {
            domain: names,
            range: projections.map(({ luminosity }) => COLORS[luminosities.indexOf(luminosity) % COLORS.length]),
          },
          legend,
        },
        strokeDash: {
          field: "name",
          type: "nominal",
          title: null,
          scale: { domain: names, range: projections.map(dashOf) },
          legend,
        },
      },
    } as unknown as PanelFigure["spec"],
  };
}

/** The expectation with more data. */
export const projections: Panel = {
  id: "projections",
  title: "Projections",
  about:
    "The median expectation with more data, computed again and not scaled, with the uncertainty that more data may improve as published and improved, everything else as the controls say. The background comes from a simulated sample of τ times the data. To keep τ the simulation has to grow with the data, which is what the luminosity among the controls assumes (full, dashed where the uncertainty is improved). With no more simulation than was published τ falls with the luminosity, and its statistics count (dotted, dash-dotted).",
  wanted: () => ({ projections: true }),
  contents(context) {
    const found = context.evaluation.projections;
    if (!found || found.length === 0 || found[0].points.length === 0) return null;
    const few = found.some(({ points }) => points.some(({ background }) => background < FEW_EVENTS));
    return {
      figures: [figure(found, context)],
      tables: [],
      notes: few
        ? [
            `Asymptotic limits, too strong by 10 to 15 % where fewer than ${FEW_EVENTS} events of background are expected.`,
          ]
        : [],
    };
  },
};
