import type { Observable } from "../../analysis/observable.js";

/** Square of the recoil mass, signed: at low mass the resolution makes half of the signal negative. */
export const recoilMassSquared: Observable = {
  id: "recoil_mass_squared",
  name: "squared mass recoiling against the muon pair",
  tex: "M^2_\\mathrm{rec}",
  symbol: "M²rec",
  unit: "GeV²/c⁴",
  step: 0.004,
  domain: [-20, 115],
};

export const recoilPolarAngle: Observable = {
  id: "recoil_polar_angle",
  name: "polar angle of the recoil momentum, laboratory",
  tex: "\\theta_\\mathrm{rec}",
  symbol: "θrec",
  unit: "°",
  step: 0.01,
  domain: [0, 180],
};

export const dimuonPt: Observable = {
  id: "dimuon_pt",
  name: "transverse momentum of the muon pair, centre of mass",
  tex: "p^T_{\\mu\\mu}",
  symbol: "pᵀ(μμ)",
  unit: "GeV/c",
  step: 0.001,
  domain: [0, 6],
};

export const smallestMuonAngle: Observable = {
  id: "muon_polar_angle_min",
  name: "smaller polar angle of the two muons, laboratory",
  tex: "\\theta_\\mu^\\mathrm{min}",
  symbol: "θμ min",
  unit: "°",
  step: 0.01,
  domain: [0, 180],
};

export const largestMuonAngle: Observable = {
  ...smallestMuonAngle,
  id: "muon_polar_angle_max",
  name: "larger polar angle of the two muons, laboratory",
  tex: "\\theta_\\mu^\\mathrm{max}",
  symbol: "θμ max",
};

export const extraEnergy: Observable = {
  id: "extra_photon_energy",
  name: "summed energy of the photons",
  tex: "\\sum E_\\gamma",
  symbol: "ΣEγ",
  unit: "GeV",
  step: 0.001,
  domain: [0, 12],
};

export const photonRecoilAngle: Observable = {
  id: "photon_recoil_angle",
  name: "angle between the recoil and the nearest photon, centre of mass (180° without a photon)",
  tex: "\\alpha_{\\gamma,\\mathrm{rec}}",
  symbol: "∠(γ, rec)",
  unit: "°",
  step: 0.01,
  domain: [0, 180],
};

export const recoilPtHarder: Observable = {
  id: "recoil_pt_harder",
  name: "recoil momentum transverse to the harder muon, centre of mass",
  tex: "p^{T,\\ell_\\mathrm{max}}_\\mathrm{rec}",
  symbol: "pᵀrec ⟂ ℓmax",
  unit: "GeV/c",
  step: 0.001,
  domain: [0, 6],
};

export const recoilPtSofter: Observable = {
  ...recoilPtHarder,
  id: "recoil_pt_softer",
  name: "recoil momentum transverse to the softer muon, centre of mass",
  tex: "p^{T,\\ell_\\mathrm{min}}_\\mathrm{rec}",
  symbol: "pᵀrec ⟂ ℓmin",
};

export const openingAzimuth: Observable = {
  id: "azimuthal_opening",
  name: "azimuthal opening angle of the muons, laboratory",
  tex: "\\Delta\\phi",
  symbol: "Δφ",
  unit: "°",
  step: 0.01,
  domain: [0, 180],
};

export const dimuonMass: Observable = {
  id: "dimuon_mass",
  name: "mass of the muon pair",
  tex: "M_{\\mu\\mu}",
  symbol: "Mμμ",
  unit: "GeV/c²",
  step: 0.001,
  domain: [0, 11],
};

/** Observables of a pair and its recoil by the part they play: the other channel has the same ones of its own pair. */
export const pairObservables = {
  recoilMassSquared,
  recoilPolarAngle,
  pairPt: dimuonPt,
  smallestAngle: smallestMuonAngle,
  largestAngle: largestMuonAngle,
  extraEnergy,
  photonRecoilAngle,
  recoilPtHarder,
  recoilPtSofter,
  openingAzimuth,
  pairMass: dimuonMass,
} as const;

/** The same parts, played by whatever observables. */
export type PairObservables = Readonly<Record<keyof typeof pairObservables, Observable>>;

export const observables: readonly Observable[] = Object.values(pairObservables);
