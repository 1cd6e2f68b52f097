import type { Comparison, Remark, Search } from "../../analysis/search.js";
import { MUON_ANOMALY, muonAnomalyBand } from "../../physics/theory/muon-anomaly.js";
import { heavyTridentRatio, lightTridentRatio, TRIDENT } from "../../physics/theory/trident.js";
import { zprimeWidth } from "../../physics/theory/zprime.js";
import { windowAround } from "./windows.js";

/** Masses (GeV) at which bands and curves are drawn: evenly in the logarithm below 0.5 GeV, then in the mass. */
const MASSES = [
  ...Array.from({ length: 12 }, (_, i) => 0.02 * 25 ** (i / 12)),
  ...Array.from({ length: 31 }, (_, i) => 0.5 + 0.25 * i),
];

/** Both planes of a coupling g′ hold the same theory. */
const PLANES = ["gPrime", "gPrimeLmuLtau"] as const;

/** Coupling above which a ratio that is 1 + a g′² + b g′⁴ exceeds `limit`, from its values at two couplings. */
function couplingAtRatio(ratio: (coupling: number) => number, limit: number, scale: number): number {
  const [one, two] = [ratio(scale) - 1, ratio(2 * scale) - 1];
  const quartic = (two - 4 * one) / 12;
  const square = one - quartic;
  return scale * Math.sqrt((2 * (limit - 1)) / (square + Math.sqrt(square * square + 4 * quartic * (limit - 1))));
}

/** Largest ratio of trident production to the Standard Model that CCFR leaves at 2σ. */
const TRIDENT_LIMIT = TRIDENT.ccfr.value + 2 * TRIDENT.ccfr.sigma;

/** Mass (GeV) from which the contact limit of trident production holds. */
const CONTACT = 10;

function tridentCoupling(mass: number): number {
  const ratio = (coupling: number) =>
    mass < CONTACT ? lightTridentRatio(mass, coupling).value : heavyTridentRatio(mass, coupling);
  return couplingAtRatio(ratio, TRIDENT_LIMIT, 1e-3);
}

/** Coupling at which the natural width of the Z′ of L_μ − L_τ equals the full width of the recoil-mass window. */
function couplingOfWidth(mass: number): number {
  const { min, max } = windowAround(mass);
  return Math.sqrt((max - min) / (2 * mass) / zprimeWidth(mass, 1));
}

function once<T>(compute: () => T): () => T {
  let known: { value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

const bands = (["2021", "2023"] as const).map((year) => ({
  year,
  points: once(() =>
    MASSES.map((x) => {
      const [y, , y2] = muonAnomalyBand(x, MUON_ANOMALY[year]);
      return { x, y, y2 };
    }),
  ),
}));
const trident = once(() => MASSES.map((x) => ({ x, y: tridentCoupling(x) })));
/** Far above every limit that is drawn. */
const TOP = 1e9;
const wide = once(() => MASSES.filter((x) => x >= 0.5).map((x) => ({ x, y: couplingOfWidth(x), y2: TOP })));

/** Points are computed when they are first drawn: a page that is only read does without. */
export const comparisons: readonly Comparison[] = PLANES.flatMap((interpretation): Comparison[] => [
  ...bands.map(
    ({ year, points }): Comparison => ({
      id: `muon-anomaly-${year}-${interpretation}`,
      title: `(g−2)μ ± 2σ, ${year}`,
      interpretation,
      kind: "band",
      choice: { of: "muon-anomaly", name: year },
      origin: "derived",
      citation: `one loop of a Z′ against Δaμ of ${MUON_ANOMALY[year].source}`,
      get points() {
        return points();
      },
    }),
  ),
  {
    id: `trident-${interpretation}`,
    title: "ν trident, CCFR 2σ",
    interpretation,
    kind: "curve",
    origin: "recalled",
    citation:
      "ratio of ν trident production to the Standard Model of CCFR, 0.82 ± 0.28 (PRL 66 (1991) 3117), recalled; below 10 GeV by leading-logarithmic cross-sections (PRL 113 (2014) 091801) that were not verified: for orientation only",
    get points() {
      return trident();
    },
  },
  {
    id: `wide-${interpretation}`,
    title: "Γ(Z′) above the window",
    interpretation,
    kind: "above",
    origin: "derived",
    citation:
      "natural width of the Z′ of Lμ − Lτ to μμ, ττ and two neutrinos equal to the full window; decays to dark matter would make it wider still. Limits there assume a narrow peak that the model does not have",
    get points() {
      return wide();
    },
  },
]);

/** A handful of points read off Fig. 3 of the publication by a third party (DARKCAST). */
export const publishedLimit: Comparison = {
  id: "published",
  title: "published (digitised)",
  interpretation: "gPrime",
  kind: "points",
  origin: "published",
  citation: "Belle II, PRL 124, 141801, Fig. 3, observed limit for BF = 1 as digitised by DARKCAST",
  points: [
    { x: 1.157, y: 0.051 },
    { x: 2.292, y: 0.1 },
    { x: 3.212, y: 0.18 },
    { x: 4.114, y: 0.296 },
    { x: 5.001, y: 0.52 },
    { x: 5.974, y: 0.994 },
  ],
};

/** A handful of points of the search for four muons, which holds for Lμ − Lτ alone. */
export const fourMuons: Comparison = {
  id: "four-muons",
  title: "BaBar, four muons",
  interpretation: "gPrimeLmuLtau",
  kind: "points",
  origin: "published",
  citation:
    "BaBar, PRD 94, 011102 (2016), limits on g′ of Lμ − Lτ as digitised by DARKCAST; it varies by 30 % within MeV",
  points: [
    { x: 0.5008, y: 1.69e-3 },
    { x: 0.9995, y: 2.02e-3 },
    { x: 2.0011, y: 4.62e-3 },
    { x: 2.9989, y: 5.84e-3 },
    { x: 3.9978, y: 8.74e-3 },
    { x: 5.9963, y: 2.49e-2 },
  ],
};

/** What the plane does not draw. */
export const remarks: readonly Remark[] = [
  {
    title: "(g−2)μ today",
    text: "The bands are those of 2021 and 2023, against the prediction of 2020. The prediction of 2025 differs from the average of measurements of 2023 by (26 ± 66) × 10⁻¹¹, and the final measurement, four times as precise, confirmed that average: no positive 2σ band is left. What remains is an upper bound, Δaμ < 158 × 10⁻¹¹ at 2σ, which is g′ < 4.3 × 10⁻³ at 1 GeV.",
    origin: "published",
    citation: "Muon g−2 Theory Initiative, arXiv:2505.21476; Muon g−2, arXiv:2506.03069; the bound on g′ is derived",
  },
  {
    title: "The same experiment, later",
    text: "With 79.7 fb⁻¹ Belle II found no signal either: couplings from about 3 × 10⁻³ at low mass to 1 at 8 GeV are excluded, and for a Z′ that decays invisibly alone the explanation of (g−2)μ between 0.8 and 5.0 GeV.",
    origin: "published",
    citation: "Belle II, PRL 130, 231801 (2023), arXiv:2212.03066",
  },
  {
    title: "Four muons",
    text: "On the line of Lμ − Lτ a Z′ above 2mμ also decays to muons: BaBar, Belle and Belle II searched e⁺e⁻ → μ⁺μ⁻Z′, Z′ → μ⁺μ⁻, from 0.212 GeV to about 10 GeV, and CMS Z → 4μ from 5 GeV on. They exclude couplings some thirty times smaller than this search; six points of BaBar stand in that plane.",
    origin: "published",
    citation:
      "BaBar, PRD 94, 011102 (2016); Belle, 643 fb⁻¹, PRD 106, 012003 (2022); Belle II, arXiv:2403.02841; CMS, PLB 792, 345 (2019)",
  },
];

export const radiation: Search["radiation"] = {
  text: "Signal is simulated with radiation of the beams, and its efficiency is of all events that are made so. The limit on σ is brought to Born level by what radiation makes of it, 1 + δ = 1.11 at 0.1 GeV, 1.03 at 1, 0.94 at 4, 0.89 at 6 and 0.84 at 7.9 GeV, and g′ is read off the Born cross-section with α at zero momentum. Vacuum polarisation is in the backgrounds and not in the signal; it would raise the signal by about 7 %, and limits on g′ would fall by 3 %. What the publication used is not told.",
  origin: "derived",
  citation: "Born by the integral of the matrix element, radiator of Kuraev and Fadin; vacuum polarisation recalled",
};
