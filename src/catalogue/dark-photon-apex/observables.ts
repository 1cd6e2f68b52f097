import type { Observable } from "../../analysis/observable.js";

/** Mass of the pair. The public data come in bins of 0.05 MeV: half of one is a step, so that edges and centres are. */
export const pairMass: Observable = {
  id: "pair_mass",
  name: "mass of the pair of electron and positron",
  tex: "m_{e^+e^-}",
  symbol: "m(e⁺e⁻)",
  unit: "GeV/c²",
  step: 0.000025,
  domain: [0, 0.8],
};

export const observables: readonly Observable[] = [pairMass];
