import { withGivenSamples } from "../../analysis/given-samples.js";
import type { Interpretation } from "../../analysis/measurement.js";
import type { ScanPoint } from "../../analysis/scan-point.js";
import type { Comparison, Search } from "../../analysis/search.js";
import { formatNumber, formatUncertain } from "../../figures/numbers.js";
import { PUBLISHED_WINDOW_COUNT, widthTable, windowCount } from "../../physics/detector/validation.js";
import { crossSectionRows, recoilRows, tauSpectra } from "../../physics/generators/validation.js";
import { REFERENCE_VALUES } from "../../statistics/references.js";
import { shownSearches } from "../events.js";
import { readResult } from "../results.js";

/** One number of ours against one of somebody else's, or against a formula. */
export interface Check {
  readonly group: "searches" | "simulation" | "statistics";
  readonly what: string;
  readonly reference: string;
  readonly source: string;
  readonly here: string;
  /** Here over reference. */
  readonly ratio: number | null;
  readonly accepted: string;
  /** Null where there is nothing to agree with. */
  readonly agrees: boolean | null;
  readonly remark?: string | undefined;
}

/** Factor that a digitised point of an observed limit may be away from our median expectation: they fluctuate. */
const POINT_FACTOR = 2;

function nearestPoint(scan: readonly ScanPoint[], mass: number): ScanPoint {
  const away = ({ hypothesis }: ScanPoint) => Math.abs(hypothesis.mass - mass);
  return scan.reduce((best, point) => (away(point) < away(best) ? point : best), scan[0]);
}

/** A published limit, point by point, against the median expectation of the nearest hypothesis. */
function pointChecks(
  search: Search,
  comparison: Comparison,
  interpretation: Interpretation,
  scan: readonly ScanPoint[],
): Check[] {
  return comparison.points.map(({ x, y }): Check => {
    const point = nearestPoint(scan, x);
    const here = point?.limits[interpretation.id]?.expected[2] ?? null;
    const ratio = here === null ? null : here / y;
    return {
      group: "searches",
      what: `${search.title}: ${interpretation.symbol} at ${formatNumber(x, 3)} GeV, ${comparison.title}`,
      reference: `${formatNumber(y, 3)} ${interpretation.unit}`.trim(),
      source: comparison.citation,
      here: here === null ? "no limit" : `${formatNumber(here, 3)} ${interpretation.unit}, median expected`,
      ratio,
      accepted: `within a factor ${POINT_FACTOR}`,
      agrees:
        search.data === "blinded" && here === null
          ? null
          : ratio !== null && Math.abs(Math.log(ratio)) <= Math.log(POINT_FACTOR),
      remark: "A published observed limit follows the events of the experiment; ours is the median expectation.",
    };
  });
}

/** What the publication of a search states, and its limits, against the result of this build. */
function searchChecks(declared: Search): Check[] {
  const result = readResult(declared.id);
  if (!result) return [];
  const search = { ...withGivenSamples(declared, result.samples), data: result.data };
  const stated = (search.claims ?? []).map((claim): Check => {
    const { text, ratio, agrees } = claim.find(result.evaluation);
    return {
      group: "searches",
      what: `${search.title}: ${claim.title}`,
      reference: claim.published,
      source: claim.source,
      here: text,
      ...{ ratio, accepted: claim.accepted, agrees, remark: claim.remark },
    };
  });
  const points = search.comparisons
    .filter(({ kind, origin }) => kind === "points" && origin === "published")
    .flatMap((comparison) => {
      const interpretation = search.interpretations.find(({ id }) => id === comparison.interpretation);
      return interpretation ? pointChecks(search, comparison, interpretation, result.evaluation.scan) : [];
    });
  return [...stated, ...points];
}

interface Pull {
  readonly value: number;
  readonly sigma: number;
  readonly formula: number;
}

/** A χ² whose points are independent; as improbable as 4σ is a disagreement. */
function pullCheck(what: string, source: string, points: readonly Pull[], remark?: string): Check {
  const chi2 = points.reduce((sum, { value, sigma, formula }) => sum + ((value - formula) / sigma) ** 2, 0);
  const n = points.length;
  const most = n + 4 * Math.sqrt(2 * n);
  return {
    ...{ group: "simulation", what, source, remark },
    reference: `χ² = ${n} ± ${formatNumber(Math.sqrt(2 * n))}`,
    here: `χ² = ${chi2.toFixed(1)} for ${n} points`,
    ratio: chi2 / n,
    accepted: `χ² below ${most.toFixed(0)}, four of its widths`,
    agrees: chi2 < most,
  };
}

/** Generators against formulas, and the detector against published widths, by the code of the page Simulation. */
function simulationChecks(scale: number): Check[] {
  const size = (full: number, least: number) => Math.max(least, Math.round(full * scale));
  const rows = crossSectionRows(size(20_000, 2000));
  const radiation = recoilRows(size(200_000, 40_000)).slice(0, -1);
  const widths = widthTable(size(3, 1));
  const count = windowCount(widths);
  const taus = tauSpectra(size(50_000, 20_000));
  return [
    pullCheck(
      "σ(μμZ′), no radiation",
      "tree level, one integral",
      rows.map(({ generated, exact: formula }) => ({ ...generated, formula })),
    ),
    pullCheck(
      "σ(μμZ′), radiation of the beams",
      "folded with the radiator",
      rows.map(({ generatedRadiated, exactRadiated: formula }) => ({ ...generatedRadiated, formula })),
    ),
    pullCheck(
      "recoil mass of μμ(γ…), radiation along the beams",
      "fold of two structure functions",
      radiation.map(({ beams, folded: formula }) => ({ ...beams, formula })),
    ),
    ...taus.map(({ channel, polarisation, bins }) =>
      pullCheck(
        `τ of helicity ${polarisation > 0 ? "+1" : "−1"}, energy of the ${channel}`,
        "Tsai, PRD 4 (1971) 2821",
        bins.map(({ formula, generated }) => ({ ...generated, formula })),
      ),
    ),
    ...widths.flatMap(({ mass, window, publishedWindow, sigmaSquared, sigmaSquaredError }): Check[] => {
      if (publishedWindow === null) return [];
      const ratio = window / publishedWindow;
      return [
        {
          group: "simulation",
          what: `full width of the recoil-mass window at ${mass} GeV`,
          reference: `${formatNumber(1000 * publishedWindow, 3)} MeV`,
          source: "PRL 124, 141801",
          here: `${formatUncertain(1000 * window, (1000 * window * sigmaSquaredError) / sigmaSquared)} MeV`,
          ratio,
          accepted: "within 6 %",
          agrees: Math.abs(ratio - 1) <= 0.06,
          remark:
            "The resolution of the detector was chosen, of six sets, by the widths at 0.5 and 6.9 GeV: how near they come is no test of it.",
        },
      ];
    }),
    {
      group: "simulation",
      what: "windows of our own widths below 8 GeV",
      reference: String(PUBLISHED_WINDOW_COUNT.value),
      source: "PRL 124, 141801",
      here: formatNumber(count, 3),
      ratio: count / PUBLISHED_WINDOW_COUNT.value,
      accepted: "within 3",
      agrees: Math.abs(count - PUBLISHED_WINDOW_COUNT.value) <= 3,
      remark: "How the publication laid its grid between the two published widths is not known; see Simulation.",
    },
  ];
}

function statisticsChecks(): Check[] {
  return REFERENCE_VALUES.map(({ what, reference, source, tolerance, compute }): Check => {
    const here = compute();
    return {
      ...{ group: "statistics", what, source },
      reference: formatNumber(reference, 4),
      here: formatNumber(here, 4),
      ratio: here === null || reference === 0 ? null : here / reference,
      accepted: `to ${formatNumber(tolerance)}`,
      agrees: here !== null && Math.abs(here - reference) <= tolerance,
    };
  });
}

/** Every check of the site, those that disagree first, then those that agree, then what cannot be tested. */
export function allChecks(scale: number): Check[] {
  const order = ({ agrees }: Check) => (agrees === false ? 0 : agrees ? 1 : 2);
  return [...shownSearches().flatMap(searchChecks), ...simulationChecks(scale), ...statisticsChecks()].sort(
    (a, b) => order(a) - order(b),
  );
}
