import type { TopLevelSpec } from "vega-lite";
import type { Interpretation } from "../analysis/measurement.js";
import type { ScanPoint } from "../analysis/scan-point.js";
import type { Search } from "../analysis/search.js";
import { LOG_LABEL } from "./limit.js";
import { BAND_COLORS, type FigureData, INK, plotConfig } from "./theme.js";

const WIDTH = 250;
const HEIGHT = 120;

/** A decade or more around the limits of a scan. */
function domainOf(rows: FigureData[string]): [number, number] {
  const values = rows.flatMap(({ observed, y0, y4 }) => [observed, y0, y4]).filter((one) => typeof one === "number");
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.length > 0 ? [low / 2, high * 2] : [1e-3, 1];
}

/** The exclusion plot of a search as small as a stamp: observed, expected, bands; no legend, nothing to compare with. */
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
      title: `${interpretation.symbol}${unit} <`,
      scale: { type: "log", domain: domainOf(data.limit), nice: false },
      axis: { tickCount: 4, labelExpr: LOG_LABEL },
    }) as const;
  const line = { type: "line", strokeWidth: 1.5, color: INK, invalid: "break-paths-show-domains" } as const;
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
    layer: [
      band(BAND_COLORS.two, "y0", "y4"),
      band(BAND_COLORS.one, "y1", "y3"),
      { mark: { ...line, strokeDash: [5, 3] }, encoding: { x, y: y("y2") } },
      { mark: line, encoding: { x, y: y("observed") } },
    ],
  } as TopLevelSpec;
}

/** What a thumbnail draws; a hypothesis without a limit leaves a gap. */
export function thumbnailData(interpretation: Interpretation, scan: readonly ScanPoint[]): FigureData {
  const limit = scan.map(({ hypothesis, limits }) => {
    const { observed = null, expected = [], excluded } = limits[interpretation.id] ?? {};
    if (excluded) {
      const [[y0, y4] = [null, null]] = excluded.expected[2];
      return { x: hypothesis.mass, observed: null, y0, y1: null, y2: null, y3: null, y4 };
    }
    const [y0 = null, y1 = null, y2 = null, y3 = null, y4 = null] = expected;
    return { x: hypothesis.mass, observed, y0, y1, y2, y3, y4 };
  });
  return { limit };
}
