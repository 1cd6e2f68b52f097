import { fitLikelihood } from "../../statistics/fits/fit.js";
import { binnedLikelihood } from "../../statistics/fits/likelihood.js";
import type { FitModel } from "../../statistics/fits/model.js";
import { countSorted } from "../../statistics/fits/variations.js";
import { exponential } from "../../statistics/shapes/exponential.js";
import { gaussian } from "../../statistics/shapes/gaussian.js";
import { binProbabilities, equalBins, type Shape } from "../../statistics/shapes/shape.js";
import type { EventTable } from "../events.js";
import type { ScanPoint } from "../scan-point.js";
import type { Search } from "../search.js";
import type { Resonance } from "../studies.js";

/** Local p-value (4σ) below which a peak stands out, and how many are fitted at most. */
const STANDS_OUT = 3.17e-5;
const MOST = 8;
/**
 * The fit covers so many widths on either side, more where so few hold too little background to fix it; its bins; rounds
 * in which the range follows the fitted width.
 */
const REACHES = [4, 8];
const BINS = 60;
const ROUNDS = 4;
/** Fewest events in the range of a fit. */
const FEWEST = 20;

/**
 * Peaks that stand out of the scan, the most significant first, each fitted as a Gaussian of free position and width
 * over an exponential, in bins. A resonance with a natural width, or a tail, is no Gaussian: its deviance says so.
 *
 * @param failing bits of failed cuts of every row
 */
export function findResonances(
  { scan: { observable } }: Search,
  table: EventTable,
  failing: Uint32Array,
  scan: readonly ScanPoint[],
): Resonance[] {
  const column = table.columns[observable.id];
  const data = table.samples.find(({ sample }) => sample.kind === "data");
  const values: number[] = [];
  for (let i = data?.start ?? 0; i < (data?.end ?? 0); i++)
    if (failing[i] === 0) values.push(column[i] * observable.step);
  const sorted = Float64Array.from(values).sort();
  const found: Resonance[] = [];
  const taken: [number, number][] = [];
  const excess = ({ observed, background }: ScanPoint) =>
    ((observed ?? 0) - (background?.value ?? 0)) / Math.sqrt((background?.value ?? 0) + 1);
  const candidates = scan
    .filter(({ localPValue }) => localPValue !== null && localPValue < STANDS_OUT)
    .sort((a, b) => (a.localPValue ?? 1) - (b.localPValue ?? 1) || excess(b) - excess(a));
  for (const { hypothesis, region, localPValue } of candidates) {
    const { mass } = hypothesis;
    if (found.length === MOST) break;
    if (taken.some(([low, high]) => mass > low && mass < high)) continue;
    taken.push([region.min, region.max]);
    const sigma = (region.max - region.min) / 4;
    const fitted = fitPeakIn(sorted, mass, sigma, REACHES[0]) ?? fitPeakIn(sorted, mass, sigma, REACHES[1]);
    if (!fitted) continue;
    const reach = REACHES[0] * fitted.width;
    const double = found.some(
      ({ position, width }) => Math.abs(position - fitted.position) < 2 * Math.max(width, fitted.width),
    );
    taken.push([fitted.position - reach, fitted.position + reach]);
    if (!double) found.push({ scanned: mass, localPValue: localPValue ?? 1, ...fitted });
  }
  return found;
}

/** Fits around a mass, the range following the width from round to round; undefined where no fit converges. */
function fitPeakIn(
  sorted: Float64Array,
  mass: number,
  sigma: number,
  reach: number,
): Omit<Resonance, "scanned" | "localPValue"> | undefined {
  let position = mass;
  let width = sigma;
  let fitted: Omit<Resonance, "scanned" | "localPValue"> | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const low = Math.max(position - reach * width, sorted[0]);
    const high = Math.min(position + reach * width, sorted[sorted.length - 1]);
    const edges = equalBins(low, high, BINS);
    const counts = countSorted(sorted, edges);
    const events = counts.reduce((a, b) => a + b, 0);
    if (events < FEWEST) return undefined;
    const fit = fitLikelihood(binnedLikelihood(modelOf(low, high, position, width, events), edges, counts));
    const [n, , , m, s] = fit.parameters;
    if (fit.status !== "ok" || fit.errorStatus === "failed") return fitted;
    const [, b, slope] = fit.parameters;
    const share = (shape: Shape, ...p: number[]) => Array.from(binProbabilities(shape, edges, p));
    fitted = {
      fit: {
        edges: Array.from(edges),
        counts: Array.from(counts),
        signal: share(gaussian, m.value, s.value).map((part) => n.value * part),
        background: share(exponential(low), slope.value).map((part) => b.value * part),
      },
      position: m.value,
      positionError: m.error,
      width: s.value,
      widthError: s.error,
      events: n.value,
      eventsError: n.error,
      deviance: 2 * fit.value,
      degrees: BINS - fit.parameters.length,
    };
    position = m.value;
    width = s.value;
  }
  return fitted;
}

function modelOf(low: number, high: number, mean: number, sigma: number, events: number): FitModel {
  const range = high - low;
  return {
    range: [low, high],
    parameters: [
      { name: "signal", value: events / 2, lower: 0 },
      { name: "background", value: events / 2, lower: 0 },
      { name: "slope", value: -0.1 / range, lower: -50 / range, upper: 50 / range },
      { name: "mean", value: mean, lower: low, upper: high, step: sigma / 10 },
      { name: "sigma", value: sigma, lower: range / 100, upper: range, step: sigma / 10 },
    ],
    components: [
      { shape: gaussian, yield: "signal", arguments: ["mean", "sigma"] },
      { shape: exponential(low), yield: "background", arguments: ["slope"] },
    ],
  };
}
