import { type FitResult, fitLikelihood } from "../statistics/fits/fit.js";
import { binnedLikelihood } from "../statistics/fits/likelihood.js";
import type { FitModel } from "../statistics/fits/model.js";
import { crystalBall } from "../statistics/shapes/crystal-ball.js";
import { gaussian } from "../statistics/shapes/gaussian.js";
import { equalBins } from "../statistics/shapes/shape.js";
import { type EventTable, type SampleRows, valueAt } from "./events.js";
import type { Search } from "./search.js";
import { centralHalfWidth } from "./signal-resolution.js";

/** Width of the scanned observable for simulated signal of one mass, by a fit, beside that of the windows. */
export interface SignalWidth {
  /** GeV. */
  readonly mass: number;
  /** Of the sample. */
  readonly label: string;
  /** Events in the range of the fit. */
  readonly events: number;
  /** √(f σ₁² + (1 − f) σ₂²) of a Crystal Ball and a Gaussian with a common mean, in the unit of the observable. */
  readonly sigma: number;
  /** Its error, from the covariance of the fit; null where it has none. */
  readonly error: number | null;
  /** σ of the windows of the scan: a quarter of their width. */
  readonly ofWindow: number;
  /** Whether the fit converged. */
  readonly converged: boolean;
}

/** The fit reaches this many half widths (of the central 68 %) from the peak, and on the side of its tail. */
const CORE = 5;
const TAIL = 8;
const BINS = 65;
/** Distances of these quantiles from the median tell the side of the tail. */
const FAR = 0.03;
/** Fewer events do not tell a core from a tail. */
const LEAST_EVENTS = 300;

/**
 * Crystal Ball with its tail on the side where radiation of the beams takes events, 1 above and −1 below, and a Gaussian,
 * with a common mean (PRL 124, 141801 fits the same sum to the recoil mass; here it is the scanned observable).
 */
function model(centre: number, sigma: number, events: number, range: [number, number], side: 1 | -1): FitModel {
  const alpha = side === 1 ? { lower: -6, upper: -0.2 } : { lower: 0.2, upper: 6 };
  return {
    range,
    parameters: [
      { name: "mean", value: centre, lower: centre - 2 * sigma, upper: centre + 2 * sigma, step: 0.05 * sigma },
      { name: "sigma1", value: 0.8 * sigma, lower: 0.2 * sigma, upper: 2.5 * sigma, step: 0.05 * sigma },
      { name: "alpha", value: -side, ...alpha, step: 0.1 },
      { name: "n", value: 2, lower: 0.3, upper: 40, step: 0.2 },
      { name: "sigma2", value: 1.3 * sigma, lower: 0.2 * sigma, upper: 4 * sigma, step: 0.1 * sigma },
      { name: "peak", value: 0.7 * events, lower: 0, upper: 2 * events, step: Math.sqrt(events) },
      { name: "wide", value: 0.3 * events, lower: 0, upper: 2 * events, step: Math.sqrt(events) },
    ],
    components: [
      { shape: crystalBall, yield: "peak", arguments: ["mean", "sigma1", "alpha", "n"] },
      { shape: gaussian, yield: "wide", arguments: ["mean", "sigma2"] },
    ],
  };
}

/** Weighted quadrature of the widths of core and Gaussian. */
export function resolutionOf({ parameters }: FitResult): number {
  const value = (name: string) => parameters.find((one) => one.name === name)?.value ?? 0;
  const fraction = value("peak") / (value("peak") + value("wide"));
  return Math.sqrt(fraction * value("sigma1") ** 2 + (1 - fraction) * value("sigma2") ** 2);
}

/** Error of `resolutionOf` by the covariance of the fit. */
export function resolutionError(result: FitResult): number | null {
  if (result.errorStatus === "failed") return null;
  const { parameters, covariance } = result;
  const at = ["sigma1", "sigma2", "peak", "wide"].map((name) => parameters.findIndex((one) => one.name === name));
  const [first, second, peak, wide] = at.map((i) => parameters[i].value);
  const sigma = resolutionOf(result);
  const share = peak / (peak + wide);
  const difference = (first ** 2 - second ** 2) / (2 * sigma * (peak + wide) ** 2);
  const slopes = [(share * first) / sigma, ((1 - share) * second) / sigma, difference * wide, -difference * peak];
  let variance = 0;
  for (const [k, i] of at.entries())
    for (const [l, j] of at.entries()) variance += slopes[k] * slopes[l] * covariance[i * parameters.length + j];
  return variance > 0 ? Math.sqrt(variance) : null;
}

/**
 * Fits the scanned observable of every simulated signal, by rising mass. Events pass all cuts but those tuned window by
 * window; masses with too few of them are left out.
 * @param failing bits of the cuts that each row fails
 */
export function signalWidths(search: Search, table: EventTable, failing: Uint32Array): SignalWidth[] {
  const { selection, tuning, scan } = search;
  const free = selection.reduce(
    (bits, { id }, k) => (id === tuning?.line || id === tuning?.threshold ? bits | (1 << k) : bits),
    0,
  );
  const fit = ({ sample, start, end }: SampleRows): SignalWidth[] => {
    const { min, max } = scan.windowOf(sample.hypothesis ?? {});
    const centre = (min + max) / 2;
    const ofWindow = (max - min) / 4;
    const values: number[] = [];
    for (let row = start; row < end; row++) {
      if ((failing[row] & ~free) !== 0) continue;
      const value = valueAt(table, scan.observable, row);
      if (Math.abs(value - centre) < TAIL * ofWindow) values.push(value);
    }
    if (values.length < LEAST_EVENTS) return [];
    // Windows may be far wider than the peak, as they are where their width was not published.
    const sorted = Float64Array.from(values).sort();
    const width = centralHalfWidth(sorted).sigma;
    const [far, median, near] = [FAR, 0.5, 1 - FAR].map((share) => sorted[Math.floor(share * sorted.length)]);
    const side = near - median > median - far ? 1 : -1;
    const reach = (of: 1 | -1) => centre + of * (of === side ? TAIL : CORE) * width;
    const [low, high] = [reach(-1), reach(1)];
    const inside = values.filter((value) => value >= low && value < high);
    const counts = new Float64Array(BINS);
    for (const value of inside) counts[Math.floor((BINS * (value - low)) / (high - low))]++;
    const events = inside.length;
    const fitted = model(centre, width, events, [low, high], side);
    const result = fitLikelihood(binnedLikelihood(fitted, equalBins(low, high, BINS), counts));
    const sigma = resolutionOf(result);
    const { label, hypothesis } = sample;
    return [
      {
        mass: hypothesis?.mass ?? 0,
        label,
        events,
        sigma,
        error: resolutionError(result),
        ofWindow,
        converged: result.status === "ok",
      },
    ];
  };
  return table.samples
    .filter(({ sample }) => sample.kind === "signal")
    .flatMap(fit)
    .sort((a, b) => a.mass - b.mass);
}

/**
 * Number of touching windows ±2σ that fill the scan's own range of the observable, with σ interpolated linearly between
 * the centres of the fitted masses and constant beyond.
 */
export function windowsOfWidth({ scan }: Search, widths: readonly SignalWidth[]): number {
  const centres = widths.map(({ mass }) => {
    const { min, max } = scan.windowOf({ mass });
    return (min + max) / 2;
  });
  const first = scan.windows[0].window.min;
  const last = scan.windows[scan.windows.length - 1].window.max;
  const steps = 4000;
  let count = 0;
  for (let k = 0; k < steps; k++) {
    const at = first + ((k + 0.5) * (last - first)) / steps;
    count += (last - first) / steps / (4 * interpolated(centres, widths, at));
  }
  return count;
}

function interpolated(centres: readonly number[], widths: readonly SignalWidth[], at: number): number {
  const next = centres.findIndex((centre) => centre >= at);
  if (next === 0) return widths[0].sigma;
  if (next < 0) return widths[widths.length - 1].sigma;
  const part = (at - centres[next - 1]) / (centres[next] - centres[next - 1]);
  return widths[next - 1].sigma + part * (widths[next].sigma - widths[next - 1].sigma);
}
