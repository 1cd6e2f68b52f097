import { nearestSignal } from "../../analysis/lifetime/efficiency.js";
import type { SampleSummary } from "../../analysis/sample.js";
import type { NMinusOneSpectrum } from "../../analysis/studies.js";
import { measurementOf } from "../closed-limit.js";
import { BELOW_FRAME, type LegendEntry, legendBelow } from "../legend.js";
import { formatNumber } from "../numbers.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import { brushOf, landmarksOf } from "./cut-axis.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

/** Masses (GeV) of the signals that are drawn beside the one of the hypothesis. */
const MASSES = [0.7, 1.5, 3] as const;
/** Colours and dashes of the signals, and the one nearest to the hypothesis (first), and dashes of the backgrounds in their own colours. */
const SIGNALS = [
  { color: "#e42536", dash: [1, 0] },
  { color: "#bd1f01", dash: [8, 3] },
  { color: "#e76300", dash: [4, 3] },
  { color: "#a96b59", dash: [2, 2] },
] as const;
const BACKGROUND_DASHES = [
  [1, 0],
  [10, 3, 2, 3],
  [6, 2],
  [3, 2],
  [2, 4],
] as const;
/** Fewer events have no shape. */
const LEAST_EVENTS = 20;

const WIDTH = 300;
const HEIGHT = 200;

/** A sample as it is drawn. */
interface Shape {
  readonly sample: SampleSummary;
  readonly label: string;
  readonly color: string;
  readonly dash: readonly number[];
  readonly signal: boolean;
}

function shapesOf({ search, samples, state, point }: PanelContext): Shape[] {
  const measurement = measurementOf(search);
  // One slot each, whether or not the hypothesis is one of the masses: a figure is compiled once.
  const signals = [point.hypothesis.mass, ...MASSES].flatMap((mass, i) => {
    const sample = nearestSignal(samples, measurement, mass, state.model);
    const { label } = samples.find(({ id }) => id === sample?.id) ?? {};
    return sample && label ? [{ sample, label, ...SIGNALS[i], signal: true }] : [];
  });
  const backgrounds = samples
    .filter(({ kind }) => kind === "background")
    .map((sample, i) => ({
      sample,
      label: sample.label,
      color: search.samples.find(({ id }) => id === sample.id)?.color ?? INK,
      dash: BACKGROUND_DASHES[i % BACKGROUND_DASHES.length],
      signal: false,
    }));
  return [...signals, ...backgrounds];
}

/** Shares of a sample in the bins; empty where it is too few. */
function sharesOf(one: NMinusOneSpectrum, { sample, signal }: Shape): number[] {
  const counts = one.counts[sample.id] ?? [];
  const sum = counts.reduce((total, count) => total + count, 0);
  return sum > 0 && (signal || sum >= LEAST_EVENTS) ? counts.map((count) => count / sum) : [];
}

/** Where a photon has the energy that recoils against the A′ of each signal drawn, if that is what is shown. */
function peaksOf(one: NMinusOneSpectrum, shapes: readonly Shape[], { search }: PanelContext) {
  const cut = search.selection.find(({ id }) => id === one.cut);
  if (cut?.kind !== "range" || cut.observable.id !== search.scan.observable.id) return [];
  return shapes.flatMap(({ sample, signal }, k) => {
    if (!signal || !sample.hypothesis) return [];
    const { min, max } = search.scan.windowOf(sample.hypothesis);
    return [{ low: 0.5 * (min + max), k }];
  });
}

function tableOf(one: NMinusOneSpectrum, shapes: readonly Shape[], name: string): Table {
  const values = one.edges
    .slice(1)
    .map((high, i) => [one.edges[i], high, ...shapes.map((shape) => sharesOf(one, shape)[i] ?? null)]);
  return {
    id: name,
    caption: `${one.title} of what reaches the cut on it: share of each sample in each bin`,
    columns: [
      { title: "from", unit: one.unit },
      { title: "to", unit: one.unit },
      ...shapes.map(({ label }) => ({ title: label, unit: "" })),
    ],
    rows: values.map((row) => row.map((value, i) => (value === null ? "–" : formatNumber(value, i < 2 ? 3 : 2)))),
    values,
  };
}

/** Expected events of every sample drawn in the regions of the radius: before the cut on it, and after all others. */
function regionTable(shapes: readonly Shape[], { search, evaluation }: PanelContext): Table[] {
  const { regions } = search;
  const counts = evaluation.regions;
  if (!regions || !counts) return [];
  const values = regions.titles.flatMap((title, k) =>
    (["reaching", "selected"] as const).map((which) => [
      `${title}, ${regions.edges[k]}–${regions.edges[k + 1]} ${regions.observable.unit}`,
      which === "reaching" ? "before the cut on it" : "all other cuts",
      ...shapes.map(({ sample }) => (counts[which][sample.id]?.[k] ?? 0) * sample.weight),
    ]),
  );
  return [
    {
      id: "shapes-regions",
      caption: `Expected events in the regions of ${regions.observable.symbol}; signals are simulated from 0.15 cm on, and beyond the last region tracks are too short`,
      columns: [
        { title: "region", unit: "", prose: true },
        { title: "events", unit: "", prose: true },
        ...shapes.map(({ label }) => ({ title: label, unit: "" })),
      ],
      rows: values.map((row) => row.map((value) => (typeof value === "number" ? formatNumber(value) : value))),
      values,
    },
  ];
}

function figure(one: NMinusOneSpectrum, shapes: readonly Shape[], context: PanelContext): PanelFigure {
  const { search, state, eventsHeading: heading } = context;
  const name = `shapes-${one.cut}`;
  const cut = search.selection.find(({ id }) => id === one.cut);
  const params = {
    ...heading,
    conditions: cut ? `before the cut on ${cut.title}` : heading.conditions,
    ...Object.fromEntries(shapes.map(({ label }, k) => [`shown${k}`, label])),
  };
  const x = {
    field: "low",
    type: "quantitative",
    title: one.unit === "" ? one.title : `${one.title} [${one.unit}]`,
    scale: { domain: [one.edges[0], one.edges[one.edges.length - 1]], nice: false },
    axis: { tickCount: 6 },
  };
  const y = {
    field: "share",
    type: "quantitative",
    title: "share / bin",
    scale: { type: "log", domain: [1e-3, 1], nice: false },
    axis: { tickCount: 3, format: "~g" },
  };
  const ends = cut ? Object.values(state.cuts[cut.id] ?? {}) : [];
  return {
    name,
    description: `${one.title}: shapes of signals and backgrounds before the cut on it`,
    ...brushOf(one, context, false),
    params,
    data: {
      ...Object.fromEntries(
        shapes.map((shape, k) => {
          const shares = sharesOf(one, shape);
          const rows = shares.map((share, i) => ({ low: one.edges[i], share: Math.max(share, 1e-4) }));
          return [`shape${k}`, rows];
        }),
      ),
      landmarks: landmarksOf(one, context).map((low) => ({ low })),
      peaks: peaksOf(one, shapes, context),
      cuts: ends.map((low) => ({ low })),
    },
    table: tableOf(one, shapes, name),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf(params),
      width: WIDTH,
      height: HEIGHT,
      title: HEADING_TITLE,
      layer: [
        {
          data: { name: "landmarks" },
          mark: { type: "rule", color: "#607641", strokeWidth: 1, clip: true },
          encoding: { x },
        },
        ...shapes.map(({ color, dash, signal }, k) => ({
          data: { name: `shape${k}` },
          mark: {
            type: "line",
            interpolate: "step-after",
            color,
            strokeDash: [...dash],
            strokeWidth: signal ? 2 : 1.3,
            clip: true,
          },
          encoding: { x, y },
        })),
        {
          data: { name: "peaks" },
          mark: { type: "point", shape: "triangle-down", filled: true, size: 70, clip: true },
          encoding: {
            x,
            y: { value: 8 },
            color: {
              field: "k",
              type: "nominal",
              legend: null,
              scale: { domain: shapes.map((_, k) => k), range: shapes.map(({ color }) => color) },
            },
          },
        },
        { data: { name: "cuts" }, mark: { type: "rule", color: INK, strokeWidth: 2, clip: true }, encoding: { x } },
        ...legendBelow(legendOf(shapes), { x: -44, y: HEIGHT + BELOW_FRAME }, [0, 218]),
      ],
    } as PanelFigure["spec"],
  };
}

const legendOf = (shapes: readonly Shape[]): LegendEntry[] =>
  shapes.map(({ label, color, dash }, k) => ({ label, param: `shown${k}`, kind: "line", color, dash }));

/** Shapes of several signals and of the backgrounds, each where its cut finds them. */
export const shapes: Panel = {
  id: "shapes",
  title: "Shapes",
  about:
    "Signals of 0.7, 1.5 and 3 GeV at the chosen splitting and lifetime, and the one nearest to the hypothesis (first), against all backgrounds, each normalised to one: every observable for the events that pass the cuts before the one on it, so that backgrounds still have a shape. Triangles mark the energy of the photon that recoils against the A′ of each signal; green lines are the beam pipe and layers of the detector, black ones the cut in force. Draw a range over a figure, or move its handles with the arrow keys: the cut follows, and what reaches the later ones with it.",
  wanted: () => ({ reaching: true }),
  contents(context) {
    if (context.search.measurement.kind !== "lifetime") return null;
    const found = (context.evaluation.reaching ?? []).filter(
      ({ cut }) => !["photon-energy", "extra-energy", "lepton-momentum", "kaon-veto"].includes(cut),
    );
    const drawn = shapesOf(context);
    return found.length === 0
      ? null
      : { figures: found.map((one) => figure(one, drawn, context)), tables: regionTable(drawn, context), notes: [] };
  },
};
