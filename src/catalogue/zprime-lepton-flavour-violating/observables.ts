import type { Observable } from "../../analysis/observable.js";
import { pairObservables as muons, type PairObservables } from "../zprime-invisible/observables.js";

/** The observables of the μμ channel, of a pair of an electron and a muon: steps and domains are the same. */
export const pairObservables: PairObservables = {
  ...muons,
  recoilMassSquared: { ...muons.recoilMassSquared, name: "squared mass recoiling against the lepton pair" },
  pairPt: {
    ...muons.pairPt,
    id: "pair_pt",
    name: "transverse momentum of the lepton pair, centre of mass",
    tex: "p^T_{e\\mu}",
    symbol: "pᵀ(eμ)",
  },
  smallestAngle: {
    ...muons.smallestAngle,
    id: "lepton_polar_angle_min",
    name: "smaller polar angle of the two leptons, laboratory",
    tex: "\\theta_\\ell^\\mathrm{min}",
    symbol: "θℓ min",
  },
  largestAngle: {
    ...muons.largestAngle,
    id: "lepton_polar_angle_max",
    name: "larger polar angle of the two leptons, laboratory",
    tex: "\\theta_\\ell^\\mathrm{max}",
    symbol: "θℓ max",
  },
  recoilPtHarder: {
    ...muons.recoilPtHarder,
    name: "recoil momentum transverse to the harder lepton, centre of mass",
  },
  recoilPtSofter: {
    ...muons.recoilPtSofter,
    name: "recoil momentum transverse to the softer lepton, centre of mass",
  },
  openingAzimuth: {
    ...muons.openingAzimuth,
    name: "azimuthal opening angle of the leptons, laboratory",
  },
  pairMass: {
    ...muons.pairMass,
    id: "pair_mass",
    name: "mass of the lepton pair",
    tex: "M_{e\\mu}",
    symbol: "Meμ",
  },
};

/** How many of the two tracks are electrons: pairs without one are the other channel's and are not kept. */
export const electrons: Observable = {
  id: "electrons",
  name: "number of electrons among the two leptons",
  tex: "n_e",
  symbol: "nₑ",
  unit: "",
  step: 1,
  domain: [1, 2],
};

export const observables: readonly Observable[] = [...Object.values(pairObservables), electrons];
