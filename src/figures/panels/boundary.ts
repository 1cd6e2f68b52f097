import type { BoundaryStudy } from "../../analysis/studies.js";
import { formatNumber } from "../numbers.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

/** The halves of the simulation as they are drawn. */
const HALVES = [
  { half: "found", title: "half that looks for it", color: INK, dash: [1, 0] },
  { half: "counted", title: "half that is counted", color: "#e42536", dash: [5, 3] },
] as const;
/** Unit of the figure of merit on the axis, one over. */
const UNIT = 1e4;

function boundaryTable({ points }: BoundaryStudy, { search }: PanelContext): Table {
  const { symbol, unit } = search.interpretations[0];
  const energy = search.scan.observable.unit;
  const values = points.map(({ mass, fixed, best }) => [
    mass,
    fixed.boundary,
    best.boundary,
    best.found,
    best.counted,
    fixed.counted,
    best.counted / fixed.counted,
    100 * best.efficiency,
    best.background,
    best.expected,
    fixed.expected,
  ]);
  return {
    id: "boundary",
    caption:
      "Boundaries of the signal region: figure of merit where the boundary was found and where it is counted, and the half that is counted in numbers",
    columns: [
      { title: "mass", unit: "GeV/c²" },
      { title: "boundary as used", unit: energy },
      { title: "optimised", unit: energy },
      { title: "merit, found", unit: "" },
      { title: "merit, counted", unit: "" },
      { title: "merit as used, counted", unit: "" },
      { title: "optimised over used", unit: "" },
      { title: "ε optimised", unit: "%" },
      { title: "b optimised", unit: "events" },
      { title: `${symbol} expected, optimised`, unit },
      { title: `${symbol} expected, as used`, unit },
    ],
    rows: values.map((row) => row.map((value, i) => formatNumber(value, i >= 3 && i <= 6 ? 4 : 3))),
    values,
  };
}

function curveTable(curve: NonNullable<BoundaryStudy["curve"]>, unit: string): Table {
  const values = curve.boundaries.map((boundary, i) => [boundary, curve.found[i], curve.counted[i]]);
  return {
    id: "boundary-curve",
    caption: `Figure of merit against the boundary at ${formatNumber(curve.mass, 3)} GeV`,
    columns: [
      { title: "boundary", unit },
      { title: "found", unit: "" },
      { title: "counted", unit: "" },
    ],
    rows: values.map((row) => row.map((value) => formatNumber(value, 4))),
    values,
  };
}

function figure(study: BoundaryStudy, curve: NonNullable<BoundaryStudy["curve"]>, context: PanelContext): PanelFigure {
  const { search, heading } = context;
  const { observable } = search.scan;
  const point = study.points.find(({ mass }) => mass === curve.mass);
  const params = { ...heading, conditions: `${heading.conditions}, ${formatNumber(curve.mass, 3)} GeV` };
  const x = {
    field: "x",
    type: "quantitative",
    title: `boundary in ${observable.symbol} [${observable.unit}]`,
    scale: { domain: [0, curve.boundaries[curve.boundaries.length - 1]], nice: false },
    axis: { tickCount: 6 },
  };
  const y = {
    field: "y",
    type: "quantitative",
    title: "ε / (a/2 + √B) [10⁻⁴]",
    scale: { domainMin: 0, nice: true },
    axis: { tickCount: 5 },
  };
  const byHalf = {
    field: "half",
    type: "nominal",
    title: null,
    scale: { domain: HALVES.map(({ title }) => title) },
    legend: { orient: "bottom", symbolType: "stroke" },
  };
  return {
    name: "boundary",
    description: "Figure of merit against the boundary of the signal region in both halves of the simulation",
    params,
    data: {
      curves: HALVES.flatMap(({ half, title }) =>
        curve[half].map((value, i) => ({ x: curve.boundaries[i], y: UNIT * value, half: title })),
      ),
      used: point ? [{ x: point.fixed.boundary }] : [],
      optimised: point ? [{ x: point.best.boundary }] : [],
    },
    table: curveTable(curve, observable.unit),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf(params),
      width: 420,
      height: 240,
      title: HEADING_TITLE,
      layer: [
        {
          data: { name: "curves" },
          mark: { type: "line", strokeWidth: 2, clip: true },
          encoding: {
            x,
            y,
            color: { ...byHalf, scale: { ...byHalf.scale, range: HALVES.map(({ color }) => color) } },
            strokeDash: { ...byHalf, scale: { ...byHalf.scale, range: HALVES.map(({ dash }) => dash) } },
          },
        },
        { data: { name: "used" }, mark: { type: "rule", color: INK, strokeWidth: 1.5 }, encoding: { x } },
        {
          data: { name: "optimised" },
          mark: { type: "rule", color: INK, strokeWidth: 1.5, strokeDash: [2, 3] },
          encoding: { x },
        },
      ],
    } as PanelFigure["spec"],
  };
}

/** What the other way to read the publication would do to the limits. */
function otherNote(ratios: readonly number[], { search }: PanelContext): string {
  const { measurement } = search;
  const title = measurement.kind === "on-off" ? measurement.boundary?.other?.title : undefined;
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => formatNumber(ratio, 3));
  return `Which boundary belongs to which mass is not published. Were they ${title}, expected limits would be ${least} to ${most} of those as used.`;
}

/** The boundary of the signal region and its figure of merit. */
export const boundary: Panel = {
  id: "boundary",
  title: "Boundary",
  about:
    "Where the signal region ends. Every other simulated event, with the cuts in force, looks for the boundary with the highest ε/(a/2 + √B) of its mass; those between count what it gives, because a boundary flatters the events that it was found on. Full rule: as used; dotted: optimised. The limits of the page keep the boundaries as used, so that moving a cut never looks for a better place after the events were seen; expected limits here are asymptotic, of Asimov data, in the half that is counted.",
  wanted: (mass) => ({ boundary: mass }),
  contents(context) {
    const study = context.evaluation.boundary;
    if (!study?.curve) return null;
    const others = study.points.flatMap(({ fixed, other }) =>
      other?.expected && fixed.expected ? [other.expected / fixed.expected] : [],
    );
    const gains = study.points.map(({ fixed, best }) => best.counted / fixed.counted);
    return {
      figures: [figure(study, study.curve, context)],
      tables: [boundaryTable(study, context)],
      notes: [
        `Optimised boundaries: ${formatNumber(Math.min(...study.points.map(({ best }) => best.boundary)))} to ${formatNumber(Math.max(...study.points.map(({ best }) => best.boundary)))} ${context.search.scan.observable.unit}. In the half that is counted their figure of merit is ${formatNumber(Math.min(...gains), 3)} to ${formatNumber(Math.max(...gains), 3)} of that as used.`,
        ...(others.length > 0 ? [otherNote(others, context)] : []),
      ],
    };
  },
};
