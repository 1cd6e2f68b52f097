import type { FitSpectrum } from "../../analysis/peaks/fit-spectrum.js";
import { luminosityOf } from "../../analysis/state.js";
import { legendBelow } from "../legend.js";
import { formatNumber, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import { type FigureData, HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

const COLORS = { background: "#5790fc", signal: "#e42536", others: "#f89c20" } as const;
const DASHES = { background: [6, 3], others: [2, 3] } as const;
const WIDTH = 560;
/** Pulls that are drawn. */
const PULL = 4;

/** Sum of everything that a fit expects, bin by bin. */
function expectedOf({ background, peak, others }: FitSpectrum): number[] {
  return background.map((b, i) => b + peak[i] + others[i]);
}

const pullsOf = (fit: FitSpectrum) =>
  expectedOf(fit).map((mean, i) => (mean > 0 ? (fit.counts[i] - mean) / Math.sqrt(mean) : 0));

/** Lines are drawn as steps: every bin at its lower edge, the last one at its upper edge too. */
function steps(edges: readonly number[], values: readonly number[]) {
  return edges.map((x, i) => ({ x, y: values[Math.min(i, values.length - 1)] }));
}

function fitData(fit: FitSpectrum): FigureData {
  const { edges, counts, background, peak, others } = fit;
  const middle = (i: number) => (edges[i] + edges[i + 1]) / 2;
  const expected = expectedOf(fit);
  return {
    data: counts.map((n, i) => ({ x: middle(i), y: n, low: n - Math.sqrt(n), high: n + Math.sqrt(n) })),
    total: steps(edges, expected),
    background: steps(edges, background),
    // On top of the background, as the candidates lie.
    others: steps(
      edges,
      background.map((b, i) => b + others[i]),
    ),
    peak: background.map((b, i) => ({ x: edges[i], x2: edges[i + 1], y: b + others[i], y2: b + others[i] + peak[i] })),
    pulls: pullsOf(fit).map((pull, i) => ({
      x: edges[i],
      x2: edges[i + 1],
      y: Math.max(-PULL, Math.min(PULL, pull)),
    })),
  };
}

function fitTable(fit: FitSpectrum): Table {
  const expected = expectedOf(fit);
  const pulls = pullsOf(fit);
  const values = fit.counts.map((n, i) => [
    fit.edges[i],
    fit.edges[i + 1],
    n,
    fit.background[i],
    fit.peak[i],
    fit.others[i],
    expected[i],
    pulls[i],
  ]);
  return {
    id: "fit",
    caption: `Nominal fit of ${fit.symbol} bin by bin`,
    columns: [
      { title: "from", unit: fit.unit },
      { title: "to", unit: fit.unit },
      { title: "counted", unit: "" },
      { title: "background", unit: "" },
      { title: "peak", unit: "" },
      { title: "wrong combinations", unit: "" },
      { title: "sum", unit: "" },
      { title: "pull", unit: "" },
    ],
    rows: values.map((row) => row.map((value, i) => formatNumber(value, VARIATION_DIGITS[i]))),
    values,
  };
}

function figure(fit: FitSpectrum, { heading }: PanelContext): PanelFigure {
  const { edges } = fit;
  const params = {
    ...heading,
    first: edges[0],
    last: edges[edges.length - 1],
    abscissa: `${fit.symbol} [${fit.unit}]`,
    at: `m = ${formatNumber(fit.mass, 4)} GeV`,
  };
  const scale = { domain: [{ expr: "first" }, { expr: "last" }], nice: false, zero: false };
  const x = { field: "x", type: "quantitative", scale } as const;
  // Widths differ from fit to fit, so that the ordinate names the bin and not its width; the table has the edges.
  const y = (field: string) => ({
    field,
    type: "quantitative",
    title: "candidates / bin",
    scale: { zero: false, nice: true },
    axis: { tickCount: 5 },
  });
  const line = (name: string, color: string, dash: readonly number[] = []) => ({
    data: { name },
    mark: { type: "line", interpolate: "step-after", color, strokeWidth: 2, strokeDash: [...dash], clip: true },
    encoding: { x: { ...x, title: null, axis: { labels: false } }, y: y("y") },
  });
  return {
    name: "fit",
    description:
      "Candidates in the range of the nominal fit, with the fitted background, peak and wrong combinations, and pulls",
    params,
    data: fitData(fit),
    table: fitTable(fit),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf(params),
      spacing: 8,
      vconcat: [
        {
          width: WIDTH,
          height: 240,
          title: HEADING_TITLE,
          layer: [
            {
              data: { name: "peak" },
              mark: { type: "rect", color: COLORS.signal, opacity: 0.35, clip: true },
              encoding: {
                x: { ...x, title: null, axis: { labels: false } },
                x2: { field: "x2" },
                y: y("y"),
                y2: { field: "y2" },
              },
            },
            line("background", COLORS.background, DASHES.background),
            line("others", COLORS.others, DASHES.others),
            line("total", COLORS.signal),
            {
              data: { name: "data" },
              mark: { type: "rule", color: INK, clip: true },
              encoding: { x: { ...x, title: null, axis: { labels: false } }, y: y("low"), y2: { field: "high" } },
            },
            {
              data: { name: "data" },
              mark: { type: "point", color: INK, fill: INK, size: 12, opacity: 1, clip: true },
              encoding: { x: { ...x, title: null, axis: { labels: false } }, y: y("y") },
            },
            {
              data: { values: [{}] },
              mark: { type: "text", text: { expr: "at" }, align: "right", baseline: "top", color: INK, fontSize: 13 },
              encoding: { x: { value: WIDTH - 10 }, y: { value: 8 } },
            },
          ],
        },
        {
          width: WIDTH,
          height: 70,
          layer: [
            {
              data: { name: "pulls" },
              mark: { type: "rect", color: COLORS.background, clip: true },
              encoding: {
                x: { ...x, title: null, axis: { tickCount: 6 } },
                x2: { field: "x2" },
                y: {
                  field: "y",
                  type: "quantitative",
                  title: "pull",
                  scale: { domain: [-PULL, PULL], nice: false },
                  axis: { values: [-4, -2, 0, 2, 4] },
                },
                y2: { datum: 0 },
              },
            },
            {
              data: { values: [{}] },
              mark: { type: "text", text: { expr: "abscissa" }, align: "right", color: INK, fontSize: 13 },
              encoding: { x: { value: WIDTH }, y: { value: 106 } },
            },
            ...legendBelow(
              [
                { label: "signal + background", kind: "line", color: COLORS.signal },
                { label: "peak of the signal", kind: "area", color: COLORS.signal, opacity: 0.35 },
                { label: "background", kind: "line", color: COLORS.background, dash: DASHES.background },
                { label: "… with wrong combinations", kind: "line", color: COLORS.others, dash: DASHES.others },
              ],
              { x: 0, y: 134 },
              [0, 230],
            ),
          ],
        },
      ],
    } as unknown as PanelFigure["spec"],
  };
}

/** Significant digits of the columns of the variations. */
const VARIATION_DIGITS = [3, 4, 4, 1, 3, 3, 3];

/** Ranges and orders of all variations, with what each finds; marked the ones that count. */
function variationsTable({ point, search, state }: PanelContext): Table | null {
  const { peak, hypothesis, efficiency } = point;
  if (!peak) return null;
  const [interpretation] = search.interpretations;
  const exposure = luminosityOf(search, state) * efficiency;
  const coupling = (events: number | null) =>
    events === null || !(exposure > 0) ? null : interpretation.coupling(events / exposure, hypothesis);
  const least = Math.min(...peak.variations.map(({ significance }) => significance ?? Number.POSITIVE_INFINITY));
  const most = Math.max(...peak.variations.map(({ upper }) => upper ?? Number.NEGATIVE_INFINITY));
  const values = peak.variations.map(({ from, to, order, significance, upper }, i) => [
    i === 0 ? "nominal" : String(i + 1),
    from,
    to,
    order,
    significance,
    upper,
    coupling(upper),
    [significance === least ? "significance" : "", upper === most ? "limit" : ""].filter(Boolean).join(", "),
  ]);
  const { unit } = point.region;
  return {
    id: "variations",
    caption: `The ${values.length} variations of the fit at ${formatNumber(hypothesis.mass, 4)} GeV`,
    columns: [
      { title: "fit", unit: "" },
      { title: "from", unit },
      { title: "to", unit },
      { title: "order", unit: "" },
      { title: "S", unit: "" },
      { title: "limit on the signal", unit: "events" },
      { title: `limit on ${interpretation.symbol}`, unit: interpretation.unit },
      { title: "counts for", unit: "", prose: true },
    ],
    rows: values.map((row) =>
      row.map((value, i) => (typeof value === "string" ? value : formatNumber(value, VARIATION_DIGITS[i]))),
    ),
    values,
  };
}

/** The fit of one hypothesis, and its variations. */
export const fit: Panel = {
  id: "fit",
  title: "Fit",
  about:
    "The nominal fit at the mass that the page speaks of: move the pointer over the exclusion plot, click there, or use the slider of the hypothesis. Points: candidates of the data with √n; blue, dashed: polynomial background; orange, dotted: with the wrong combinations of signal events on top; red: with the peak too. A deficit is drawn as such. Below: (counted − fitted)/√fitted. The table holds every variation of range and order; the smallest significance and the least stringent limit count.",
  wanted: (mass) => ({ fit: mass }),
  contents(context) {
    const found = context.evaluation.fit;
    const variations = variationsTable(context);
    if (!found || !variations) return null;
    const events = found.error === null ? formatNumber(found.yield) : formatUncertain(found.yield, found.error);
    const chi2 = pullsOf(found).reduce((sum, pull) => sum + pull * pull, 0);
    return {
      figures: [figure(found, context)],
      tables: [variations],
      notes: [
        `Nominal fit at ${formatNumber(found.mass, 4)} GeV in ${found.symbol}: ${events} signal events, S = ${formatNumber(found.significance)}, Σ pull² = ${formatNumber(chi2, 3)} in ${found.counts.length} bins; nuisances pulled by ${formatNumber(found.scalePull)} σ (efficiency) and ${formatNumber(found.shapePull)} σ (width).`,
      ],
    };
  },
};
