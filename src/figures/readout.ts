import { fitsPeaks, type Interpretation } from "../analysis/measurement.js";
import type { FittedPeak, ScanPoint } from "../analysis/result.js";
import type { Search } from "../analysis/search.js";
import { formatNumber, formatPValue, formatUncertain } from "./numbers.js";

/** The hypothesis that a page speaks of first: the most significant fitted peak, the largest excess in real data alone, else the strongest expected limit. */
export function firstPoint(search: Search, scan: readonly ScanPoint[], interpretation: Interpretation): ScanPoint {
  if (fitsPeaks(search.measurement)) return mostSignificant(scan);
  if (search.measurement.kind !== "sidebands") return strongestPoint(scan, interpretation);
  const excess = (point: ScanPoint) => (point.observed ?? 0) - (point.background?.value ?? Number.POSITIVE_INFINITY);
  return scan.reduce((best, point) => (excess(point) > excess(best) ? point : best), scan[0]);
}

/** The hypothesis with the most significant peak. */
function mostSignificant(scan: readonly ScanPoint[]): ScanPoint {
  const height = ({ peak }: ScanPoint) => peak?.significance ?? Number.NEGATIVE_INFINITY;
  return scan.reduce((best, point) => (height(point) > height(best) ? point : best), scan[0]);
}

/** The hypothesis with the strongest expected limit. */
function strongestPoint(scan: readonly ScanPoint[], interpretation: Interpretation): ScanPoint {
  const median = (point: ScanPoint) => point.limits[interpretation.id]?.expected[2] ?? Number.POSITIVE_INFINITY;
  return scan.reduce((best, point) => (median(point) < median(best) ? point : best), scan[0]);
}

/** "at 1.16 GeV: g′ < 0.052 (expected 0.049), n = 3, b = 2.1 ± 0.5, ε = 4.1 %, p = 0.3": one hypothesis in one line. */
export function readoutAt(point: ScanPoint, interpretation: Interpretation): string {
  const limit = point.limits[interpretation.id];
  const unit = interpretation.unit === "" ? "" : ` ${interpretation.unit}`;
  const observed = limit?.observed ?? null;
  const mass = `at ${formatNumber(point.hypothesis.mass, 3)} GeV`;
  const efficiency = `ε = ${formatNumber(100 * point.efficiency)} %`;
  const background = point.background ? formatUncertain(point.background.value, point.background.sigma) : "–";
  const p = `p ${point.localPValue === 0 ? "" : "= "}${formatPValue(point.localPValue)}`;
  const counts = point.peak
    ? [peakText(point.peak), ...(point.efficiency === 1 ? [] : [efficiency]), p].join(", ")
    : `n = ${point.observed ?? "–"}, b = ${background}, ${efficiency}, ${p}`;
  if (observed === null) return `${mass}: no limit (${limit?.status ?? "not defined"}); ${counts}`;
  const expected = formatNumber(limit?.expected[2]);
  return `${mass}: ${interpretation.symbol} < ${formatNumber(observed)}${unit} (expected ${expected}${unit}); ${counts}`;
}

/** "signal 12.1 ± 5.0 events, S = 2.5 (nominal fit 2.7)". */
function peakText({ yield: events, error, significance, nominalSignificance }: FittedPeak): string {
  const fitted =
    events === null
      ? "no fit"
      : `signal ${error === null ? formatNumber(events) : formatUncertain(events, error)} events`;
  return `${fitted}, S = ${formatNumber(significance)} (nominal fit ${formatNumber(nominalSignificance)})`;
}
