import type { Claim, Finding } from "../../analysis/claim.js";
import { largestOfToys } from "../../analysis/peaks/toys.js";
import type { Evaluation } from "../../analysis/result.js";
import type { ScanPoint } from "../../analysis/scan-point.js";
import { BELLE_II } from "../../physics/beams.js";
import { ALPHA, MASS } from "../../physics/constants.js";
import { alpPhotonCrossSection } from "../../physics/theory/alp-photon.js";
import { publishedLimit } from "./comparisons.js";
import { PLANE } from "./regions.js";

const PRL = "PRL 125, 161806";
/** Published: largest local significance, at 0.477 GeV. */
const LARGEST = 2.8;
const LEP = 6.62e-3;

const number = (value: number, digits = 2) => value.toPrecision(digits);
const NOTHING: Finding = { text: "–", ratio: null, agrees: null };

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Limits of the scan near a mass: the published one fluctuates from point to point, and so does ours. */
function near(scan: readonly ScanPoint[], mass: number, of: (point: ScanPoint) => number | null | undefined): number[] {
  return scan
    .filter(({ hypothesis }) => Math.abs(hypothesis.mass / mass - 1) < 0.05)
    .flatMap((point) => of(point) ?? []);
}

/** Ours over the published one at each digitised point that the page shows. */
function ratios({ scan }: Evaluation, of: (point: ScanPoint) => number | null | undefined): number[] {
  return publishedLimit.points.flatMap(({ x, y }) => {
    const found = near(scan, x, of);
    return found.length > 0 ? [median(found) / y] : [];
  });
}

function ratioFinding(values: readonly number[]): Finding {
  if (values.length === 0) return NOTHING;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const middle = median(values);
  return {
    text: `${number(middle)} in the median of ${values.length} points, ${number(least)} to ${number(most)}`,
    ratio: middle,
    agrees: Math.abs(middle - 1) <= 0.3 && least > 0.5 && most < 2,
  };
}

const expected = ({ limits }: ScanPoint) => limits[PLANE].expected[2];
const observed = ({ limits }: ScanPoint) => limits[PLANE].observed;

/** 2f_π in GeV: what s·F(s) of γ*γ → π⁰ tends to (Brodsky and Lepage 1981). */
const TWICE_PION_DECAY_CONSTANT = 0.185;

/**
 * σ(e⁺e⁻ → γπ⁰) in fb. A pseudoscalar with form factor F(s) is made as an ALP of coupling 4πα F: no measurement at this
 * energy is known to us, and the form factor is taken as asymptotic.
 */
function pionCrossSection(): number {
  const { sqrtS } = BELLE_II;
  return alpPhotonCrossSection(MASS.pionNeutral, (4 * Math.PI * ALPHA * TWICE_PION_DECAY_CONSTANT) / (sqrtS * sqrtS), {
    sqrtS,
  });
}

/**
 * Mesons that decay to two photons beside a photon of the beams: cross-section at this energy in fb, of η and η′ recalled
 * from BaBar (PRD 74, 012002), and branching fraction to two photons, recalled from the PDG.
 */
const MESONS = [
  { symbol: "π⁰", mass: MASS.pionNeutral, crossSection: pionCrossSection(), branching: 0.988 },
  { symbol: "η", mass: 0.5479, crossSection: 4.5, branching: 0.394 },
  { symbol: "η′", mass: 0.9578, crossSection: 5.4, branching: 0.0231 },
] as const;

/** Cross-sections of mesons that are seen as two photons, and the expected limit on one of an ALP at that mass, fb. */
function seenMesons({ scan }: Evaluation): { symbol: string; seen: number; limit: number }[] {
  return MESONS.flatMap(({ symbol, mass, crossSection, branching }) => {
    const [nearest] = scan.toSorted((a, b) => Math.abs(a.hypothesis.mass - mass) - Math.abs(b.hypothesis.mass - mass));
    const limit = nearest?.limits.crossSection?.expected[2];
    return limit ? [{ symbol, seen: crossSection * branching, limit }] : [];
  });
}

/** Statements of the publication that the page is held against. */
export const claims: readonly Claim[] = [
  {
    title: "limit on g_aγγ, expected here over observed there",
    published: "1, at six digitised points",
    source: `${PRL}, as digitised by AxionLimits`,
    accepted: "median within 30 %, every point within a factor 2",
    find: (evaluation) => ratioFinding(ratios(evaluation, expected)),
    remark:
      "Both limits fluctuate by some ten per cent in g from mass to mass; ours is the median of the masses within 5 % of each point. Not simulated: loss of photons to the shape of clusters.",
  },
  {
    title: "limit on g_aγγ, observed here over observed there",
    published: "1, at six digitised points",
    source: `${PRL}, as digitised by AxionLimits`,
    accepted: "told only: pseudo-data fluctuate independently of the data",
    find: (evaluation) => ({ ...ratioFinding(ratios(evaluation, observed)), agrees: null }),
  },
  {
    title: "largest local significance of the scan",
    published: `${LARGEST} at 0.477 GeV`,
    source: PRL,
    accepted: "within the middle 95 % of toys of background alone",
    find({ scan, toys }) {
      const here = Math.max(...scan.map(({ peak }) => peak?.significance ?? Number.NEGATIVE_INFINITY));
      const band = toys && largestOfToys(toys);
      if (!band || !toys)
        return Number.isFinite(here) ? { ...NOTHING, text: `${number(here)} in these pseudo-data` } : NOTHING;
      const reached = toys.scans.filter(({ largest }) => largest >= LARGEST).length;
      return {
        text: `toys: ${number(band[2])} in the median, 95 % from ${number(band[0])} to ${number(band[4])}; ${reached} of ${toys.scans.length} reach ${LARGEST}; these pseudo-data: ${Number.isFinite(here) ? number(here) : "–"}`,
        ratio: band[2] / LARGEST,
        agrees: LARGEST >= band[0] && LARGEST <= band[4],
      };
    },
  },
  {
    title: "limits at the level of 10⁻³ GeV⁻¹, best below 1 GeV",
    published: "at the level of 10⁻³ GeV⁻¹; best for 0.2 to 1 GeV",
    source: `${PRL}, abstract`,
    accepted: "strongest expected limit below 1 GeV, and between 0.3 and 3 × 10⁻³",
    find({ scan }) {
      const known = scan.filter((point) => (expected(point) ?? 0) > 0);
      if (known.length === 0) return NOTHING;
      const best = known.reduce((a, b) => ((expected(b) ?? 1) < (expected(a) ?? 1) ? b : a));
      const value = expected(best) ?? Number.NaN;
      return {
        text: `${number(value)} GeV⁻¹ at ${number(best.hypothesis.mass, 3)} GeV`,
        ratio: null,
        agrees: best.hypothesis.mass < 1 && value > 3e-4 && value < 3e-3,
      };
    },
  },
  {
    title: "better than LEP",
    published: "by almost an order of magnitude",
    source: PRL,
    accepted: "factor 5 to 15 in the median below 1 GeV",
    find({ scan }) {
      const factors = scan
        .filter(({ hypothesis }) => hypothesis.mass < 1)
        .flatMap((p) => (expected(p) ? [LEP / (expected(p) ?? 1)] : []));
      if (factors.length === 0) return NOTHING;
      const factor = median(factors);
      return { text: `factor ${number(factor)}`, ratio: null, agrees: factor > 5 && factor < 15 };
    },
  },
  {
    title: "mesons that decay to two photons",
    published: "negligible",
    source: `${PRL}; σ(e⁺e⁻ → γη, γη′) recalled from BaBar, PRD 74, 012002; γπ⁰ from the asymptotic form factor`,
    accepted: "σ · B(P → γγ) below a tenth of the expected limit on σₐ at the nearest mass",
    find(evaluation) {
      const found = seenMesons(evaluation);
      if (found.length === 0) return NOTHING;
      return {
        text: found
          .map(({ symbol, seen, limit }) => `${symbol}γ: ${number(seen)} fb, where the limit is ${number(limit, 3)} fb`)
          .join("; "),
        ratio: null,
        agrees: found.every(({ seen, limit }) => seen < 0.1 * limit),
      };
    },
    remark:
      "γπ⁰ peaks below the lightest mass of the scan, beside which it is put here, and its two photons are one cluster: less of it is seen than that.",
  },
];
