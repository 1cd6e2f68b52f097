import type { Observable } from "../../analysis/observable.js";
import {
  openingAzimuth as azimuthalOpening,
  dimuonMass,
  dimuonPt,
  extraEnergy as extraPhotonEnergy,
  recoilPolarAngle as recoilAngle,
  photonRecoilAngle as recoilPhotonAngle,
  recoilMassSquared as squaredRecoilMass,
} from "../zprime-invisible/observables.js";

// What is seen of a pair is what the invisible Z′ sees of it. Events are more here, and most steps coarser.

/** Mass of the muon pair: where a dark photon peaks. */
export const pairMass = dimuonMass;

/** Square of the recoil mass, signed: for a light h′ the resolution makes half of the signal negative. */
export const recoilMassSquared: Observable = { ...squaredRecoilMass, step: 0.002, domain: [-10, 40] };

export const recoilPolarAngle: Observable = { ...recoilAngle, step: 0.5 };
export const pairPt: Observable = { ...dimuonPt, step: 0.01 };
export const openingAzimuth: Observable = { ...azimuthalOpening, step: 0.5 };
export const photonRecoilAngle: Observable = { ...recoilPhotonAngle, step: 0.5 };
export const extraEnergy: Observable = { ...extraPhotonEnergy, step: 0.005 };

/** What tells a pair of muons from the control sample of an electron and a muon. */
export const electrons: Observable = {
  id: "electrons",
  name: "number of electrons among the two leptons",
  tex: "n_e",
  symbol: "nₑ",
  unit: "",
  step: 1,
  domain: [0, 1],
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
  electrons,
];
