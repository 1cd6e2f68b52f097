import type { LuminosityScan } from "../../analysis/counting/projections.js";
import { luminosityText } from "../choices.js";
import { abscissaOf, headingOf } from "../figures.js";
import { decidedBy } from "../limit.js";
import { LOG_LABEL } from "../log-labels.js";
import { formatNumber, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

/** By rising luminosity. */
const COLORS = [INK, "#5790fc", "#f89c20", "#964a8b", "#e42536"] as const;

/** What decides the limit of a window, in words. */
const DECIDES = {
  simulation: "statistics of the simulation",
  systematics: "systematic uncertainties of b",
  data: "the data",
} as const;

const median = ({ limits }: LuminosityScan["scan"][number], { search }: PanelContext) =>
  limits[search.interpretations[0].id]?.expected[2] ?? null;

const decides = ({ search, state }: PanelContext, luminosity: number, point: LuminosityScan["scan"][number]) =>
  decidedBy(search, { ...state, luminosity }, point);

const nameOf = (luminosity: number) => luminosityText(luminosity).replace(/\.0+ /, " ");

/** One row for each luminosity, at the hypothesis. */
function hypothesisTable(found: readonly LuminosityScan[], context: PanelContext): Table {
  const { mass } = context.point.hypothesis;
  const { symbol, unit } = context.search.interpretations[0];
  const rows = found.flatMap(({ luminosity, scan }) => {
    const point = scan.find(({ hypothesis }) => hypothesis.mass === mass);
    return point ? [{ luminosity, point, by: DECIDES[decides(context, luminosity, point) ?? "data"] }] : [];
  });
  return {
    id: "projections-here",
    caption: `At ${formatNumber(mass, 3)} GeV`,
    columns: [
      { title: "luminosity", unit: "" },
      { title: "b", unit: "events" },
      { title: "from effective simulated events", unit: "" },
      { title: `${symbol} expected`, unit },
      { title: "decided by", unit: "", prose: true },
    ],
    rows: rows.map(({ luminosity, point, by }) => [
      nameOf(luminosity),
      point.background ? formatUncertain(point.background.value, point.background.sigma) : "–",
      formatNumber(point.effectiveEvents, 3),
      formatNumber(median(point, context), 3),
      by,
    ]),
    values: rows.map(({ luminosity, point, by }) => [
      luminosity,
      point.background?.value ?? null,
      point.effectiveEvents,
      median(point, context),
      by,
    ]),
  };
}

function windowsTable(found: readonly LuminosityScan[], context: PanelContext): Table {
  const { symbol, unit } = context.search.interpretations[0];
  const values = found[0].scan.map(({ hypothesis, effectiveEvents }, w) => [
    hypothesis.mass,
    effectiveEvents,
    ...found.map(({ scan }) => median(scan[w], context)),
  ]);
  return {
    id: "projections",
    caption: `Effective simulated background events of every window, and median expected ${symbol}; in brackets where they or systematic uncertainties decide`,
    columns: [
      { title: "mass", unit: "GeV/c²" },
      { title: "effective simulated events", unit: "" },
      ...found.map(({ luminosity }) => ({ title: nameOf(luminosity), unit })),
    ],
    rows: values.map(([mass, effective, ...limits], w) => [
      formatNumber(mass, 3),
      formatNumber(effective, 3),
      ...limits.map((limit, k) => {
        const text = formatNumber(limit, 3);
        return decides(context, found[k].luminosity, found[k].scan[w]) ? `(${text})` : text;
      }),
    ]),
    values,
  };
}

/** Median expectation against mass, a colour for each luminosity, dotted where it is not the data that would decide. */
function figure(found: readonly LuminosityScan[], context: PanelContext): PanelFigure {
  const { search } = context;
  const masses = found[0].scan.map(({ hypothesis }) => hypothesis.mass);
  const { domain, scale, title } = abscissaOf(search.scan, masses);
  const names = found.map(({ luminosity }) => nameOf(luminosity));
  const lines = found.flatMap(({ luminosity, scan }, k) => {
    const weak = scan.map((point) => decides(context, luminosity, point) !== null);
    return scan.map((point, i) => ({
      x: point.hypothesis.mass,
      name: names[k],
      firm: weak[i] ? null : median(point, context),
      // A line needs two points: the neighbours of a weak window are drawn faint with it.
      weak: weak[i - 1] || weak[i] || weak[i + 1] ? median(point, context) : null,
    }));
  });
  const drawn = lines.flatMap(({ firm, weak }) => [firm, weak]).filter((value) => value !== null);
  const params = {
    ...headingOf({ ...search, luminosity: null }),
    low: 10 ** Math.floor(Math.log10(Math.min(...drawn, 1))),
    high: 10 ** Math.ceil(Math.log10(Math.max(...drawn, Number.MIN_VALUE))),
  };
  const encoding = (field: string) => ({
    x: { field: "x", type: "quantitative", title, scale: { type: scale, domain, nice: false } },
    y: {
      field,
      type: "quantitative",
      title: `${search.interpretations[0].symbol}, median expected`,
      scale: { type: "log", domain: [{ expr: "low" }, { expr: "high" }], nice: false },
      axis: { labelExpr: LOG_LABEL, tickCount: 5 },
    },
  });
  const color = {
    field: "name",
    type: "nominal",
    title: null,
    scale: { domain: names, range: names.map((_, k) => COLORS[k % COLORS.length]) },
    legend: { orient: "bottom", columns: 3, symbolType: "stroke", symbolSize: 400 },
  };
  const mark = { type: "line", strokeWidth: 2, clip: true, invalid: "break-paths-show-domains" };
  return {
    name: "projections",
    description: "Median expected limit against mass at several luminosities",
    params,
    data: { lines },
    table: windowsTable(found, context),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf(params),
      width: 420,
      height: 260,
      title: HEADING_TITLE,
      data: { name: "lines" },
      layer: [
        {
          mark: { ...mark, strokeDash: [2, 3], opacity: 0.5 },
          encoding: { ...encoding("weak"), color },
        },
        { mark, encoding: { ...encoding("firm"), color } },
      ],
    } as unknown as PanelFigure["spec"],
  };
}

/** The expectation with more data, where windows are counted whose background is simulated. */
export const luminosities: Panel = {
  id: "luminosities",
  title: "Projections",
  about:
    "The median expectation with more data: every window counted and its limit set again at each luminosity, not scaled, with cuts, method and systematic uncertainties as the controls say; cuts that are tuned window by window keep the values of the published luminosity. Faint and dotted where it is not the data that would decide: fewer than ten effective simulated events (Σw)²/Σw², a statistical uncertainty of the simulation or a systematic one of the background, neither of which falls with the luminosity here, above the Poisson fluctuation of the background.",
  wanted: () => ({ luminosities: true }),
  contents(context) {
    const found = context.evaluation.luminosities;
    if (!found || found.length < 2 || found[0].scan.length === 0) return null;
    return { figures: [figure(found, context)], tables: [hypothesisTable(found, context)], notes: [] };
  },
};
