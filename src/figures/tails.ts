import type { TopLevelSpec } from "vega-lite";
import { poissonAtMost, poissonProbability } from "../numerics/special.js";
import { clsCounting } from "../statistics/counting/cls.js";
import { formatNumber } from "./numbers.js";
import type { Table } from "./tables.js";
import { type FigureData, INK, plotConfig } from "./theme.js";

/** A count, its known background and a signal that is put to the test. */
export interface TestedCount {
  readonly observed: number;
  readonly background: number;
  readonly signal: number;
}

const BLUE = "#5790fc";
const RED = "#e42536";

/** Specification: probabilities of the count without and with signal, the tails up to the observed one filled. */
export function tailsSpec(): TopLevelSpec {
  const x = {
    field: "n",
    type: "quantitative",
    title: "events n",
    scale: { nice: false },
    axis: { tickMinStep: 1, format: "d" },
  } as const;
  const y = {
    field: "p",
    type: "quantitative",
    title: "probability",
    scale: { zero: true },
    axis: { tickCount: 5 },
  } as const;
  const steps = (field: "b" | "sb", color: string, dash?: number[]) => [
    {
      data: { name: "counts" },
      transform: [{ filter: "datum.tail === 1" }],
      mark: { type: "rect" as const, color, opacity: 0.45 },
      encoding: {
        x: { ...x, field: "low" },
        x2: { field: "high" },
        y: { ...y, field },
        y2: { datum: 0 },
      },
    },
    {
      data: { name: "counts" },
      mark: {
        type: "line" as const,
        interpolate: "step" as const,
        color,
        strokeWidth: 2,
        ...(dash ? { strokeDash: dash } : {}),
      },
      encoding: { x, y: { ...y, field } },
    },
  ];
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: "Probability of the count without and with signal",
    config: plotConfig,
    width: 330,
    height: 210,
    layer: [
      ...steps("b", BLUE),
      ...steps("sb", RED, [6, 3]),
      {
        data: { name: "observed" },
        mark: { type: "rule", color: INK, strokeWidth: 2 },
        encoding: { x },
      },
    ],
  } as TopLevelSpec;
}

/** Probabilities of the counts that matter, and where the observed one is. */
export function tailsData({ observed, background, signal }: TestedCount): FigureData {
  const mean = background + signal;
  const last = Math.max(observed + 2, Math.ceil(mean + 4 * Math.sqrt(mean) + 2));
  return {
    counts: Array.from({ length: last + 1 }, (_, n) => ({
      n,
      low: n - 0.5,
      high: n + 0.5,
      b: poissonProbability(n, background),
      sb: poissonProbability(n, mean),
      tail: n <= observed ? 1 : 0,
    })),
    observed: [{ n: observed }],
  };
}

/** "CLs = 0.041 / 0.42 = 0.097" */
export function tailsText({ observed, background, signal }: TestedCount): string {
  const above = poissonAtMost(observed, background + signal);
  const below = poissonAtMost(observed, background);
  const cls = clsCounting(observed, background, signal);
  return `CLs = ${formatNumber(above)} / ${formatNumber(below)} = ${formatNumber(cls)}`;
}

/** The probabilities behind the steps. */
export function tailsTable(tested: TestedCount): Table {
  const { background, signal } = tested;
  const values = tailsData(tested).counts.map(({ n, b, sb }) => [
    Number(n),
    Number(b),
    Number(sb),
    poissonAtMost(Number(n), background),
    poissonAtMost(Number(n), background + signal),
  ]);
  return {
    id: "tails",
    caption: `Probability of n events from b = ${formatNumber(background)} alone and with s = ${formatNumber(signal, 3)}, and of n or fewer`,
    columns: [
      { title: "n", unit: "" },
      { title: "b", unit: "" },
      { title: "s + b", unit: "" },
      { title: "n or fewer, b", unit: "" },
      { title: "n or fewer, s + b", unit: "" },
    ],
    rows: values.map(([n, ...rest]) => [String(n), ...rest.map((value) => formatNumber(value))]),
    values,
  };
}
