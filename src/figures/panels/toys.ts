import { largestOfToys, type PeakToys } from "../../analysis/peaks/toys.js";
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

/** Factors on the formula's band; of the background that every fit follows the mean of a variable counts. */
function bandTable(id: string, caption: string, bands: PeakToys["bands"]): Table {
  const values = bands.map(({ mass, factors, error, toys, moved }) => [mass, ...factors, error, 100 * moved, toys]);
  return {
    id,
    caption,
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

/** Pulls of the signals that were thrown, and by how much the most biased of them is off. */
function recoveryNotes({ recovery }: PeakToys): string[] {
  if (recovery.length === 0) return [];
  const pulls = recovery.map(
    ({ mass, pullMean, pullMeanError, pullWidth }) =>
      `${formatUncertain(pullMean, pullMeanError)} at ${formatNumber(mass)} GeV (width ${formatNumber(pullWidth)})`,
  );
  const worst = recovery.reduce((a, b) => (Math.abs(b.pullMean) > Math.abs(a.pullMean) ? b : a));
  return [
    `Injected signals, mean of (true − found)/σ: ${pulls.join(", ")}. The most biased yield is that at ${formatNumber(worst.mass)} GeV: found ${formatNumber((100 * worst.shift) / worst.injected)} % off.`,
  ];
}

/** Significance that the largest of toys reaches in a share of them. */
function notes(toys: PeakToys): string[] {
  const band = largestOfToys(toys);
  if (!band) return recoveryNotes(toys);
  return [
    ...recoveryNotes(toys),
    `Background alone: the largest local significance of a scan is ${formatNumber(band[2])} in the median, ${formatNumber(band[1])} to ${formatNumber(band[3])} in the middle 68 % of ${toys.scans.length} toys.`,
  ];
}

const CAPTION = "Expected limits on the yield of toys, with the envelope of all variations, over those of the formula";

function describedTables({ described }: PeakToys): Table[] {
  return described.length === 0
    ? []
    : [bandTable("toy-described", `${CAPTION}, where every variation follows the spectrum`, described)];
}

/** What toys said about the fits. */
export const toys: Panel = {
  id: "toys",
  title: "Toys",
  about:
    "Thrown at build, from events that are simulated for it alone. Whole scans draw events, with all their combinations, from twenty luminosities, so that all toys share the fluctuations of those: 22 % of one data set's, and mean pulls of up to 0.2 are no bias. Bands and recovered signals throw candidates around these luminosities, smoothed by a polynomial of order 12 over the widest range of all variations; signals are events that the fitted shapes do not know. Where the mean pull is off zero, the nominal polynomial does not follow the spectrum: that is a bias of the method, told and not corrected. Vertical line: the largest in the data of this page. The bands' factors multiply the formula's in the exclusion plot, between the masses of the toys linear in ln m; after a cut is moved they are still those of the nominal cuts. At another luminosity they are those of a spectrum that every variation follows, which know only that nine fits compete: a search with more data would choose other polynomials, where these no longer follow it.",
  built: true,
  contents(context) {
    const found = context.evaluation.toys;
    if (!found || found.scans.length === 0) return null;
    return {
      figures: [largestFigure(found, context)],
      tables: [recoveryTable(found), bandTable("toy-bands", CAPTION, found.bands), ...describedTables(found)],
      notes: notes(found),
    };
  },
};
