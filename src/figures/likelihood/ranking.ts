import type { TopLevelSpec } from "vega-lite";
import type { Impact } from "../../statistics/likelihood/impacts.js";
import { formatNumber } from "../numbers.js";
import type { Table } from "../tables.js";
import { type FigureData, INK, plotConfig } from "../theme.js";

/** Parameters that a drawing bears; the table has all. */
const MOST = 15;
const HEIGHT = 300;

/** Specification: pulls beside impacts, the largest impact on top; data come by name (`rankingData`). */
export function rankingSpec(): TopLevelSpec {
  const y = { field: "name", type: "nominal", sort: null, title: null } as const;
  const impact = (field: string, color: string, opacity: number) => ({
    mark: { type: "bar", color, opacity, height: { band: 0.6 } },
    encoding: {
      x: { field, type: "quantitative", title: "change of μ̂", axis: { tickCount: 4 } },
      y: { ...y, axis: { labels: false } },
    },
  });
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: "Pull of every parameter with its error after the fit, and what it does to the signal strength",
    config: plotConfig,
    data: { name: "ranking" },
    spacing: 12,
    hconcat: [
      {
        width: 170,
        height: HEIGHT,
        layer: [
          {
            data: { values: [{ x: -1 }, { x: 0 }, { x: 1 }] },
            mark: { type: "rule", color: INK, strokeDash: [2, 3], opacity: 0.6 },
            encoding: { x: { field: "x", type: "quantitative" } },
          },
          {
            mark: { type: "rule", color: INK, strokeWidth: 2 },
            encoding: {
              x: { field: "low", type: "quantitative", title: "pull [σ]", scale: { domain: [-3, 3] } },
              x2: { field: "high" },
              y: { ...y, axis: { labelLimit: 300 } },
            },
          },
          {
            mark: { type: "point", color: INK, fill: INK, size: 26, opacity: 1 },
            encoding: { x: { field: "pull", type: "quantitative" }, y },
          },
        ],
      },
      { width: 170, height: HEIGHT, layer: [impact("above", "#5790fc", 0.9), impact("below", "#f89c20", 0.9)] },
    ],
  } as TopLevelSpec;
}

const finite = (value: number) => (Number.isFinite(value) ? value : 0);

/** Data of `rankingSpec`. */
export function rankingData(impacts: readonly Impact[]): FigureData {
  return {
    ranking: impacts.slice(0, MOST).map(({ name, pull, constrained, below, above }) => {
      const at = Math.max(-3, Math.min(3, pull));
      return {
        name,
        pull: at,
        low: Math.max(-3, at - constrained),
        high: Math.min(3, at + constrained),
        below: finite(below),
        above: finite(above),
      };
    }),
  };
}

/** Every constrained parameter, the largest impact first. */
export function rankingTable(impacts: readonly Impact[]): Table {
  const values = impacts.map(({ name, value, error, pull, constrained, below, above }) => [
    name,
    value,
    error,
    pull,
    constrained,
    below,
    above,
  ]);
  return {
    id: "ranking",
    caption: "Pulls and impacts, the largest impact first",
    columns: [
      { title: "parameter", unit: "" },
      { title: "fitted", unit: "" },
      { title: "error", unit: "" },
      { title: "pull", unit: "σ" },
      { title: "error after over before", unit: "" },
      { title: "Δμ̂ at −1σ", unit: "" },
      { title: "Δμ̂ at +1σ", unit: "" },
    ],
    rows: values.map(([name, ...numbers]) => [
      String(name),
      ...numbers.map((value) => (Number.isFinite(Number(value)) ? formatNumber(Number(value), 3) : "not converged")),
    ]),
    values,
  };
}
