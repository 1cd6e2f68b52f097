import type { TopLevelSpec } from "vega-lite";
import type { ControlSample } from "../analysis/control-sample.js";
import type { Evaluation, SpectrumCounts } from "../analysis/result.js";
import type { SampleSummary } from "../analysis/sample.js";
import type { Search } from "../analysis/search.js";
import { formatCount, formatUncertain } from "./numbers.js";
import { LOG_FLOOR, spectrumBins, spectrumData, spectrumSpec } from "./spectrum.js";
import { spectrumTable, type Table } from "./tables.js";
import type { FigureData, FigureHeading } from "./theme.js";

/** Counts of a control sample are many and fall steeply, but for data taken elsewhere, of which there are few. */
const viewOf = ({ elsewhere }: ControlSample) =>
  ({ scale: "log", floor: elsewhere ? LOG_FLOOR.simulation : LOG_FLOOR.data }) as const;

/** What stands above the figure of a control sample. */
export function controlHeading({ elsewhere }: ControlSample, heading: FigureHeading): FigureHeading {
  return elsewhere ? { ...heading, conditions: elsewhere.conditions } : heading;
}

/** Name of the figure of a control sample. */
export function controlFigure({ id }: ControlSample): string {
  return `control-${id}`;
}

/** The control sample whose figure has a name; undefined for other figures. */
export function controlOfFigure(search: Search, name: string): ControlSample | undefined {
  return search.controls?.find((control) => controlFigure(control) === name);
}

/** Specification of a control sample's figure: that of a spectrum, without signal. */
export function controlSpec(search: Search, control: ControlSample, heading: FigureHeading): TopLevelSpec {
  const { backgrounds } = control.elsewhere ?? {};
  const samples = search.samples.filter(({ id, kind }) => kind !== "background" || (backgrounds?.includes(id) ?? true));
  return spectrumSpec({ ...search, samples }, control.spectrum, viewOf(control), controlHeading(control, heading));
}

function countsOf({ id, spectrum }: ControlSample, evaluation: Evaluation): SpectrumCounts {
  const found = evaluation.controls.find(({ control }) => control === id);
  if (!found) throw new RangeError(`no control sample: ${id}, in the evaluation`);
  return { spectrum: spectrum.id, counts: found.counts };
}

/**
 * Samples as the figure of a control sample has them: its open data of a blinded search stand for the data, or those
 * taken elsewhere, beside the simulation of them.
 */
function asShown({ id, elsewhere }: ControlSample, samples: readonly SampleSummary[]): SampleSummary[] {
  if (!elsewhere) return samples.map((sample) => (sample.openIn?.includes(id) ? { ...sample, kind: "data" } : sample));
  return samples.flatMap((sample): SampleSummary[] => {
    if (sample.id === elsewhere.data) return [{ ...sample, kind: "data" }];
    return elsewhere.backgrounds.includes(sample.id) ? [{ ...sample, weight: sample.weight * elsewhere.scale }] : [];
  });
}

/** Data of a control sample's figure. @throws RangeError `no control sample: …` */
export function controlData(
  control: ControlSample,
  evaluation: Evaluation,
  samples: readonly SampleSummary[],
): FigureData {
  return spectrumData(control.spectrum, countsOf(control, evaluation), asShown(control, samples), viewOf(control));
}

/** Bins of a control sample. @throws RangeError `no control sample: …` */
export function controlTable(control: ControlSample, evaluation: Evaluation, samples: readonly SampleSummary[]): Table {
  const { title } = control.spectrum;
  return {
    ...spectrumTable(control.spectrum, countsOf(control, evaluation), asShown(control, samples)),
    id: controlFigure(control),
    caption: `Control sample ${control.title}: ${title}, simulation by process and events counted`,
  };
}

/** All control samples in one line each: events within the spectrum, simulation with its statistical error, ratio. */
export function controlSummary(
  controls: readonly ControlSample[],
  evaluation: Evaluation,
  samples: readonly SampleSummary[],
): Table {
  const sums = controls.map((control) => {
    const bins = spectrumBins(control.spectrum, countsOf(control, evaluation), asShown(control, samples));
    const hasData = bins.some(({ observed }) => observed !== null);
    const observed = hasData ? bins.reduce((sum, bin) => sum + (bin.observed ?? 0), 0) : null;
    const expected = bins.reduce((sum, { total }) => sum + total, 0);
    const sigma = Math.hypot(...bins.map((bin) => bin.sigma));
    const ratio = observed !== null && expected > 0 ? observed / expected : null;
    // Of the count and of the simulation, in quadrature.
    const error = ratio === null ? null : Math.hypot(Math.sqrt(observed ?? 0), (ratio ?? 0) * sigma) / expected;
    return { control, observed, expected, sigma, ratio, error };
  });
  return {
    id: "control-samples",
    caption: "Control samples: events counted and simulated",
    columns: [
      { title: "sample", unit: "" },
      { title: "counted", unit: "" },
      { title: "simulated", unit: "" },
      { title: "ratio", unit: "" },
    ],
    rows: sums.map(({ control, observed, expected, sigma, ratio, error }) => [
      control.title,
      observed === null ? "–" : formatCount(observed),
      formatUncertain(expected, sigma),
      ratio === null || error === null ? "–" : formatUncertain(ratio, error),
    ]),
    values: sums.map(({ control, observed, expected, ratio }) => [control.title, observed, expected, ratio]),
  };
}
