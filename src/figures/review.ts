import type { TopLevelSpec } from "vega-lite";
import {
  type CurveChange,
  type Difference,
  movedMost,
  type Review,
  type YieldChange,
} from "../analysis/review/compare.js";
import { legendBelow } from "./legend.js";
import { LOG_LABEL } from "./log-labels.js";
import { formatNumber } from "./numbers.js";
import type { Table } from "./tables.js";
import { type FigureData, type FigureParams, HEADING_TITLE, INK, paramsOf, plotConfig } from "./theme.js";

const percent = (ratio: number) => `${ratio >= 1 ? "+" : "−"}${formatNumber(100 * Math.abs(ratio - 1), 2)} %`;
const moved = ({ ratio, before, after }: CurveChange) =>
  ratio === null ? `${formatNumber(before)} → ${formatNumber(after)}` : percent(ratio);
const nameOf = ({ quantity, kind }: CurveChange) => [quantity, kind].filter(Boolean).join(", ");

/** What changed, in sentences for whoever reads a proposal: what moved most first, then why it may have. */
export function reviewWords(review: Review): string[] {
  const most = movedMost(review);
  const limits = most.filter(({ kind }) => kind !== "");
  const [first] = limits;
  const jumps = review.yields.filter(({ significance }) => Math.abs(significance ?? 0) > 3);
  const reasons = review.differences.filter(({ what }) => what !== "code");
  const code = review.differences.some(({ what }) => what === "code");
  return [
    first
      ? `${review.search}: limits moved. Most: ${nameOf(first)} at ${first.at}, ${moved(first)} (${formatNumber(first.before)} → ${formatNumber(first.after)}).`
      : `${review.search}: no limit moved.`,
    ...most.filter((one) => one !== first).map((one) => `${nameOf(one)}: at most ${moved(one)}, at ${one.at}.`),
    ...(jumps.length > 0 ? [`${jumps.length} yields of the cut flow moved by more than three of their errors.`] : []),
    ...reasons.map(({ what, name, before, after }) => `${what} ${name}: ${before} → ${after}.`),
    ...(code ? ["The code behind the results differs."] : ["The code behind the results is the same."]),
  ];
}

const prose = (title: string) => ({ title, unit: "", prose: true });
const number = (title: string) => ({ title, unit: "" });

/** Assumptions, inputs and versions that differ. */
export function differencesTable(differences: readonly Difference[]): Table {
  const rows = differences.map(({ what, name, before, after }) => [`${what}: ${name}`, before, after]);
  return {
    id: "review-differences",
    caption: "Assumptions, inputs and versions that differ",
    columns: ["what", "A", "B"].map(prose),
    rows: rows.length > 0 ? rows : [["none", "", ""]],
    values: rows,
  };
}

/** Yields that differ, those of the largest significance first. */
export function yieldsTable(yields: readonly YieldChange[]): Table {
  const size = ({ before, after, significance }: YieldChange) =>
    (before === null) !== (after === null) ? Number.POSITIVE_INFINITY : Math.abs(significance ?? 0);
  const changed = yields.filter(({ before, after }) => before !== after).sort((a, b) => size(b) - size(a));
  return {
    id: "review-yields",
    caption: `Cut flow: ${changed.length} of ${yields.length} yields differ; significance as if the two were independent`,
    columns: [prose("after"), prose("sample"), number("A"), number("B"), number("B − A"), number("significance")],
    rows: changed.map(({ cut, sample, before, after, significance }) => [
      cut,
      sample,
      formatNumber(before, 4),
      formatNumber(after, 4),
      before === null || after === null ? "–" : formatNumber(after - before, 3),
      formatNumber(significance, 2),
    ]),
    values: changed.map(({ cut, sample, before, after, significance }) => [
      ...[cut, sample, before, after],
      ...[before === null || after === null ? null : after - before, significance],
    ]),
  };
}

/** One curve of both results at every hypothesis. */
export function curveTable(curves: readonly CurveChange[]): Table {
  return {
    id: "review-curve",
    caption: "The curves, point by point",
    columns: [prose("hypothesis"), prose("quantity"), number("A"), number("B"), number("B / A")],
    rows: curves.map((one) => [
      one.at,
      nameOf(one),
      formatNumber(one.before, 3),
      formatNumber(one.after, 3),
      formatNumber(one.ratio, 4),
    ]),
    values: curves.map((one) => [one.at, nameOf(one), one.before, one.after, one.ratio]),
  };
}

/** Quantities that can be drawn, those of limits first. */
export function quantitiesOf({ curves }: Review): string[] {
  const limits = curves.filter(({ kind }) => kind !== "").map(({ quantity }) => quantity);
  return [...new Set([...limits, ...curves.map(({ quantity }) => quantity)])];
}

const COLORS = ["#5790fc", "#e42536"] as const;
const WIDTH = 430;

/**
 * Both curves and below them their ratio. Data by `reviewData`.
 * @param first what is drawn first (`reviewParams`)
 */
export function reviewSpec(first: FigureParams): TopLevelSpec {
  const x = { field: "x", type: "quantitative", scale: { zero: false, nice: false } } as const;
  const y = {
    field: "y",
    type: "quantitative",
    title: { signal: "quantity" } as unknown as string,
    scale: { type: "log", nice: false },
    axis: { tickCount: 12, labelExpr: LOG_LABEL },
  } as const;
  const ratio = {
    field: "y",
    type: "quantitative",
    title: "B / A",
    scale: { domainMin: { expr: "low" }, domainMax: { expr: "high" }, nice: false, zero: false },
    axis: { tickCount: 4 },
  } as const;
  const line = (name: string, color: string, dash: number[], width: number) => ({
    data: { name },
    mark: {
      type: "line" as const,
      color,
      strokeDash: dash,
      strokeWidth: width,
      invalid: "break-paths-show-domains" as const,
    },
    encoding: { x: { ...x, title: null, axis: { labels: false } }, y },
  });
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: "A quantity of two results against mass, and below the ratio of the second to the first",
    config: plotConfig,
    params: paramsOf(first),
    spacing: 8,
    vconcat: [
      {
        title: HEADING_TITLE,
        width: WIDTH,
        height: 260,
        layer: [
          line("expected-a", COLORS[0], [6, 4], 2),
          line("expected-b", COLORS[1], [2, 3], 2),
          line("observed-a", COLORS[0], [1, 0], 2),
          line("observed-b", COLORS[1], [8, 3, 2, 3], 1.5),
        ],
      },
      {
        width: WIDTH,
        height: 110,
        layer: [
          {
            data: { values: [{}] },
            mark: { type: "rule", color: INK, strokeDash: [2, 2] },
            encoding: { y: { datum: 1, ...{ type: "quantitative", title: ratio.title, scale: ratio.scale } } },
          },
          {
            data: { name: "ratio-observed" },
            mark: { type: "point", shape: "circle", filled: true, size: 22, color: INK, opacity: 1 },
            encoding: { x: { ...x, title: "mass [GeV/c²]" }, y: ratio },
          },
          {
            data: { name: "ratio-expected" },
            mark: { type: "point", shape: "diamond", filled: false, size: 36, color: COLORS[1], opacity: 1 },
            encoding: { x: { ...x, title: "mass [GeV/c²]" }, y: ratio },
          },
          ...legendBelow(
            [
              { label: "A, observed", kind: "line", color: COLORS[0] },
              { label: "A, expected", kind: "line", color: COLORS[0], dash: [6, 4] },
              { label: "B, observed", kind: "line", color: COLORS[1], dash: [8, 3, 2, 3] },
              { label: "B, expected", kind: "line", color: COLORS[1], dash: [2, 3] },
            ],
            { x: 8, y: 170 },
            [0, 200],
          ),
        ],
      },
    ],
  } as TopLevelSpec;
}

/** Least range of the ratio: what did not move lies on a line, not in noise. */
const LEAST = { low: 0.95, high: 1.05 };

/** Parameters of the figure: what is drawn, of which results, and the range of their ratio. */
export function reviewParams(review: Review, quantity: string): FigureParams {
  const ratios = review.curves.flatMap((one) => (one.quantity === quantity ? (one.ratio ?? []) : []));
  return {
    quantity,
    label: `${review.search}, ${review.data[0] === review.data[1] ? review.data[0] : review.data.join(" and ")}`,
    conditions: `confidence level ${review.levels[0] === review.levels[1] ? review.levels[0] : review.levels.join(" and ")}`,
    low: Math.min(LEAST.low, 1.02 * Math.min(...ratios) - 0.02),
    high: Math.max(LEAST.high, 1.02 * Math.max(...ratios) - 0.02),
  };
}

/** Curves of one quantity; what is neither observed nor expected is drawn as observed. */
export function reviewData(curves: readonly CurveChange[]): FigureData {
  const sorted = curves.toSorted((a, b) => a.mass - b.mass);
  const pick = (kind: "observed" | "expected", value: (one: CurveChange) => number | null) =>
    sorted
      .filter((one) => (one.kind === "expected") === (kind === "expected"))
      .map((one) => ({ x: one.mass, y: value(one) }))
      // A logarithm has no place for nothing; a curve that is not there is not drawn at all.
      .filter(({ y }) => y !== null && y > 0);
  return {
    "observed-a": pick("observed", ({ before }) => before),
    "observed-b": pick("observed", ({ after }) => after),
    "expected-a": pick("expected", ({ before }) => before),
    "expected-b": pick("expected", ({ after }) => after),
    "ratio-observed": pick("observed", ({ ratio }) => ratio),
    "ratio-expected": pick("expected", ({ ratio }) => ratio),
  };
}
