import type { TopLevelSpec } from "vega-lite";
import { combinedSystematics, type Interpretation } from "../analysis/measurement.js";
import { onOffSystematic } from "../analysis/on-off/limits.js";
import type { ScanPoint } from "../analysis/scan-point.js";
import type { Comparison, Search } from "../analysis/search.js";
import { type AnalysisState, isExpectation } from "../analysis/state.js";
import { levelText, modelText } from "./choices.js";
import { BELOW_FRAME, type LegendEntry, legendBelow } from "./legend.js";
import { LOG_LABEL } from "./log-labels.js";
import {
  BAND_COLORS,
  type FigureData,
  type FigureHeading,
  type FigureParams,
  HEADING_TITLE,
  INK,
  paramsOf,
  plotConfig,
} from "./theme.js";

/** Curves to compare with: by colour, and each with a dash, a marker or a shade of its own. */
const COMPARISON_COLOR = "#964a8b";
const CURVE_COLOR = "#5790fc";
/** Bands of theory and ranges of publications, in their order. */
const BAND_FILLS = [COMPARISON_COLOR, "#e76300"] as const;
const FAINT = "#848a93";

/** Size of the plotting area, px, and of the legend below it. */
const WIDTH = 375;
const HEIGHT = 265;
const LEGEND = { x: -52, y: HEIGHT + BELOW_FRAME, columns: [0, 205] } as const;

/** Fewer simulated background events than this do not tell what a luminosity would bring. */
const LEAST_EFFECTIVE_EVENTS = 10;

/** What is written in the frame where a part of the expectation is grey. */
const GREY_MEANS = "grey: decided by simulation or systematics";

/** The abscissa of an exclusion plot. */
export interface Abscissa {
  readonly title: string;
  readonly scale: "linear" | "log";
  readonly domain: readonly [number, number];
}

/** What an exclusion plot shows besides limits: the state they were set in, and the alternatives chosen. */
export interface LimitView {
  readonly interpretation: Interpretation;
  readonly state: AnalysisState;
  /** Chosen name of each choice among comparisons; the first where none is. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** Comparisons that share a place in a plot: one of them is drawn. */
export interface ComparisonSlot {
  readonly id: string;
  readonly alternatives: readonly Comparison[];
}

/** Comparisons drawn in the plane of an interpretation. */
export function comparisonSlots(search: Search, interpretation: Interpretation): readonly ComparisonSlot[] {
  const slots = new Map<string, Comparison[]>();
  for (const one of search.comparisons.filter((other) => other.interpretation === interpretation.id)) {
    const id = one.choice?.of ?? one.id;
    slots.set(id, [...(slots.get(id) ?? []), one]);
  }
  return Array.from(slots, ([id, alternatives]) => ({ id, alternatives }));
}

function chosenOf({ id, alternatives }: ComparisonSlot, view: LimitView): Comparison {
  return alternatives.find(({ choice }) => choice?.name === view.choices?.[id]) ?? alternatives[0];
}

const labelParam = (slot: ComparisonSlot) => `label_${slot.id.replaceAll(/\W/g, "_")}`;

/** Decades that the ordinate covers: those of the limits, of points to compare with, and one below if something is there. */
function domainOf(search: Search, scan: readonly ScanPoint[], view: LimitView): [number, number] {
  const drawn = comparisonSlots(search, view.interpretation).map((slot) => chosenOf(slot, view));
  const values = [
    ...scan.flatMap(({ limits }) => {
      const found = limits[view.interpretation.id];
      return found ? [found.observed, found.expected[0], found.expected[4]] : [];
    }),
    ...drawn.filter((one) => one.kind === "points" || one.framed).flatMap((one) => one.points.map((point) => point.y)),
  ].filter((value): value is number => value !== null && value > 0);
  if (values.length === 0) return [1e-3, 1];
  const lowest = Math.floor(Math.log10(Math.min(...values) / 1.2));
  const isBelow = drawn.some(({ points }) => points.some(({ y }) => y < decade(lowest)));
  return [decade(isBelow ? lowest - 1 : lowest), decade(Math.ceil(Math.log10(Math.max(...values))))];
}

/** A power of ten, exactly. */
const decade = (power: number) => Number(`1e${power}`);

/** What of an exclusion plot changes besides its data. */
export function limitParams(
  search: Search,
  scan: readonly ScanPoint[],
  view: LimitView,
  heading: FigureHeading,
): FigureParams {
  const [low, high] = domainOf(search, scan, view);
  const labels = comparisonSlots(search, view.interpretation).map((slot) => [
    labelParam(slot),
    chosenOf(slot, view).title,
  ]);
  const given = modelText(search, view.state, view.interpretation.given ?? []);
  const level = `${levelText(view.state.confidenceLevel)} CL${given && `, ${given}`}`;
  const grey = scan.some((point) => weakness(search, view.state, point) !== null) ? GREY_MEANS : "";
  return { ...heading, low, high, level, grey, ...Object.fromEntries(labels) };
}

/**
 * Specification of an exclusion plot: observed limit solid, median expectation dashed, 1σ and 2σ bands, published
 * points and bands of theory in other styles. Data and parameters come by name (`limitData`, `limitParams`).
 */
export function limitSpec(
  search: Search,
  view: LimitView,
  scan: readonly ScanPoint[],
  heading: FigureHeading,
  abscissa: Abscissa,
): TopLevelSpec {
  const { interpretation } = view;
  const slots = comparisonSlots(search, interpretation);
  const unit = interpretation.unit === "" ? "" : ` [${interpretation.unit}]`;
  const x = {
    field: "x",
    type: "quantitative",
    title: abscissa.title,
    scale: { type: abscissa.scale, domain: [...abscissa.domain], nice: false },
    // As many labels as a phone has room for.
    ...(abscissa.scale === "linear" ? { axis: { tickCount: 8 } } : {}),
  } as const;
  const y = (field: string) =>
    ({
      field,
      type: "quantitative",
      title: `upper limit on ${interpretation.symbol}${unit}`,
      scale: { type: "log", domainMin: { expr: "low" }, domainMax: { expr: "high" }, nice: false },
      axis: { tickCount: 12, labelExpr: LOG_LABEL },
    }) as const;
  const line = { type: "line", clip: true, strokeWidth: 2, invalid: "break-paths-show-domains" } as const;
  const band = (name: string, ends: readonly [string, string], color: string, opacity: number) => ({
    data: { name },
    mark: { type: "area" as const, clip: true, color, opacity, invalid: "break-paths-show-domains" as const },
    encoding: { x, y: y(ends[0]), y2: { field: ends[1] } },
  });
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `Upper limit on ${interpretation.title} against ${abscissa.title}: observed, expected with bands, and what to compare with.`,
    config: plotConfig,
    params: paramsOf(limitParams(search, scan, view, heading)),
    width: WIDTH,
    height: HEIGHT,
    title: HEADING_TITLE,
    layer: [
      ...slots.filter(isArea).map((slot) => areaLayer(slots, slot, x, y)),
      band("limit-grey", ["y0", "y4"], FAINT, 0.3),
      band("limit-grey", ["y1", "y3"], FAINT, 0.4),
      band("limit", ["y0", "y4"], BAND_COLORS.two, 1),
      band("limit", ["y1", "y3"], BAND_COLORS.one, 1),
      ...slots
        .filter(({ alternatives }) => alternatives[0].kind === "band")
        .flatMap((slot) => edgeLayers(slots, slot, x, y)),
      {
        data: { name: "limit" },
        mark: { ...line, color: INK, strokeDash: [6, 4] },
        encoding: { x, y: y("firm") },
      },
      {
        data: { name: "limit" },
        mark: { ...line, color: FAINT, strokeDash: [6, 4] },
        encoding: { x, y: y("weak") },
      },
      { data: { name: "limit" }, mark: { ...line, color: INK }, encoding: { x, y: y("observed") } },
      ...slots
        .filter(({ alternatives }) => alternatives[0].kind === "points" || alternatives[0].kind === "curve")
        .map((slot) => ({
          data: { name: `comparison-${slot.id}` },
          mark:
            slot.alternatives[0].kind === "points"
              ? {
                  type: "point" as const,
                  clip: true,
                  shape: "diamond",
                  size: 60,
                  color: COMPARISON_COLOR,
                  filled: false,
                  strokeWidth: 2,
                  opacity: 1,
                }
              : { ...line, color: CURVE_COLOR, strokeDash: [8, 3, 2, 3] },
          encoding: { x, y: y("y") },
        })),
      {
        data: { name: "marker" },
        mark: { type: "rule", color: "#e42536", strokeWidth: 1 },
        encoding: { x },
      },
      ...["level", "grey"].map((text, row) => ({
        data: { values: [{}] },
        mark: { type: "text", text: { expr: text }, align: "right", baseline: "top", color: INK, fontSize: 12 },
        encoding: { x: { value: WIDTH - 10 }, y: { value: 8 + 16 * row } },
      })),
      ...legendBelow(legendEntries(slots, view), LEGEND, LEGEND.columns),
    ],
  } as TopLevelSpec;
}

/** Colour of a band among the bands of a plot. */
function bandFill(slots: readonly ComparisonSlot[], id: string): string {
  const bands = slots.filter(({ alternatives }) => alternatives[0].kind === "band");
  return BAND_FILLS[bands.findIndex((one) => one.id === id) % BAND_FILLS.length];
}

/** A band of theory, or the region above a curve. */
function areaLayer(slots: readonly ComparisonSlot[], slot: ComparisonSlot, x: object, y: (field: string) => object) {
  const above = slot.alternatives[0].kind === "above";
  return {
    data: { name: `comparison-${slot.id}` },
    mark: {
      type: "area" as const,
      clip: true,
      color: above ? FAINT : bandFill(slots, slot.id),
      opacity: above ? 0.22 : 0.35,
    },
    encoding: { x, y: y("y"), y2: { field: "y2" } },
  };
}

const isArea = ({ alternatives: [{ kind }] }: ComparisonSlot) => kind === "band" || kind === "above";

/**
 * Edges of a band, over the expectation, where a shade alone would not show where it ends; its filling lies below, so
 * that the expectation keeps its colours.
 */
function edgeLayers(slots: readonly ComparisonSlot[], slot: ComparisonSlot, x: object, y: (field: string) => object) {
  return ["y", "y2"].map((field) => ({
    data: { name: `comparison-${slot.id}` },
    mark: { type: "line" as const, clip: true, strokeWidth: 1.2, color: bandFill(slots, slot.id) },
    encoding: { x, y: y(field) },
  }));
}

function legendEntries(slots: readonly ComparisonSlot[], view: LimitView): LegendEntry[] {
  return [
    { label: "observed", kind: "line", color: INK },
    { label: "expected, median", kind: "line", color: INK, dash: [6, 4] },
    { label: "expected ± 1σ", kind: "area", color: BAND_COLORS.one },
    { label: "expected ± 2σ", kind: "area", color: BAND_COLORS.two },
    ...slots.map((slot): LegendEntry => {
      const { title, kind } = chosenOf(slot, view);
      const entry = { label: title, ...(slot.alternatives.length > 1 ? { param: labelParam(slot) } : {}) };
      if (kind === "points") return { ...entry, kind: "point", color: COMPARISON_COLOR };
      if (kind === "curve") return { ...entry, kind: "line", color: CURVE_COLOR, dash: [8, 3, 2, 3] };
      if (kind === "above") return { ...entry, kind: "area", color: FAINT, opacity: 0.22 };
      return { ...entry, kind: "area", color: bandFill(slots, slot.id), opacity: 0.35 };
    }),
  ];
}

/** What decides the expectation of a window at another luminosity than the published one, as `decidedBy` has it. */
export function weakness(
  search: Search,
  state: AnalysisState,
  point: Pick<ScanPoint, "background" | "effectiveEvents" | "model">,
): ReturnType<typeof decidedBy> {
  return isExpectation(search, state) ? decidedBy(search, state, point) : null;
}

/**
 * What decides the expectation of a window, where it is nothing that luminosity scales: the
 * statistics of the simulation, from fewer than ten effective events or larger than the Poisson fluctuation of the
 * background, or a systematic uncertainty larger than that; null where neither does.
 */
export function decidedBy(
  search: Search,
  state: AnalysisState,
  point: Pick<ScanPoint, "background" | "effectiveEvents" | "model">,
): "simulation" | "systematics" | null {
  const { background, effectiveEvents } = point;
  if (effectiveEvents !== null && effectiveEvents < LEAST_EFFECTIVE_EVENTS) return "simulation";
  if (background === null) return null;
  const { kind, systematics } = search.measurement;
  const relative =
    (kind === "on-off" ? onOffSystematic(point) : combinedSystematics(systematics, state.systematics).background) ** 2;
  // A background sample beside the data is taken to grow with them.
  const statistical = effectiveEvents === null || kind === "on-off" ? 0 : 1 / effectiveEvents;
  if (Math.max(relative, statistical) * background.value <= 1) return null;
  return statistical > relative ? "simulation" : "systematics";
}

/** Data of an exclusion plot. Hypotheses without a limit leave a gap in the curve. */
export function limitData(search: Search, view: LimitView, scan: readonly ScanPoint[]): FigureData {
  const weak = scan.map((point) => weakness(search, view.state, point) !== null);
  const rows = scan.map((point, i) => {
    const found = point.limits[view.interpretation.id];
    const [y0, y1, y2, y3, y4] = found?.expected ?? [null, null, null, null, null];
    // A line needs two points: the neighbours of a weak window are drawn grey with it.
    const grey = weak[i - 1] || weak[i] || weak[i + 1];
    return { x: point.hypothesis.mass, observed: found?.observed ?? null, y2, band: { y0, y1, y3, y4 }, grey };
  });
  const none = { y0: null, y1: null, y3: null, y4: null };
  const comparisons = comparisonSlots(search, view.interpretation).map((slot) => [
    `comparison-${slot.id}`,
    chosenOf(slot, view).points.map(({ x, y, y2 }) => ({ x, y, y2: y2 ?? null })),
  ]);
  return {
    limit: rows.map(({ x, observed, y2, band, grey }, i) => ({
      x,
      observed,
      firm: weak[i] ? null : y2,
      weak: grey ? y2 : null,
      ...(weak[i] ? none : band),
    })),
    "limit-grey": rows.map(({ x, band, grey }) => ({ x, ...(grey ? band : none) })),
    ...Object.fromEntries(comparisons),
  };
}
