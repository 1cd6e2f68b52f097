import { asPublished, type CouplingPlane } from "./plane.js";

/** Cross-sections in fb: what the searches measure before any model is asked. */
export const crossSectionPlane: CouplingPlane = {
  id: "cross-section",
  title: "Cross-sections, before any model",
  symbol: "σ·B",
  unit: "fb",
  abscissa: { title: "mass [GeV/c²]", domain: [0.05, 10.6] },
  parameters: [],
  members: [
    asPublished("zprime-invisible", "crossSection", "σ(μμZ′) · B(Z′ → invisible)"),
    asPublished("zprime-lepton-flavour-violating", "efficiencyCrossSection", "ε · σ(eμ + invisible)"),
    asPublished("dark-higgsstrahlung", "crossSection", "σ(A′h′) · BR(A′ → μμ), the lightest row of h′ masses"),
    asPublished("alp-photon", "crossSection", "σ(γa), a → γγ"),
    asPublished("alp-invisible", "crossSection", "σ(γa) · B(a → invisible), a sensitivity"),
  ],
  theory: [],
  notes: [
    "These are limits on different processes: one curve below another says that fewer of its events were needed, not that it excludes more of a model.",
    "The lepton-flavour-violating search gives efficiency times cross-section; the others are corrected for their efficiency.",
  ],
};
