import type { Observable } from "../../analysis/observable.js";

/** Mass of the muon pair: where a dark photon peaks. */
export const pairMass: Observable = {
  id: "dimuon_mass",
  name: "mass of the muon pair",
  tex: "M_{\\mu\\mu}",
  symbol: "Mμμ",
  unit: "GeV/c²",
  step: 0.001,
  domain: [0, 11],
};

/** Square of the recoil mass, signed: for a light h′ the resolution makes half of the signal negative. */
export const recoilMassSquared: Observable = {
  id: "recoil_mass_squared",
  name: "squared mass recoiling against the muon pair",
  tex: "M^2_\\mathrm{rec}",
  symbol: "M²rec",
  unit: "GeV²/c⁴",
  step: 0.002,
  domain: [-10, 40],
};

export const recoilPolarAngle: Observable = {
  id: "recoil_polar_angle",
  name: "polar angle of the recoil momentum, laboratory",
  tex: "\\theta_\\mathrm{rec}",
  symbol: "θrec",
  unit: "°",
  step: 0.5,
  domain: [0, 180],
};

export const pairPt: Observable = {
  id: "dimuon_pt",
  name: "transverse momentum of the muon pair, centre of mass",
  tex: "p^T_{\\mu\\mu}",
  symbol: "pᵀ(μμ)",
  unit: "GeV/c",
  step: 0.01,
  domain: [0, 6],
};

export const openingAzimuth: Observable = {
  id: "azimuthal_opening",
  name: "azimuthal opening angle of the muons, laboratory",
  tex: "\\Delta\\phi",
  symbol: "Δφ",
  unit: "°",
  step: 0.5,
  domain: [0, 180],
};

export const photonRecoilAngle: Observable = {
  id: "photon_recoil_angle",
  name: "angle between the recoil and the nearest photon, centre of mass (180° without a photon)",
  tex: "\\alpha_{\\gamma,\\mathrm{rec}}",
  symbol: "∠(γ, rec)",
  unit: "°",
  step: 0.5,
  domain: [0, 180],
};

export const extraEnergy: Observable = {
  id: "extra_photon_energy",
  name: "summed energy of the photons",
  tex: "\\sum E_\\gamma",
  symbol: "ΣEγ",
  unit: "GeV",
  step: 0.005,
  domain: [0, 12],
};

export const cosHelicity: Observable = {
  id: "cos_helicity",
  name: "cosine of the helicity angle of the μ⁻ in the pair, without its sign",
  tex: "|\\cos\\theta_h|",
  symbol: "|cos θh|",
  unit: "",
  step: 0.005,
  domain: [0, 1],
};

export const energyAsymmetry: Observable = {
  id: "energy_asymmetry",
  name: "difference over sum of the muon energies, centre of mass",
  tex: "|E_1-E_2|/(E_1+E_2)",
  symbol: "|E₁ − E₂|/(E₁ + E₂)",
  unit: "",
  step: 0.005,
  domain: [0, 1],
};

export const observables: readonly Observable[] = [
  pairMass,
  recoilMassSquared,
  recoilPolarAngle,
  pairPt,
  openingAzimuth,
  photonRecoilAngle,
  extraEnergy,
  cosHelicity,
  energyAsymmetry,
];
