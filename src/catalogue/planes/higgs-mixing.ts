import type { Comparison } from "../../analysis/search.js";
import { bToScalarBranchingFraction } from "../../physics/theory/b-to-scalar.js";
import type { CouplingPlane, PlaneTheory } from "./plane.js";

const MASSES = Array.from({ length: 96 }, (_, i) => 0.05 * (4.78 / 0.05) ** (i / 95));

const level = (id: string, title: string, sinTheta: number, citation: string): PlaneTheory => ({
  id,
  title,
  kind: "curve",
  origin: "recalled",
  citation,
  points: () => [0.05, 4.78].map((x) => ({ x, y: sinTheta })),
});

/** sin θ at which B⁺ → K⁺S has a branching fraction. */
function mixingAt(branchingFraction: number): Comparison["points"] {
  return MASSES.flatMap((x) => {
    const unit = bToScalarBranchingFraction(x, 1);
    return unit > 0 ? [{ x, y: Math.sqrt(branchingFraction / unit) }] : [];
  });
}

/** sin θ, the mixing of a scalar with the Higgs boson. */
export const higgsMixingPlane: CouplingPlane = {
  id: "higgs-mixing",
  title: "sin θ of a scalar that mixes with the Higgs boson",
  symbol: "sin θ",
  unit: "",
  abscissa: { title: "mass of the scalar [GeV/c²]", domain: [0.05, 5] },
  parameters: [
    {
      id: "branching-fraction",
      symbol: "B(B⁺ → K⁺S)",
      title: "limit on the branching fraction",
      unit: "",
      low: 1e-10,
      high: 1e-4,
      nominal: 1e-7,
      scale: "log",
    },
  ],
  members: [],
  theory: [
    {
      id: "b-to-kaon",
      title: "B(B⁺ → K⁺S) as chosen",
      kind: "curve",
      origin: "derived",
      citation: "penguin decay b → s S with the form factor of B → K: B is proportional to sin²θ",
      points: (parameters) => mixingAt(parameters["branching-fraction"]),
    },
    level(
      "higgs-invisible",
      "h → invisible < 0.22",
      0.015,
      "θ > 0.015 excluded at 95 % where the scalar decays unseen; level as told in slides of the programme",
    ),
    level("upsilon", "Υ decays", 0.1, "θ > 0.1 excluded; level as told in slides of the programme"),
  ],
  notes: [
    "No search of these pages bounds sin θ yet. Choose a limit on B(B⁺ → K⁺S) and read off the mixing that it stands for; for a search that sees S decay, the limit is on the product with the branching fraction of that decay.",
    "Levels that hold for all masses are drawn as such; the masses at which they end are not known to us.",
  ],
};
