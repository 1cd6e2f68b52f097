import type { TopLevelSpec } from "vega-lite";
import { COUNTING_METHODS, type CountingExperiment, type CountingMethod } from "../statistics/counting/methods.js";
import type { Interval } from "../statistics/status.js";
import { formatNumber } from "./numbers.js";
import type { Table } from "./tables.js";
import { type FigureData, INK, plotConfig } from "./theme.js";

/** What a method is called, and whether its limits hold the truth as often as they say. */
export const METHOD_TEXT: Readonly<Record<CountingMethod, { readonly name: string; readonly covers: boolean }>> = {
  bayesian: { name: "Bayesian, flat", covers: true },
  "bayesian-log-flat": { name: "Bayesian, log-flat", covers: false },
  cls: { name: "CLs", covers: true },
  "feldman-cousins": { name: "Feldman–Cousins", covers: true },
  "profile-one-sided": { name: "profile, one-sided", covers: false },
  "profile-two-sided": { name: "profile, two-sided", covers: false },
  "on-off-cls": { name: "CLs, asymptotic", covers: false },
};

/** Intervals of all methods for one experiment. */
export type MethodIntervals = readonly { readonly method: CountingMethod; readonly interval: Interval }[];

const SIGNAL = "#e42536";

/** Specification: one row a method, its interval as a line and its limit as a dot; data come by name. */
export function intervalsSpec(): TopLevelSpec {
  const y = {
    field: "method",
    type: "nominal",
    title: null,
    scale: { domain: COUNTING_METHODS.map((method) => METHOD_TEXT[method].name), padding: 0.6 },
    axis: { ticks: false, labels: false },
  } as const;
  const x = (field: string) =>
    ({ field, type: "quantitative", title: "signal s [events]", scale: { zero: true } }) as const;
  const dots = (covers: number) => ({
    data: { name: "intervals" },
    transform: [{ filter: `datum.covers === ${covers} && datum.upper !== null` }],
    mark: {
      type: "point" as const,
      yOffset: 6,
      size: 70,
      opacity: 1,
      color: INK,
      strokeWidth: 2,
      ...(covers ? { fill: INK } : { fill: "var(--paper, white)" }),
    },
    encoding: { x: x("upper"), y },
  });
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: "Interval for the signal by every method",
    config: plotConfig,
    width: 340,
    height: 252,
    layer: [
      {
        data: { name: "best" },
        mark: { type: "rule", color: SIGNAL, strokeDash: [5, 3], strokeWidth: 2 },
        encoding: { x: x("x") },
      },
      {
        data: { name: "intervals" },
        transform: [{ filter: "datum.upper !== null" }],
        mark: { type: "rule", color: INK, strokeWidth: 2, yOffset: 6 },
        encoding: { x: x("lower"), x2: { field: "upper" }, y },
      },
      dots(1),
      dots(0),
      {
        // Names stand in the frame: beside it they would take a third of a phone's width.
        data: { name: "intervals" },
        mark: { type: "text", align: "left", color: INK, fontSize: 13, dx: 8, dy: -7 },
        encoding: { x: { value: 0 }, y, text: { field: "method" } },
      },
      {
        data: { name: "intervals" },
        transform: [{ filter: "datum.upper === null" }],
        mark: { type: "text", align: "left", color: INK, fontSize: 13, dy: 7, text: "no limit" },
        encoding: { x: { value: 8 }, y },
      },
    ],
  } as TopLevelSpec;
}

/** Data of `intervalsSpec`: the intervals, and the most likely signal as if nothing were uncertain. */
export function intervalsData({ observed, background }: CountingExperiment, intervals: MethodIntervals): FigureData {
  return {
    intervals: intervals.map(({ method, interval }) => ({
      method: METHOD_TEXT[method].name,
      covers: METHOD_TEXT[method].covers ? 1 : 0,
      lower: interval.lower ?? 0,
      upper: interval.upper,
    })),
    best: [{ x: Math.max(0, observed - background) }],
  };
}

/** The numbers behind the dots. */
export function intervalsTable(experiment: CountingExperiment, intervals: MethodIntervals): Table {
  const { observed, background, systematics, cl } = experiment;
  const flat = intervals.find(({ method }) => method === "bayesian")?.interval.upper ?? null;
  const values = intervals.map(({ method, interval: { lower, upper } }) => [
    METHOD_TEXT[method].name,
    lower,
    upper,
    upper === null || flat === null ? null : upper / flat,
  ]);
  const percent = (value: number) => `${Math.round(100 * value)} %`;
  return {
    id: "intervals",
    caption: `Intervals for the signal at ${percent(cl)} from n = ${observed}, b = ${formatNumber(background)} ± ${percent(systematics.background)}, efficiency ± ${percent(systematics.efficiency)}`,
    columns: [
      { title: "method", unit: "" },
      { title: "from", unit: "events" },
      { title: "to", unit: "events" },
      { title: "over Bayesian, flat", unit: "" },
    ],
    rows: values.map(([name, ...numbers]) => [
      String(name),
      ...numbers.map((value) => formatNumber(value as number | null, 3)),
    ]),
    values,
  };
}
