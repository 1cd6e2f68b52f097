import type { Claim, Finding } from "../../analysis/claim.js";
import type { EllipseEvaluation } from "../../analysis/ellipses/evaluation.js";
import type { Evaluation } from "../../analysis/result.js";
import { withPower } from "../../analysis/superscript.js";
import { PUBLISHED } from "./comparisons.js";
import { pairMassSpectrum } from "./spectra.js";

const PRL = "PRL 130, 071804, abstract";
const TALK = "Belle II, dark-sector overview talk 2023";

const NOTHING: Finding = { text: "–", ratio: null, agrees: false };

/** Ellipses between the masses (GeV) that the published range of limits is of. */
function ofPublishedMasses({ first }: EllipseEvaluation): number[] {
  const [low, high] = PUBLISHED.masses;
  return first.flatMap((mass, e) => (mass > low && mass < high ? [e] : []));
}

/** Values at some parts of a sorted list. */
function quantiles(values: readonly number[], parts: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return parts.map((part) => sorted[Math.round(part * (sorted.length - 1))]);
}

const short = (value: number) => String(Number(value.toPrecision(2)));

const percent = (part: number) => `${Number((100 * part).toPrecision(2))} %`;

/**
 * Observed limits against the published range: least, median, largest, and how many ellipses lie beside it; agreement
 * where the median lies in it.
 */
function range(
  { ellipses }: Evaluation,
  [low, high]: readonly [number, number],
  limit: (plane: EllipseEvaluation, e: number) => number | null,
  write: (value: number) => string,
): Finding {
  if (!ellipses) return NOTHING;
  const values = ofPublishedMasses(ellipses).flatMap((e) => limit(ellipses, e) ?? []);
  if (values.length === 0) return NOTHING;
  const [least, fifth, median, ninetyFifth, most] = quantiles(values, [0, 0.05, 0.5, 0.95, 1]);
  const below = values.filter((value) => value < low).length / values.length;
  const above = values.filter((value) => value > high).length / values.length;
  return {
    text: `${write(least)} to ${write(most)}, 90 % of the ellipses ${write(fifth)} to ${write(ninetyFifth)}, median ${write(median)}; ${percent(below)} of them lie below the range and ${percent(above)} above`,
    ratio: median / Math.sqrt(low * high),
    agrees: median >= low && median <= high,
  };
}

function shares({ ellipses }: Evaluation): Finding {
  if (!ellipses) return NOTHING;
  const sum = (id: string) => ellipses.density.regions.reduce((all, { yields }) => all + (yields[id] ?? 0), 0);
  const yields = ["mumu", "tautau", "eemumu"].map(sum);
  const all = yields.reduce((a, b) => a + b, 0);
  return {
    text: yields.map((one) => `${((100 * one) / all).toFixed(1)} %`).join(", "),
    ratio: yields[2] / all / 0.03,
    agrees: null,
  };
}

/** Share of the background that rules each macro-region. */
function regions({ ellipses }: Evaluation): Finding {
  if (!ellipses) return NOTHING;
  const rulers = ellipses.density.regions.map(({ id, yields }) => {
    const all = Object.values(yields).reduce((a, b) => a + b, 0);
    return { id, share: yields[id === "tau" ? "tautau" : "mumu"] / all };
  });
  return {
    text: rulers.map(({ share }) => `${(100 * share).toFixed(0)} %`).join(", "),
    ratio: null,
    agrees: rulers.every(({ share }) => share > 0.5),
  };
}

/** Median dimuon mass of each background over the plane, GeV. */
function shapes({ spectra }: Evaluation): Finding {
  const counted = spectra.find(({ spectrum }) => spectrum === pairMassSpectrum.id);
  if (!counted) return NOTHING;
  const { edges } = pairMassSpectrum;
  const at = (counts: readonly number[], part: number) => {
    const all = counts.reduce((a, b) => a + b, 0);
    let below = 0;
    const bin = counts.findIndex((count) => {
      below += count;
      return below >= part * all;
    });
    return edges[bin + 1].toFixed(1);
  };
  const text = ["mumu", "tautau", "eemumu"].map((id) => {
    const counts = counted.counts[id];
    return `${at(counts, 0.16)} to ${at(counts, 0.84)}`;
  });
  return { text: text.join(", "), ratio: null, agrees: null };
}

function twoThreeEvents({ ellipses }: Evaluation): Finding {
  if (!ellipses) return NOTHING;
  const away = (e: number) => Math.hypot(ellipses.first[e] - 9, ellipses.second[e] - 0.5);
  const near = ellipses.first.reduce((best, _, e) => (away(e) < away(best) ? e : best), 0);
  const limit = (2.3 / (8.34 * 0.12)) * ellipses.perFemtobarn[near];
  return { text: withPower(limit), ratio: limit / 1.9e-8, agrees: Math.abs(limit / 1.9e-8 - 1) < 0.15 };
}

function excess({ lookElsewhere }: Evaluation): Finding {
  if (!lookElsewhere) return { ...NOTHING, agrees: null };
  const { z, global } = lookElsewhere;
  return {
    text: `largest ${z.toFixed(1)}σ, global p = ${global.p.toPrecision(2)}`,
    ratio: null,
    agrees: global.p > 0.01,
  };
}

/** What the publication and the talks about it state, and what it is held against. */
export const claims: readonly Claim[] = [
  {
    title: "ellipses",
    published: "about 9000",
    source: TALK,
    accepted: "within 1 %",
    find: ({ ellipses }) => {
      const count = ellipses?.first.length ?? 0;
      return { text: String(count), ratio: count / 9000, agrees: Math.abs(count / 9000 - 1) < 0.01 };
    },
    remark: "By construction: the spacing is the one that gives this number. It is told under Plane.",
  },
  {
    title: "σ·BR for 4.0 < m(A′) < 9.7 GeV, observed, fb",
    published: "1.7 to 5.0",
    source: PRL,
    accepted: "median within the range",
    find: (evaluation) =>
      range(evaluation, PUBLISHED.crossSection, (plane, e) => plane.crossSection.observed[e], short),
    remark:
      "Ours reaches further on both sides. Below lie ellipses without an event: there the limit is 2.30 events, and 1.7 fb would be an efficiency of 16.2 %, which ours passes above 6 GeV and takes to 24 %: a fast simulation has no losses of muons but those of geometry, trigger and identification. Above lie ellipses that hold many events, nine in ten of them five or more, and not those of low efficiency, of which only one in eleven has less than 12 %: along the upper edge of the triangle, where τ pairs are dense, and above 9 GeV, where μμ(γ) is. The published limits there are of less background; places and sizes of the published ellipses, and the values of the suppression, are not public.",
  },
  {
    title: "ε²α_D for the same masses, observed",
    published: "1.7e-8 to 2e-6",
    source: PRL,
    accepted: "median within the range",
    find: (evaluation) =>
      range(
        evaluation,
        PUBLISHED.epsilonSquaredAlphaD,
        (plane, e) => {
          const value = plane.crossSection.observed[e];
          return value === null ? null : value * plane.perFemtobarn[e];
        },
        withPower,
      ),
  },
  {
    title: "2.3 events in 8.34 fb⁻¹ at 12 % efficiency, at (9, 0.5) GeV",
    published: "1.9e-8",
    source: "derived for this project, at Born level",
    accepted: "within 15 %",
    find: twoThreeEvents,
    remark: "Here the cross-section holds radiation of the beams: 0.98 of the Born one there, 1.24 at (4, 1) GeV.",
  },
  {
    title: "shares of μμ(γ), ττ(γ), eeμμ after the selection",
    published: "79 %, 18 %, 3 %",
    source: TALK,
    accepted: "–",
    find: shares,
    remark:
      "μμ(γ) to ττ(γ) is calibrated by the photon inefficiency and no test, though a weak handle: 1.3 in place of 1.5 % moves μμ(γ) by 2 ± 1 %, because most of it has its photons along the beams. The share of eeμμ is not calibrated: the ratio is of it.",
  },
  {
    title: "each macro-region is ruled by one background: above 9 GeV, M²rec < 2 GeV², the rest",
    published: "orthogonal regions, one background each",
    source: TALK,
    accepted: "more than half: μμ(γ), μμ(γ), ττ(γ)",
    find: regions,
    remark:
      "The calibrated inefficiency is one number for the whole plane: how the shares go over it is no part of it.",
  },
  {
    title: "central 68 % of the dimuon mass of μμ(γ), ττ(γ), eeμμ, GeV",
    published: "as figures",
    source: "PRL 130, 071804; their numbers are not public",
    accepted: "–",
    find: shapes,
    remark:
      "Not calibrated either: μμ(γ) piles up where radiation is soft, τ pairs where both muons took half of the energy or less, eeμμ at the light end.",
  },
  {
    title: "no significant excess",
    published: "none",
    source: PRL,
    accepted: "global p above 1 %",
    find: excess,
    remark: "The pseudo-data hold no signal unless one is added.",
  },
];
