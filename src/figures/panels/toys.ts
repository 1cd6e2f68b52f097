import { largestOfToys, type PeakToys } from "../../analysis/peak-toys.js";
import { formatNumber, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

/** Bins of the largest significances. */
const LARGEST = { from: 0, width: 0.25, bins: 24 } as const;

function largestFigure({ scans }: PeakToys, { heading, evaluation }: PanelContext): PanelFigure {
  const { from, width, bins } = LARGEST;
  const counts = new Float64Array(bins);
  for (const { largest } of scans) counts[Math.max(0, Math.min(bins - 1, Math.floor((largest - from) / width)))]++;
  const rows = Array.from(counts, (count, i) => [from + i * width, from + (i + 1) * width, count]);
  const here = Math.max(...evaluation.scan.map(({ peak }) => peak?.significance ?? Number.NEGATIVE_INFINITY));
  const x = { field: "x", type: "quantitative", title: "largest local significance of a scan", scale: { nice: false } };
  const y = {
    field: "y",
    type: "quantitative",
    title: `toys / ${width}`,
    scale: { nice: true },
    axis: { tickCount: 4 },
  };
  return {
    name: "toys",
    description: "Largest local significance in toys of the whole scan, background alone",
    params: { ...heading },
    data: {
      toys: rows.map(([low, high, count]) => ({ x: low, x2: high, y: count })),
      here: Number.isFinite(here) ? [{ x: here }] : [],
    },
    table: {
      id: "largest",
      caption: "Largest local significances of toys of the whole scan",
      columns: ["from", "to", "toys"].map((title) => ({ title, unit: "" })),
      rows: rows.map((row) => row.map((value) => String(value))),
      values: rows,
    },
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf({ ...heading }),
      width: 420,
      height: 180,
      title: HEADING_TITLE,
      layer: [
        {
          data: { name: "toys" },
          mark: { type: "rect", color: "#5790fc", clip: true },
          encoding: { x, x2: { field: "x2" }, y, y2: { datum: 0 } },
        },
        { data: { name: "here" }, mark: { type: "rule", color: INK, strokeWidth: 2 }, encoding: { x } },
      ],
    } as unknown as PanelFigure["spec"],
  };
}

function recoveryTable({ recovery }: PeakToys): Table {
  const values = recovery.map((one) => [
    one.mass,
    one.injected,
    one.injected + one.shift,
    one.pullMean,
    one.pullWidth,
    one.converged,
  ]);
  return {
    id: "recovery",
    caption: "Signals thrown on simulated background, and found by the nominal fit",
    columns: [
      { title: "mass", unit: "GeV/c²" },
      { title: "injected", unit: "events" },
      { title: "found, mean", unit: "events" },
      { title: "mean pull", unit: "" },
      { title: "width of the pulls", unit: "" },
      { title: "toys", unit: "" },
    ],
    rows: recovery.map((one) => [
      formatNumber(one.mass, 3),
      String(one.injected),
      formatUncertain(one.injected + one.shift, one.shiftError),
      formatUncertain(one.pullMean, one.pullMeanError),
      formatUncertain(one.pullWidth, one.pullWidthError),
      `${one.converged} of ${one.toys}`,
    ]),
    values,
  };
}

function bandTable({ bands }: PeakToys): Table {
  const values = bands.map(({ mass, factors, error, toys, moved }) => [mass, ...factors, error, 100 * moved, toys]);
  return {
    id: "toy-bands",
    caption: "Expected limits on the yield of toys, with the envelope of all variations, over those of the formula",
    columns: [
      { title: "mass", unit: "GeV/c²" },
      ...["−2σ", "−1σ", "median", "+1σ", "+2σ", "error of the median"].map((title) => ({ title, unit: "" })),
      { title: "limit not of the nominal fit", unit: "%" },
      { title: "toys", unit: "" },
    ],
    rows: values.map((row) => row.map((value, i) => formatNumber(value, i === 6 ? 2 : 3))),
    values,
  };
}

/** Significance that the largest of toys reaches in a share of them. */
function notes(toys: PeakToys): string[] {
  const band = largestOfToys(toys);
  if (!band) return [];
  return [
    `Background alone: the largest local significance of a scan is ${formatNumber(band[2])} in the median, ${formatNumber(band[1])} to ${formatNumber(band[3])} in the middle 68 % of ${toys.scans.length} toys.`,
  ];
}

/** What toys said about the fits. */
export const toys: Panel = {
  id: "toys",
  title: "Toys",
  about:
    "Thrown at build, from events that are simulated for it alone. Whole scans draw events, with all their combinations, from twenty luminosities, so that all toys share the fluctuations of those: 22 % of one data set's. Bands and recovered signals throw candidates around a fit to these luminosities with the widest range and the highest order of all variations; signals are events that the fitted shapes do not know. Where the mean pull is off zero, the nominal polynomial does not follow the spectrum: that is a bias of the method, told and not corrected. Vertical line: the largest in the data of this page. The bands' factors multiply the formula's in the exclusion plot, between the masses of the toys linear in ln m; after a cut is moved they are still those of the nominal cuts, and at another luminosity those of the published one: what a polynomial does not follow grows against the statistics there, so that far above it, about 6.85 GeV and higher, the expected limit is too strong.",
  built: true,
  contents(context) {
    const found = context.evaluation.toys;
    if (!found || found.scans.length === 0) return null;
    return {
      figures: [largestFigure(found, context)],
      tables: [recoveryTable(found), bandTable(found)],
      notes: notes(found),
    };
  },
};
