import { discoveryStatistic, grossVitells, upCrossings } from "../statistics/look-elsewhere/gross-vitells.js";
import type { ScanPoint } from "./result.js";

/** The largest peak of a scan, and how often background alone would show one. */
export interface LargestPeak {
  /** GeV. */
  readonly mass: number;
  readonly significance: number;
  /** Up-crossings of q₀ = 0 in this scan, which stand for their mean. */
  readonly crossings: number;
  readonly globalPValue: number;
}

/**
 * Look-elsewhere effect of a scan of fitted peaks (Gross and Vitells 2010), each variable a piece of its own. The
 * crossings are counted in the scan itself, not in toys: √crossings is what their mean is known to. Null where nothing
 * was fitted.
 */
export function largestPeak(scan: readonly ScanPoint[]): LargestPeak | null {
  const pieces = new Map<string, number[]>();
  let largest: { mass: number; significance: number } | null = null;
  for (const { hypothesis, peak } of scan) {
    if (!peak || peak.significance === null) continue;
    const { significance, variable } = peak;
    pieces.set(variable, [...(pieces.get(variable) ?? []), significance]);
    if (!largest || significance > largest.significance) largest = { mass: hypothesis.mass, significance };
  }
  if (!largest) return null;
  const crossings = Array.from(pieces.values(), (piece) => upCrossings(discoveryStatistic(piece), 0)).reduce(
    (a, b) => a + b,
    0,
  );
  const globalPValue = Math.min(1, grossVitells(largest.significance, crossings).p);
  return { ...largest, crossings, globalPValue };
}
