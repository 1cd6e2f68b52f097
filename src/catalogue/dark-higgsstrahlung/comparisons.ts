import type { Comparison } from "../../analysis/search.js";

const PRL = "Belle II, PRL 130, 071804 (2023), abstract";

/** Published range of limits: over 4.0 < m(A′) < 9.7 GeV and all lighter h′. */
export const PUBLISHED = {
  masses: [4, 9.7],
  epsilonSquaredAlphaD: [1.7e-8, 200e-8],
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
    origin: "published",
    citation: `${PRL}: least and largest limit for 4.0 < m(A′) < 9.7 GeV, m(h′) < m(A′); drawn as a box, the curves are not public`,
    points: PUBLISHED.masses.map((x) => ({ x, y, y2 })),
  };
}

export const comparisons: readonly Comparison[] = [box("epsilonSquaredAlphaD"), box("crossSection")];
