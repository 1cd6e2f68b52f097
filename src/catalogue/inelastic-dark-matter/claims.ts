import type { Claim, Finding } from "../../analysis/claim.js";
import type { Evaluation } from "../../analysis/result.js";
import type { ScanPoint } from "../../analysis/scan-point.js";
import { withPower } from "../../analysis/superscript.js";
import type { MassConfiguration } from "./configurations.js";
import { STUDY } from "./model.js";
import { signalId } from "./samples.js";

/** Threshold of the trigger on a cluster, GeV in the centre of mass. */
const THRESHOLD = 2;
const SQRT_S = 10.58;
/** Mass (GeV) of χ₁ whose photon has just the energy of the threshold. */
export const reachOf = ({ ratio }: Pick<MassConfiguration, "ratio">) =>
  Math.sqrt(SQRT_S ** 2 - 2 * SQRT_S * THRESHOLD) / ratio.value;

const NOTHING: Finding = { text: "–", ratio: null, agrees: false };

function medianInterval({ limits }: ScanPoint) {
  return limits.epsilon?.excluded?.expected[2] ?? [];
}

function reach({ scan }: Evaluation, expected: number): Finding {
  const excluded = scan.filter((point) => medianInterval(point).length > 0);
  if (excluded.length === 0) return NOTHING;
  const last = excluded[excluded.length - 1].hypothesis.chi1Mass;
  return {
    text: `${last.toFixed(2)} GeV`,
    ratio: last / expected,
    agrees: Math.abs(last / expected - 1) < 0.05,
  };
}

function interval({ scan }: Evaluation): Finding {
  const away = ({ hypothesis }: ScanPoint) => Math.abs(hypothesis.chi1Mass - 1);
  const point = scan.reduce((a, b) => (away(b) < away(a) ? b : a));
  const [first] = medianInterval(point);
  if (!first) return NOTHING;
  return {
    text: `ε from ${withPower(first[0])} to ${withPower(first[1])}, expected`,
    ratio: null,
    agrees: first[0] < 1e-3 && first[1] > 1e-3,
  };
}

/** Part of each sample that the cut on the momentum of the V⁰ leaves of what reaches it. */
function momentumCut({ cutFlow }: Evaluation): Finding {
  const at = cutFlow.findIndex(({ cut }) => cut === "v0-momentum");
  const before = cutFlow[at - 1]?.samples;
  const after = cutFlow[at]?.samples;
  if (!before || !after) return NOTHING;
  const left = (id: string) => (before[id]?.yield > 0 ? after[id].yield / before[id].yield : 0);
  const percent = (id: string) => `${Number((100 * left(id)).toPrecision(2))} %`;
  const shown = signalId(1, 0.4);
  return {
    text: `leaves ${percent("narrow-conversions")} of γγ(γ), ${percent("kaons")} of K_S K_L γ, ${percent(shown)} of the signal of 1 GeV`,
    ratio: null,
    agrees: left("narrow-conversions") < 0.1 && left("kaons") < 0.1 && left(shown) > 0.9,
  };
}

/** Statements of the study and of the paper before it that the result is held against. */
export function claimsOf(configuration: MassConfiguration): readonly Claim[] {
  const reached = reachOf(configuration);
  return [
    {
      title: "reach of the 2 GeV trigger",
      published: `the threshold of the trigger ends the reach; for m(A′) = ${configuration.ratio.value} m(χ₁) that is ${reached.toFixed(2)} GeV`,
      source: `${STUDY}; the mass derived`,
      accepted: "the last mass that is excluded within 5 %",
      find: (evaluation) => reach(evaluation, reached),
      remark: "Resolution lets some photons just below the threshold pass.",
    },
    {
      title: "ε at m(χ₁) = 1 GeV, Δ = 0.4 m(χ₁), α_D = 0.1, 100 fb⁻¹",
      published: `ε = 10⁻³ excluded; ${configuration.told.lowest}`,
      source: "derived: 2.3 events of cross-section, lifetime and the efficiencies named",
      accepted: "10⁻³ within the interval",
      find: interval,
      remark:
        "Acceptance of both leptons and of the photon, slow tracks, the window and the selection raise the lower end further.",
    },
    {
      title: "|p*(V⁰)| < 2 GeV/c",
      published: "rejects a large part of γγ(γ) and K_S K_L(γ) at high signal efficiency",
      source: STUDY,
      accepted: "less than a tenth of each left, more than nine tenths of the signal",
      find: momentumCut,
      remark:
        "Of what reaches the cut, in the order of the cut flow; γγ(γ) with any pair. K_S K_L without a photon is not simulated.",
    },
  ];
}
