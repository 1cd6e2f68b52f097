import { discoveryStatistic, grossVitells, upCrossings } from "../../statistics/look-elsewhere/gross-vitells.js";
import { type GlobalFromToys, globalFromToys } from "../../statistics/look-elsewhere/toys.js";
import type { ScanPoint } from "../scan-point.js";
import { CROSSING_LEVEL, type PeakToys } from "./toys.js";

/** The largest peak of a scan, and how often background alone would show one. */
export interface LargestPeak {
  /** GeV. */
  readonly mass: number;
  readonly significance: number;
  /** Mean up-crossings of q₀ = `level` in a scan, and their error. */
  readonly crossings: number;
  readonly crossingsError: number;
  readonly level: number;
  /** Bound by Gross and Vitells. */
  readonly globalPValue: number;
  /** By the largest peaks of whole-scan toys; null without any. */
  readonly fromToys: GlobalFromToys | null;
}

/**
 * Look-elsewhere effect of a scan of fitted peaks (Gross and Vitells 2010), each variable a piece of its own. The
 * crossings are those of toys; without any, those of the scan itself, whose root is what their mean is known to. Null
 * where nothing was fitted.
 */
export function largestPeak(scan: readonly ScanPoint[], toys?: PeakToys): LargestPeak | null {
  const pieces = new Map<string, number[]>();
  let largest: { mass: number; significance: number } | null = null;
  for (const { hypothesis, peak } of scan) {
    if (!peak || peak.significance === null) continue;
    const { significance, variable } = peak;
    pieces.set(variable, [...(pieces.get(variable) ?? []), significance]);
    if (!largest || significance > largest.significance) largest = { mass: hypothesis.mass, significance };
  }
  if (!largest) return null;
  const thrown = toys?.scans ?? [];
  const level = thrown.length > 0 ? CROSSING_LEVEL : 0;
  const total = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  const counted =
    thrown.length > 0
      ? total(thrown.map(({ crossings }) => crossings))
      : total(Array.from(pieces.values(), (piece) => upCrossings(discoveryStatistic(piece), level)));
  const scans = Math.max(1, thrown.length);
  const crossings = counted / scans;
  const maxima = thrown.map((toy) => toy.largest);
  return {
    ...largest,
    crossings,
    crossingsError: Math.sqrt(counted) / scans,
    level,
    globalPValue: Math.min(1, grossVitells(largest.significance, crossings, level).p),
    fromToys: maxima.length > 0 ? globalFromToys(largest.significance, maxima) : null,
  };
}
