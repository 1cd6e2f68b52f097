import type { Comparison } from "../../analysis/search.js";
import { belle2, kloe } from "./configurations.js";

const PRL = "Belle II, PRL 130, 071804 (2023), abstract";

/** Published range of limits: over 4.0 < m(A′) < 9.7 GeV and all lighter h′. */
export const PUBLISHED = {
  masses: [4, 9.7],
  epsilonSquaredAlphaD: belle2.limits,
  crossSection: [1.7, 5],
} as const;

function box(interpretation: keyof Omit<typeof PUBLISHED, "masses">): Comparison {
  const [y, y2] = PUBLISHED[interpretation];
  return {
    id: `published-${interpretation}`,
    title: "published range of limits",
    interpretation,
    kind: "band",
    framed: true,
    anySecond: true,
    origin: "published",
    citation: `${PRL}: least and largest limit for 4.0 < m(A′) < 9.7 GeV, m(h′) < m(A′); drawn as a box, the curves are not public`,
    points: PUBLISHED.masses.map((x) => ({ x, y, y2 })),
  };
}

const [low, high] = kloe.limits;

/** Where KLOE's limits lie: the same search at a tenth of the energy, beside the plane here. */
const besideIt: Comparison = {
  id: "kloe",
  title: "range of KLOE's limits",
  interpretation: "epsilonSquaredAlphaD",
  kind: "band",
  framed: true,
  origin: "published",
  citation: `${kloe.source}; drawn over all masses of the A′ that √s = 1.02 GeV allows`,
  points: kloe.masses.map((x) => ({ x, y: low, y2: high })),
};

export const comparisons: readonly Comparison[] = [box("epsilonSquaredAlphaD"), box("crossSection"), besideIt];
