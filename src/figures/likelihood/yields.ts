import type { TopLevelSpec } from "vega-lite";
import { poissonInterval } from "../../statistics/counting/poisson-interval.js";
import { formatNumber, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import { type FigureData, INK, plotConfig } from "../theme.js";
import type { BinOfChannel, FittedYields } from "./examine.js";

/** Colours of samples in the order of their yields; the signal has its own, what is left over is grey. */
const COLORS = ["#5790fc", "#f89c20", "#964a8b", "#7a21dd", "#92dadd"] as const;
const SIGNAL = "#e42536";
const OTHERS = "#9c9ca1";
/** Central interval of a count, as errors are drawn. */
const ONE_SIGMA = 0.6827;
/** Bins that a drawing bears; the table has all. */
export const MOST_BINS = 60;

/** Of an axis that is linear below one event and logarithmic above. */
const TICKS = [0, 1, 3, 10, 30, 100, 300, 1e3, 3e3, 1e4, 1e5, 1e6] as const;

/** Specification: bins of all channels side by side, the fitted samples stacked; data come by name (`yieldsData`). */
export function yieldsSpec(): TopLevelSpec {
  const x = {
    field: "place",
    type: "ordinal",
    sort: null,
    title: "channel, bin",
    axis: { labelAngle: -60, labelLimit: 220, labelOverlap: true },
  } as const;
  const y = {
    type: "quantitative" as const,
    title: "events",
    scale: { type: "symlog" as const, constant: 1, nice: true },
    axis: { values: [...TICKS], format: "~s", labelOverlap: "greedy" as const },
  };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: "Events in every bin: samples after the fit, their sum before it, and what was observed",
    config: plotConfig,
    width: 440,
    height: 230,
    layer: [
      {
        data: { name: "stack" },
        mark: { type: "bar", width: { band: 1 }, strokeWidth: 0 },
        encoding: {
          x,
          y: { ...y, field: "y0" },
          y2: { field: "y1" },
          color: {
            field: "slot",
            type: "ordinal",
            scale: { domain: [0, 1, 2, 3, 4, 5, 6], range: [SIGNAL, ...COLORS, OTHERS] },
            legend: null,
          },
        },
      },
      {
        data: { name: "bins" },
        mark: { type: "tick", color: INK, thickness: 2, strokeDash: [4, 2], bandSize: 14 } as never,
        encoding: { x, y: { ...y, field: "before" } },
      },
      {
        data: { name: "bins" },
        mark: { type: "rule", color: INK, strokeWidth: 1.5 },
        encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
      },
      {
        data: { name: "bins" },
        mark: { type: "point", color: INK, fill: INK, size: 22, opacity: 1 },
        encoding: { x, y: { ...y, field: "observed" } },
      },
    ],
  } as TopLevelSpec;
}

/** Samples as they are drawn: the signal, the five largest, and the rest. */
export function slotsOf({ samples, signals, bins }: FittedYields): readonly {
  readonly slot: number;
  readonly name: string;
  readonly color: string;
  readonly samples: readonly number[];
}[] {
  const total = (k: number) => bins.reduce((sum, bin) => sum + Math.abs(bin.after[k]), 0);
  const isSignal = (k: number) => signals.includes(samples[k]);
  const backgrounds = samples
    .map((_, k) => k)
    .filter((k) => !isSignal(k))
    .sort((a, b) => total(b) - total(a));
  const rest = backgrounds.slice(COLORS.length);
  return [
    { slot: 0, name: signals.join(", "), color: SIGNAL, samples: samples.map((_, k) => k).filter(isSignal) },
    ...backgrounds
      .slice(0, COLORS.length)
      .map((k, i) => ({ slot: i + 1, name: samples[k], color: COLORS[i], samples: [k] })),
    { slot: 6, name: `others (${rest.length})`, color: OTHERS, samples: rest },
  ].filter((one) => one.samples.length > 0);
}

const placeOf = ({ channel, bin }: BinOfChannel) => `${channel} ${bin}`;
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Data of `yieldsSpec`; a sample that is negative in a bin is drawn as nothing. */
export function yieldsData(yields: FittedYields): FigureData {
  const slots = [...slotsOf(yields)].reverse();
  const shown = yields.bins.slice(0, MOST_BINS);
  return {
    stack: shown.flatMap((bin) => {
      let base = 0;
      return slots.map(({ slot, samples }) => {
        const from = base;
        base += Math.max(0, sum(samples.map((k) => bin.after[k])));
        return { place: placeOf(bin), slot, y0: from, y1: base };
      });
    }),
    bins: shown.map((bin) => {
      const { lower, upper } = poissonInterval(Math.round(bin.observed), ONE_SIGMA);
      return {
        place: placeOf(bin),
        before: sum(bin.before),
        observed: bin.observed,
        low: lower ?? 0,
        high: upper ?? bin.observed,
      };
    }),
  };
}

/** "μ̂ = 0.64 ± 0.51": the fit in one line. */
export function fitText({ poi, strength, strengthError, parameters, bins, status }: FittedYields): string {
  const size = `${bins.length} bins, ${parameters} free parameters`;
  if (!Number.isFinite(strength)) return `no parameter of interest; ${size}`;
  const value = strengthError === null ? formatNumber(strength) : formatUncertain(strength, strengthError);
  const failed = status === "converged" ? "" : "; the fit did not converge";
  return `${poi} = ${value} (free to be negative), ${size}${failed}`;
}

/** All bins, with every sample before and after the fit summed to signal and background. */
export function yieldsTable(yields: FittedYields): Table {
  const isSignal = (k: number) => yields.signals.includes(yields.samples[k]);
  const part = (values: readonly number[], signal: boolean) => sum(values.filter((_, k) => isSignal(k) === signal));
  const values = yields.bins.map((bin) => [
    placeOf(bin),
    bin.observed,
    part(bin.before, false),
    part(bin.after, false),
    part(bin.before, true),
    part(bin.after, true),
  ]);
  return {
    id: "yields",
    caption: "Events in every bin before and after the fit",
    columns: [
      { title: "channel, bin", unit: "" },
      { title: "observed", unit: "" },
      { title: "background before", unit: "" },
      { title: "after", unit: "" },
      { title: "signal before", unit: "" },
      { title: "after the fit", unit: "" },
    ],
    rows: values.map(([place, ...numbers]) => [
      String(place),
      ...numbers.map((value) => formatNumber(Number(value), 3)),
    ]),
    values,
  };
}
