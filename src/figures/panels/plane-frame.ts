import { scaleLinear } from "d3";
import type { EllipseEvaluation } from "../../analysis/ellipses/evaluation.js";
import { signedRoot } from "../../analysis/ellipses/plane-density.js";
import type { EllipseScan } from "../../analysis/scan.js";
import type { FigureHeading } from "../theme.js";

/** Size of a drawing of the plane, px. */
const WIDTH = 640;
const HEIGHT = 440;
/** On the right a scale of colours, whose letters are larger on a phone. */
const SIDE = { left: 56, right: 122, top: 44, bottom: 46 } as const;

/** Axes of a plane of two masses, and where its drawing has them. */
export interface PlaneFrame {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** Left, top, right, bottom of the frame, px. */
  readonly frame: readonly [number, number, number, number];
}

/** What a drawing of a plane is of: events, whose squared recoil mass has a sign, or masses. */
export type PlaneKind = "events" | "masses";

/** The frame of a drawing of a plane. */
export function planeFrame(plane: EllipseEvaluation, kind: PlaneKind): PlaneFrame {
  const domains = planeDomains(plane, kind);
  const x = scaleLinear(domains.x, [SIDE.left, WIDTH - SIDE.right]);
  const y = scaleLinear(domains.y, [HEIGHT - SIDE.bottom, SIDE.top]);
  return { x, y, frame: [SIDE.left, SIDE.top, WIDTH - SIDE.right, HEIGHT - SIDE.bottom] };
}

/** Boundary dᵀC⁻¹d = k² of an ellipse as a path; the second axis shows signed roots, so that it is drawn by its points. */
export function ellipsePath(
  { x, y }: PlaneFrame,
  plane: EllipseEvaluation,
  scan: EllipseScan,
  e: number,
  points = 40,
): string {
  const [cx, cy] = scan.centre(plane.first[e], plane.second[e]);
  const rho = plane.correlation[e];
  const root = Math.sqrt(1 - rho * rho);
  const at = Array.from({ length: points }, (_, i) => {
    const angle = (2 * Math.PI * i) / points;
    const [u, v] = [Math.cos(angle), Math.sin(angle)];
    const px = cx + scan.reach * plane.sigmaX[e] * u;
    const py = cy + scan.reach * plane.sigmaY[e] * (rho * u + root * v);
    return `${x(px).toFixed(1)},${y(signedRoot(py)).toFixed(1)}`;
  });
  return `M${at.join("L")}Z`;
}

/** Ticks and numbers of both axes over domains that the frame shows now. */
export function planeTicks(
  [left, top, right, bottom]: PlaneFrame["frame"],
  xDomain: readonly [number, number],
  yDomain: readonly [number, number],
): string {
  const x = scaleLinear(xDomain, [left, right]);
  const y = scaleLinear(yDomain, [bottom, top]);
  const minus = (value: number) => String(Number(value.toFixed(6))).replace("-", "−");
  return [
    ...x.ticks(9).map((value) => {
      const at = x(value).toFixed(1);
      return `<path fill="none" d="M${at},${bottom}v-6M${at},${top}v6" stroke="currentColor"/><text x="${at}" y="${bottom + 17}" text-anchor="middle">${minus(value)}</text>`;
    }),
    ...y.ticks(7).map((value) => {
      const at = y(value).toFixed(1);
      return `<path fill="none" d="M${left},${at}h6M${right},${at}h-6" stroke="currentColor"/><text x="${left - 7}" y="${at}" text-anchor="end" dominant-baseline="central">${minus(value)}</text>`;
    }),
  ].join("");
}

/** Domains of both axes of a plane. */
export function planeDomains(
  { density }: EllipseEvaluation,
  kind: PlaneKind,
): {
  x: readonly [number, number];
  y: readonly [number, number];
} {
  const domain = (axis: typeof density.x) => [axis.low, axis.low + axis.width * axis.bins] as const;
  const y = domain(density.y);
  return { x: domain(density.x), y: kind === "events" ? y : [0, y[1]] };
}

/** Frame, ticks, titles and heading around what is drawn in a plane, as SVG text. */
export function planeSvg(
  plane: EllipseEvaluation,
  kind: PlaneKind,
  titles: { readonly x: string; readonly y: string; readonly level?: string },
  heading: FigureHeading,
  content: string,
  legend: string,
): string {
  const { frame } = planeFrame(plane, kind);
  const [left, top, right, bottom] = frame;
  const domains = planeDomains(plane, kind);
  // A page has both drawings, and one refers to nothing in the other, which may be hidden.
  const clip = `plane-of-${kind}`;
  const level = titles.level ? `<text x="${right}" y="16" text-anchor="end" font-size="12">${titles.level}</text>` : "";
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" fill="none" font-size="13" data-mass-plane>
<text x="${left}" y="16" fill="currentColor" font-weight="bold">${heading.label}</text><text x="${left}" y="34" fill="currentColor" font-size="12">${heading.conditions}</text>
<clipPath id="${clip}"><rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}"/></clipPath>
<g clip-path="url(#${clip})"><g data-zoom>${content}<path data-chosen-ellipse d="" stroke="#ffffff" stroke-width="4.5"/><path data-chosen-ellipse d="" stroke="#e42536" stroke-width="2"/></g></g>
<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" stroke="currentColor"/>
<g fill="currentColor"><g data-ticks>${planeTicks(frame, domains.x, domains.y)}</g>${level}
<text x="${right}" y="${HEIGHT - 8}" text-anchor="end">${titles.x}</text>
<text transform="translate(14 ${top}) rotate(-90)" text-anchor="end" dominant-baseline="hanging">${titles.y}</text>${legend}</g></svg>`.replaceAll(
    "\n",
    "",
  );
}

/** Cells of a raster that share a colour, as one path: thousands of elements would make a page slow. */
export function cellPaths(
  cells: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly color: string;
  }[],
): string {
  const byColor = new Map<string, string[]>();
  for (const { x, y, width, height, color } of cells) {
    const w = width.toFixed(1);
    const path = `M${x.toFixed(1)},${y.toFixed(1)}h${w}v${height.toFixed(1)}h-${w}z`;
    const known = byColor.get(color);
    if (known) known.push(path);
    else byColor.set(color, [path]);
  }
  return Array.from(byColor, ([color, paths]) => `<path fill="${color}" d="${paths.join("")}"/>`).join("");
}

/** A scale of colours beside the frame: boxes from below, with their lower ends. */
export function colorBar(
  { frame }: PlaneFrame,
  colors: readonly string[],
  labels: readonly string[],
  title: string,
): string {
  const [, top, right, bottom] = frame;
  const height = (bottom - top - 24) / colors.length;
  const boxes = colors.map((color, i) => {
    const y = bottom - (i + 1) * height;
    const label = labels[i]
      ? `<text x="${right + 30}" y="${(y + height).toFixed(1)}" font-size="11" dominant-baseline="central">${labels[i]}</text>`
      : "";
    return `<rect x="${right + 12}" y="${y.toFixed(1)}" width="14" height="${(height + 0.5).toFixed(1)}" fill="${color}"/>${label}`;
  });
  return `<text x="${right + 8}" y="${top + 6}" font-size="11">${title}</text>${boxes.join("")}`;
}
