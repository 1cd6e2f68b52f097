import type { TopLevelSpec } from "vega-lite";
import type { SpectrumCounts } from "../analysis/result.js";
import type { SampleSummary } from "../analysis/sample.js";
import type { ScanPoint } from "../analysis/scan-point.js";
import type { Search, Spectrum } from "../analysis/search.js";
import { poissonInterval } from "../statistics/counting/poisson-interval.js";
import { BELOW_FRAME, type LegendEntry, legendBelow, legendHeight } from "./legend.js";
import { COUNT_LABEL } from "./log-labels.js";
import { bandRows, stackLayer, stackRows } from "./stack.js";
import { type FigureData, type FigureHeading, HATCH, HEADING_TITLE, INK, paramsOf, plotConfig } from "./theme.js";

/** What a spectrum is drawn with besides the counts. */
export interface SpectrumView {
  readonly scale: "log" | "linear";
  /** Smallest ordinate of a log axis. */
  readonly floor: number;
  /** Signal drawn over the stack: sample and factor on its yield; none where absent. */
  readonly signal?: { readonly sample: string; readonly factor: number; readonly label: string };
}

/** 68.27 %, the central interval of one standard deviation. */
const ONE_SIGMA = 0.682689492137086;

/** What a figure of a spectrum does at its ends and with empty bins, in words. */
export function drawingRules(search: Search): string {
  const ends =
    "Events outside of the axis are not drawn and not added to the outermost bins: there is no overflow. A bin holds its lower edge, the last one its upper edge too. Bars of points are central intervals (Garwood, 68 %); a bin without an event has one, from zero up, unless nothing is simulated there either.";
  const ratio =
    " The ratio has no point where nothing is simulated, one at zero with its bar where nothing was counted; ratios above 2 lie outside of its panel.";
  return search.samples.some(({ kind }) => kind === "background") ? ends + ratio : ends;
}

/** Smallest ordinate of a log axis: half an event does for data alone, but rare processes should show. */
export const LOG_FLOOR = { data: 0.5, simulation: 0.05 } as const;

const RATIO_HEIGHT = 60;

/** Place of the legend below the ratio, px: inside the frame it would hide points. */
const LEGEND = { x: -44, y: RATIO_HEIGHT + BELOW_FRAME, columns: [0, 200] } as const;
/** A band over bins, hatched, with gaps. */
const BAND = { type: "area", fill: HATCH, opacity: 1, invalid: "break-paths-show-domains" } as const;
const SIGNAL = { color: "#e42536", dash: [5, 3] } as const;

/** Room above the largest count, as a factor. */
const HEADROOM = { log: 2, linear: 1.05 } as const;

/** Largest ratio drawn. */
const RATIO_TOP = 2;

/** Ordinate title with the bin width, or without where the bins differ. */
export function ordinateTitle(spectrum: Spectrum): string {
  const widths = spectrum.edges.slice(1).map((edge, i) => edge - spectrum.edges[i]);
  const equal = widths.every((width) => Math.abs(width - widths[0]) < 1e-9);
  if (!equal) return "Events / bin";
  const [value, unit] =
    spectrum.unit.startsWith("GeV") && widths[0] < 1
      ? [widths[0] * 1000, spectrum.unit.replace("GeV", "MeV")]
      : [widths[0], spectrum.unit];
  return `Events / ${Number(value.toPrecision(4))} ${unit}`.trim();
}

/** Scale of the abscissa: the whole spectrum. */
export function abscissaScale({ edges, scale }: Spectrum): {
  type: "linear" | "log";
  domain: [number, number];
  nice: false;
} {
  return { type: scale ?? "linear", domain: [edges[0], edges[edges.length - 1]], nice: false };
}

/** Ordinate of the counts, linear from zero or logarithmic. */
export function ordinate(view: SpectrumView, title: string | null) {
  return {
    field: "y0",
    type: "quantitative",
    title,
    scale: view.scale === "log" ? { type: "log", domainMin: view.floor, nice: false } : { domainMin: 0, nice: true },
    axis: view.scale === "log" ? { tickCount: 7, format: "~g", labelExpr: COUNT_LABEL } : { tickCount: 5 },
  } as const;
}

/** Axes of a spectrum's figure: of one that a reader lays out, titles and ends are parameters of the figure. */
export interface SpectrumAxes {
  readonly scale: object;
  readonly x: string;
  readonly y: string;
}

function axesOf(spectrum: Spectrum): SpectrumAxes {
  return { scale: abscissaScale(spectrum), x: spectrum.title, y: ordinateTitle(spectrum) };
}

/** The window of the hypothesis that the page speaks of, shaded. */
export function windowLayer(x: object) {
  return {
    data: { name: "window" },
    mark: { type: "rect" as const, color: INK, opacity: 0.1, clip: true, invalid: null },
    encoding: { x: { ...x, field: "x0" }, x2: { field: "x1" } },
  };
}

/** Data of the shaded window, in the units of the spectrum; none where another observable is scanned. */
export function windowData(spectrum: Spectrum, region: ScanPoint["region"] | undefined): FigureData {
  if (region?.observable !== spectrum.observable.id) return { window: [] };
  const show = spectrum.fromObservable ?? ((value: number) => value);
  return { window: [{ x0: show(region.min), x1: show(region.max) }] };
}

/** What the points of a search are called. */
const DATA_TEXT = { real: "data", pseudo: "pseudo-data", blinded: "no data, because blinded," } as const;

/** What a spectrum shows, in one line for those who do not see it. */
export function describeSpectrum(search: Search, spectrum: Spectrum): string {
  const data = DATA_TEXT[search.data];
  return search.samples.some((sample) => sample.kind === "background")
    ? `${spectrum.title}: simulation stacked by process, ${data} and their ratio`
    : `${spectrum.title}: events counted, and the local significance of an excess at each hypothesis`;
}

/**
 * Specification of a spectrum: stacked simulation with hatched statistical uncertainty, data with central Poisson
 * intervals, signal as a line, and below it the ratio of data to simulation. Data come by name (`spectrumData`).
 */
export function spectrumSpec(
  search: Search,
  spectrum: Spectrum,
  view: SpectrumView,
  heading: FigureHeading,
  axes: SpectrumAxes = axesOf(spectrum),
): TopLevelSpec {
  const backgrounds = search.samples.filter((sample) => sample.kind === "background");
  const x = {
    field: "x0",
    type: "quantitative",
    scale: axes.scale,
  } as const;
  // Every layer carries the title: Vega-Lite joins equal ones, and one without would take it away.
  const y = ordinate(view, axes.y);
  const width = 350;
  const ratio = {
    width,
    height: RATIO_HEIGHT,
    layer: [
      {
        data: { name: "ratioUncertainty" },
        mark: { ...BAND, clip: true },
        encoding: {
          x: { ...x, title: axes.x },
          y: {
            field: "y0",
            type: "quantitative",
            title: "data / sim.",
            scale: { domain: [0, RATIO_TOP], nice: false },
            axis: { values: [0, 0.5, 1, 1.5, 2], labelExpr: "datum.value % 1 ? '' : datum.label", format: "d" },
          },
          y2: { field: "y1" },
        },
      },
      {
        data: { values: [{}] },
        mark: { type: "rule", color: INK, strokeDash: [2, 2] },
        encoding: { y: { datum: 1 } },
      },
      {
        data: { name: "ratio" },
        mark: { type: "rule", color: INK, clip: true, invalid: null },
        encoding: {
          x: { ...x, field: "x", title: axes.x },
          y: { field: "y0", type: "quantitative" },
          y2: { field: "y1" },
        },
      },
      {
        data: { name: "ratio" },
        mark: { type: "point", color: INK, fill: INK, size: 14, opacity: 1, clip: true, invalid: null },
        encoding: { x: { ...x, field: "x", title: axes.x }, y: { field: "y", type: "quantitative" } },
      },
      ...legendOf(backgrounds),
    ],
  };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `${describeSpectrum(search, spectrum)}.`,
    config: plotConfig,
    params: paramsOf({ ...heading }),
    spacing: 8,
    vconcat: [
      {
        width,
        height: 220,
        title: HEADING_TITLE,
        layer: [
          windowLayer(x),
          { data: { name: "headroom" }, mark: { type: "point", opacity: 0, invalid: null }, encoding: { y } },
          stackLayer(
            backgrounds.length > 0 ? { ...x, title: null, axis: { labels: false } } : { ...x, title: axes.x },
            y,
            backgrounds,
          ),
          {
            data: { name: "uncertainty" },
            mark: { ...BAND, clip: true },
            encoding: { x, y, y2: { field: "y1" } },
          },
          {
            data: { name: "signal" },
            mark: {
              type: "line",
              interpolate: "step-after",
              color: SIGNAL.color,
              strokeWidth: 2,
              strokeDash: [...SIGNAL.dash],
              clip: true,
              invalid: null,
            },
            encoding: { x, y },
          },
          {
            data: { name: "data" },
            mark: { type: "rule", color: INK, clip: true, invalid: null },
            encoding: { x: { ...x, field: "x" }, y, y2: { field: "y1" } },
          },
          {
            data: { name: "data" },
            mark: { type: "point", color: INK, fill: INK, size: 14, opacity: 1, clip: true },
            encoding: { x: { ...x, field: "x" }, y: { ...y, field: "y" } },
          },
        ],
      },
      // Nothing is simulated: there is no ratio.
      ...(backgrounds.length > 0 ? [ratio] : []),
    ],
  } as TopLevelSpec;
}

/** Layers of the legend: points and signal where there are any, processes, the hatch; the longest label has a row of its own. */
function legendOf(backgrounds: Search["samples"]) {
  const entries: LegendEntry[] = [
    ...backgrounds.map(({ label, color }) => ({ label, color, kind: "area" as const })),
    { label: "simulation, statistical ± 1σ", kind: "hatch", color: INK },
    { label: "", rows: "dataLabel", kind: "counts", color: INK },
  ];
  const below = { ...LEGEND, y: LEGEND.y + legendHeight(entries.length, LEGEND.columns.length) };
  return [
    ...legendBelow(entries, LEGEND, LEGEND.columns),
    ...legendBelow([{ label: "", rows: "signalLabel", kind: "line", ...SIGNAL }], below, [0]),
  ];
}

/** Simulation of one bin: yield of every background, their sum and its statistical uncertainty. */
export interface BinYield {
  readonly low: number;
  readonly high: number;
  readonly yields: readonly number[];
  readonly total: number;
  readonly sigma: number;
  readonly observed: number | null;
}

/** Bins of a spectrum as numbers: what the figure draws and the table shows. */
export function spectrumBins(
  spectrum: Spectrum,
  counts: SpectrumCounts,
  samples: readonly SampleSummary[],
): BinYield[] {
  const backgrounds = samples.filter((sample) => sample.kind === "background");
  const data = samples.find((sample) => sample.kind === "data");
  return spectrum.edges.slice(1).map((high, i) => {
    const yields = backgrounds.map((sample) => counts.counts[sample.id][i] * sample.weight);
    const variance = backgrounds.reduce((sum, sample) => sum + counts.counts[sample.id][i] * sample.weight ** 2, 0);
    return {
      low: spectrum.edges[i],
      high,
      yields,
      total: yields.reduce((a, b) => a + b, 0),
      sigma: Math.sqrt(variance),
      observed: (data && counts.counts[data.id]?.[i]) ?? null,
    };
  });
}

/** Intervals of counts, which many bins and moves share. */
const intervals = new Map<number, { readonly lower: number; readonly upper: number }>();
const MOST_INTERVALS = 10_000;

function intervalOf(observed: number): { readonly lower: number; readonly upper: number } {
  const known = intervals.get(observed);
  if (known) return known;
  const { lower, upper } = poissonInterval(observed, ONE_SIGMA);
  const found = { lower: lower ?? 0, upper: upper ?? observed };
  if (intervals.size >= MOST_INTERVALS) intervals.clear();
  intervals.set(observed, found);
  return found;
}

/** Middle of a bin as the abscissa is divided. */
function middleOf({ scale }: Spectrum, { low, high }: BinYield): number {
  return scale === "log" ? Math.sqrt(low * high) : (low + high) / 2;
}

/**
 * Data of a spectrum's figure. A bin without simulation has no ratio; one without events has a point at zero with its
 * interval, not nothing, unless nothing is simulated there either.
 */
export function spectrumData(
  spectrum: Spectrum,
  counts: SpectrumCounts,
  samples: readonly SampleSummary[],
  view: SpectrumView,
): FigureData {
  const bins = spectrumBins(spectrum, counts, samples);
  const floor = view.scale === "log" ? view.floor : 0;
  const up = (value: number) => Math.max(value, floor);
  const backgrounds = samples.filter((sample) => sample.kind === "background");
  const bandOf = (band: (bin: BinYield) => readonly [number, number]) =>
    bandRows(bins.map((bin) => ({ ...bin, band: bin.total > 0 ? band(bin) : null })));
  const signalCounts = view.signal && counts.counts[view.signal.sample];
  const signalWeight =
    (samples.find((one) => one.id === view.signal?.sample)?.weight ?? 0) * (view.signal?.factor ?? 0);
  const observed = bins.flatMap((bin) => {
    if (bin.observed === null || (bin.observed === 0 && bin.total === 0 && backgrounds.length > 0)) return [];
    const { lower, upper } = intervalOf(bin.observed);
    return [{ bin, x: middleOf(spectrum, bin), observed: bin.observed, lower, upper }];
  });
  const steps = bins.map((bin, i) => ({ x0: bin.low, y0: up((signalCounts?.[i] ?? 0) * signalWeight) }));
  const end = { x0: spectrum.edges[spectrum.edges.length - 1], y0: steps[steps.length - 1]?.y0 ?? floor };
  const signal = view.signal ? [...steps, end] : [];
  const highest = Math.max(
    ...bins.map(({ total, sigma }) => total + sigma),
    ...observed.map(({ upper }) => upper),
    ...signal.map(({ y0 }) => y0),
  );
  const dataLabel = samples.find(({ kind }) => kind === "data")?.label;
  return {
    // An axis needs a length where nothing reaches into it.
    headroom: [{ y0: (highest > floor ? highest : 1) * HEADROOM[view.scale] }],
    dataLabel: dataLabel && observed.length > 0 ? [{ label: dataLabel }] : [],
    signalLabel: view.signal ? [{ label: `signal, ${view.signal.label}` }] : [],
    stack: stackRows(bins, backgrounds, floor),
    uncertainty: bandOf(({ total, sigma }) => [up(total - sigma), up(total + sigma)]),
    signal,
    data: observed.map((one) => ({
      x: one.x,
      // A logarithm has no place for zero events: their interval is drawn, the point is not.
      y: one.observed > floor || floor === 0 ? one.observed : null,
      y0: up(one.lower),
      y1: up(one.upper),
    })),
    ratio: observed
      .filter(({ bin }) => bin.total > 0)
      .map((one) => ({
        x: one.x,
        y: one.observed / one.bin.total,
        y0: one.lower / one.bin.total,
        y1: one.upper / one.bin.total,
      })),
    ratioUncertainty: bandOf(({ total, sigma }) => [
      Math.max(0, 1 - sigma / total),
      Math.min(RATIO_TOP, 1 + sigma / total),
    ]),
  };
}
