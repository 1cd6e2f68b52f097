import { scaleLinear } from "d3";
import type { Plane, PlaneRows } from "../../analysis/studies.js";
import { formatNumber, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import type { Panel, PanelContext } from "./panel.js";

/** Size of the drawing, px: the plane, and below it the observable of the threshold. */
const WIDTH = 460;
const SIDE = { left: 56, right: 12, top: 12, bottom: 44 } as const;
const HEIGHT = 340;
/** Radius of a row. */
const DOT = 1.4;

/** Values of the line and of the threshold that hold in the window of the plane. */
export interface PlaneCuts {
  readonly intercept: number;
  readonly slope: number;
  readonly threshold: number;
  /** Whether they are tuned for this window. */
  readonly tuned: boolean;
}

/** Cuts in force in the window of a point; null where they do not apply. */
export function planeCuts({
  search,
  state,
  point,
}: Pick<PanelContext, "search" | "state" | "point">): PlaneCuts | null {
  const { tuning } = search;
  if (!tuning) return null;
  const valuesOf = (id: string) => (state.tuned.includes(id) ? point.tuned[id] : state.cuts[id]);
  const line = valuesOf(tuning.line);
  const threshold = valuesOf(tuning.threshold);
  if (!line || !threshold) return null;
  const tuned = state.tuned.includes(tuning.line) && state.tuned.includes(tuning.threshold);
  return { intercept: line.intercept, slope: line.slope, threshold: threshold.min, tuned };
}

/** Largest value shown of an axis, a whole number. */
const reach = (rows: readonly PlaneRows[], pick: (row: PlaneRows) => readonly number[]) =>
  Math.ceil(rows.reduce((most, row) => pick(row).reduce((a, b) => Math.max(a, b), most), 1));

/** Rows as one path of small squares: thousands of elements would make a page slow. */
function dots(rows: PlaneRows, cuts: PlaneCuts | null, x: (v: number) => number, y: (v: number) => number) {
  const paths = { above: "", below: "" };
  rows.x.forEach((value, i) => {
    const passes = cuts === null || rows.threshold[i] >= cuts.threshold;
    paths[passes ? "above" : "below"] += `M${x(value).toFixed(1)},${y(rows.y[i]).toFixed(1)}h0`;
  });
  return paths;
}

/** The plane of signal and background with the line, as SVG text. */
export function planeSvg(plane: Plane, cuts: PlaneCuts | null, context: PanelContext): string {
  const { search } = context;
  const observable = (id: string) => search.observables.find((one) => one.id === id);
  const title = (id: string) => {
    const one = observable(id);
    return one ? `${one.symbol} [${one.unit}]` : id;
  };
  const x = scaleLinear([0, reach(plane.rows, (row) => row.x)], [SIDE.left, WIDTH - SIDE.right]);
  const y = scaleLinear([0, reach(plane.rows, (row) => row.y)], [HEIGHT - SIDE.bottom, SIDE.top]);
  const [x0, x1] = x.range();
  const [y0, y1] = y.range();
  const ticks = [
    ...x.ticks(6).map((value) => {
      const at = x(value).toFixed(1);
      return `<path d="M${at},${y0}v-6M${at},${y1}v6" stroke="currentColor"/><text x="${at}" y="${y0 + 16}" text-anchor="middle">${value}</text>`;
    }),
    ...y.ticks(6).map((value) => {
      const at = y(value).toFixed(1);
      return `<path d="M${x0},${at}h6M${x1},${at}h-6" stroke="currentColor"/><text x="${x0 - 6}" y="${at}" text-anchor="end" dominant-baseline="central">${value}</text>`;
    }),
  ].join("");
  const ordered = plane.rows.toSorted((a, b) => Number(a.kind === "signal") - Number(b.kind === "signal"));
  const points = ordered
    .map((rows) => {
      const color = search.samples.find(({ id }) => id === rows.sample)?.color ?? "currentColor";
      const { above, below } = dots(rows, cuts, x, y);
      const radius = rows.kind === "signal" ? DOT : 1.6 * DOT;
      return `<path d="${below}" stroke="${color}" stroke-opacity="0.25" stroke-width="${2 * radius}" stroke-linecap="square"/><path d="${above}" stroke="${color}" stroke-opacity="0.75" stroke-width="${2 * radius}" stroke-linecap="square"/>`;
    })
    .join("");
  const end = x.domain()[1];
  const line =
    cuts === null
      ? ""
      : `<path class="plane-line" d="M${x(0)},${y(cuts.intercept).toFixed(1)}L${x(end)},${y(cuts.intercept + cuts.slope * end).toFixed(1)}" stroke="currentColor" stroke-width="2.5" clip-path="url(#plane-frame)"/>`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" fill="none" font-size="13" data-plane-x="${x.domain()[1]}" data-plane-y="${y.domain()[1]}" data-plane-frame="${[x0, y1, x1, y0].join(" ")}">
<clipPath id="plane-frame"><rect x="${x0}" y="${y1}" width="${x1 - x0}" height="${y0 - y1}"/></clipPath>
<rect x="${x0}" y="${y1}" width="${x1 - x0}" height="${y0 - y1}" stroke="currentColor"/>
${points}${line}<g fill="currentColor">${ticks.replaceAll("<path", '<path fill="none"')}
<text x="${x1}" y="${HEIGHT - 8}" text-anchor="end">${title(plane.x)}</text>
<text transform="translate(14 ${SIDE.top}) rotate(-90)" text-anchor="end" dominant-baseline="hanging">${title(plane.y)}</text></g></svg>`.replaceAll(
    "\n",
    "",
  );
}

/** Rows that pass both cuts and all of them, by sample. */
function planeTable(plane: Plane, cuts: PlaneCuts | null, { samples }: PanelContext): Table {
  const passing = (rows: PlaneRows) =>
    rows.x.filter(
      (value, i) =>
        cuts === null || (rows.threshold[i] >= cuts.threshold && rows.y[i] >= cuts.intercept + cuts.slope * value),
    ).length;
  const values = plane.rows.map((rows) => [
    samples.find(({ id }) => id === rows.sample)?.label ?? rows.sample,
    rows.x.length,
    passing(rows),
    rows.weight,
  ]);
  return {
    id: "plane",
    caption: "Rows in the plane, and those that pass line and threshold",
    columns: ["sample", "rows shown", "passing", "events a row"].map((title) => ({ title, unit: "" })),
    rows: values.map(([label, all, pass, weight]) => [
      String(label),
      String(all),
      String(pass),
      formatNumber(Number(weight)),
    ]),
    values,
  };
}

function notes(plane: Plane, cuts: PlaneCuts | null, { search, point }: PanelContext): string[] {
  const [interpretation] = search.interpretations;
  const limit = point.limits[interpretation.id];
  const background = point.background
    ? formatUncertain(point.background.value, point.background.sigma)
    : formatNumber(plane.background);
  const place =
    cuts === null
      ? "No τ suppression applies in this window."
      : `Line: ${formatNumber(cuts.intercept)} ${cuts.slope < 0 ? "−" : "+"} ${formatNumber(Math.abs(cuts.slope))} · x, threshold ${formatNumber(cuts.threshold)}; ${cuts.tuned ? "tuned for this window on simulated events of their own" : "set by you, the same in every window"}.`;
  return [
    `Window of ${formatNumber(plane.hypothesis.mass, 3)} GeV, signal generated at ${formatNumber(plane.signalMass, 3)} GeV. ${place}`,
    `ε/(a/2 + √B) = ${formatNumber(plane.figureOfMerit, 3)}, ε = ${formatNumber(100 * plane.efficiency, 3)} % of what all other cuts leave, B = ${background}; ${interpretation.symbol} < ${formatNumber(limit?.observed)} (expected ${formatNumber(limit?.expected[2])}).`,
  ];
}

/** Signal and background in the plane of the line cut, with the line that the reader moves. */
export const plane: Panel = {
  id: "plane",
  title: "τ suppression",
  about:
    "Signal (red) and backgrounds in the window of the hypothesis, before the line and the threshold on the dimuon pᵀ: faint where the threshold removes them, kept above the line. Drag the line, or move its sliders among the cuts by keyboard: figure of merit, background and limit follow. Another hypothesis shows another window.",
  wanted: (mass) => ({ plane: mass }),
  contents(context) {
    const found = context.evaluation.plane;
    if (!found) return null;
    const cuts = planeCuts(context);
    return {
      figures: [],
      drawing: {
        svg: planeSvg(found, cuts, context),
        description: "Signal and background in the plane of the two recoil momenta, with the line of the τ suppression",
        table: planeTable(found, cuts, context),
      },
      tables: [],
      notes: notes(found, cuts, context),
    };
  },
};
