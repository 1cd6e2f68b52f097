import { interpolateCividis } from "d3";
import type { EllipseEvaluation, PlaneDensity } from "../../analysis/ellipses/evaluation.js";
import { isExpectedIn } from "../../analysis/sample.js";
import type { EllipseScan } from "../../analysis/scan.js";
import { superscript } from "../../analysis/superscript.js";
import { formatCount, formatNumber } from "../numbers.js";
import type { Table } from "../tables.js";
import type { Panel, PanelContext } from "./panel.js";
import { cellPaths, colorBar, ellipsePath, planeFrame, planeSvg } from "./plane-frame.js";

/** Colours of the density, from few events to many, two a decade. */
const DECADES = { first: -2, last: 3 } as const;
const STEPS = 2 * (DECADES.last - DECADES.first);
const colorOf = (step: number) => interpolateCividis(1 - step / (STEPS - 1));

/** Every so many of the ellipses along both axes of the lattice are drawn: all of them would be one grey. */
const EVERY = 12;

/** Background of one cell as a step of the colours; −1 for none. */
function stepOf(value: number): number {
  if (!(value > 0)) return -1;
  const step = Math.floor(2 * (Math.log10(value) - DECADES.first));
  return Math.min(STEPS - 1, Math.max(0, step));
}

function densityPaths(plane: EllipseEvaluation): string {
  const { x, y } = planeFrame(plane, "events");
  const { density } = plane;
  const cells = density.background.flatMap((value, cell) => {
    const step = stepOf(value);
    if (step < 0) return [];
    const px = density.x.low + density.x.width * (cell % density.x.bins);
    const py = density.y.low + density.y.width * Math.floor(cell / density.x.bins);
    const [left, top] = [x(px), y(py + density.y.width)];
    return [{ x: left, y: top, width: x(px + density.x.width) - left, height: y(py) - top, color: colorOf(step) }];
  });
  return cellPaths(cells);
}

/** Edges of the triangle of masses. */
function trianglePath(plane: EllipseEvaluation, scan: EllipseScan): string {
  const { x, y } = planeFrame(plane, "events");
  const [low, high] = scan.range;
  const points = Array.from({ length: 61 }, (_, i) => low + (i * (high - low)) / 60);
  return `M${points.map((mass) => `${x(mass).toFixed(1)},${y(scan.largest(mass)).toFixed(1)}`).join("L")}`;
}

function pointsPath(plane: EllipseEvaluation): string {
  const { x, y } = planeFrame(plane, "events");
  const { points } = plane.density;
  return points.x.map((px, i) => `M${x(px).toFixed(1)},${y(points.y[i]).toFixed(1)}h0`).join("");
}

/** The plane with its background, data and some of its ellipses, as SVG text. */
export function massPlaneSvg(plane: EllipseEvaluation, scan: EllipseScan, context: PanelContext): string {
  const drawn = plane.first
    .map((_, e) => e)
    .filter((e) => plane.column[e] % EVERY === EVERY / 2 && plane.row[e] % (EVERY / 3) === 1);
  const ellipses = drawn.map((e) => ellipsePath(planeFrame(plane, "events"), plane, scan, e, 24)).join("");
  const labels = Array.from({ length: STEPS }, (_, step) =>
    step % 2 === 0 ? `10${superscript(DECADES.first + step / 2)}` : "",
  );
  return planeSvg(
    plane,
    "events",
    { x: `${scan.x.symbol} [${scan.x.unit}]`, y: "Mrec [GeV/c²]" },
    context.eventsHeading,
    `${densityPaths(plane)}<path data-points="edge" d="${pointsPath(plane)}" stroke="#16181c" stroke-width="2.6" stroke-linecap="round"/><path data-points="core" d="${pointsPath(plane)}" stroke="#ffffff" stroke-width="1.2" stroke-linecap="round"/><path d="${ellipses}" stroke="#e42536" stroke-opacity="0.8" stroke-width="0.9"/><path d="${trianglePath(plane, scan)}" stroke="currentColor" stroke-dasharray="5 4"/>`,
    colorBar(
      planeFrame(plane, "events"),
      Array.from({ length: STEPS }, (_, step) => colorOf(step)),
      labels,
      "events / cell",
    ),
  );
}

/** Shares of the backgrounds in the macro-regions. */
function regionTable({ regions }: PlaneDensity, { samples, search }: PanelContext): Table {
  const declared = new Map(search.samples.map((one) => [one.id, one]));
  const backgrounds = samples.filter(({ id, kind }) => kind === "background" && isExpectedIn(declared.get(id)));
  const sum = (yields: Readonly<Record<string, number>>) => backgrounds.reduce((all, { id }) => all + yields[id], 0);
  const whole = {
    title: "whole plane",
    yields: Object.fromEntries(
      backgrounds.map(({ id }) => [id, regions.reduce((all, one) => all + one.yields[id], 0)]),
    ),
    counted: regions.reduce<number | null>((all, { counted }) => (counted === null ? null : (all ?? 0) + counted), 0),
  };
  const rows = [...regions, whole];
  return {
    id: "mass-plane",
    caption:
      "Selected events in the macro-regions of the plane: shares of the backgrounds, expected and counted events",
    columns: [
      { title: "macro-region", unit: "" },
      ...backgrounds.map(({ label }) => ({ title: label, unit: "%" })),
      { title: "expected", unit: "" },
      { title: "counted", unit: "" },
    ],
    rows: rows.map(({ title, yields, counted }) => [
      title,
      ...backgrounds.map(({ id }) => formatNumber((100 * yields[id]) / sum(yields))),
      formatCount(sum(yields)),
      counted === null ? "–" : formatCount(counted),
    ]),
    values: rows.map(({ title, yields, counted }) => [
      title,
      ...backgrounds.map(({ id }) => (100 * yields[id]) / sum(yields)),
      sum(yields),
      counted,
    ]),
  };
}

/** The plane of both masses: background, data, ellipses. */
export const massPlane: Panel = {
  id: "mass-plane",
  title: "Plane",
  about:
    "Selected events over dimuon mass and recoil mass: colours for the expected background in cells of 0.1 GeV/c², points for events of the pseudo-data (at most two of each cell), some of the ellipses in red; dashed, the edges of the triangle of masses. The recoil mass is the root of its square, with the sign of that. Point at an ellipse, or press the arrow keys when the drawing has the focus: counts, efficiency, limit and p-value there are told below it. + and − zoom, and 0 shows all again; so do the wheel after a click, and two fingers; a magnified plane is dragged.",
  contents(context) {
    const { ellipses } = context.evaluation;
    const { ellipses: scan } = context.search.scan;
    if (!ellipses || !scan) return null;
    const { points } = ellipses.density;
    const hidden = context.search.data === "pseudo" ? "pseudo-data" : "data";
    return {
      figures: [],
      drawing: {
        svg: massPlaneSvg(ellipses, scan, context),
        description: "Selected events and ellipses in the plane of dimuon mass and recoil mass",
        table: regionTable(ellipses.density, context),
      },
      tables: [],
      notes: [
        `${formatCount(ellipses.first.length)} ellipses in ${ellipses.columns} columns, ${formatNumber(ellipses.spacing, 3)} standard deviations apart: the spacing that gives the published number.${ellipses.counted ? ` ${formatCount(points.of)} events of the ${hidden}, ${formatCount(points.x.length)} of them drawn.` : ""}`,
      ],
    };
  },
};
