import type { Resonance } from "../../analysis/studies.js";
import { poissonInterval } from "../../statistics/counting/poisson-interval.js";
import { formatEdges, formatNumber, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { PanelContext, PanelFigure } from "./panel.js";

const COLORS = { peak: "#e42536", background: "#5790fc" } as const;
const ONE_SIGMA = 0.682689492137086;

/** What stands above the fit of a peak. */
function nameOf({ position, positionError, width, widthError }: Resonance): string {
  return `${formatUncertain(position, positionError)} GeV, σ ${formatUncertain(1000 * width, 1000 * widthError)} MeV`;
}

function binsOf({ fit: { edges, counts, signal, background } }: Resonance) {
  return counts.map((n, i) => {
    const { lower, upper } = poissonInterval(n, ONE_SIGMA);
    return {
      ...{ x0: edges[i], x1: edges[i + 1], x: (edges[i] + edges[i + 1]) / 2 },
      ...{ n, low: lower ?? 0, high: upper ?? n, background: background[i], total: background[i] + signal[i] },
    };
  });
}

function table(found: readonly Resonance[]): Table {
  const values = found.flatMap((one) =>
    binsOf(one).map(({ x0, x1, n, background, total }) => [one.position, x0, x1, n, background, total]),
  );
  const edges = found.map(({ fit }) => formatEdges(fit.edges));
  return {
    id: "resonance-fits",
    caption: "Fits of the peaks, bin by bin",
    columns: [
      { title: "peak at", unit: "GeV/c²" },
      { title: "from", unit: "GeV/c²" },
      { title: "to", unit: "GeV/c²" },
      { title: "counted", unit: "" },
      { title: "background", unit: "" },
      { title: "sum", unit: "" },
    ],
    rows: found.flatMap((one, k) =>
      binsOf(one).map(({ n, background, total }, i) => [
        formatNumber(one.position, 4),
        edges[k][i],
        edges[k][i + 1],
        String(n),
        formatNumber(background, 3),
        formatNumber(total, 3),
      ]),
    ),
    values,
  };
}

/** The fit of every peak that stands out, one below the other: data, background, sum. */
export function resonanceFits(
  found: readonly Resonance[],
  { search, eventsHeading: heading }: PanelContext,
): PanelFigure {
  const { symbol, unit } = search.scan.observable;
  const params = { ...heading };
  const x = { field: "x", type: "quantitative", title: `${symbol} [${unit}]`, scale: { zero: false, nice: false } };
  const y = (field: string) => ({ field, type: "quantitative", title: "events / bin", axis: { tickCount: 4 } });
  const line = (field: string, color: string, strokeDash: readonly number[]) => ({
    mark: { type: "line", interpolate: "step", color, strokeWidth: 2, strokeDash: [...strokeDash] },
    encoding: { x, y: y(field) },
  });
  return {
    name: "resonance-fits",
    description: "Data around every peak that stands out, with the fitted background, dashed, and the fitted sum",
    params,
    data: {
      bins: found.flatMap((one) => binsOf(one).map((bin) => ({ ...bin, peak: nameOf(one) }))),
    },
    table: table(found),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf(params),
      title: HEADING_TITLE,
      data: { name: "bins" },
      facet: {
        row: {
          field: "peak",
          type: "nominal",
          sort: null,
          header: {
            title: null,
            labelOrient: "top",
            labelAnchor: "start",
            labelAngle: 0,
            labelFontSize: 13,
            labelColor: INK,
          },
        },
      },
      resolve: { scale: { x: "independent", y: "independent" } },
      spec: {
        width: 420,
        height: 170,
        layer: [
          line("background", COLORS.background, [5, 3]),
          line("total", COLORS.peak, []),
          { mark: { type: "rule", color: INK }, encoding: { x, y: y("low"), y2: { field: "high" } } },
          { mark: { type: "point", color: INK, fill: INK, size: 14, opacity: 1 }, encoding: { x, y: y("n") } },
        ],
      },
    } as unknown as PanelFigure["spec"],
  };
}
