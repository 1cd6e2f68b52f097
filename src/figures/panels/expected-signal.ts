import { LEAST_EFFECTIVE_SIGNAL } from "../../analysis/lifetime/excluded.js";
import type { ScanPoint } from "../../analysis/scan-point.js";
import { contourRings, measurementOf } from "../closed-limit.js";
import { BELOW_FRAME, legendBelow } from "../legend.js";
import { LOG_LABEL } from "../log-labels.js";
import { formatNumber } from "../numbers.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig, type Rows } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

/** Numbers of events whose contours are drawn, with the colours of cividis between them. */
const LEVELS = [
  { events: 1, color: "#00224e" },
  { events: 3, color: "#35456c" },
  { events: 10, color: "#666970" },
  { events: 30, color: "#948e77" },
  { events: 100, color: "#c8b866" },
  { events: 300, color: "#fee838" },
] as const;

/** Within, enough simulated events stand behind the number. */
const KNOWN = { label: `≥ ${LEAST_EFFECTIVE_SIGNAL} effective simulated events`, color: "#e42536", dash: [6, 3] };

const WIDTH = 400;
const HEIGHT = 280;

/** ln of the expected, or of the effective simulated, events at every mass and coupling of a scan. */
function fieldOf(scan: readonly ScanPoint[], which: "events" | "effective"): Float64Array {
  const couplings = scan[0]?.lifetime?.couplings.length ?? 0;
  const field = new Float64Array(scan.length * couplings);
  scan.forEach(({ lifetime }, m) => {
    for (let k = 0; k < couplings; k++)
      field[k * scan.length + m] = Math.log(Math.max(1e-6, lifetime?.[which][k] ?? 0));
  });
  return field;
}

/** Contour of a field, as rows. */
function rowsOf(scan: readonly ScanPoint[], field: Float64Array, level: number): Rows {
  return contourRings(scan, field, Math.log(level)).flatMap((ring, index) =>
    ring.map(({ mass, coupling }, order) => ({ ring: index, order, x: mass, y: coupling })),
  );
}

function tableOf({ evaluation }: PanelContext): Table {
  const rows = evaluation.scan.flatMap(({ hypothesis, lifetime }) => {
    if (!lifetime) return [];
    const best = lifetime.events.reduce((most, events, k) => (events > lifetime.events[most] ? k : most), 0);
    return [[hypothesis.mass, lifetime.shown.events, lifetime.events[best], lifetime.couplings[best]]];
  });
  return {
    id: "expected-signal",
    caption: "Expected signal events in the window of each mass: at the ε shown, and at the ε with most of them",
    columns: [
      { title: "mass of χ₁", unit: "GeV/c²" },
      { title: "events at the ε shown", unit: "" },
      { title: "most events", unit: "" },
      { title: "at ε", unit: "" },
    ],
    rows: rows.map((row) => row.map((value, i) => formatNumber(value, i === 0 ? 3 : 2))),
    values: rows,
  };
}

function figure(context: PanelContext): PanelFigure {
  const { search, evaluation, heading } = context;
  const { scan } = evaluation;
  const { couplings } = measurementOf(search);
  const field = fieldOf(scan, "events");
  const params = { ...heading };
  const x = {
    field: "x",
    type: "quantitative",
    title: search.scan.abscissa.title,
    scale: { type: search.scan.abscissa.scale, domain: [...(search.scan.abscissa.domain ?? [0.1, 5])], nice: false },
  };
  const y = {
    field: "y",
    type: "quantitative",
    title: "ε",
    scale: { type: "log", domain: [couplings[0], couplings[couplings.length - 1]], nice: false },
    axis: { tickCount: 12, labelExpr: LOG_LABEL },
  };
  return {
    name: "expected-signal",
    description: "Expected signal events over the plane of mass and ε, as filled contours",
    params,
    data: {
      ...Object.fromEntries(LEVELS.map(({ events }) => [`events${events}`, rowsOf(scan, field, events)])),
      known: rowsOf(scan, fieldOf(scan, "effective"), LEAST_EFFECTIVE_SIGNAL),
    },
    table: tableOf(context),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf(params),
      width: WIDTH,
      height: HEIGHT,
      title: HEADING_TITLE,
      layer: [
        ...LEVELS.map(({ events, color }) => ({
          data: { name: `events${events}` },
          mark: { type: "line", clip: true, interpolate: "linear-closed", fill: color, stroke: INK, strokeWidth: 0.7 },
          encoding: { x, y, detail: { field: "ring" }, order: { field: "order" } },
        })),
        {
          data: { name: "known" },
          mark: {
            type: "line",
            clip: true,
            interpolate: "linear-closed",
            color: KNOWN.color,
            strokeDash: [...KNOWN.dash],
          },
          encoding: { x, y, detail: { field: "ring" }, order: { field: "order" } },
        },
        ...legendBelow(
          LEVELS.map(({ events, color }) => ({ label: `≥ ${events} events`, kind: "area" as const, color })),
          { x: 0, y: HEIGHT + BELOW_FRAME },
          [0, 130, 260],
        ),
        ...legendBelow([{ ...KNOWN, kind: "line" }], { x: 0, y: HEIGHT + 96 }, [0]),
      ],
    } as PanelFigure["spec"],
  };
}

/** How many signal events are expected over the plane of mass and coupling. */
export const expectedSignal: Panel = {
  id: "expected-signal",
  title: "Signal over the plane",
  about:
    "Signal events expected after all cuts within the window of each mass, over the plane of the mass of χ₁ and ε, at the luminosity, Δ and α_D chosen: few where ε makes few A′ or lets χ₂ fly out, none where it decays before 0.2 cm. Outside of the dashed line the number rests on too few simulated events, and nothing is excluded there.",
  contents(context) {
    if (context.search.measurement.kind !== "lifetime") return null;
    return { figures: [figure(context)], tables: [], notes: [] };
  },
};
