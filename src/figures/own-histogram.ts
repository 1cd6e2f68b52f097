import type { TopLevelSpec } from "vega-lite";
import { OWN } from "../analysis/own/column.js";
import type { OwnHistogram } from "../analysis/own/observable.js";
import type { SampleSummary } from "../analysis/sample.js";
import type { Search, Spectrum } from "../analysis/search.js";
import { formatCount } from "./numbers.js";
import { LOG_FLOOR, ordinateTitle, type SpectrumView, spectrumData, spectrumSpec } from "./spectrum.js";
import { spectrumTable, type Table } from "./tables.js";
import type { FigureData, FigureHeading, FigureParams } from "./theme.js";

/** Name of the figure of a reader's observable. */
export const OWN_FIGURE = "own";

const VIEW: SpectrumView = { scale: "log", floor: LOG_FLOOR.simulation };
/** Names of the parameters that stand for the axes. */
const AXES = { low: "ownLow", high: "ownHigh", x: "ownTitle", y: "ownOrdinate" } as const;

/** Specification of the histogram of an observable that is not known yet: axes are parameters. */
export function ownSpec(search: Search, heading: FigureHeading): TopLevelSpec {
  const params = { ...heading, [AXES.low]: 0, [AXES.high]: 1, [AXES.x]: "", [AXES.y]: "" };
  const signal = (name: string) => ({ signal: name }) as unknown as string;
  const scale = { nice: false, zero: false, domainMin: { expr: AXES.low }, domainMax: { expr: AXES.high } };
  return spectrumSpec(search, PLACEHOLDER, VIEW, params, { scale, x: signal(AXES.x), y: signal(AXES.y) });
}

const PLACEHOLDER: Spectrum = {
  ...{ id: OWN, heading: "Own observable", title: "own observable", unit: "", edges: [0, 1] },
  observable: { id: OWN, name: OWN, tex: "", symbol: OWN, unit: "", step: 1, domain: [0, 1] },
};

function spectrumOf({ expression, unit, edges }: OwnHistogram): Spectrum {
  const observable = { ...PLACEHOLDER.observable, symbol: expression, unit };
  return { ...PLACEHOLDER, observable, title: unit === "" ? expression : `${expression} [${unit}]`, unit, edges };
}

export function ownParams(histogram: OwnHistogram, heading: FigureHeading): FigureParams {
  const spectrum = spectrumOf(histogram);
  const { edges, title } = spectrum;
  return {
    ...heading,
    ...{ [AXES.low]: edges[0], [AXES.high]: edges[edges.length - 1] },
    ...{ [AXES.x]: title, [AXES.y]: ordinateTitle(spectrum) },
  };
}

export function ownData(
  histogram: OwnHistogram,
  samples: readonly SampleSummary[],
  signal: SpectrumView["signal"],
): FigureData {
  const counts = { spectrum: OWN, counts: histogram.counts };
  return {
    ...spectrumData(spectrumOf(histogram), counts, samples, { ...VIEW, ...(signal ? { signal } : {}) }),
    window: [],
  };
}

/** The bins as a table. */
export function ownTable(histogram: OwnHistogram, samples: readonly SampleSummary[]): Table {
  return spectrumTable(spectrumOf(histogram), { spectrum: OWN, counts: histogram.counts }, samples);
}

/** What the histogram does not show, in words: rows beside its ends, and rows without a value. */
export function ownNote({ missing, below, above, edges, unit }: OwnHistogram): string {
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);
  const [low, high] = [edges[0], edges[edges.length - 1]].map((end) => `${end} ${unit}`.trim());
  const without = sum(missing);
  return `Events that pass all cuts but the one on it. Not drawn, and not added to the outermost bins: ${formatCount(sum(below))} stored events below ${low}, ${formatCount(sum(above))} above ${high}, ${formatCount(without)} for which it has no value${without > 0 ? "; these fail a cut on it" : ""}.`;
}
