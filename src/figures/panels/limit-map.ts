import { type ContourMultiPolygon, contours, geoPath, geoTransform, interpolateViridis } from "d3";
import type { EllipseEvaluation } from "../../analysis/ellipses/evaluation.js";
import type { EllipseScan } from "../../analysis/scan.js";
import { superscript } from "../../analysis/superscript.js";
import { levelText } from "../choices.js";
import { formatNumber } from "../numbers.js";
import type { Table } from "../tables.js";
import type { Panel, PanelContext } from "./panel.js";
import { cellPaths, colorBar, planeFrame, planeSvg } from "./plane-frame.js";

/** Raster of the map: cells along both masses. */
const CELLS = { x: 110, y: 70 } as const;
/** Colours, and where contours are drawn: five a decade. */
const STEPS = 12;
const MARKED = [1e-8, 3e-8, 1e-7, 3e-7, 1e-6, 3e-6, 1e-5];

type Position = ContourMultiPolygon["coordinates"][number][number][number];

/** Ellipse nearest to a mass pair: nearest column, then nearest in it. */
export function ellipseAt(plane: EllipseEvaluation): (first: number, second: number) => number {
  const starts: number[] = [];
  plane.column.forEach((column, e) => {
    starts[column] ??= e;
  });
  return (first, second) => {
    let column = 0;
    for (let c = 1; c < starts.length; c++) {
      if (Math.abs(plane.first[starts[c]] - first) < Math.abs(plane.first[starts[column]] - first)) column = c;
    }
    const end = starts[column + 1] ?? plane.first.length;
    let best = starts[column];
    for (let e = best + 1; e < end; e++) {
      if (Math.abs(plane.second[e] - second) < Math.abs(plane.second[best] - second)) best = e;
    }
    return best;
  };
}

/**
 * Limit on the first quantity in every cell of the raster: observed, or expected where nothing is; beyond the triangle of
 * the nearest ellipse, so that contours go through its edges.
 */
function raster(plane: EllipseEvaluation, scan: EllipseScan, observed: boolean): Float64Array {
  const find = ellipseAt(plane);
  const values = observed ? plane.crossSection.observed : plane.crossSection.expected[2];
  const most = highestSecond(plane);
  const [low, high] = scan.range;
  return Float64Array.from({ length: CELLS.x * CELLS.y }, (_, cell) => {
    const first = low + ((high - low) * ((cell % CELLS.x) + 0.5)) / CELLS.x;
    const second = (most * (Math.floor(cell / CELLS.x) + 0.5)) / CELLS.y;
    const e = find(first, second);
    const value = values[e];
    return value === null ? Number.NaN : value * plane.perFemtobarn[e];
  });
}

const highestSecond = (plane: EllipseEvaluation) => plane.second.reduce((most, one) => Math.max(most, one), 0);

/** Median over 3 × 3 cells, which contours are drawn of: those of single ellipses would be noise. */
function smoothed(values: Float64Array): Float64Array {
  return values.map((value, cell) => {
    if (Number.isNaN(value)) return value;
    const near: number[] = [];
    for (const dy of [-1, 0, 1]) {
      for (const dx of [-1, 0, 1]) {
        const x = (cell % CELLS.x) + dx;
        const one = values[cell + dy * CELLS.x + dx];
        if (x >= 0 && x < CELLS.x && one !== undefined && !Number.isNaN(one)) near.push(one);
      }
    }
    return near.sort((a, b) => a - b)[near.length >> 1];
  });
}

/** Parts of a contour shorter than this many points carry no label. */
const SHORTEST_LABELLED = 8;

/** Parts of the way along a contour at which labels stand, one contour after the other, so that neighbours do not meet. */
const LABELLED_AT = [0.3, 0.5, 0.7] as const;

/** Where the label of contour k stands, on the longest part of it that is inside. */
function labelPlace(
  { coordinates }: ContourMultiPolygon,
  k: number,
  isInside: (point: Position) => boolean,
): Position | null {
  let longest: Position[] = [];
  for (const ring of coordinates.flat()) {
    let part: Position[] = [];
    for (const point of ring) {
      if (isInside(point)) part.push(point);
      else part = [];
      if (part.length > longest.length) longest = part;
    }
  }
  const at = Math.floor(LABELLED_AT[k % LABELLED_AT.length] * longest.length);
  return longest.length < SHORTEST_LABELLED ? null : longest[at];
}

/** "10⁻⁷", "3·10⁻⁷". */
function contourText(value: number): string {
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  const mantissa = Math.round(value / 10 ** exponent);
  return `${mantissa === 1 ? "" : `${mantissa}·`}10${superscript(exponent)}`;
}

function mapSvg(plane: EllipseEvaluation, scan: EllipseScan, context: PanelContext): string {
  const { symbol } = context.search.interpretations[0];
  const observed = plane.counted !== null;
  const values = raster(plane, scan, observed);
  const logs = Array.from(
    values.filter((value) => value > 0),
    (value) => Math.log10(value),
  ).sort((a, b) => a - b);
  const [least, most] = [logs[Math.floor(0.005 * logs.length)] ?? -8, logs[Math.floor(0.995 * logs.length)] ?? -6];
  const frame = planeFrame(plane, "masses");
  const [low, high] = scan.range;
  const top = highestSecond(plane);
  const px = (i: number) => frame.x(low + ((high - low) * i) / CELLS.x);
  const py = (j: number) => frame.y((top * j) / CELLS.y);
  const isInside = (i: number, j: number) =>
    (top * (j + 0.5)) / CELLS.y < scan.largest(low + ((high - low) * (i + 0.5)) / CELLS.x);
  const edge = Array.from({ length: 61 }, (_, k) => low + 0.03 + (k * (high - low - 0.06)) / 60);
  const triangle = `M${frame.x(edge[0])},${frame.y(0.04)}L${edge.map((mass) => `${frame.x(mass).toFixed(1)},${frame.y(scan.largest(mass)).toFixed(1)}`).join("L")}Z`;
  const colors = Array.from({ length: STEPS }, (_, step) => interpolateViridis(step / (STEPS - 1)));
  const cells = Array.from(values, (value, cell) => ({ value, i: cell % CELLS.x, j: Math.floor(cell / CELLS.x) }))
    .filter(({ value, i, j }) => value > 0 && isInside(i, j))
    .map(({ value, i, j }) => {
      const step = Math.floor((STEPS * (Math.log10(value) - least)) / (most - least));
      const [x, y] = [px(i), py(j + 1)];
      const color = colors[Math.min(STEPS - 1, Math.max(0, step))];
      return { x, y, width: px(i + 1) - x + 0.3, height: py(j) - y + 0.3, color };
    });
  const lines = contours()
    .size([CELLS.x, CELLS.y])
    .thresholds(MARKED.map(Math.log10).filter((level) => level > least && level < most))(
    Array.from(smoothed(values), (value) => (value > 0 ? Math.log10(value) : most + 1)),
  );
  const path = geoPath(
    geoTransform({
      point(i, j) {
        this.stream.point(px(i), py(j));
      },
    }),
  ).digits(1);
  const drawn = lines.map(
    (line) => `<path d="${path(line) ?? ""}" stroke="#ffffff" stroke-width="1.1" stroke-opacity="0.85"/>`,
  );
  const named = lines.flatMap((line, k) => {
    const place = labelPlace(line, k, ([i, j]) => isInside(i - 0.5, j - 0.5) && i > 1 && i < CELLS.x - 1 && j > 1);
    if (!place) return [];
    const at = `${px(place[0]).toFixed(1)} ${py(place[1]).toFixed(1)}`;
    return `<g data-label="${at}" transform="translate(${at})"><text fill="#ffffff" stroke="#16181c" stroke-width="3" stroke-linejoin="round" paint-order="stroke" text-anchor="middle" dominant-baseline="central" font-size="12">${contourText(10 ** line.value)}</text></g>`;
  });
  const labels = colors.map((_, step) =>
    step % 2 === 0 ? formatNumber(10 ** (least + ((most - least) * step) / STEPS)).replace(" × ", "·") : "",
  );
  const level = `${observed ? "observed" : "expected"}, ${levelText(context.state.confidenceLevel)} CL`;
  return planeSvg(
    plane,
    "masses",
    { x: `${scan.first.symbol} [GeV/c²]`, y: `${scan.second.symbol} [GeV/c²]`, level },
    context.heading,
    `<clipPath id="mass-triangle"><path d="${triangle}"/></clipPath>${cellPaths(cells)}<g stroke-linejoin="round" clip-path="url(#mass-triangle)">${drawn.join("")}</g>${named.join("")}`,
    colorBar(frame, colors, labels, symbol),
  );
}

/** Limits on a coarse grid of mass pairs. */
function mapTable(plane: EllipseEvaluation, scan: EllipseScan, context: PanelContext): Table {
  const { symbol } = context.search.interpretations[0];
  const find = ellipseAt(plane);
  const pairs = Array.from({ length: 19 }, (_, i) => 1.75 + 0.5 * i).flatMap((first) =>
    [0.1, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]
      .filter((second) => first <= scan.range[1] && second < scan.largest(first))
      .map((second) => find(first, second)),
  );
  const limit = (value: number | null, e: number) => (value === null ? null : value * plane.perFemtobarn[e]);
  const values = [...new Set(pairs)].map((e) => [
    plane.first[e],
    plane.second[e],
    plane.counted ? plane.counted[e] : null,
    plane.background[e],
    100 * plane.efficiency[e],
    limit(plane.crossSection.observed[e], e),
    limit(plane.crossSection.expected[2][e], e),
  ]);
  return {
    id: "limit-map",
    caption: `Upper limits on ${symbol} on a coarse grid of the plane, ${levelText(context.state.confidenceLevel)} CL`,
    columns: [
      { title: scan.first.symbol, unit: "GeV/c²" },
      { title: scan.second.symbol, unit: "GeV/c²" },
      { title: "n", unit: "" },
      { title: "b", unit: "" },
      { title: "efficiency", unit: "%" },
      { title: `${symbol} observed`, unit: "" },
      { title: `${symbol} expected, median`, unit: "" },
    ],
    rows: values.map((row) =>
      row.map((value, i) => (i === 2 ? String(value ?? "–") : formatNumber(value, i < 2 ? 3 : 2))),
    ),
    values,
  };
}

/** The limit on the first quantity of a search over the plane. */
export const limitMap: Panel = {
  id: "limit-map",
  title: "Limit map",
  about:
    "The limit in every ellipse as a colour, darker where it is stronger; white contours at 1 and 3 of every decade, of the median over neighbouring cells, with their values. Point at it, or press the arrow keys when the drawing has the focus: the ellipse there is told below. It zooms as the plane does.",
  contents(context) {
    const { ellipses } = context.evaluation;
    const { ellipses: scan } = context.search.scan;
    if (!ellipses || !scan) return null;
    return {
      figures: [],
      drawing: {
        svg: mapSvg(ellipses, scan, context),
        description: `Upper limit on ${context.search.interpretations[0].title} over the plane of both masses`,
        table: mapTable(ellipses, scan, context),
      },
      tables: [],
      notes: [],
    };
  },
};
