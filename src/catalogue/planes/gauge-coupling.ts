import { asPublished, type CouplingPlane } from "./plane.js";

/** g′, the coupling of a Z′ to muons. */
export const gaugeCouplingPlane: CouplingPlane = {
  id: "gauge-coupling",
  title: "g′ of a Z′ that couples to muons",
  symbol: "g′",
  unit: "",
  abscissa: { title: "mass of the Z′ [GeV/c²]", domain: [0.02, 10.6] },
  parameters: [],
  members: [
    asPublished("zprime-invisible", "gPrimeLmuLtau", "invisible Z′, Lμ − Lτ"),
    asPublished("zprime-invisible", "gPrime", "invisible Z′, B(inv) = 1"),
  ],
  theory: [],
  notes: [
    "A limit on the kinetic mixing ε of a dark photon does not become one on g′ by g′ = εe: a dark photon is radiated by electrons as well, and most of it is.",
    "The lepton-flavour-violating search is not here: no model says what coupling makes the electron a muon, and it bounds a rate alone.",
  ],
};
