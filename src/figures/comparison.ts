import type { TopLevelSpec } from "vega-lite";
import { superscript } from "../analysis/superscript.js";
import { type LegendEntry, legendLayers } from "./legend.js";
import { type FigureData, type FigureHeading, INK, plotConfig } from "./theme.js";

/** A quantity by formula, and the same by simulation: a line, points with errors, and below them their ratio. */
export interface ComparisonSeries {
  readonly label: string;
  readonly color: string;
  readonly dash?: readonly number[];
  /** The line, by formula; none for a series that is compared with the line of another. */
  readonly curve: readonly { readonly x: number; readonly y: number }[];
  /** The points: simulated value, its error, and what the formula gives for the same bin. */
  readonly points: readonly {
    readonly x: number;
    readonly value: number;
    readonly sigma: number;
    readonly formula: number;
  }[];
}

/** What a figure of a comparison is drawn with. */
export interface Comparison {
  readonly description: string;
  readonly heading: FigureHeading;
  readonly x: { readonly title: string; readonly domain: readonly [number, number] };
  readonly y: {
    readonly title: string;
    readonly scale: "log" | "linear";
    readonly domain: readonly [number, number];
  };
  /** Range of the ratio of simulation to formula, and its ticks. */
  readonly ratio: { readonly domain: readonly [number, number]; readonly values: readonly number[] };
  /** Lower left corner of the legend in the frame, px. */
  readonly legend: { readonly x: number; readonly y: number };
  readonly series: readonly ComparisonSeries[];
}

/** Size of the plotting areas, px. */
const WIDTH = 340;
const HEIGHT = 250;
const RATIO_HEIGHT = 80;

/** Points of several series at one abscissa stand this far apart in the ratio, px. */
const STAGGER = 5;

/** Specification of a comparison; data come by name (`comparisonData`). */
export function comparisonSpec(comparison: Comparison): TopLevelSpec {
  const { heading, series } = comparison;
  const x = {
    field: "x",
    type: "quantitative",
    scale: { domain: [...comparison.x.domain], nice: false },
  } as const;
  const y = {
    field: "y",
    type: "quantitative",
    title: comparison.y.title,
    scale: { type: comparison.y.scale, domain: [...comparison.y.domain], nice: false },
    axis: comparison.y.scale === "log" ? decadeAxis(comparison.y.domain) : { tickCount: 5 },
  } as const;
  const ratio = {
    field: "ratio",
    type: "quantitative",
    title: "ratio",
    scale: { domain: [...comparison.ratio.domain], nice: false },
    axis: {
      values: [...comparison.ratio.values],
      // Fewer would be thinned out, and their labels rounded to their distance.
      tickCount: comparison.ratio.values.length,
      labelExpr: "format(datum.value, '~g')",
    },
  } as const;
  const points = (k: number, height: typeof y | typeof ratio, end: string, abscissa: object, stagger = 0) => {
    const xOffset = stagger * (k - (series.length - 1) / 2);
    return [
      {
        data: { name: `points-${k}` },
        mark: { type: "rule", color: series[k].color, strokeWidth: 1.5, clip: true, xOffset },
        encoding: { x: abscissa, y: { ...height, field: `${end}Low` }, y2: { field: `${end}High` } },
      },
      {
        data: { name: `points-${k}` },
        mark: {
          type: "point",
          shape: "diamond",
          size: 40,
          filled: false,
          color: series[k].color,
          strokeWidth: 1.5,
          opacity: 1,
          clip: true,
          xOffset,
        },
        encoding: { x: abscissa, y: height },
      },
    ];
  };
  const upper = { ...x, title: null, axis: { labels: false } };
  const lower = { ...x, title: comparison.x.title };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: comparison.description,
    config: plotConfig,
    spacing: 8,
    vconcat: [
      {
        width: WIDTH,
        height: HEIGHT,
        title: { text: heading.label, subtitle: heading.conditions, subtitleColor: INK, subtitleFontSize: 12 },
        layer: [
          ...series.map(({ color, dash }, k) => ({
            data: { name: `curve-${k}` },
            mark: { type: "line", color, strokeWidth: 2, clip: true, ...(dash ? { strokeDash: [...dash] } : {}) },
            encoding: { x: upper, y },
          })),
          ...series.flatMap((_, k) => points(k, y, "y", upper)),
          ...legendLayers(series.flatMap(legendEntries), comparison.legend),
        ],
      },
      {
        width: WIDTH,
        height: RATIO_HEIGHT,
        layer: [
          {
            data: { values: [{}] },
            mark: { type: "rule", color: INK, strokeDash: [2, 2] },
            encoding: { y: { datum: 1, type: "quantitative", title: ratio.title, scale: ratio.scale } },
          },
          ...series.flatMap((_, k) => points(k, ratio, "ratio", lower, STAGGER)),
        ],
      },
    ],
  } as TopLevelSpec;
}

function legendEntries({ label, color, dash, curve, points }: ComparisonSeries): LegendEntry[] {
  return [
    ...(curve.length > 0
      ? [{ label: `${label}, formula`, kind: "line" as const, color, ...(dash ? { dash } : {}) }]
      : []),
    ...(points.length > 0 ? [{ label: `${label}, simulated`, kind: "point" as const, color }] : []),
  ];
}

/** Decades with labels, and the eight minor ticks of each. */
function decadeAxis([low, high]: readonly [number, number]) {
  const exponents = Array.from(
    { length: Math.round(Math.log10(high / low)) + 1 },
    (_, i) => Math.round(Math.log10(low)) + i,
  );
  const labels = Object.fromEntries(exponents.map((exponent) => [exponent, `10${superscript(exponent)}`]));
  const minor = exponents.flatMap((exponent) => Array.from({ length: 9 }, (_, k) => (k + 1) * 10 ** exponent));
  const exponent = "log(datum.value) / LN10";
  return {
    values: minor.filter((value) => value <= high),
    labelExpr: `abs(${exponent} - round(${exponent})) < 1e-6 ? (${JSON.stringify(labels)})[toString(round(${exponent}))] : ''`,
    labelOverlap: false,
  };
}

/** Data of a comparison's figure. */
export function comparisonData({ series }: Comparison): FigureData {
  return Object.fromEntries(
    series.flatMap(({ curve, points }, k) => [
      [`curve-${k}`, curve.map(({ x, y }) => ({ x, y }))],
      [
        `points-${k}`,
        points.map(({ x, value, sigma, formula }) => ({
          x,
          y: value,
          yLow: value - sigma,
          yHigh: value + sigma,
          ratio: value / formula,
          ratioLow: (value - sigma) / formula,
          ratioHigh: (value + sigma) / formula,
        })),
      ],
    ]),
  );
}
