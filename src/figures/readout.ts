import type { Interpretation } from "../analysis/measurement.js";
import type { ScanPoint } from "../analysis/result.js";
import { formatNumber, formatUncertain } from "./numbers.js";

/** The hypothesis with the strongest expected limit: what a page speaks of first. */
export function strongestPoint(scan: readonly ScanPoint[], interpretation: Interpretation): ScanPoint {
  const median = (point: ScanPoint) => point.limits[interpretation.id]?.expected[2] ?? Number.POSITIVE_INFINITY;
  return scan.reduce((best, point) => (median(point) < median(best) ? point : best), scan[0]);
}

/** "at 1.16 GeV: g′ < 0.052 (expected 0.049), n = 3, b = 2.1 ± 0.5": one hypothesis in one line. */
export function readoutAt(point: ScanPoint, interpretation: Interpretation): string {
  const limit = point.limits[interpretation.id];
  const unit = interpretation.unit === "" ? "" : ` ${interpretation.unit}`;
  const observed = limit?.observed ?? null;
  const mass = `at ${formatNumber(point.hypothesis.mass, 3)} GeV`;
  const background = point.background ? formatUncertain(point.background.value, point.background.sigma) : "–";
  const counts = `n = ${point.observed ?? "–"}, b = ${background}, ε = ${formatNumber(100 * point.efficiency)} %`;
  if (observed === null) return `${mass}: no limit (${limit?.status ?? "not defined"}); ${counts}`;
  const expected = formatNumber(limit?.expected[2]);
  return `${mass}: ${interpretation.symbol} < ${formatNumber(observed)}${unit} (expected ${expected}${unit}); ${counts}`;
}
