import { kernelBandwidth } from "../../statistics/shapes/kernel-density.js";
import type { Shape } from "../../statistics/shapes/shape.js";
import { template } from "../../statistics/shapes/template.js";

/** Bins of the table, and how many widths a kernel reaches. */
const BINS = 800;
const REACH = 4;

/**
 * Kernel density of many points, from their histogram in fine bins instead of from each: a table, normalised to 1
 * between the boundaries, at which it is reflected. Width by Silverman's rule of thumb. Undefined for fewer than two
 * different points.
 */
export function binnedDensity(points: Float64Array, [lower, upper]: readonly [number, number]): Shape | undefined {
  const sorted = points.filter((x) => x >= lower && x <= upper).sort();
  const n = sorted.length;
  if (n < 2 || sorted[0] === sorted[n - 1]) return undefined;
  const width = (upper - lower) / BINS;
  const histogram = new Float64Array(BINS);
  for (const x of sorted) histogram[Math.min(BINS - 1, Math.floor((x - lower) / width))] += 1 / n;
  const sigma = kernelBandwidth(sorted, "silverman") / width;
  const reach = Math.ceil(REACH * sigma);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-0.5 * ((i - reach) / sigma) ** 2));
  const total = kernel.reduce((a, b) => a + b, 0);
  const smooth = new Float64Array(BINS);
  for (let from = 0; from < BINS; from++) {
    if (histogram[from] === 0) continue;
    for (let i = 0; i < kernel.length; i++) {
      smooth[reflected(from + i - reach)] += (histogram[from] * kernel[i]) / total;
    }
  }
  const edges = Float64Array.from({ length: BINS + 1 }, (_, i) => lower + i * width);
  return template(edges, smooth);
}

/** Bin that what leaves at an end comes back to. */
function reflected(bin: number): number {
  if (bin < 0) return Math.min(BINS - 1, -1 - bin);
  return bin < BINS ? bin : Math.max(0, 2 * BINS - 1 - bin);
}
