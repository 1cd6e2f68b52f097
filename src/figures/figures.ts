import type { TopLevelSpec } from "vega-lite";
import type { Evaluation, ScanPoint } from "../analysis/result.js";
import type { SampleSummary } from "../analysis/sample.js";
import type { Search } from "../analysis/search.js";
import { limitData, limitSpec } from "./limit.js";
import { type SpectrumView, spectrumData, spectrumSpec } from "./spectrum.js";
import type { FigureData, FigureHeading } from "./theme.js";

/** A figure of a search's page: "spectrum-log", "spectrum-linear", "limit-gPrime", … */
export interface Figure {
  readonly name: string;
  readonly spec: TopLevelSpec;
  /** Name under which it is drawn into the HTML at build; the other figures are drawn when asked for. */
  readonly first: boolean;
}

/** "Darkroom simulation" wherever events are simulated, √s and luminosity beside it. */
export function headingOf(search: Search): FigureHeading {
  return {
    label: search.data === "real" ? "Darkroom" : "Darkroom simulation",
    conditions: `${search.experiment}, √s = ${search.sqrtS.toFixed(2)} GeV, ∫L dt = ${search.luminosity.text}`,
  };
}

/** Every figure of a search's page. */
export function figuresOf(search: Search, scan: readonly ScanPoint[]): Figure[] {
  const heading = headingOf(search);
  const [spectrum] = search.spectra;
  const masses = scan.map((point) => point.hypothesis.mass);
  const abscissa = { title: "mass of the Z′ [GeV/c²]", domain: [0, Math.ceil(Math.max(...masses))] as const };
  return [
    ...(["log", "linear"] as const).map((scale) => ({
      name: `spectrum-${scale}`,
      spec: spectrumSpec(search, spectrum, { scale }, heading),
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
      ...(search.overlay ? { signal: search.overlay } : {}),
    };
    if (counts) return spectrumData(spectrum, counts, samples, view);
  }
  const interpretation = search.interpretations.find((one) => one.id === variant);
  if (kind !== "limit" || !interpretation) throw new RangeError(`unknown figure: ${name}, of search ${search.id}`);
  return limitData(search, interpretation, evaluation.scan);
}
