import type { Systematic, SystematicTarget } from "../../analysis/measurement.js";
import { PRD } from "./assumptions.js";

type Row = readonly [string, string, readonly [number, number], SystematicTarget, string?];

/**
 * Relative systematic uncertainties of the publication, least and largest over the masses; which mass has which is not
 * known, the middle is taken. That of the number of pairs holds for B⁰B̄⁰ and has the 1.4 % of all pairs in it.
 */
const TABLE: readonly Row[] = [
  ["tag", "hadronic tag", [0.086, 0.086], "both"],
  ["track-veto", "veto on tracks", [0.053, 0.065], "both"],
  ["proton-signal", "proton identification, signal", [0.005, 0.028], "signal"],
  ["tracking-signal", "tracking, signal", [0.007, 0.019], "signal"],
  ["lambda-signal", "Λ selection, signal", [0.025, 0.036], "signal"],
  ["simulation-signal", "simulated signal events", [0.012, 0.02], "signal"],
  ["lambda-decay", "B(Λ → pπ⁻)", [0.008, 0.008], "signal"],
  ["pairs", "number of B⁰B̄⁰ pairs", [0.018, 0.018], "luminosity"],
  ["proton-background", "proton identification, background", [0.043, 0.057], "background"],
  ["tracking-background", "tracking, background", [0.011, 0.019], "background"],
  ["lambda-background", "Λ selection, background", [0.044, 0.047], "background"],
  ["branching-fractions", "branching fractions of BB̄ decays", [0.5, 0.5], "background", "bb"],
  ["continuum", "correction of the continuum", [0.21, 0.269], "background", "continuum"],
  ["rare", "correction of rare decays", [0.106, 0.134], "background", "rare"],
];

export const systematics: readonly Systematic[] = TABLE.map(([id, title, [least, most], on, sample]) => ({
  id,
  title,
  relative: (least + most) / 2,
  on,
  ...(sample ? { sample } : {}),
  origin: "published",
  source:
    least === most
      ? `${PRD}, Table I`
      : `${PRD}, Table I: ${Number((100 * least).toFixed(1))} to ${Number((100 * most).toFixed(1))} % over masses`,
}));
