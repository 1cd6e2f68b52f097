import type { Observable } from "../../analysis/observable.js";

export const dimuonMass: Observable = {
  id: "dimuon_mass",
  name: "mass of the muon pair",
  tex: "M_{\\mu\\mu}",
  symbol: "Mμμ",
  unit: "GeV/c²",
  step: 0.0001,
  domain: [0, 200],
};

export const chargeProduct: Observable = {
  id: "charge_product",
  name: "product of the charges: −1 for opposite, +1 for same sign",
  tex: "Q_1 Q_2",
  symbol: "Q₁Q₂",
  unit: "",
  step: 1,
  domain: [-1, 1],
};

export const softerPt: Observable = {
  id: "muon_pt_min",
  name: "smaller transverse momentum of the two muons",
  tex: "p^T_{\\mu,\\mathrm{min}}",
  symbol: "pᵀ min",
  unit: "GeV/c",
  step: 0.01,
  domain: [0, 300],
};

export const harderPt: Observable = {
  ...softerPt,
  id: "muon_pt_max",
  name: "larger transverse momentum of the two muons",
  tex: "p^T_{\\mu,\\mathrm{max}}",
  symbol: "pᵀ max",
};

export const largestEta: Observable = {
  id: "muon_eta_max",
  name: "larger absolute pseudorapidity of the two muons",
  tex: "|\\eta_\\mu|^\\mathrm{max}",
  symbol: "|η| max",
  unit: "",
  step: 0.001,
  domain: [0, 6],
};

export const pairPt: Observable = {
  ...softerPt,
  id: "dimuon_pt",
  name: "transverse momentum of the pair",
  tex: "p^T_{\\mu\\mu}",
  symbol: "pᵀ(μμ)",
};

export const observables: readonly Observable[] = [dimuonMass, chargeProduct, softerPt, harderPt, largestEta, pairPt];
