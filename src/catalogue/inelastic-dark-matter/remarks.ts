import type { Remark } from "../../analysis/search.js";
import { configurations, type MassConfiguration } from "./configurations.js";
import { JHEP, STUDY } from "./model.js";

/** What a reader should know beside the plots, at a ratio of masses. */
export function remarksOf({ id, ratio, told }: MassConfiguration): readonly Remark[] {
  const [other] = configurations.filter((one) => one.id !== id);
  return [
    {
      title: "Counting and fitting",
      text: "The study counts in a window of E*γ and announces a fit of templates as the final way; both are methods here. The fit takes the whole spectrum in bins of 0.1 GeV: signal of the simulated masses moved to the peak of the hypothesis, γγ(γ) and K_S K_L γ in the shapes that they have before the cuts on the V⁰, their numbers by what is simulated of them. Nuisances are both rates, place and width of the peak. Its posterior has the flat prior of the counting, so that with no event both exclude 2.3 events and the systematic uncertainties; asymptotic formulae would say 1.4.",
      origin: "derived",
      citation: STUDY,
    },
    {
      title: "Between what is simulated",
      text: "Between the sixteen simulated masses efficiencies are linear, each taken at the lifetime at which its χ₂ flies as far. Against events generated at eight masses between, for cτ from 0.03 to 1000 cm, they are right within 10 %, but 15 to 40 % too high at 0.12 GeV and within 0.05 GeV of the threshold of the trigger: 5 to 8 % in ε. Between the three simulated splittings they go as a power of Δ: at fourteen points this is 2 to 27 % low above 0.5 GeV and down to a half below, so that a little less is claimed, and nothing where the smaller splitting leaves no event at all.",
      origin: "derived",
      citation: "samples generated at twenty points between, for m(A′) = 2.5 m(χ₁)",
    },
    {
      title: "Relic density",
      text: `The line in the plot is where χ₁, annihilating with χ₂ through the A′ of ${ratio.value} times its mass, is all of dark matter; thermal motion reaches the resonance, so that little mixing is enough. Instantaneous freeze-out at m(χ₁)/T = 20 and 10.75 degrees of freedom are assumed: good to some ten per cent in ε.`,
      origin: "derived",
      citation: "P. Gondolo and G. Gelmini, Nucl. Phys. B360 (1991) 145",
    },
    {
      title: "The photon alone",
      text: "Where χ₂ flies out of the detector only the photon is left, and the search for an unseen A′ by BaBar excludes larger ε, up to where χ₂ decays inside; there is such a region only where the splitting is small. The share of χ₂ that flies out is estimated with its mean boost.",
      origin: "derived",
      citation:
        "BaBar, PRL 119 (2017) 131804; few points, as digitised by DARKCAST, between which it rises and falls by half",
    },
    {
      title: "The published region",
      text: "Contours of the reach are published as figures for 20 fb⁻¹, one for each trigger; their numbers are not available to us, so that no ratio to them is given.",
      origin: "published",
      citation: JHEP,
    },
    told.beyond,
    {
      title: "m(A′)/m(χ₁): one of two pages",
      text: `Of the five parameters four move here: m(χ₁), Δ, α_D and ε. The fifth, the ratio of the masses, is chosen between two pages: 2.5, that of the study, and 3; on this one it is ${ratio.value}. It cannot be moved by weights: at the same m(A′), so at the same E*γ, a ratio of 3 in place of 2.5 makes χ₂ faster in the frame of the A′ (γ = 1.19 in place of 1.03 for Δ = 0.4 m(χ₁)) and its leptons softer, so that every event is another one and each ratio has signals of its own. Nor is it interpolated: from 2.5 to 3 alone the threshold of the trigger moves from 3.34 to 2.78 GeV, and between splittings, where less changes, interpolation is a fifth off. Rate and lifetime at any ratio are on the command line: npx darkroom theory.`,
      origin: "derived",
      citation: "two-body kinematics of A′ → χ₁χ₂",
      page: { id: other.id, title: `m(A′) = ${other.ratio.value} m(χ₁)` },
    },
    {
      title: "Hadrons by vector dominance",
      text: "χ₂ → χ₁ and hadrons is counted as π⁺π⁻ with the form factor of one ρ. It shortens cτ by 0.6 % at m(χ₁) = 1 GeV, 22 % at 2 GeV and 41 % at 3 GeV (Δ = 0.4 m(χ₁)); with all hadrons through the measured R(q²) it would be 0.7, 27 and 55 %. Such pairs are neither generated nor selected: part of them would pass as leptons, so that what is excluded here is the less.",
      origin: "derived",
      citation: "|F_π|² of a single ρ with p-wave width (assumption); R(q²) compiled by the PDG",
    },
    {
      title: "K_S K_L without a photon",
      text: "Is not simulated: its K_S has |p*| = √(s/4 − m²) = 5.27 GeV/c, which the cut at 2 GeV/c removes whatever the shower of the K_L is taken for, and the pair is rarer than 0.06 pb already at √s = 3.7 GeV.",
      origin: "recalled",
      citation: "momentum derived; CLEO, e⁺e⁻ → K_S K_L at 3.67 GeV, from memory",
    },
    told.decays,
  ];
}
