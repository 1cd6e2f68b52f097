import type { NMinusOneSpectrum } from "../../analysis/studies.js";
import { formatEdges, formatNumber } from "../numbers.js";
import { overlayOf } from "../overlay.js";
import { stackLayer, stackRows } from "../stack.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import { brushOf, landmarksOf } from "./cut-axis.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

const SIGNAL_COLOR = "#e42536";
/** Smallest ordinate of the logarithmic axis, events. */
const FLOOR = 0.1;
/** Bins that are drawn: pairs of those that were counted, so that few events still make a shape. */
const MERGE = 2;

const merge = (counts: readonly number[]) =>
  counts.flatMap((count, i) => (i % MERGE === 0 ? [count + (counts[i + 1] ?? 0)] : []));

/** Values of the cut in force: where the line is drawn. A cut tuned window by window has none. */
function cutValues(one: NMinusOneSpectrum, { search, state }: PanelContext, second: boolean): number[] {
  const cut = search.selection.find(({ id }) => id === one.cut);
  if (cut?.kind !== "range") return [0];
  if (state.tuned.includes(cut.id)) return [];
  const values = state.cuts[cut.id];
  const ends = cut.highest ? [second ? values.max : values.min] : [values.min, values.max];
  return ends.filter((value) => value !== undefined);
}

function binsOf(one: NMinusOneSpectrum, { search, samples, state, point }: PanelContext) {
  const edges = one.edges.filter((_, i) => i % MERGE === 0 || i === one.edges.length - 1);
  const counts = Object.fromEntries(Object.entries(one.counts).map(([id, values]) => [id, merge(values)]));
  const backgrounds = samples.filter(({ kind }) => kind === "background");
  const data = samples.find(({ kind }) => kind === "data");
  const overlay = overlayOf(search, samples, { state, mass: point.hypothesis.mass });
  const signal = samples.find(({ id }) => id === overlay?.sample);
  return edges.slice(1).map((high, i) => ({
    low: edges[i],
    high,
    yields: backgrounds.map(({ id, weight }) => counts[id][i] * weight),
    signal: signal ? counts[signal.id][i] * signal.weight * (overlay?.factor ?? 0) : 0,
    data: data ? counts[data.id][i] : null,
  }));
}

function tableOf(one: NMinusOneSpectrum, name: string, bins: ReturnType<typeof binsOf>, context: PanelContext): Table {
  const labels = context.samples.filter(({ kind }) => kind === "background").map(({ label }) => label);
  const unit = one.unit;
  const edges = formatEdges([...bins.map(({ low }) => low), ...bins.slice(-1).map(({ high }) => high)]);
  return {
    id: name,
    caption: `${one.title}, all other cuts applied: simulation by process, signal and events counted`,
    columns: [
      { title: "from", unit },
      { title: "to", unit },
      ...[...labels, "signal", "counted"].map((title) => ({ title, unit: "" })),
    ],
    rows: bins.map(({ yields, signal, data }, i) => [
      edges[i],
      edges[i + 1],
      ...[...yields, signal].map((value) => formatNumber(value)),
      data === null ? "–" : String(data),
    ]),
    values: bins.map(({ low, high, yields, signal, data }) => [low, high, ...yields, signal, data]),
  };
}

/** The window of the hypothesis, where its observable is the one that is cut on. */
function windowOf(one: NMinusOneSpectrum, { search, point }: PanelContext): { low: number; high: number }[] {
  const cut = search.selection.find(({ id }) => id === one.cut);
  const { observable, min, max } = point.region;
  return cut?.kind === "range" && cut.observable.id === observable ? [{ low: min, high: max }] : [];
}

function figure(one: NMinusOneSpectrum, context: PanelContext, second: boolean): PanelFigure {
  const { search, samples, eventsHeading: heading } = context;
  const cut = search.selection.find(({ id }) => id === one.cut);
  const name = `n-minus-one-${one.cut}${second ? "-highest" : ""}`;
  const bins = binsOf(one, context);
  const processes = samples
    .filter(({ kind }) => kind === "background")
    .map(({ id, label }) => ({ label, color: search.samples.find((sample) => sample.id === id)?.color ?? INK }));
  const up = (value: number) => Math.max(value, FLOOR);
  const x = {
    field: "low",
    type: "quantitative",
    title: one.unit === "" ? one.title : `${one.title} [${one.unit}]`,
    scale: { domain: [one.edges[0], one.edges[one.edges.length - 1]], nice: false },
    axis: { tickCount: 5 },
  };
  const y = (field: string) => ({
    field,
    type: "quantitative",
    title: "Events / bin",
    scale: { type: "log", domainMin: FLOOR, nice: false },
    axis: { tickCount: 4, format: "~g" },
  });
  const params = { ...heading, label: cut?.title ?? one.cut };
  return {
    name,
    description: `${one.title} of the events that pass all other cuts`,
    ...brushOf(one, context, second),
    params,
    data: {
      stack: stackRows(bins, processes, FLOOR),
      signal: bins.map(({ low, signal }) => ({ low, y: up(signal) })),
      landmarks: landmarksOf(one, context).map((low) => ({ low })),
      window: windowOf(one, context),
      data: bins.flatMap(({ low, high, data }) => (data ? [{ low: (low + high) / 2, y: data }] : [])),
      cuts: cutValues(one, context, second).map((low) => ({ low })),
    },
    table: tableOf(one, name, bins, context),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf(params),
      width: 240,
      height: 140,
      title: { ...HEADING_TITLE, subtitle: undefined },
      layer: [
        {
          data: { name: "window" },
          mark: { type: "rect", color: INK, opacity: 0.12, clip: true },
          encoding: { x, x2: { field: "high" } },
        },
        {
          data: { name: "landmarks" },
          mark: { type: "rule", color: "#607641", strokeWidth: 1, clip: true },
          encoding: { x },
        },
        stackLayer(x, y("y0"), processes),
        {
          data: { name: "signal" },
          mark: { type: "line", interpolate: "step-after", color: SIGNAL_COLOR, strokeDash: [5, 3], clip: true },
          encoding: { x, y: y("y") },
        },
        {
          data: { name: "data" },
          mark: { type: "point", color: INK, fill: INK, size: 12, opacity: 1, clip: true },
          encoding: { x, y: y("y") },
        },
        { data: { name: "cuts" }, mark: { type: "rule", color: INK, strokeWidth: 2, clip: true }, encoding: { x } },
      ],
    } as PanelFigure["spec"],
  };
}

/** The observable of every cut for the events that pass all others. */
export const nMinusOne: Panel = {
  id: "n-minus-one",
  title: "N−1",
  about:
    "Draw a range over a figure, or move its two handles with the arrow keys, and the cut follows: the other figures, the spectrum and the limits show what is left. Each observable for the events that pass every cut but the one on it, with the cut in force as a line: what it removes, and what it costs. Colours, points and dashed signal as in the spectrum. A cut that is tuned window by window has no single line; the τ suppression is shown as the distance above its line.",
  wanted: () => ({ nMinusOne: true }),
  contents(context) {
    const spectra = context.evaluation.nMinusOne ?? [];
    if (spectra.length === 0) return null;
    const seen = new Set<string>();
    const figures = spectra.map((one) => {
      const second = seen.has(one.cut);
      seen.add(one.cut);
      return figure(one, context, second);
    });
    return { figures, tables: [], notes: [] };
  },
};
