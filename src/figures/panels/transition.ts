import type { Transition } from "../../analysis/peaks/transition.js";
import { legendLayers } from "../legend.js";
import { formatNumber } from "../numbers.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

const COLORS = ["#5790fc", "#e42536"] as const;
const SIZE = { width: 480, height: 240 } as const;

/** Symbols and units of the variables. */
function variablesOf({ search: { measurement } }: PanelContext): { symbol: string; unit: string }[] {
  if (measurement.kind !== "peak-fits") return [];
  return measurement.variables.map(({ symbol, observables: [{ unit }] }) => ({ symbol, unit }));
}

function figure({ declared, equal, equalWidths, points }: Transition, context: PanelContext): PanelFigure {
  const { search, heading } = context;
  const [{ symbol, unit }] = search.interpretations;
  const widths = variablesOf(context);
  const [first, second] = widths.map((one) => one.symbol);
  const title = `expected limit on ${symbol} [${unit}]`;
  const x = {
    field: "x",
    type: "quantitative",
    title: search.scan.abscissa.title,
    scale: { zero: false, nice: false },
  };
  const y = { field: "y", type: "quantitative", title, scale: { zero: false, nice: true }, axis: { tickCount: 5 } };
  const curve = (name: string, color: string, strokeDash: readonly number[]) => ({
    data: { name },
    mark: { type: "line", color, strokeWidth: 2, strokeDash: [...strokeDash] },
    encoding: { x, y },
  });
  const values = points.map((point) => [point.mass, point.first, point.second, point.firstWidth, point.secondWidth]);
  return {
    name: "transition",
    description: `Median expected limits on ${symbol} from ${first} and ${second} against the mass`,
    params: { ...heading },
    data: {
      first: points.map((point) => ({ x: point.mass, y: point.first })),
      second: points.map((point) => ({ x: point.mass, y: point.second })),
      declared: [{ x: declared }],
      equal: equal === null ? [] : [{ x: equal }],
      widths: equalWidths === null ? [] : [{ x: equalWidths }],
    },
    table: {
      id: "transition",
      caption: `Median expected limits on ${symbol} from both variables, and the widths of both peaks`,
      columns: [
        { title: "mass", unit: "GeV/c²" },
        { title: first, unit },
        { title: second, unit },
        ...widths.map((one) => ({ title: `width of the peak in ${one.symbol}`, unit: one.unit })),
      ],
      rows: values.map((row) => row.map((value) => formatNumber(value, 3))),
      values,
    },
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf({ ...heading }),
      ...SIZE,
      title: HEADING_TITLE,
      layer: [
        {
          data: { name: "declared" },
          mark: { type: "rule", color: INK, strokeDash: [4, 4] },
          encoding: { x },
        },
        {
          data: { name: "widths" },
          mark: { type: "rule", color: INK, strokeDash: [1, 3], strokeWidth: 1.5 },
          encoding: { x },
        },
        { data: { name: "equal" }, mark: { type: "rule", color: INK, strokeWidth: 1.5 }, encoding: { x } },
        curve("first", COLORS[0], []),
        curve("second", COLORS[1], [6, 3]),
        ...legendLayers(
          [
            { label: first, kind: "line", color: COLORS[0] },
            { label: second, kind: "line", color: COLORS[1], dash: [6, 3] },
            { label: "published transition", kind: "line", color: INK, dash: [4, 4] },
            { label: "equal widths", kind: "line", color: INK, dash: [1, 3] },
            { label: "equal sensitivity", kind: "line", color: INK },
          ],
          { x: 14, y: 90 },
        ),
      ],
    } as unknown as PanelFigure["spec"],
  };
}

/** Where one variable of the fits takes over from the other. */
export const transition: Panel = {
  id: "transition",
  title: "Transition",
  about:
    "Median expected limit from each of the two variables, fitted at the same masses: the mass of the photon pair is the sharper one for light ALPs, that of the recoil for heavy ones. Where the lines cross both are equally sensitive; where both peaks are equally wide they need not be, as radiation of the beams gives one of them a tail. The search changes at the published mass, whatever is found here.",
  wanted: () => ({ transition: true }),
  contents(context) {
    const found = context.evaluation.transition;
    if (!found || found.points.length < 2) return null;
    const { declared, equal, equalWidths } = found;
    const [{ symbol: first }] = variablesOf(context);
    return {
      figures: [figure(found, context)],
      tables: [],
      notes: [
        ...(equalWidths === null ? [] : [`Both peaks are equally wide at ${formatNumber(equalWidths, 3)} GeV.`]),
        equal === null
          ? `The curves do not cross between ${formatNumber(found.points[0].mass)} and ${formatNumber(found.points[found.points.length - 1].mass)} GeV; published: ${formatNumber(declared, 3)} GeV.`
          : `Equal sensitivity at ${formatNumber(equal, 3)} GeV; published transition: ${formatNumber(declared, 3)} GeV. Below, ${first} expects the stronger limit.`,
      ],
    };
  },
};
