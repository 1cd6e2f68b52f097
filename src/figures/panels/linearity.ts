import type { Linearity } from "../../analysis/studies.js";
import { formatNumber, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

/** Slope and intercept of a weighted straight line, with the error of the slope. */
export function straightLine(points: readonly { x: number; y: number; sigma: number }[]) {
  const weights = points.map(({ sigma }) => (sigma > 0 ? 1 / (sigma * sigma) : 0));
  const sum = (value: (point: { x: number; y: number }) => number) =>
    points.reduce((total, point, i) => total + weights[i] * value(point), 0);
  const s = sum(() => 1);
  const [sx, sy, sxx, sxy] = [sum(({ x }) => x), sum(({ y }) => y), sum(({ x }) => x * x), sum(({ x, y }) => x * y)];
  const determinant = s * sxx - sx * sx;
  return {
    slope: (s * sxy - sx * sy) / determinant,
    intercept: (sxx * sy - sx * sxy) / determinant,
    sigma: Math.sqrt(s / determinant),
  };
}

function table({ points, unit }: Linearity): Table {
  return {
    id: "linearity",
    caption: "Signal injected and signal extracted",
    columns: [
      { title: "injected", unit },
      { title: "extracted", unit },
    ],
    rows: points.map(({ injected, extracted, sigma }) => [
      formatNumber(injected, 3),
      formatUncertain(extracted, sigma),
    ]),
    values: points.map(({ injected, extracted }) => [injected, extracted]),
  };
}

function figure(found: Linearity, context: PanelContext): PanelFigure {
  const { points, unit } = found;
  const last = Math.max(...points.map(({ injected, extracted, sigma }) => Math.max(injected, extracted + sigma)));
  const params = { ...context.heading, last: 1.05 * last };
  const scale = { domain: [{ expr: "-0.1 * last" }, { expr: "last" }], nice: false };
  const axis = { tickCount: 5 };
  const x = { field: "x", type: "quantitative", title: `injected signal [${unit}]`, scale, axis };
  const y = (field: string) => ({ field, type: "quantitative", title: `extracted signal [${unit}]`, scale, axis });
  return {
    name: "linearity",
    description: "Signal extracted against signal injected, with the line of equality",
    params,
    data: {
      points: points.map(({ injected, extracted, sigma }) => ({
        x: injected,
        y: extracted,
        low: extracted - sigma,
        high: extracted + sigma,
      })),
      equal: [0, last].map((value) => ({ x: value, y: value })),
    },
    table: table(found),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf(params),
      width: 300,
      height: 240,
      title: HEADING_TITLE,
      layer: [
        { data: { name: "equal" }, mark: { type: "line", color: INK, strokeDash: [2, 3] }, encoding: { x, y: y("y") } },
        {
          data: { name: "points" },
          mark: { type: "rule", color: INK, strokeWidth: 1.5 },
          encoding: { x, y: y("low"), y2: { field: "high" } },
        },
        {
          data: { name: "points" },
          mark: { type: "point", color: INK, fill: INK, size: 24, opacity: 1 },
          encoding: { x, y: y("y") },
        },
      ],
    } as PanelFigure["spec"],
  };
}

/** Signals added to pseudo-data, and what is found of them. */
export const linearity: Panel = {
  id: "linearity",
  title: "Linearity",
  about:
    "Signals of rising strength are added to background thrown by chance, at the simulated mass nearest to the hypothesis. What is found of them as the page sets its limits, the excess of a count over ε L or the yield of the nominal fit, is drawn against what was put in: mean of some throws with its error. Dotted: what goes in comes out.",
  wanted: (mass) => ({ linearity: mass }),
  contents(context) {
    const found = context.evaluation.linearity;
    if (!found) return null;
    const { slope, sigma } = straightLine(
      found.points.map(({ injected, extracted, sigma: error }) => ({ x: injected, y: extracted, sigma: error })),
    );
    return {
      figures: [figure(found, context)],
      tables: [],
      notes: [`At ${formatNumber(found.mass, 3)} GeV the slope is ${formatUncertain(slope, sigma)}.`],
    };
  },
};
