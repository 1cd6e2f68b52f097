import { randomStream } from "../../numerics/random.js";
import { poissonDeviance } from "../../numerics/special.js";
import type { CountedWindow } from "../counting/limits.js";
import type { OnOffMeasurement } from "../measurement.js";
import type { ControlCounts } from "../result.js";
import type { SampleSummary } from "../sample.js";
import type { Search } from "../search.js";
import type { AnalysisState } from "../state.js";
import { finish } from "../steps.js";
import type { BackgroundCorrection } from "../studies.js";
import { onOffLimits } from "./limits.js";

/** Toys of the shape. */
const TOYS = 2000;

/**
 * What data taken elsewhere say about the background that they are compared with: its size as a factor, its shape by a
 * p-value, and what background and expectation would be with that factor. Undefined where no data were counted.
 *
 * @param samples those that were simulated or read
 * @param windows of the state
 */
export function backgroundCorrection(
  search: Search,
  measurement: OnOffMeasurement,
  state: AnalysisState,
  samples: readonly SampleSummary[],
  controls: readonly ControlCounts[],
  windows: readonly CountedWindow[],
): BackgroundCorrection | undefined {
  const { control, sample } = measurement.correction ?? {};
  const declared = search.controls?.find(({ id }) => id === control);
  const counts = controls.find((one) => one.control === control)?.counts;
  const simulated = samples.find(({ id }) => id === sample);
  if (!declared?.elsewhere || !counts || !simulated || !sample || !control) return undefined;
  const data = counts[declared.elsewhere.data];
  if (!data) return undefined;
  const { scale } = declared.elsewhere;
  const bins = counts[sample].map((rows) => rows * simulated.weight * scale);
  const counted = sum(data);
  const expected = sum(bins);
  if (!(counted > 0 && expected > 0)) return undefined;
  const factor = counted / expected;
  const k = search.samples.filter(({ kind }) => kind === "background").findIndex(({ id }) => id === sample);
  const scan = (of: readonly CountedWindow[]) => finish(onOffLimits(search, measurement, state, of, true));
  const { id } = search.interpretations[0];
  const [used, corrected] = [scan(windows), scan(windows.map((window) => withFactor(window, k, factor)))];
  return {
    sample,
    control,
    counted,
    expected,
    factor,
    sigma: factor / Math.sqrt(counted),
    shapePValue: shapePValue(search, data, bins),
    points: used.map(({ hypothesis, background, asimov, limits }, i) => ({
      mass: hypothesis.mass,
      background: background?.value ?? 0,
      corrected: corrected[i].background?.value ?? 0,
      expected: asimov ?? limits[id]?.expected[2] ?? null,
      expectedCorrected: corrected[i].asimov ?? corrected[i].limits[id]?.expected[2] ?? null,
    })),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The window with one of its background samples times a factor. */
function withFactor(window: CountedWindow, sample: number, factor: number): CountedWindow {
  const { background } = window;
  if (typeof background !== "object" || background === null || !("samples" in background)) return window;
  const samples = background.samples.map((one, k) => (k === sample ? { ...one, weight: one.weight * factor } : one));
  return { ...window, background: { ...background, samples } };
}

/** Share of toys, with as many events thrown after the simulated shape, that are at least as far from it as the data. */
function shapePValue(search: Search, data: readonly number[], bins: readonly number[]): number {
  const counted = sum(data);
  const shape = bins.map((bin) => (bin * counted) / sum(bins));
  const away = (counts: ArrayLike<number>) =>
    shape.reduce((total, mean, i) => total + (mean > 0 ? poissonDeviance(counts[i], mean) : 0), 0);
  const stream = randomStream(search.id, "background-correction", "shape");
  const edges = shape.map((_, i) => sum(shape.slice(0, i + 1)) / counted);
  const observed = away(data);
  let further = 0;
  for (let toy = 0; toy < TOYS; toy++) {
    const thrown = new Float64Array(shape.length);
    for (let event = 0; event < counted; event++) {
      const u = stream.uniform();
      const bin = edges.findIndex((edge) => u < edge);
      thrown[bin < 0 ? shape.length - 1 : bin]++;
    }
    if (away(thrown) >= observed - 1e-9) further++;
  }
  return (further + 1) / (TOYS + 1);
}
