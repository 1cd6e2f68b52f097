import { asPublished, type CouplingPlane } from "./plane.js";

/** ε²α_D, the product of kinetic mixing squared and dark coupling. */
export const darkCouplingPlane: CouplingPlane = {
  id: "dark-coupling",
  title: "ε²α_D of a dark photon and a dark Higgs boson",
  symbol: "ε²α_D",
  unit: "",
  abscissa: { title: "mass of the A′ [GeV/c²]", domain: [0.2, 10.6] },
  parameters: [],
  members: [asPublished("dark-higgsstrahlung", "epsilonSquaredAlphaD", "A′h′, the lightest row of h′ masses")],
  theory: [],
  notes: [
    "The limit depends on both masses; its page has the map over them, and curves for other masses of h′.",
    "Divided by α_D it is a limit on ε²: that is how it stands in the plane of ε.",
  ],
};
