import { asPublished, type CouplingPlane } from "./plane.js";

/** g_aγγ, the coupling of an axion-like particle to two photons. */
export const photonCouplingPlane: CouplingPlane = {
  id: "photon-coupling",
  title: "g_aγγ of an axion-like particle",
  symbol: "g_aγγ",
  unit: "GeV⁻¹",
  abscissa: { title: "mass of the ALP [GeV/c²]", domain: [0.1, 10.6] },
  parameters: [],
  members: [
    asPublished("alp-photon", "gAGammaGamma", "ALP → γγ"),
    asPublished("alp-invisible", "gAGammaGamma", "ALP → invisible, a sensitivity"),
  ],
  theory: [],
  notes: [
    "1/g_aγγ is a scale: 10⁻³ GeV⁻¹ is 1 TeV.",
    "The two curves are of different decays: one of an ALP that always decays to photons, the other of one that never does.",
    "Couplings to leptons or to the weak bosons are other planes: how much of the photon's coupling each of them brings depends on the model.",
  ],
};
