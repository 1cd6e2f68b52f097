import type { TopLevelSpec } from "vega-lite";
import { normalCdf } from "../numerics/special.js";
import { type LegendEntry, legendLayers } from "./legend.js";
import { type FigureData, type FigureHeading, INK, plotConfig } from "./theme.js";

/** Pulls of one kind of pseudo-data. */
export interface PullSeries {
  readonly label: string;
  readonly color: string;
  readonly dash?: readonly number[];
  readonly pulls: readonly number[];
}

const FROM = -4;
const WIDTH_OF_BIN = 0.4;
const BINS = 20;

/** Low ends of the bins; pulls beyond are left out. */
function histogram(pulls: readonly number[]): number[] {
  const counts = new Array<number>(BINS).fill(0);
  for (const pull of pulls) {
    const bin = Math.floor((pull - FROM) / WIDTH_OF_BIN);
    if (bin >= 0 && bin < BINS) counts[bin]++;
  }
  return counts;
}

/** Specification of histograms of pulls beside the unit Gaussian. */
export function pullsSpec(heading: FigureHeading, series: readonly PullSeries[]): TopLevelSpec {
  const x = { field: "x", type: "quantitative", title: "pull", scale: { domain: [FROM, -FROM], nice: false } } as const;
  const y = { field: "y", type: "quantitative", title: `pulls / ${WIDTH_OF_BIN}`, axis: { format: "d" } } as const;
  const entries: LegendEntry[] = [
    ...series.map(({ label, color, dash }) => ({ label, color, kind: "line" as const, ...(dash ? { dash } : {}) })),
    { label: "unit Gaussian", color: INK, kind: "line", dash: [2, 2] },
  ];
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: "Pulls of pseudo-data against the estimate of their background",
    config: plotConfig,
    width: 400,
    height: 250,
    title: { text: heading.label, subtitle: heading.conditions, subtitleColor: INK, subtitleFontSize: 12 },
    layer: [
      ...series.map(({ color, dash }, k) => ({
        data: { name: `pulls-${k}` },
        mark: {
          type: "line" as const,
          interpolate: "step-after" as const,
          color,
          strokeWidth: 2,
          ...(dash ? { strokeDash: [...dash] } : {}),
        },
        encoding: { x, y },
      })),
      {
        data: { name: "gaussian" },
        mark: { type: "line" as const, color: INK, strokeWidth: 1.5, strokeDash: [2, 2] },
        encoding: { x, y },
      },
      ...legendLayers(entries, { x: 14, y: 50 }),
    ],
  } as TopLevelSpec;
}

/** Data of `pullsSpec`. */
export function pullsData(series: readonly PullSeries[]): FigureData {
  const total = series[0].pulls.length;
  const low = (i: number) => FROM + i * WIDTH_OF_BIN;
  return {
    ...Object.fromEntries(
      series.map(({ pulls }, k) => {
        const counts = histogram(pulls);
        // The step of the last bin needs an end.
        return [`pulls-${k}`, [...counts, counts[BINS - 1]].map((y, i) => ({ x: low(i), y }))];
      }),
    ),
    gaussian: Array.from({ length: 81 }, (_, i) => {
      const x = FROM + i / 10;
      return { x, y: total * (normalCdf(x + WIDTH_OF_BIN / 2) - normalCdf(x - WIDTH_OF_BIN / 2)) };
    }),
  };
}

/** Rows of the table: ends of a bin, counts of each series. */
export function pullBins(series: readonly PullSeries[]): number[][] {
  const counts = series.map(({ pulls }) => histogram(pulls));
  return Array.from({ length: BINS }, (_, i) => [
    FROM + i * WIDTH_OF_BIN,
    FROM + (i + 1) * WIDTH_OF_BIN,
    ...counts.map((one) => one[i]),
  ]);
}
