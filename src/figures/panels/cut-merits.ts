import type { CutMerit } from "../../analysis/studies.js";
import { formatNumber } from "../numbers.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

const STYLES = [
  { color: INK, dash: [1, 0] },
  { color: "#e42536", dash: [6, 3] },
  { color: "#5790fc", dash: [2, 2] },
  { color: "#964a8b", dash: [8, 3, 2, 3] },
] as const;
const WIDTH = 420;

/** Figure of merit over the one with the cut at its loose end. */
const gain = ({ merits }: CutMerit, merit: number) => merit / merits[merits.length - 1];

function bestOf({ values, merits, value, merit }: CutMerit): number {
  const best = merits.reduce((found, one, i) => (one > merits[found] ? i : found), 0);
  return merit >= merits[best] ? value : values[best];
}

/** Short, because legends cut what is long. */
function nameOf({ search }: PanelContext, { cut, region }: CutMerit): string {
  const { title } = search.selection.find(({ id }) => id === cut) ?? { title: cut };
  const place = search.scan.ellipses?.regions.find(({ id }) => id === region)?.title ?? region;
  return `${place}: ${title.split(",")[0]}`;
}

function table(found: readonly CutMerit[], context: PanelContext): Table {
  const values = found.map((one) => [
    nameOf(context, one),
    one.value,
    bestOf(one),
    gain(one, one.merit),
    gain(one, Math.max(one.merit, ...one.merits)),
  ]);
  return {
    id: "cut-merits",
    caption: "Cuts by macro-region: mean figure of merit over its ellipses, over the one without the cut",
    columns: [
      { title: "macro-region: cut", unit: "", prose: true },
      { title: "as used, at most", unit: "" },
      { title: "best of those tried here", unit: "" },
      { title: "merit as used", unit: "" },
      { title: "merit at best", unit: "" },
    ],
    rows: values.map(([name, ...rest]) => [String(name), ...rest.map((one) => formatNumber(Number(one), 4))]),
    values,
  };
}

function figure(found: readonly CutMerit[], context: PanelContext): PanelFigure {
  const names = found.map((one) => nameOf(context, one));
  const params = { ...context.heading };
  const byName = (range: readonly unknown[]) => ({
    field: "name",
    type: "nominal",
    title: null,
    scale: { domain: names, range },
    legend: { orient: "bottom", columns: 1, symbolType: "stroke", symbolSize: 400 },
  });
  const x = {
    field: "x",
    type: "quantitative",
    title: "events are kept up to",
    scale: { domain: [0.3, 1], nice: false },
    axis: { tickCount: 7 },
  };
  const y = { field: "y", type: "quantitative", title: "mean ε / (a/2 + √B), relative", scale: { zero: false } };
  const color = byName(found.map((_, i) => STYLES[i % STYLES.length].color));
  return {
    name: "cut-merits",
    description: "Mean figure of merit against the value of each optimised cut, with the values as used marked",
    params,
    data: {
      curves: found.flatMap((one, i) =>
        one.values.map((value, k) => ({ x: value, y: gain(one, one.merits[k]), name: names[i] })),
      ),
      used: found.map((one, i) => ({ x: one.value, y: gain(one, one.merit), name: names[i] })),
    },
    table: table(found, context),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf(params),
      width: WIDTH,
      height: 260,
      title: HEADING_TITLE,
      layer: [
        {
          data: { name: "curves" },
          mark: { type: "line", strokeWidth: 2, clip: true },
          encoding: { x, y, color, strokeDash: byName(found.map((_, i) => STYLES[i % STYLES.length].dash)) },
        },
        {
          data: { name: "used" },
          mark: { type: "point", shape: "diamond", size: 90, strokeWidth: 2, filled: false, opacity: 1 },
          encoding: { x, y, color },
        },
      ],
    } as unknown as PanelFigure["spec"],
  };
}

/** Cuts whose values were found by a figure of merit, and how it goes with them. */
export const cutMerits: Panel = {
  id: "cut-merits",
  title: "Optimisation",
  about:
    "The figure of merit ε/(a/2 + √B) that background suppression was optimised on, averaged over the ellipses of a macro-region, against the value of each cut; the other cuts as they are set. Diamonds: as used. The values were found on events of their own, in which nothing is counted; drawn is what they do to the events that are. Limits never look for a better place after the events were seen.",
  wanted: () => ({ cutMerits: true }),
  contents(context) {
    const { cutMerits: found = [] } = context.evaluation;
    const { optimised } = context.search;
    if (found.length === 0 || !optimised) return null;
    return { figures: [figure(found, context)], tables: [], notes: [`${optimised.found}; a = ${optimised.sigmas}.`] };
  },
};
