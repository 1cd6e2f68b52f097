import type { Config } from "vega-lite";

/** Ink of axes, data points and text: follows the theme of the page without drawing again. */
export const INK = "currentColor";

/** Expected bands, the same on all pages. */
export const BAND_COLORS = { one: "#607641", two: "#f5bb54" } as const;

/** Fill of statistical uncertainties of simulation; the page defines the pattern once. */
export const HATCH = "url(#hatch)";

/** Plot style of the house: ticks inside, axis titles at the ends, a frame, 12 px. */
export const plotConfig: Config = {
  background: "transparent",
  font: "var(--sans, sans-serif)",
  view: { stroke: INK, strokeWidth: 1 },
  // The figure as a whole has a name and a table; its thousand marks need none.
  aria: false,
  mark: { aria: false },
  axis: {
    domainColor: INK,
    tickColor: INK,
    labelColor: INK,
    titleColor: INK,
    grid: false,
    tickSize: -6,
    // Counted from the inner end of the ticks: five pixels beyond the frame.
    labelPadding: 11,
    labelFontSize: 13,
    titleFontSize: 13,
    titleFontWeight: "normal",
    titlePadding: 8,
  },
  // A browser takes letters for narrower than they are: labels keep away from each other.
  axisX: { titleAnchor: "end", labelFlush: false, labelSeparation: 8 },
  axisY: { titleAnchor: "end", titleAlign: "right" },
  title: { color: INK, fontSize: 13, anchor: "start", frame: "group", offset: 6 },
  // Vega cuts labels at 160 px, and what tells two entries apart often stands at their ends.
  legend: { labelColor: INK, titleColor: INK, labelFontSize: 13, labelLimit: 0 },
};

/** What stands above the frame of a figure. */
export interface FigureHeading {
  /** "Darkroom simulation" wherever events are simulated. */
  readonly label: string;
  /** √s and ∫L dt. */
  readonly conditions: string;
}

/** Rows of a named dataset of a figure. */
export type Rows = readonly Readonly<Record<string, number | string | null>>[];

/** Data of a figure, by the names its specification uses. */
export type FigureData = Readonly<Record<string, Rows>>;

/** Values of a figure's parameters, by name: what changes besides its data. */
export type FigureParams = Readonly<Record<string, string | number>>;

/** Title of a figure whose words change with the state of the page. Vega-Lite hands signals on, its types do not know. */
export const HEADING_TITLE = {
  text: { signal: "label" },
  subtitle: { signal: "conditions" } as unknown as string,
  subtitleColor: INK,
  subtitleFontSize: 12,
} as const;

/** Parameters of a specification, each with the value that it is drawn with first. */
export function paramsOf(values: FigureParams): { name: string; value: string | number }[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}
