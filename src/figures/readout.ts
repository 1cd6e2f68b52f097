import { LEAST_EFFECTIVE_SIGNAL } from "../analysis/lifetime/excluded.js";
import { fitsPeaks, type Interpretation } from "../analysis/measurement.js";
import type { FittedPeak, Intervals, LifetimeScanPoint, ScanPoint } from "../analysis/scan-point.js";
import type { Search } from "../analysis/search.js";
import { formatNumber, formatPValue, formatUncertain } from "./numbers.js";

/** The hypothesis that a page speaks of first: the most significant fitted peak, the largest excess in real data alone, else the strongest expected limit. */
export function firstPoint(search: Search, scan: readonly ScanPoint[], interpretation: Interpretation): ScanPoint {
  if (fitsPeaks(search.measurement)) return mostSignificant(scan);
  if (search.measurement.kind === "lifetime") return widest(scan, interpretation);
  if (search.measurement.kind !== "sidebands") return strongestPoint(scan, interpretation);
  const excess = (point: ScanPoint) => (point.observed ?? 0) - (point.background?.value ?? Number.POSITIVE_INFINITY);
  return scan.reduce((best, point) => (excess(point) > excess(best) ? point : best), scan[0]);
}

/** The hypothesis whose expected interval is widest, in the logarithm. */
function widest(scan: readonly ScanPoint[], interpretation: Interpretation): ScanPoint {
  const width = ({ limits }: ScanPoint) =>
    limits[interpretation.id]?.excluded?.expected[2].reduce((sum, [low, high]) => sum + Math.log(high / low), 0) ?? 0;
  return scan.reduce((best, point) => (width(point) > width(best) ? point : best), scan[0]);
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

/** Why nothing is observed where something is expected, in words. */
const STATUS: Readonly<Record<string, string>> = {
  "expected-only": "nothing is observed at this luminosity",
};

/** "at 1.16 GeV: g′ < 0.052 (expected 0.049), n = 3, b = 2.1 ± 0.5, ε = 4.1 %, p = 0.3": one hypothesis in one line. */
export function readoutAt(
  { scan }: Search,
  point: ScanPoint,
  interpretation: Pick<Interpretation, "id" | "symbol" | "unit">,
): string {
  const limit = point.limits[interpretation.id];
  const unit = interpretation.unit === "" ? "" : ` ${interpretation.unit}`;
  const observed = limit?.observed ?? null;
  const mass = `at ${massText(point)}`;
  const efficiency = `ε = ${formatNumber(100 * point.efficiency)} %`;
  const background = point.background ? formatUncertain(point.background.value, point.background.sigma) : "–";
  const p = `p ${point.localPValue === 0 ? "" : "= "}${formatPValue(point.localPValue)}`;
  const counts = point.peak
    ? [peakText(point.peak), ...(point.efficiency === 1 ? [] : [efficiency]), p].join(", ")
    : `n = ${point.observed ?? "–"}, b = ${background}, ${efficiency}, ${p}`;
  if (limit?.excluded && point.lifetime) {
    const { decayLength, events, effective } = point.lifetime.shown;
    const { min, max } = scan.windowOf(point.hypothesis);
    const peak = `peak at ${scan.observable.symbol} = ${formatNumber((min + max) / 2, 4)} ${scan.observable.unit}`;
    const expected = intervalText(limit.excluded.expected[2]);
    const excluded =
      limit.excluded.observed === null
        ? `expected to be excluded ${expected} (${STATUS["expected-only"]})`
        : `excluded ${intervalText(limit.excluded.observed)} (expected ${expected})`;
    const counted = point.observed === null ? "" : `n = ${point.observed}, `;
    const found = `${interpretation.symbol} ${excluded}${endText(point.lifetime)}`;
    return `${mass}: ${found}; ${peak}, ${counted}b = ${background}; signal shown: ${formatNumber(events)} events (${formatNumber(effective, 3)} effective simulated${effective < LEAST_EFFECTIVE_SIGNAL ? `, fewer than ${LEAST_EFFECTIVE_SIGNAL}: nothing is claimed` : ""}), cτ = ${formatNumber(decayLength)} cm`;
  }
  const expected = formatNumber(limit?.expected[2]);
  if (observed === null) {
    const status = limit?.status ?? "not defined";
    if ((limit?.expected[2] ?? null) === null) return `${mass}: no limit (${status}); ${counts}`;
    const { effectiveEvents: effective } = point;
    const from = effective === null ? "" : ` from ${formatNumber(effective, 3)} effective simulated events`;
    const rest = point.peak ? efficiency : `b = ${background}${from}, ${efficiency}`;
    return `${mass}: ${interpretation.symbol} < ${expected}${unit} expected (${STATUS[status] ?? status}); ${rest}`;
  }
  return `${mass}: ${interpretation.symbol} < ${formatNumber(observed)}${unit} (expected ${expected}${unit}); ${counts}`;
}

/** "from 2.0 × 10⁻⁴ to 0.010"; "nowhere". */
function intervalText(intervals: Intervals | null): string {
  if (intervals === null) return "–";
  if (intervals.length === 0) return "nowhere";
  return intervals.map(([low, high]) => `from ${formatNumber(low)} to ${formatNumber(high)}`).join(" and ");
}

/** What ends an expected interval above, if it is not the signal. */
function endText({ couplings, events, effective, upper }: LifetimeScanPoint): string {
  const limit = upper.expected[2];
  if (limit === null) return "";
  const holds = (k: number) => events[k] >= limit && effective[k] >= LEAST_EFFECTIVE_SIGNAL;
  const after = couplings.findLastIndex((_, k) => holds(k)) + 1;
  if (after === 0 || after === couplings.length || events[after] < limit) return "";
  return `, its upper end where fewer than ${LEAST_EFFECTIVE_SIGNAL} effective events are left`;
}

/** "1.16 GeV", or of a mass pair both: "(6.0, 1.1) GeV". */
export function massText({ hypothesis: { mass, ...others }, region }: ScanPoint): string {
  const masses = Object.values(others);
  if (!region.ellipse) return `${formatNumber(mass, 3)} GeV`;
  return `(${masses.map((one) => formatNumber(one, 3)).join(", ")}) GeV`;
}

/** "signal 12.1 ± 5.0 events, S = 2.5 (nominal fit 2.7)". */
function peakText({ yield: events, error, significance, nominalSignificance }: FittedPeak): string {
  const fitted =
    events === null
      ? "no fit"
      : `signal ${error === null ? formatNumber(events) : formatUncertain(events, error)} events`;
  return `${fitted}, S = ${formatNumber(significance)} (nominal fit ${formatNumber(nominalSignificance)})`;
}
