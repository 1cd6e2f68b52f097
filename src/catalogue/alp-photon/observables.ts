import type { Observable } from "../../analysis/observable.js";

/** Fine steps: a bin of the narrowest fit holds more than a hundred of them, so that no bin favours a step. */
const DIPHOTON_STEP = 0.00002;
const RECOIL_STEP = 0.0005;

const combination = (k: number) => ["hardest", "second", "softest"][k - 1];

/** Squared mass of the two photons beside photon k, photons counted from the hardest in the centre of mass. */
const diphoton = (k: number): Observable => ({
  id: `diphoton_mass_squared_${k}`,
  name: `squared mass of the two photons beside the ${combination(k)} one, centre of mass`,
  tex: `M^2_{\\gamma\\gamma,${k}}`,
  symbol: "M²γγ",
  unit: "GeV²/c⁴",
  step: DIPHOTON_STEP,
  domain: [0, 130],
});

/** Squared mass that recoils against photon k. */
const recoil = (k: number): Observable => ({
  id: `recoil_mass_squared_${k}`,
  name: `squared mass recoiling against the ${combination(k)} photon`,
  tex: `M^2_{\\mathrm{rec},${k}}`,
  symbol: "M²rec",
  unit: "GeV²/c⁴",
  step: RECOIL_STEP,
  domain: [-60, 112],
});

/** Three candidates an event, in both variables. */
export const diphotonMassesSquared = [1, 2, 3].map(diphoton);
export const recoilMassesSquared = [1, 2, 3].map(recoil);

export const smallestEnergy: Observable = {
  id: "photon_energy_min",
  name: "smallest energy of the three photons, laboratory",
  tex: "E_\\gamma^\\mathrm{min}",
  symbol: "Eγ min",
  unit: "GeV",
  step: 0.001,
  domain: [0, 6],
};

export const smallestAngle: Observable = {
  id: "photon_polar_angle_min",
  name: "smallest polar angle of the three photons, laboratory",
  tex: "\\theta_\\gamma^\\mathrm{min}",
  symbol: "θγ min",
  unit: "°",
  step: 0.01,
  domain: [0, 180],
};

export const largestAngle: Observable = {
  ...smallestAngle,
  id: "photon_polar_angle_max",
  name: "largest polar angle of the three photons, laboratory",
  tex: "\\theta_\\gamma^\\mathrm{max}",
  symbol: "θγ max",
};

export const threePhotonMass: Observable = {
  id: "three_photon_mass",
  name: "mass of the three photons",
  tex: "M_{\\gamma\\gamma\\gamma}",
  symbol: "Mγγγ",
  unit: "GeV/c²",
  step: 0.001,
  domain: [0, 15],
};

/** Angles (rad) that part two photons in θ or in φ; recalled from the paper. */
export const SEPARATION = { polar: 0.014, azimuthal: 0.4 } as const;

export const separation: Observable = {
  id: "photon_separation",
  name: "least separation of two photons: the larger of Δθ / 0.014 rad and Δφ / 0.400 rad",
  tex: "\\Delta_{\\gamma\\gamma}",
  symbol: "Δγγ",
  unit: "",
  step: 0.01,
  domain: [0, 300],
};

export const timing: Observable = {
  id: "photon_timing",
  name: "largest distance in time of the three photons from the collision, in units of Δt₉₉",
  tex: "|t|/\\Delta t_{99}",
  symbol: "|t|/Δt₉₉",
  unit: "",
  step: 0.01,
  domain: [0, 40],
};

export const recoilPhoton: Observable = {
  id: "recoil_photon",
  name: "simulated signal: which photon recoils against the ALP, 1 the hardest; 0 where it is none of them",
  tex: "k_\\mathrm{rec}",
  symbol: "k rec",
  unit: "",
  step: 1,
  domain: [0, 3],
};

export const observables: readonly Observable[] = [
  ...diphotonMassesSquared,
  ...recoilMassesSquared,
  smallestEnergy,
  smallestAngle,
  largestAngle,
  threePhotonMass,
  separation,
  timing,
  recoilPhoton,
];
