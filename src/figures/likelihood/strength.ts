import type { TopLevelSpec } from "vega-lite";
import type { UpperLimits } from "../../statistics/likelihood/upper-limit.js";
import type { Limit } from "../../statistics/status.js";
import { formatNumber } from "../numbers.js";
import type { Table } from "../tables.js";
import { BAND_COLORS, type FigureData, INK, plotConfig } from "../theme.js";
import type { StrengthPoint } from "./examine.js";

/** Smallest CLs that is drawn. */
const FLOOR = 1e-3;

/** Specification: CLs against the signal strength, with its band; data come by name (`strengthData`). */
export function strengthSpec(): TopLevelSpec {
  const x = {
    field: "mu",
    type: "quantitative",
    title: "signal strength μ",
    scale: { zero: true, nice: false },
  } as const;
  const y = (field: string) =>
    ({ field, type: "quantitative", title: "CLs", scale: { type: "log", domain: [FLOOR, 1], nice: false } }) as const;
  const band = (low: string, high: string, color: string) => ({
    data: { name: "cls" },
    mark: { type: "area", color, opacity: 0.75, clip: true },
    encoding: { x, y: y(low), y2: { field: high } },
  });
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description:
      "CLs against the signal strength: observed solid, expected dashed with bands of one and two standard deviations",
    config: plotConfig,
    width: 360,
    height: 230,
    layer: [
      band("e0", "e4", BAND_COLORS.two),
      band("e1", "e3", BAND_COLORS.one),
      {
        data: { name: "cls" },
        mark: { type: "line", color: INK, strokeDash: [6, 4], strokeWidth: 2, clip: true },
        encoding: { x, y: y("e2") },
      },
      {
        data: { name: "cls" },
        mark: { type: "line", color: INK, strokeWidth: 2, clip: true },
        encoding: { x, y: y("observed") },
      },
      {
        data: { name: "level" },
        mark: { type: "rule", color: "#e42536", strokeWidth: 1.5, strokeDash: [2, 3] },
        encoding: { y: y("y") },
      },
      {
        data: { name: "limit" },
        mark: { type: "rule", color: "#e42536", strokeWidth: 2 },
        encoding: { x: { ...x, field: "x" } },
      },
    ],
  } as TopLevelSpec;
}

/** Data of `strengthSpec`. */
export function strengthData(
  cls: readonly StrengthPoint[],
  { observed }: UpperLimits,
  confidenceLevel: number,
): FigureData {
  const up = (value: number) => Math.max(FLOOR, value);
  return {
    cls: cls.map(({ mu, observed: here, expected }) => ({
      mu,
      observed: up(here),
      ...Object.fromEntries(expected.map((value, k) => [`e${k}`, up(value)])),
    })),
    level: [{ y: 1 - confidenceLevel }],
    limit: observed.value === null ? [] : [{ x: observed.value }],
  };
}

const limitText = ({ value, status }: Limit) => (value === null ? `none (${status})` : formatNumber(value, 4));

/** Upper limits on the strength, observed and expected. */
export function limitsTable({ observed, expected }: UpperLimits, confidenceLevel: number): Table {
  const rows: [string, Limit][] = [
    ["observed", observed],
    ...expected.map((limit, k): [string, Limit] => [`expected ${["−2σ", "−1σ", "median", "+1σ", "+2σ"][k]}`, limit]),
  ];
  return {
    id: "strength-limits",
    caption: `Upper limits on the signal strength, CLs ${formatNumber(100 * confidenceLevel, 3)} %, asymptotic`,
    columns: [
      { title: "limit", unit: "" },
      { title: "μ", unit: "" },
    ],
    rows: rows.map(([name, limit]) => [name, limitText(limit)]),
    values: rows.map(([name, { value }]) => [name, value]),
  };
}

/** CLs at every strength that is drawn. */
export function clsTable(cls: readonly StrengthPoint[]): Table {
  const values = cls.map(({ mu, observed, expected }) => [mu, observed, ...expected]);
  return {
    id: "cls",
    caption: "CLs at signal strengths",
    columns: [
      { title: "μ", unit: "" },
      { title: "observed", unit: "" },
      ...["−2σ", "−1σ", "median", "+1σ", "+2σ"].map((title) => ({ title: `expected ${title}`, unit: "" })),
    ],
    rows: values.map((row) => row.map((value) => formatNumber(value, 4))),
    values,
  };
}
