import type { TopLevelSpec } from "vega-lite";
import { departures } from "../analysis/change.js";
import type { PlaneLine } from "../analysis/ellipses/row.js";
import type { Interpretation } from "../analysis/measurement.js";
import type { Evaluation } from "../analysis/result.js";
import type { SampleSummary } from "../analysis/sample.js";
import type { WindowScan } from "../analysis/scan.js";
import type { ScanPoint } from "../analysis/scan-point.js";
import type { Comparison, Search } from "../analysis/search.js";
import { type AnalysisState, nominalState } from "../analysis/state.js";
import { luminosityText } from "./choices.js";
import { closedLimitData, closedLimitParams, closedLimitSpec } from "./closed-limit.js";
import { controlData, controlFigure, controlHeading, controlOfFigure, controlSpec } from "./control-samples.js";
import { dataSpectrumData, dataSpectrumSpec } from "./data-spectrum.js";
import { type Abscissa, limitData, limitParams, limitSpec } from "./limit.js";
import { overlayOf } from "./overlay.js";
import { OWN_FIGURE, ownData, ownParams, ownSpec } from "./own-histogram.js";
import { LOG_FLOOR, type SpectrumView, spectrumData, spectrumSpec, windowData } from "./spectrum.js";
import type { FigureData, FigureHeading, FigureParams } from "./theme.js";

/** A figure of a search's page: "spectrum-log", "spectrum-linear", "limit-gPrime", "control-ee", … */
export interface Figure {
  readonly name: string;
  readonly spec: TopLevelSpec;
  /** Name under which it is drawn into the HTML at build; the other figures are drawn when asked for. */
  readonly first: boolean;
}

/** "Darkroom simulation" wherever events are simulated, √s and luminosity beside it; else what the sample says. */
export function headingOf(search: Search): FigureHeading {
  if (search.heading) return search.heading;
  const { experiment, sqrtS, luminosity } = search;
  const conditions = [
    experiment,
    ...(sqrtS === null ? [] : [`√s = ${sqrtS.toFixed(2)} GeV`]),
    ...(luminosity === null ? [] : [`∫L dt = ${luminosity.text}`]),
  ];
  return { label: "Darkroom simulation", conditions: conditions.join(", ") };
}

/** Abscissa of the limits: what the scan says, else from zero in whole steps. */
export function abscissaOf({ abscissa }: WindowScan, masses: readonly number[]): Abscissa {
  return { ...abscissa, domain: abscissa.domain ?? [0, Math.ceil(Math.max(...masses))] };
}

/** Whether there is something to compare data with. */
function isStacked(search: Search): boolean {
  return search.samples.some((sample) => sample.kind === "background");
}

/** Whether what is excluded is closed on both sides. */
function isClosed({ measurement }: Search): boolean {
  return measurement.kind === "lifetime";
}

/** What decides how the figures of a page are drawn, besides the numbers. */
export interface FigureView {
  readonly state: AnalysisState;
  /** Chosen alternatives among comparisons. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Index in the scan of the hypothesis that is marked. */
  readonly hypothesis?: number;
}

/** What stands above a figure of limits in a state: at another luminosity that one, and away from nominal that it is. */
export function headingIn(search: Search, state: AnalysisState): FigureHeading {
  const published = headingOf(search);
  const { luminosity } = state;
  const conditions =
    luminosity === null || !search.luminosity
      ? published.conditions
      : published.conditions.replace(search.luminosity.text, luminosityText(luminosity));
  const away = departures(search, state).length > 0;
  return { label: away ? `${published.label}, not nominal` : published.label, conditions };
}

/** What stands above figures of events in a state: those that there are, whatever luminosity limits are asked for. */
export function eventsHeadingIn(search: Search, state: AnalysisState): FigureHeading {
  return headingIn(search, { ...state, luminosity: null });
}

/** Every figure of a search's page. */
export function figuresOf(search: Search, scan: readonly ScanPoint[]): Figure[] {
  const heading = headingOf(search);
  const [spectrum] = search.spectra;
  const abscissa = abscissaOf(
    search.scan,
    scan.map((point) => point.hypothesis.mass),
  );
  const state = nominalState(search);
  return [
    ...(["log", "linear"] as const).map((scale) => ({
      name: `spectrum-${scale}`,
      spec: isStacked(search)
        ? spectrumSpec(search, spectrum, { scale, floor: LOG_FLOOR.simulation }, heading)
        : dataSpectrumSpec(spectrum, { scale, floor: LOG_FLOOR.data }, heading),
      first: scale === "log",
    })),
    ...search.interpretations.map((interpretation, i) => ({
      name: `limit-${interpretation.id}`,
      spec: (isClosed(search) ? closedLimitSpec : limitSpec)(
        search,
        { interpretation, state },
        scan,
        heading,
        abscissa,
      ),
      first: i === 0,
    })),
    ...columnFigures(search, scan, heading),
    { name: OWN_FIGURE, spec: ownSpec(search, heading), first: false },
    ...(search.controls ?? []).map((control) => ({
      name: controlFigure(control),
      spec: controlSpec(search, control, heading),
      first: true,
    })),
  ];
}

/** Ending of the figures of limits against the second mass of a plane. */
const COLUMN = "-column";

/** Name of the figure of limits on a quantity along a line of a plane, or along the only axis there is. */
export function limitFigure(interpretation: Interpretation, line?: PlaneLine): string {
  return `limit-${interpretation.id}${line?.held === "first" ? COLUMN : ""}`;
}

/** Abscissa of limits against the second mass of a plane; undefined where there is none. */
export function columnAbscissa({ ellipses }: WindowScan): Abscissa | undefined {
  if (!ellipses) return undefined;
  const largest = ellipses.largest((ellipses.range[0] + ellipses.range[1]) / 2);
  return { title: `${ellipses.second.symbol} [GeV/c²]`, scale: "linear", domain: [0, Math.ceil(largest)] };
}

/** Comparisons against the second mass: those that hold for all of them, at the first mass that a line holds. */
function columnComparisons({ scan: { ellipses }, comparisons }: Search, scan: readonly ScanPoint[]): Comparison[] {
  const held = ellipses && scan[0]?.hypothesis[ellipses.first.key];
  return comparisons
    .filter(({ anySecond }) => anySecond)
    .map((one) => {
      const { points } = one;
      const [first, last] = [points[0], points[points.length - 1]];
      if (!ellipses || held === undefined || held < first.x || held > last.x) return { ...one, points: [] };
      return { ...one, points: [0, ellipses.largest(held)].map((x) => ({ ...first, x })) };
    });
}

/** Limits against the second mass of a plane, where there is one. */
function columnFigures(search: Search, scan: readonly ScanPoint[], heading: FigureHeading): Figure[] {
  const abscissa = columnAbscissa(search.scan);
  if (!abscissa) return [];
  const state = nominalState(search);
  return search.interpretations.map((interpretation) => ({
    name: limitFigure(interpretation, { held: "first", at: 0 }),
    spec: limitSpec(
      { ...search, comparisons: columnComparisons(search, scan) },
      { interpretation, state },
      scan,
      heading,
      abscissa,
    ),
    first: false,
  }));
}

/** The interpretation that a figure is of. */
function interpretationOf(search: Search, name: string): Interpretation {
  const found = search.interpretations.find(({ id }) => name === `limit-${id}` || name === `limit-${id}${COLUMN}`);
  if (!found) throw new RangeError(`unknown figure: ${name}, of search ${search.id}`);
  return found;
}

/** Parameters of a figure, by its name. */
export function figureParams(search: Search, name: string, evaluation: Evaluation, view: FigureView): FigureParams {
  if (name.endsWith(COLUMN)) {
    const column = { ...search, comparisons: columnComparisons(search, evaluation.scan) };
    return figureParams(column, name.slice(0, -COLUMN.length), evaluation, view);
  }
  const events = eventsHeadingIn(search, view.state);
  const control = controlOfFigure(search, name);
  if (control) return { ...controlHeading(control, events) };
  if (name.startsWith("spectrum-")) return { ...events };
  if (name === OWN_FIGURE) return evaluation.own ? ownParams(evaluation.own, events) : { ...events };
  return (isClosed(search) ? closedLimitParams : limitParams)(
    search,
    evaluation.scan,
    { ...view, interpretation: interpretationOf(search, name) },
    headingIn(search, view.state),
  );
}

/**
 * Data of a figure, by its name.
 * @throws RangeError `unknown figure: …`
 */
export function figureData(
  search: Search,
  name: string,
  evaluation: Evaluation,
  samples: readonly SampleSummary[],
  { state, choices = {}, hypothesis = -1 }: FigureView,
): FigureData {
  if (name.endsWith(COLUMN)) {
    const view = { state, choices, hypothesis };
    const column = { ...search, comparisons: columnComparisons(search, evaluation.scan) };
    return figureData(column, name.slice(0, -COLUMN.length), evaluation, samples, view);
  }
  const control = controlOfFigure(search, name);
  if (control) return controlData(control, evaluation, samples);
  const marked: ScanPoint | undefined = evaluation.scan[hypothesis];
  const [spectrum] = search.spectra;
  const counts = evaluation.spectra.find((one) => one.spectrum === spectrum.id);
  const overlay = marked ? overlayOf(search, samples, { state, mass: marked.hypothesis.mass }) : search.overlay;
  if (name === OWN_FIGURE) return evaluation.own ? ownData(evaluation.own, samples, overlay) : {};
  if (name.startsWith("spectrum-") && counts) {
    const view: SpectrumView = {
      scale: name === "spectrum-linear" ? "linear" : "log",
      floor: isStacked(search) ? LOG_FLOOR.simulation : LOG_FLOOR.data,
      ...(overlay ? { signal: overlay } : {}),
    };
    const shaded = windowData(spectrum, marked?.region);
    if (isStacked(search)) return { ...spectrumData(spectrum, counts, samples, view), ...shaded };
    return { ...dataSpectrumData(spectrum, counts, samples, evaluation.scan, view), ...shaded };
  }
  const interpretation = interpretationOf(search, name);
  const limits = (isClosed(search) ? closedLimitData : limitData)(
    search,
    { interpretation, state, choices },
    evaluation.scan,
  );
  return { ...limits, marker: marked ? [markerOf(search, interpretation, state, marked)] : [] };
}

/** Where the hypothesis that the page speaks of stands: its mass, and its coupling where that is chosen too. */
function markerOf(
  { measurement }: Search,
  { id }: Interpretation,
  { model }: AnalysisState,
  { hypothesis }: ScanPoint,
): { x: number; y?: number } {
  const x = hypothesis.mass;
  return measurement.kind === "lifetime" ? { x, y: measurement.convert[id](hypothesis, model) } : { x };
}
