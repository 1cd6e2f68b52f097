import type { TopLevelSpec } from "vega-lite";
import { COUNTING_METHODS, type CountingMethod } from "../statistics/counting/methods.js";
import { METHOD_TEXT } from "./intervals.js";
import { type FigureData, INK, plotConfig } from "./theme.js";

/** Coverage at one background and signal. */
export interface CoverageCell {
  readonly method: CountingMethod;
  readonly b: number;
  readonly s: number;
  readonly fraction: number;
  readonly error: number;
}

/** Whether coverage is below its level by more than `sigmas` binomial errors. */
export function isUnder({ fraction, error }: CoverageCell, level: number, sigmas = 3): boolean {
  return fraction < level - sigmas * error;
}

/** Size of one strip of the map, px. */
const WIDTH = 372;
const ROW = 13;

/**
 * Map of coverage against signal (abscissa) and background (one row each): a strip a method. A dot marks a cell that
 * is too low by more than three errors. Data come by name (`coverageData`).
 */
export function coverageSpec(
  heading: { readonly label: string; readonly conditions: string },
  grid: { readonly backgrounds: readonly number[]; readonly signals: readonly number[] },
): TopLevelSpec {
  const step = grid.signals[1] - grid.signals[0];
  const domain = [grid.signals[0] - step / 2, grid.signals[grid.signals.length - 1] + step / 2];
  const backgrounds = [...grid.backgrounds].sort((a, b) => b - a).map(String);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: heading.label,
    config: plotConfig,
    spacing: 6,
    title: { text: heading.label, subtitle: heading.conditions, subtitleColor: INK, subtitleFontSize: 12 },
    vconcat: COUNTING_METHODS.map((method, k) => {
      const last = k === COUNTING_METHODS.length - 1;
      const x = {
        field: "low",
        type: "quantitative",
        title: last ? "true signal s [events]" : null,
        scale: { domain, nice: false },
        axis: { labels: last, values: [0, 5, 10, 15] },
      } as const;
      const y = {
        field: "b",
        type: "ordinal",
        title: last ? "b" : null,
        scale: { domain: backgrounds, paddingInner: 0.04, paddingOuter: 0 },
        axis: { labelFontSize: 11, labelPadding: 4, ticks: false, titleAngle: 0 },
      } as const;
      return {
        width: WIDTH,
        height: ROW * backgrounds.length,
        title: { text: METHOD_TEXT[method].name, fontSize: 12, offset: 2 },
        data: { name: `coverage-${method}` },
        layer: [
          {
            mark: { type: "rect" as const },
            encoding: {
              x,
              x2: { field: "high" },
              y,
              color: {
                field: "fraction",
                type: "quantitative",
                scale: { scheme: "viridis", domain: [0.6, 1], clamp: true },
                legend: {
                  title: "coverage",
                  orient: "top",
                  direction: "horizontal",
                  gradientLength: WIDTH - 70,
                  gradientThickness: 10,
                  values: [0.6, 0.7, 0.8, 0.9, 1],
                  format: ".1f",
                },
              },
            },
          },
          {
            transform: [{ filter: "datum.under === 1" }],
            mark: { type: "point" as const, shape: "circle", size: 9, filled: true, opacity: 1, color: "white" },
            encoding: { x: { ...x, field: "s" }, y },
          },
        ],
      };
    }),
  } as unknown as TopLevelSpec;
}

/** Data of `coverageSpec`, for cells as wide as the distance of signals. */
export function coverageData(cells: readonly CoverageCell[], step: number, level: number): FigureData {
  return Object.fromEntries(
    COUNTING_METHODS.map((method) => [
      `coverage-${method}`,
      cells
        .filter((cell) => cell.method === method)
        .map((cell) => ({
          s: cell.s,
          low: cell.s - step / 2,
          high: cell.s + step / 2,
          b: String(cell.b),
          fraction: cell.fraction,
          under: isUnder(cell, level) ? 1 : 0,
        })),
    ]),
  );
}
