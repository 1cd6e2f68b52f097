import type { Evaluation, LocalPValue } from "../../analysis/result.js";
import type { ScanPoint } from "../../analysis/scan-point.js";
import type { Search } from "../../analysis/search.js";
import { normalTail } from "../../numerics/normal.js";
import { abscissaOf, columnAbscissa } from "../figures.js";
import { LOG_LABEL } from "../log-labels.js";
import { formatNumber, formatPValue, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

/** Toys behind the global p-value in the page; the build takes as many. */
const TOYS = 2000;

const SHIFTED_COLOR = "#5790fc";

/** Lowest p-value that is drawn. */
const LOWEST = 1e-5;

function figure({ search, evaluation, eventsHeading: heading }: PanelContext): PanelFigure {
  const { published, shifted } = evaluation.localPValues;
  const { scale, title, domain } =
    (isColumn(search, evaluation.scan) && columnAbscissa(search.scan)) ||
    abscissaOf(search.scan, [1, ...published.map(({ mass }) => mass)]);
  const x = {
    field: "x",
    type: "quantitative",
    title,
    scale: { type: scale, domain: [...domain], nice: false },
    axis: { tickCount: 8, format: "~g" },
  };
  const y = {
    field: "p",
    type: "quantitative",
    title: "local p-value",
    scale: { type: "log", domain: [LOWEST, 2], nice: false },
    axis: { tickCount: 5, labelExpr: LOG_LABEL },
  };
  const points = (name: string, color: string, dash: number[], shape: string) => [
    {
      data: { name },
      mark: { type: "line", color, strokeWidth: 1.5, strokeDash: dash, clip: true },
      encoding: { x, y },
    },
    { data: { name }, mark: { type: "point", shape, size: 14, color, opacity: 1, clip: true }, encoding: { x, y } },
  ];
  const row = ({ mass, p }: LocalPValue) => ({ x: mass, p: Math.max(p, LOWEST) });
  const lines = [1, 2, 3, 4].map((z) => ({ p: normalTail(z), text: `${z}σ` }));
  return {
    name: "p-values",
    description: "Local p-value of an excess in every window, of both grids, with lines at 1σ to 4σ",
    params: { ...heading },
    data: {
      published: published.map(row),
      ...(shifted.length > 0 ? { shifted: shifted.map(row) } : {}),
      sigmas: lines,
    },
    table: pValueTable(published, shifted),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf({ ...heading }),
      width: 520,
      height: 220,
      title: HEADING_TITLE,
      layer: [
        {
          data: { name: "sigmas" },
          mark: { type: "rule", color: INK, strokeDash: [2, 3], strokeWidth: 1, opacity: 0.7 },
          encoding: { y },
        },
        {
          data: { name: "sigmas" },
          mark: { type: "text", align: "right", baseline: "bottom", dy: -2, color: INK, fontSize: 12 },
          encoding: { x: { value: 512 }, y, text: { field: "text" } },
        },
        ...points("published", INK, [], "circle"),
        ...(shifted.length > 0 ? points("shifted", SHIFTED_COLOR, [5, 3], "triangle-up") : []),
      ],
    } as PanelFigure["spec"],
  };
}

/** Whether a line through a plane holds its first mass. */
function isColumn({ scan: { ellipses } }: Search, [one, other]: readonly ScanPoint[]): boolean {
  return (
    ellipses !== undefined &&
    other !== undefined &&
    one.hypothesis[ellipses.first.key] === other.hypothesis[ellipses.first.key]
  );
}

function pValueTable(published: readonly LocalPValue[], shifted: readonly LocalPValue[]): Table {
  const all = [
    ...published.map((one) => ({ ...one, grid: "first" })),
    ...shifted.map((one) => ({ ...one, grid: "shifted" })),
  ].sort((a, b) => a.mass - b.mass);
  return {
    id: "p-values",
    caption: "Local p-values of both grids of windows",
    columns: ["mass", "grid", "n", "b", "local p"].map((title, i) => ({ title, unit: i === 0 ? "GeV/c²" : "" })),
    rows: all.map(({ mass, grid, observed, background, p }) => [
      formatNumber(mass, 3),
      grid,
      String(observed),
      formatNumber(background),
      formatPValue(p),
    ]),
    values: all.map(({ mass, grid, observed, background, p }) => [mass, grid, observed, background, p]),
  };
}

/** The smallest local p-value, and what it is worth among so many windows. */
function notes({ evaluation, search }: PanelContext): string[] {
  const { published, shifted } = evaluation.localPValues;
  const all = [...published, ...shifted];
  const least = all.reduce((best, one) => (one.p < best.p ? one : best), all[0]);
  const { globalPValue } = evaluation;
  const kind = search.data === "real" ? "data" : "pseudo-data";
  const { ellipses } = search.scan;
  const where = ellipses ? ", along the line of the exclusion plot," : "";
  const smallest = [
    `The smallest local p-value of these ${kind}${where} is ${formatPValue(least.p)}, at ${formatNumber(least.mass, 3)} GeV: n = ${least.observed} where ${formatNumber(least.background)} are expected.`,
  ];
  if (ellipses) return [...smallest, wholePlane(evaluation.lookElsewhere)];
  return [
    ...smallest,
    globalPValue === null
      ? withoutToys(search, least.p, published.length)
      : `Background alone gives one as small, in any window${shifted.length > 0 ? " of either grid" : ""}, with a probability of ${formatUncertain(globalPValue, toyError(globalPValue))}, by toys: the global p-value.`,
  ];
}

/** What the whole plane says, of which a line is a small part. */
function wholePlane(found: Evaluation["lookElsewhere"]): string {
  if (!found) return "What a small one is worth in the whole plane stands under Look elsewhere.";
  return `That is one line of the plane. The largest local significance of all ellipses is ${formatNumber(found.z)}σ; background alone reaches it, in any of them, with a probability of ${formatUncertain(found.global.p, found.global.sigma)}, by toys: the global p-value. More of it under Look elsewhere.`;
}

/** What is said in place of a global p-value by toys. */
function withoutToys({ measurement }: PanelContext["search"], least: number, windows: number): string {
  if (measurement.kind !== "sidebands") return "The global p-value is computed when this tab is open.";
  const most = -Math.expm1(windows * Math.log1p(-least));
  return `Each background is interpolated from the data beside its window, so that no toys of all windows are thrown. As if the ${windows} windows were independent, which they are not, the global p-value is ${formatPValue(most)}: an upper bound.`;
}

const toyError = (p: number) => Math.sqrt(Math.max(p * (1 - p), 1 / TOYS) / TOYS);

/** The scan of local p-values in both grids, and the global one. */
export const pValues: Panel = {
  id: "p-values",
  title: "p-values",
  about:
    "How often background alone gives as many events as were counted, window by window: black circles for the first grid, blue triangles, where there is a second one, for that shifted by half a window. Dotted: the one-sided p-value of 1σ to 4σ. A small value somewhere among many windows is no surprise; the global p-value says how little.",
  wanted: () => ({ globalPValue: TOYS }),
  shows: ["other-binning"],
  contents(context) {
    if (context.evaluation.localPValues.published.length === 0) return null;
    return { figures: [figure(context)], tables: [], notes: notes(context) };
  },
};
