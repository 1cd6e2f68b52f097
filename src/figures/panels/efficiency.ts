import type { SignalResolution } from "../../analysis/signal-resolution.js";
import { abscissaOf } from "../figures.js";
import { formatCount, formatNumber, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

const PUBLISHED_COLOR = "#964a8b";
const LINE_COLOR = "#e42536";

function efficiencyTable({ evaluation }: PanelContext): Table {
  const { signals } = evaluation;
  return {
    id: "efficiency",
    caption: "Efficiency of simulated signal after all cuts, in the window around its mass, corrections included",
    columns: [
      { title: "mass", unit: "GeV/c²" },
      { title: "efficiency", unit: "%" },
      { title: "simulated events left", unit: "" },
    ],
    rows: signals.map(({ mass, efficiency, sigma, rows }) => [
      formatNumber(mass, 3),
      formatUncertain(100 * efficiency, 100 * sigma),
      formatCount(rows),
    ]),
    values: signals.map(({ mass, efficiency, rows }) => [mass, 100 * efficiency, rows]),
  };
}

function figure(context: PanelContext): PanelFigure {
  const { search, evaluation, eventsHeading: heading } = context;
  const range = search.publishedEfficiency;
  const { signals, scan } = evaluation;
  const abscissa = abscissaOf(
    search.scan,
    signals.map(({ mass }) => mass),
  );
  const highest = Math.max(...signals.map(({ efficiency }) => 100 * efficiency), range ? 100 * range.high : 0);
  const x = {
    field: "x",
    type: "quantitative",
    title: abscissa.title,
    scale: { type: abscissa.scale, domain: [...abscissa.domain], nice: false },
  };
  const y = (field: string) => ({
    field,
    type: "quantitative",
    title: "efficiency [%]",
    scale: { domain: [0, { expr: "highest" }], nice: false },
    axis: { tickCount: 5 },
  });
  const params = { ...heading, highest: 1.1 * highest };
  return {
    name: "efficiency",
    description: "Efficiency of the signal against its mass, with the range that was published",
    params,
    data: {
      range: range ? [{ x: 0, x2: range.below, y: 100 * range.low, y2: 100 * range.high }] : [],
      interpolated: scan.map(({ hypothesis, efficiency }) => ({ x: hypothesis.mass, y: 100 * efficiency })),
      signals: signals.map(({ mass, efficiency, sigma }) => ({
        x: mass,
        y: 100 * efficiency,
        low: 100 * (efficiency - sigma),
        high: 100 * (efficiency + sigma),
      })),
    },
    table: efficiencyTable(context),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf(params),
      width: 420,
      height: 240,
      title: HEADING_TITLE,
      layer: [
        {
          data: { name: "range" },
          mark: { type: "rect", color: PUBLISHED_COLOR, opacity: 0.22, clip: true },
          encoding: { x, x2: { field: "x2" }, y: y("y"), y2: { field: "y2" } },
        },
        {
          data: { name: "interpolated" },
          mark: { type: "line", color: LINE_COLOR, strokeWidth: 1.5, clip: true },
          encoding: { x, y: y("y") },
        },
        {
          data: { name: "signals" },
          mark: { type: "rule", color: INK, strokeWidth: 1.5, clip: true },
          encoding: { x, y: y("low"), y2: { field: "high" } },
        },
        {
          data: { name: "signals" },
          mark: { type: "point", color: INK, fill: INK, size: 24, opacity: 1, clip: true },
          encoding: { x, y: y("y") },
        },
      ],
    } as PanelFigure["spec"],
  };
}

/** Resolution in the unit of the scanned observable. */
function resolutionTable(widths: readonly SignalResolution[], { scan }: PanelContext["search"]): Table {
  const { symbol, unit } = scan.observable;
  return {
    id: "resolution",
    caption: `Resolution of ${symbol}: half of the central 68 % of simulated signal, and the windows that are used`,
    columns: [
      { title: "mass", unit: "GeV/c²" },
      { title: "resolution", unit },
      { title: "σ of the windows", unit },
      { title: "events", unit: "" },
    ],
    rows: widths.map(({ mass, sigma, error, ofWindow, events }) => [
      formatNumber(mass, 3),
      formatUncertain(sigma, error),
      formatNumber(ofWindow, 3),
      formatCount(events),
    ]),
    values: widths.map(({ mass, sigma, ofWindow, events }) => [mass, sigma, ofWindow, events]),
  };
}

function resolutionFigure(
  widths: readonly SignalResolution[],
  { search, eventsHeading: heading }: PanelContext,
): PanelFigure {
  const { observable, windows } = search.scan;
  const used = windows.map(({ hypothesis, window }) => ({ x: hypothesis.mass, y: (window.max - window.min) / 4 }));
  const abscissa = abscissaOf(
    search.scan,
    used.map(({ x: mass }) => mass),
  );
  const highest = Math.max(...widths.map(({ sigma, error }) => sigma + error), ...used.map(({ y }) => y));
  const x = {
    field: "x",
    type: "quantitative",
    title: abscissa.title,
    scale: { type: abscissa.scale, domain: [...abscissa.domain], nice: false },
  };
  const y = (field: string) => ({
    field,
    type: "quantitative",
    title: `resolution σ(${observable.symbol}) [${observable.unit}]`,
    scale: { domain: [0, { expr: "most" }], nice: false },
    axis: { tickCount: 5 },
  });
  const params = { ...heading, most: 1.1 * highest };
  return {
    name: "resolution",
    description: `Resolution of ${observable.symbol} against the mass of the signal, beside that of the windows`,
    params,
    data: {
      used,
      fitted: widths.map(({ mass, sigma, error }) => ({
        x: mass,
        y: sigma,
        low: sigma - error,
        high: sigma + error,
      })),
    },
    table: resolutionTable(widths, search),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf(params),
      width: 420,
      height: 240,
      title: HEADING_TITLE,
      layer: [
        {
          data: { name: "used" },
          mark: { type: "line", color: LINE_COLOR, strokeWidth: 1.5, strokeDash: [6, 3], clip: true },
          encoding: { x, y: y("y") },
        },
        {
          data: { name: "fitted" },
          mark: { type: "rule", color: INK, strokeWidth: 1.5, clip: true },
          encoding: { x, y: y("low"), y2: { field: "high" } },
        },
        {
          data: { name: "fitted" },
          mark: { type: "point", color: INK, fill: INK, size: 24, opacity: 1, clip: true },
          encoding: { x, y: y("y") },
        },
      ],
    } as PanelFigure["spec"],
  };
}

/** Efficiency of simulated signal against mass, and the resolution where windows are around a peak. */
export const efficiency: Panel = {
  id: "efficiency",
  title: "Efficiency",
  about:
    "Points: simulated signal after all cuts in the window around its own mass, with the binomial error of the simulation alone; red: interpolated between them for the hypotheses of the scan; where the coupling sets the lifetime, at the coupling shown. Shaded: the range that the publication gives for its own cuts. Where windows are around a peak a second plot shows its width: points: half of the interval that holds the central 68 % of selected signal, radiation of the beams included, with its statistical error; dashed red: a quarter of the windows' width. Fits of the peak stand under Windows.",
  wanted: () => ({ resolutions: true }),
  contents(context) {
    if (context.evaluation.signals.length === 0) return null;
    const widths = context.evaluation.resolutions ?? [];
    const range = context.search.publishedEfficiency;
    const notes = range
      ? [
          `Published: ${formatNumber(100 * range.low)} to ${formatNumber(100 * range.high)} % below ${formatNumber(range.below)} GeV (${range.source}).`,
        ]
      : [];
    const figures = [figure(context), ...(widths.length > 1 ? [resolutionFigure(widths, context)] : [])];
    return { figures, tables: [], notes };
  },
};
