import type { TopLevelSpec } from "vega-lite";
import type { SpectrumCounts } from "../analysis/result.js";
import type { SampleSummary } from "../analysis/sample.js";
import type { ScanPoint } from "../analysis/scan-point.js";
import type { Spectrum } from "../analysis/search.js";
import { fromLnP } from "../statistics/significance/significance.js";
import { abscissaScale, ordinate, ordinateTitle, type SpectrumView, spectrumData, windowLayer } from "./spectrum.js";
import { type FigureData, type FigureHeading, HEADING_TITLE, INK, paramsOf, plotConfig } from "./theme.js";

/** Significances beyond this many σ are drawn here: smaller p-values than that of 37 σ are no longer numbers. */
const MOST = 37;

/**
 * Specification of a spectrum of data alone: points with central Poisson intervals, and below it the local significance
 * of an excess in the window of every hypothesis. Data come by name (`dataSpectrumData`).
 */
export function dataSpectrumSpec(spectrum: Spectrum, view: SpectrumView, heading: FigureHeading): TopLevelSpec {
  const x = { field: "x", type: "quantitative", scale: abscissaScale(spectrum) } as const;
  // Room above the highest point, which stands on the frame otherwise.
  const { scale, ...axis } = ordinate(view, ordinateTitle(spectrum));
  const y = (field: string) => ({
    ...axis,
    scale: { ...scale, ...(view.scale === "log" ? { padding: 4 } : {}) },
    field,
  });
  const width = 400;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `${spectrum.title}: events counted, and the local significance of an excess at each hypothesis.`,
    config: plotConfig,
    params: paramsOf({ ...heading }),
    spacing: 8,
    vconcat: [
      {
        width,
        height: 236,
        title: HEADING_TITLE,
        layer: [
          windowLayer(x),
          {
            data: { name: "data" },
            mark: { type: "rule", color: INK, clip: true },
            encoding: {
              x: { ...x, title: null, axis: { labels: false } },
              y: y("y0"),
              y2: { field: "y1" },
            },
          },
          {
            data: { name: "data" },
            mark: { type: "point", color: INK, fill: INK, size: 14, opacity: 1, clip: true },
            encoding: { x, y: y("y") },
          },
        ],
      },
      {
        width,
        height: 64,
        data: { name: "significance" },
        mark: { type: "line", color: INK, strokeWidth: 1.5, clip: true, invalid: "break-paths-show-domains" },
        encoding: {
          x: { ...x, title: spectrum.title },
          y: {
            field: "y",
            type: "quantitative",
            title: "local [σ]",
            scale: { domainMin: 0, nice: true },
            axis: { tickCount: 3 },
          },
        },
      },
    ],
  } as TopLevelSpec;
}

/** Data of `dataSpectrumSpec`. A deficit shows as no significance; a hypothesis that was not tested leaves a gap. */
export function dataSpectrumData(
  spectrum: Spectrum,
  counts: SpectrumCounts,
  samples: readonly SampleSummary[],
  scan: readonly ScanPoint[],
  view: SpectrumView,
): FigureData {
  return {
    data: spectrumData(spectrum, counts, samples, view).data,
    significance: scan.map(({ hypothesis, localPValue }) => ({
      x: hypothesis.mass,
      y: localPValue === null ? null : significanceOf(localPValue),
    })),
  };
}

function significanceOf(p: number): number {
  return p > 0 ? Math.min(MOST, Math.max(0, fromLnP(Math.log(p)).z)) : MOST;
}
