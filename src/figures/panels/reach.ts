import type { ReachCurve } from "../../analysis/lifetime/reach.js";
import { levelText } from "../choices.js";
import { contourRings, exclusionField, measurementOf } from "../closed-limit.js";
import { BELOW_FRAME, legendBelow } from "../legend.js";
import { LOG_LABEL } from "../log-labels.js";
import { formatNumber } from "../numbers.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

const WIDTH = 330;
const HEIGHT = 220;

/** Colour and dash of each curve of a figure. */
const STYLES = [
  { color: "#bd1f01", dash: [1, 0] },
  { color: "#3f90da", dash: [8, 3, 2, 3] },
  { color: "#832db6", dash: [3, 3] },
  { color: INK, dash: [12, 4] },
  { color: "#717581", dash: [1, 3] },
] as const;

const GROUPS: Readonly<Record<string, string>> = {
  method: "counting against a fit of the spectrum",
  trigger: "each trigger by itself, and together",
  region: "each region of the radius by itself, and together",
  category: "splittings",
  luminosity: "luminosities",
};

function tableOf(group: string, curves: readonly ReachCurve[]): Table {
  const values = curves.flatMap(({ label, scan }) =>
    scan.flatMap(({ hypothesis, limits }) =>
      (limits.epsilon?.excluded?.expected[2] ?? []).map(([low, high]) => [label, hypothesis.mass, low, high]),
    ),
  );
  return {
    id: `reach-${group}`,
    caption: `Median expected intervals of ε: ${GROUPS[group]}`,
    columns: ["setting", "mass of χ₁", "ε from", "ε to"].map((title, i) => ({ title, unit: i === 1 ? "GeV/c²" : "" })),
    rows: values.map(([label, ...numbers]) => [
      String(label),
      ...numbers.map((value, i) => formatNumber(Number(value), i === 0 ? 3 : 2)),
    ]),
    values,
  };
}

function figure(context: PanelContext, group: string, curves: readonly ReachCurve[]): PanelFigure {
  const { search, heading } = context;
  const params = { ...heading, conditions: `${GROUPS[group]}, ${levelText(context.state.confidenceLevel)} CL` };
  const { abscissa } = search.scan;
  const x = {
    field: "x",
    type: "quantitative",
    title: abscissa.title,
    scale: { type: abscissa.scale, domain: [...(abscissa.domain ?? [0.1, 5])], nice: false },
  };
  const y = {
    field: "y",
    type: "quantitative",
    title: measurementOf(search).coupling === "epsilon" ? "ε" : measurementOf(search).coupling,
    scale: { type: "log", domain: [1e-5, 0.1], nice: false },
    axis: { tickCount: 5, labelExpr: LOG_LABEL },
  };
  return {
    name: `reach-${group}`,
    description: `Regions expected to be excluded: ${GROUPS[group]}`,
    params,
    data: Object.fromEntries(
      STYLES.map((_, i) => {
        const curve = curves[i];
        const rings = curve ? contourRings(curve.scan, exclusionField(curve.scan, 2), 0) : [];
        const rows = rings.flatMap((ring, index) =>
          ring.map(({ mass, coupling }, order) => ({ ring: index, order, x: mass, y: coupling })),
        );
        return [`curve${i}`, rows];
      }),
    ),
    table: tableOf(group, curves),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf(params),
      width: WIDTH,
      height: HEIGHT,
      title: HEADING_TITLE,
      layer: [
        ...STYLES.map(({ color, dash }, i) => ({
          data: { name: `curve${i}` },
          mark: {
            type: "line",
            clip: true,
            interpolate: "linear-closed",
            stroke: color,
            strokeWidth: 2,
            strokeDash: [...dash],
          },
          encoding: { x, y, detail: { field: "ring" }, order: { field: "order" } },
        })),
        ...legendBelow(
          curves.slice(0, STYLES.length).map(({ label }, i) => ({ label, kind: "line" as const, ...STYLES[i] })),
          { x: 0, y: HEIGHT + BELOW_FRAME },
          [0, 170],
        ),
      ],
    } as PanelFigure["spec"],
  };
}

/** How far the fit reaches beyond counting: ratio of the couplings where the intervals begin. */
function methodNote(curves: readonly ReachCurve[]): string[] {
  const [counted, fitted] = curves.filter(({ group }) => group === "method").map(({ scan }) => scan);
  const begins = (one: ReachCurve["scan"][number] | undefined) => one?.limits.epsilon?.excluded?.expected[2]?.[0]?.[0];
  const ratios = (counted ?? []).flatMap((point, i) => {
    const [a, b] = [begins(point), begins(fitted?.[i])];
    return a !== undefined && b !== undefined ? [b / a] : [];
  });
  if (ratios.length === 0) return [];
  ratios.sort((a, b) => a - b);
  const [least, middle, most] = [0, 0.5, 1].map((p) => formatNumber(ratios[Math.round(p * (ratios.length - 1))], 3));
  return [
    `ε where the interval begins, template fit over counting: median ${middle} (${least} to ${most}). With next to no background the fit gains what lies beside the window: the tail of photons whose beams radiated, and with it the events that ± 2σ leave out.`,
  ];
}

/** What triggers, splittings and luminosities reach, side by side. */
export const reach: Panel = {
  id: "reach",
  title: "Reach",
  about:
    "The region expected to be excluded (median) by counting in a window of E*γ and by a template fit of the whole spectrum, for each trigger and each region of the radius by itself and for all together, for each splitting that is simulated, and for each luminosity; everything else as set by the controls. Every point of the grid behind a contour is a limit of its own. At a luminosity far beyond that of the simulation the background is what few simulated events leave open: their weights grow with it, and the region is a cautious one. The study and the paper before it expect no background at all: the region without one is drawn beside it.",
  wanted: () => ({ reach: true }),
  contents(context) {
    const curves = context.evaluation.reach ?? [];
    if (curves.length === 0) return null;
    const figures = Object.keys(GROUPS).flatMap((group) => {
      const some = curves.filter((one) => one.group === group);
      return some.length > 0 ? [figure(context, group, some)] : [];
    });
    return { figures, tables: [], notes: methodNote(curves) };
  },
};
