import type { TopLevelSpec } from "vega-lite";
import type { ControlSample } from "../analysis/control-sample.js";
import type { Evaluation, SpectrumCounts } from "../analysis/result.js";
import type { SampleSummary } from "../analysis/sample.js";
import type { Search } from "../analysis/search.js";
import { formatCount, formatUncertain } from "./numbers.js";
import { LOG_FLOOR, spectrumBins, spectrumData, spectrumSpec } from "./spectrum.js";
import { spectrumTable, type Table } from "./tables.js";
import type { FigureData, FigureHeading } from "./theme.js";

/** Counts of a control sample are many and fall steeply. */
const VIEW = { scale: "log", floor: LOG_FLOOR.data } as const;

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
  return spectrumSpec(search, control.spectrum, VIEW, heading);
}

function countsOf({ id, spectrum }: ControlSample, evaluation: Evaluation): SpectrumCounts {
  const found = evaluation.controls.find(({ control }) => control === id);
  if (!found) throw new RangeError(`no control sample: ${id}, in the evaluation`);
  return { spectrum: spectrum.id, counts: found.counts };
}

/** Samples as the figure of a control sample has them: its open data of a blinded search stand for the data. */
function asShown({ id }: ControlSample, samples: readonly SampleSummary[]): SampleSummary[] {
  return samples.map((sample) => (sample.openIn?.includes(id) ? { ...sample, kind: "data" } : sample));
}

/** Data of a control sample's figure. @throws RangeError `no control sample: …` */
export function controlData(
  control: ControlSample,
  evaluation: Evaluation,
  samples: readonly SampleSummary[],
): FigureData {
  return spectrumData(control.spectrum, countsOf(control, evaluation), asShown(control, samples), VIEW);
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
