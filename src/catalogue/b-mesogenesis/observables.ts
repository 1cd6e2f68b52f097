import type { Observable } from "../../analysis/observable.js";

/** Energy in the calorimeter that belongs neither to the tag nor to the Λ. */
export const extraEnergy: Observable = {
  id: "extra_energy",
  name: "summed energy of the clusters that belong neither to the tag nor to the Λ",
  tex: "E_\\mathrm{ECL}",
  symbol: "E(ECL)",
  unit: "GeV",
  step: 0.001,
  domain: [0, 4],
};

export const lambdaMomentum: Observable = {
  id: "lambda_momentum",
  name: "momentum of the Λ in the frame of the signal B",
  tex: "p_\\Lambda^{B}",
  symbol: "p(Λ)",
  unit: "GeV/c",
  step: 0.0005,
  domain: [0, 4],
};

export const tagMass: Observable = {
  id: "tag_beam_constrained_mass",
  name: "beam-constrained mass of the tag",
  tex: "M_\\mathrm{bc}",
  symbol: "M(bc)",
  unit: "GeV/c²",
  step: 0.0001,
  domain: [5.2, 5.3],
};

export const tagEnergyDifference: Observable = {
  id: "tag_delta_energy",
  name: "energy of the tag less that of a beam, centre of mass",
  tex: "\\Delta E",
  symbol: "ΔE",
  unit: "GeV",
  step: 0.001,
  domain: [-0.2, 0.2],
};

export const lambdaMass: Observable = {
  id: "lambda_mass",
  name: "mass of the proton and the pion",
  tex: "M_{p\\pi}",
  symbol: "M(pπ)",
  unit: "GeV/c²",
  step: 0.0001,
  domain: [1.07, 1.16],
};

export const flightDistance: Observable = {
  id: "lambda_flight",
  name: "distance of the vertex of the Λ from the beams",
  tex: "R_\\Lambda",
  symbol: "R(Λ)",
  unit: "cm",
  step: 0.01,
  domain: [0, 100],
};

export const observables: readonly Observable[] = [
  extraEnergy,
  lambdaMomentum,
  tagMass,
  tagEnergyDifference,
  lambdaMass,
  flightDistance,
];
