import { path, scaleLinear, scaleLog } from "d3";
import { SINGLE_EVENTS } from "../../analysis/lifetime/single-events.js";
import type { SingleEvent } from "../../analysis/studies.js";
import { formatNumber } from "../numbers.js";
import type { Table } from "../tables.js";
import type { Panel, PanelContext } from "./panel.js";

/** Field of the solenoid, T, and radius of curvature (cm) of 1 GeV/c in it. */
const FIELD = 1.5;
const CURVATURE = 100 / (0.2998 * FIELD);

/** Radii in cm of the transverse cut: beam pipe, layers of the vertex detector, drift chamber, calorimeter. */
const DETECTOR = {
  pipe: 1,
  layers: [1.4, 2.2, 3.9, 8, 10.4, 13.5],
  chamber: [16.8, 113],
  calorimeter: [125, 155],
} as const;

/** The two views, side by side: half width in cm, and place in the drawing. */
const VIEWS = [
  { id: "whole", reach: 160, left: 0, title: "whole detector" },
  { id: "near", reach: 18, left: 330, title: "around the vertex detector" },
] as const;
const SIZE = 320;

/** The plane in which events are points: Rxy in cm and |p*(V⁰)| in GeV/c, below the views. */
const PLANE = { left: 60, right: 640, top: SIZE + 20, bottom: SIZE + 190, radii: [0.2, 60], momenta: [0, 2] } as const;

/** Columns that an event is drawn from. */
interface Drawn {
  readonly radius: number;
  readonly tracks: readonly { readonly charge: 1 | -1; readonly momentum: number; readonly azimuth: number }[];
  readonly photonAzimuth: number;
  readonly photonEnergy: number;
}

function drawnOf({ values }: SingleEvent): Drawn | null {
  const names = ["radius", "negative_pt", "positive_pt", "negative_azimuth", "positive_azimuth", "photon_azimuth"];
  if (names.some((name) => values[name] === undefined)) return null;
  return {
    radius: values.radius,
    tracks: [
      { charge: -1, momentum: values.negative_pt, azimuth: values.negative_azimuth },
      { charge: 1, momentum: values.positive_pt, azimuth: values.positive_azimuth },
    ],
    photonAzimuth: values.photon_azimuth,
    photonEnergy: values.photon_energy_lab,
  };
}

/**
 * Points (cm) of a track from a vertex at (radius, 0), a circle of radius p_T/0.3B, until it reaches the calorimeter or
 * has gone half around. Along +z a positive charge turns clockwise.
 */
export function trackPoints(
  radius: number,
  { charge, momentum, azimuth }: Drawn["tracks"][number],
): readonly (readonly [number, number])[] {
  const curvature = CURVATURE * momentum;
  const points: [number, number][] = [];
  const step = Math.PI / 160;
  for (let turn = 0; turn <= Math.PI; turn += step) {
    const angle = azimuth - charge * turn;
    const x = radius - charge * curvature * (Math.sin(angle) - Math.sin(azimuth));
    const y = charge * curvature * (Math.cos(angle) - Math.cos(azimuth));
    points.push([x, y]);
    if (Math.hypot(x, y) > DETECTOR.calorimeter[0]) break;
  }
  return points;
}

function viewSvg(view: (typeof VIEWS)[number], event: Drawn): string {
  const x = scaleLinear([-view.reach, view.reach], [view.left, view.left + SIZE]);
  const y = scaleLinear([-view.reach, view.reach], [SIZE, 0]);
  const perCm = x(1) - x(0);
  const circle = (radius: number, style: string) =>
    `<circle cx="${x(0)}" cy="${y(0)}" r="${(radius * perCm).toFixed(2)}" ${style}/>`;
  const line = (points: readonly (readonly [number, number])[]) => {
    const drawn = path();
    points.forEach(([px, py], i) => {
      if (i === 0) drawn.moveTo(x(px), y(py));
      else drawn.lineTo(x(px), y(py));
    });
    return drawn.toString().replaceAll(/(\.\d\d)\d+/g, "$1");
  };
  const far = (azimuth: number, radius: number) => [radius * Math.cos(azimuth), radius * Math.sin(azimuth)] as const;
  const cluster = DETECTOR.calorimeter[0] + 4 * event.photonEnergy;
  const clip = `clip-path="url(#event-${view.id})"`;
  const [inner, outer] = DETECTOR.chamber;
  const [face, back] = DETECTOR.calorimeter;
  return `<clipPath id="event-${view.id}"><rect x="${view.left}" y="0" width="${SIZE}" height="${SIZE}"/></clipPath>
<g ${clip}>${circle(back, 'stroke="currentColor" stroke-opacity="0.25"')}${circle(face, 'stroke="currentColor" stroke-opacity="0.25"')}
${circle(outer, 'stroke="currentColor" fill="currentColor" fill-opacity="0.05"')}${circle(inner, 'stroke="currentColor" fill="var(--paper, white)"')}
${DETECTOR.layers.map((one) => circle(one, 'stroke="#607641" stroke-opacity="0.8"')).join("")}${circle(DETECTOR.pipe, 'stroke="currentColor" stroke-width="1.5"')}
<path d="${line([[0, 0], far(event.photonAzimuth, face)])}" stroke="#e76300" stroke-width="1.5" stroke-dasharray="2 3"/>
<path d="${line([far(event.photonAzimuth, face), far(event.photonAzimuth, cluster)])}" stroke="#e76300" stroke-width="8"/>
<path d="${line([
    [0, 0],
    [event.radius, 0],
  ])}" stroke="currentColor" stroke-dasharray="5 3"/>
${event.tracks.map((track) => `<path d="${line(trackPoints(event.radius, track))}" stroke="${track.charge > 0 ? "#bd1f01" : "#3f90da"}" stroke-width="2"/>`).join("")}
<circle cx="${x(event.radius).toFixed(1)}" cy="${y(0)}" r="4" fill="#e42536"/></g>
<rect x="${view.left}" y="0" width="${SIZE}" height="${SIZE}" stroke="currentColor" stroke-opacity="0.4"/>
<text x="${view.left + 8}" y="18" fill="currentColor">${view.title}, ± ${view.reach} cm</text>`;
}

/** Events as points of radius and momentum, the one that is shown ringed; data are squares. */
function planeSvg(events: readonly SingleEvent[], shown: number, { samples }: PanelContext): string {
  const { left, right, top, bottom, radii, momenta } = PLANE;
  const x = scaleLog(radii, [left, right]).clamp(true);
  const y = scaleLinear(momenta, [bottom, top]).clamp(true);
  const ticks = [
    ...[0.2, 0.5, 1, 2, 5, 10, 20, 50].map(
      (value) =>
        `<path d="M${x(value).toFixed(1)} ${bottom}v-6" stroke="currentColor"/><text x="${x(value).toFixed(1)}" y="${bottom + 18}" text-anchor="middle" fill="currentColor">${value}</text>`,
    ),
    ...[0, 1, 2].map(
      (value) =>
        `<path d="M${left} ${y(value)}h6" stroke="currentColor"/><text x="${left - 6}" y="${y(value) + 5}" text-anchor="end" fill="currentColor">${value}</text>`,
    ),
  ];
  const material = [DETECTOR.pipe, ...DETECTOR.layers, DETECTOR.chamber[0]].map(
    (radius) => `<path d="M${x(radius).toFixed(1)} ${top}V${bottom}" stroke="#607641" stroke-opacity="0.6"/>`,
  );
  const points = events.map(({ sample, values }, i) => {
    const [px, py] = [x(values.radius).toFixed(1), y(values.v0_momentum).toFixed(1)];
    const isData = samples.some(({ id, kind }) => id === sample && kind === "data");
    const ring = i === shown ? `<circle cx="${px}" cy="${py}" r="10" stroke="currentColor" stroke-width="2"/>` : "";
    const mark = isData
      ? `<rect x="${Number(px) - 5}" y="${Number(py) - 5}" width="10" height="10" fill="currentColor" data-place="${i}"/>`
      : `<circle cx="${px}" cy="${py}" r="5" fill="#e42536" data-place="${i}"/>`;
    return ring + mark;
  });
  return `<g data-places=""><rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" stroke="currentColor" pointer-events="all"/>
${material.join("")}${ticks.join("")}${points.join("")}
<text x="${right}" y="${bottom + 36}" text-anchor="end" fill="currentColor">Rxy [cm]</text>
<text transform="translate(22 ${top}) rotate(-90)" text-anchor="end" fill="currentColor">|p*(V⁰)| [GeV/c]</text></g>`;
}

/** The event seen along the beams, turned so that its vertex is on the right, and its place among the others. */
export function eventSvg(event: Drawn, plane: string): string {
  const [width, height] = [VIEWS[1].left + SIZE, PLANE.bottom + 44];
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" fill="none" font-size="16">${VIEWS.map((view) => viewSvg(view, event)).join("")}${plane}</svg>`.replaceAll(
    "\n",
    "",
  );
}

function tableOf({ search }: PanelContext, { values }: SingleEvent): Table {
  const rows = search.observables.map(({ id, name, unit }) => [name, values[id], unit] as const);
  return {
    id: "event-picture",
    caption: "Observables of the event",
    columns: [
      { title: "observable", unit: "" },
      { title: "value", unit: "" },
      { title: "unit", unit: "", prose: true },
    ],
    rows: rows.map(([name, value, unit]) => [name, formatNumber(value, 3), unit]),
    values: rows,
  };
}

/** One event after another, as the detector would see it along the beams. */
export const eventPicture: Panel = {
  id: "event-picture",
  title: "Events",
  about:
    "The transverse cut of the detector, turned so that the vertex (red dot) lies to the right of the collision: beam pipe and layers of the vertex detector, drift chamber, calorimeter. Tracks bend in 1.5 T, the positive one red, the negative one blue; the photon is dotted, its cluster the longer the more energy. Below, every event is a point of vertex radius and momentum of the V⁰ between the layers of material (green): the one under the pointer, or that of the slider, is the one that is drawn. Pseudo-data that are left come first (squares), then the signal nearest to the hypothesis (dots), as likely as the lifetime makes it.",
  choice: { id: "event", title: "event", count: SINGLE_EVENTS },
  wanted: (mass) => ({ events: mass }),
  contents(context) {
    const events = context.evaluation.events ?? [];
    const shown = Math.min(events.length - 1, context.choice ?? 0);
    const event = events[shown];
    const drawn = event && drawnOf(event);
    if (!event || !drawn) return null;
    const label = context.samples.find(({ id }) => id === event.sample)?.label ?? event.sample;
    return {
      figures: [],
      drawing: {
        svg: eventSvg(drawn, planeSvg(events, shown, context)),
        description: `One event seen along the beams: ${label}, vertex at ${formatNumber(drawn.radius, 3)} cm`,
        table: tableOf(context, event),
      },
      tables: [],
      notes: [
        `${label}: vertex at Rxy = ${formatNumber(drawn.radius, 3)} cm, E*γ = ${formatNumber(event.values.photon_energy, 3)} GeV, |p*(V⁰)| = ${formatNumber(event.values.v0_momentum, 3)} GeV/c, αPA = ${formatNumber(event.values.pointing_angle, 2)}, mℓℓ = ${formatNumber(event.values.v0_mass, 2)} GeV/c².`,
      ],
    };
  },
};
