import type { TopLevelSpec } from "vega-lite";
import type { Interpretation } from "../analysis/measurement.js";
import type { ScanPoint } from "../analysis/scan-point.js";
import type { Search } from "../analysis/search.js";
import { nominalState } from "../analysis/state.js";
import { closedLimitData, closedRings } from "./closed-limit.js";
import { LOG_LABEL } from "./log-labels.js";
import { BAND_COLORS, type FigureData, INK, plotConfig } from "./theme.js";

const WIDTH = 250;
const HEIGHT = 120;
const LINE = 1.5;

const isClosed = ({ measurement }: Search) => measurement.kind === "lifetime";

/** Some room around the limits of a scan, or around the edges of what it excludes. */
function domainOf(data: FigureData): [number, number] {
  const values = [...(data.limit ?? []), ...(data.observed ?? []), ...(data.median ?? [])]
    .flatMap(({ observed, y0, y4, y }) => [observed, y0, y4, y])
    .filter((one) => typeof one === "number");
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.length > 0 ? [low / 2, high * 2] : [1e-3, 1];
}

/**
 * The exclusion plot of a search as small as a stamp: observed, expected, bands, or where the signal's lifetime closes
 * it the region that is excluded; no legend, nothing to compare with.
 */
export function thumbnailSpec(search: Search, interpretation: Interpretation, data: FigureData): TopLevelSpec {
  const { abscissa } = search.scan;
  const x = {
    field: "x",
    type: "quantitative",
    title: abscissa.title,
    scale: { type: abscissa.scale, nice: false, zero: false },
    axis: { tickCount: 4 },
  } as const;
  const unit = interpretation.unit === "" ? "" : ` [${interpretation.unit}]`;
  const y = (field: string) =>
    ({
      field,
      type: "quantitative",
      title: isClosed(search) ? `excluded ${interpretation.symbol}${unit}` : `${interpretation.symbol}${unit} <`,
      scale: { type: "log", domain: domainOf(data), nice: false },
      axis: { tickCount: 4, labelExpr: LOG_LABEL },
    }) as const;
  const line = { type: "line", strokeWidth: LINE, color: INK, invalid: "break-paths-show-domains" } as const;
  const band = (color: string, from: string, to: string) => ({
    mark: { type: "area" as const, color, opacity: 1 },
    encoding: { x, y: y(from), y2: { field: to } },
  });
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    config: plotConfig,
    width: WIDTH,
    height: HEIGHT,
    data: { name: "limit" },
    layer: isClosed(search)
      ? closedRings({ x, y: y("y") }, LINE)
      : [
          band(BAND_COLORS.two, "y0", "y4"),
          band(BAND_COLORS.one, "y1", "y3"),
          { mark: { ...line, strokeDash: [5, 3] }, encoding: { x, y: y("y2") } },
          { mark: line, encoding: { x, y: y("observed") } },
        ],
  } as TopLevelSpec;
}

/** What a thumbnail draws; a hypothesis without a limit leaves a gap. */
export function thumbnailData(search: Search, interpretation: Interpretation, scan: readonly ScanPoint[]): FigureData {
  if (isClosed(search)) {
    const { observed, median } = closedLimitData(search, { interpretation, state: nominalState(search) }, scan);
    return { observed, median };
  }
  const limit = scan.map(({ hypothesis, limits }) => {
    const { observed = null, expected = [] } = limits[interpretation.id] ?? {};
    const [y0 = null, y1 = null, y2 = null, y3 = null, y4 = null] = expected;
    return { x: hypothesis.mass, observed, y0, y1, y2, y3, y4 };
  });
  return { limit };
}
