import type { Claim, Finding } from "../../analysis/claim.js";
import type { Evaluation } from "../../analysis/result.js";
import { excess, median, yieldClaim } from "../zprime-invisible/claims.js";
import { samples } from "./samples.js";

const PRL = "PRL 124, 141801";

/** Mass (GeV) above which no τ suppression is applied, here and there. */
const SUPPRESSED_BELOW = 7;
/** The one number of the paper, fb, and what counts as near it: our reading of "about". */
const LIMIT = 10;
const NEAR = { from: 0.7, to: 1.5 } as const;

/** Median over the windows below 7 GeV of a limit on ε·σ. */
function medianLimit(pick: (limit: Evaluation["scan"][number]["limits"][string]) => number | null) {
  return ({ scan }: Evaluation): Finding => {
    const values = scan
      .filter(({ hypothesis }) => hypothesis.mass < SUPPRESSED_BELOW)
      .flatMap(({ limits }) => pick(limits.efficiencyCrossSection) ?? []);
    if (values.length === 0) return { text: "–", ratio: null, agrees: false };
    const value = median(values);
    const ratio = value / LIMIT;
    return { text: `${value.toFixed(1)} fb`, ratio, agrees: ratio >= NEAR.from && ratio <= NEAR.to };
  };
}

/** What PRL 124, 141801 states of the eμ channel, and what it is held against. */
export const claims: readonly Claim[] = [
  {
    title: "limit on ε·σ, observed: median below 7 GeV",
    published: "about 10 fb",
    source: PRL,
    accepted: "7 to 15 fb",
    find: medianLimit(({ observed }) => observed),
    remark:
      "A window without an event gives 2.303 / (0.276 fb⁻¹ · 0.96 · 0.90) = 9.66 fb before uncertainties: the published number is that of empty windows.",
  },
  {
    title: "limit on ε·σ, expected: median below 7 GeV",
    published: "about 10 fb",
    source: PRL,
    accepted: "7 to 15 fb",
    find: medianLimit(({ expected }) => expected[2]),
    remark:
      "Ours has more background than none: in much of it the muon is a pion from τ → πν that crossed the calorimeter, which 45 of a hundred do (from the depth of the crystals, recalled).",
  },
  yieldClaim(samples),
  {
    title: "no local excess of 3σ in either grid",
    published: "none",
    source: PRL,
    accepted: "none beyond chance: p > 0.00135, or a global p-value above 1 %",
    find: excess,
    remark: "The pseudo-data hold no signal unless one is added.",
  },
];
