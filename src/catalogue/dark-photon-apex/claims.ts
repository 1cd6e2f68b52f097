import type { Claim } from "../../analysis/claim.js";
import type { Evaluation } from "../../analysis/result.js";
import type { ScanPoint } from "../../analysis/scan-point.js";
import { withPower } from "../../analysis/superscript.js";

const PRL = "PRL 107, 191804, from memory";

/** The largest excess as published: mass (GeV), local p-value, and how often chance gives one. */
const EXCESS = { mass: 0.2245, p: 0.006, global: 0.4 } as const;

function largest({ scan }: Evaluation): ScanPoint | undefined {
  const height = ({ peak }: ScanPoint) => peak?.significance ?? Number.NEGATIVE_INFINITY;
  const best = scan.reduce<ScanPoint | undefined>((a, b) => (a && height(a) >= height(b) ? a : b), undefined);
  return best && Number.isFinite(height(best)) ? best : undefined;
}

/** What the publication states of the spectrum, and what it is held against. */
export const claims: readonly Claim[] = [
  {
    title: "local p-value of the excess at 224.5 MeV",
    published: "0.6 %",
    source: PRL,
    accepted: "0.4 to 0.9 %",
    find({ scan }) {
      const p = scan.find(({ hypothesis }) => Math.abs(hypothesis.mass - EXCESS.mass) < 1e-6)?.localPValue ?? null;
      if (p === null) return { text: "–", ratio: null, agrees: false };
      return { text: `${(100 * p).toPrecision(2)} %`, ratio: p / EXCESS.p, agrees: p >= 0.004 && p <= 0.009 };
    },
    remark: "One-sided: half the χ² tail of the signed likelihood ratio.",
  },
  {
    title: "mass of the largest excess",
    published: "224.5 MeV",
    source: PRL,
    accepted: "within one standard deviation of the mass, 1 MeV",
    find(evaluation) {
      const point = largest(evaluation);
      if (!point) return { text: "–", ratio: null, agrees: false };
      const { mass } = point.hypothesis;
      const p = point.localPValue ?? 1;
      return {
        text: `${(1000 * mass).toFixed(2)} MeV (p = ${(100 * p).toPrecision(2)} %)`,
        ratio: mass / EXCESS.mass,
        agrees: Math.abs(mass - EXCESS.mass) <= 0.001,
      };
    },
    remark:
      "Ours stands at the lower end of the range, at the very edge of a window that cannot be centred, where the spectrum rises from nothing and the polynomial is free. What the publication does with such masses is not known to us. Of all masses in the middle of their window the largest excess is the one at 224.5 MeV.",
  },
  {
    title: "probability of such an excess anywhere",
    published: "about 40 %",
    source: PRL,
    accepted: "25 to 55 %",
    find({ globalPValue: p }) {
      if (p === null) return { text: "–", ratio: null, agrees: null };
      return { text: `${(100 * p).toPrecision(2)} %`, ratio: p / EXCESS.global, agrees: p >= 0.25 && p <= 0.55 };
    },
    remark: "Ours is that of the largest excess found here, which is a little larger.",
  },
  {
    title: "limit on ε² over the range",
    published: "about 10⁻⁶",
    source: `${PRL}; stated of the range as a whole`,
    accepted: "median of the expected limits 0.5 to 2 × 10⁻⁶",
    find({ scan }) {
      const values = scan.flatMap(({ limits }) => limits.epsilonSquared?.expected[2] ?? []).sort((a, b) => a - b);
      if (values.length === 0) return { text: "–", ratio: null, agrees: false };
      const value = values[values.length >> 1];
      return { text: withPower(value), ratio: value / 1e-6, agrees: value >= 0.5e-6 && value <= 2e-6 };
    },
    remark:
      "The publication bounds its limits by what the experiment is sensitive to (power-constrained, 50 %): nowhere below the median expectation. Ours fall below it where there is a deficit.",
  },
];
