import type { TopLevelSpec } from "vega-lite";
import type { Evaluation, ScanPoint } from "../analysis/result.js";
import type { SampleSummary } from "../analysis/sample.js";
import type { WindowScan } from "../analysis/scan.js";
import type { Search } from "../analysis/search.js";
import { dataSpectrumData, dataSpectrumSpec } from "./data-spectrum.js";
import { type Abscissa, limitData, limitSpec } from "./limit.js";
import { LOG_FLOOR, type SpectrumView, spectrumData, spectrumSpec } from "./spectrum.js";
import type { FigureData, FigureHeading } from "./theme.js";

/** A figure of a search's page: "spectrum-log", "spectrum-linear", "limit-gPrime", … */
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
function abscissaOf({ abscissa }: WindowScan, masses: readonly number[]): Abscissa {
  return { ...abscissa, domain: abscissa.domain ?? [0, Math.ceil(Math.max(...masses))] };
}

/** Whether there is something to compare data with. */
function isStacked(search: Search): boolean {
  return search.samples.some((sample) => sample.kind === "background");
}

/** Every figure of a search's page. */
export function figuresOf(search: Search, scan: readonly ScanPoint[]): Figure[] {
  const heading = headingOf(search);
  const [spectrum] = search.spectra;
  const abscissa = abscissaOf(
    search.scan,
    scan.map((point) => point.hypothesis.mass),
  );
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
      spec: limitSpec(search, interpretation, scan, heading, abscissa),
      first: i === 0,
    })),
  ];
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
): FigureData {
  const [kind, variant] = name.split("-");
  if (kind === "spectrum") {
    const [spectrum] = search.spectra;
    const counts = evaluation.spectra.find((one) => one.spectrum === spectrum.id);
    const view: SpectrumView = {
      scale: variant === "linear" ? "linear" : "log",
      floor: isStacked(search) ? LOG_FLOOR.simulation : LOG_FLOOR.data,
      ...(search.overlay ? { signal: search.overlay } : {}),
    };
    if (counts && isStacked(search)) return spectrumData(spectrum, counts, samples, view);
    if (counts) return dataSpectrumData(spectrum, counts, samples, evaluation.scan, view);
  }
  const interpretation = search.interpretations.find((one) => one.id === variant);
  if (kind !== "limit" || !interpretation) throw new RangeError(`unknown figure: ${name}, of search ${search.id}`);
  return limitData(search, interpretation, evaluation.scan);
}
