import type { Observable } from "../../analysis/observable.js";

export const photonEnergy: Observable = {
  id: "photon_energy",
  name: "energy of the photon, centre of mass",
  tex: "E^*_\\gamma",
  symbol: "E*γ",
  unit: "GeV",
  step: 0.001,
  domain: [0, 6],
  axis: [0, 6],
};

export const photonLaboratoryEnergy: Observable = {
  id: "photon_energy_lab",
  name: "energy of the photon, laboratory",
  tex: "E_\\gamma",
  symbol: "Eγ",
  unit: "GeV",
  step: 0.001,
  domain: [0, 9],
};

export const extraEnergy: Observable = {
  id: "extra_energy",
  name: "energy of all other clusters without a track, laboratory",
  tex: "E_\\mathrm{extra}",
  symbol: "E(extra)",
  unit: "GeV",
  step: 0.001,
  domain: [0, 12],
};

export const leptonMomentum: Observable = {
  id: "lepton_momentum",
  name: "smaller momentum of the two tracks, laboratory",
  tex: "p_\\ell^\\mathrm{min}",
  symbol: "pℓ min",
  unit: "GeV/c",
  step: 0.001,
  domain: [0, 8],
  axis: [0, 3],
};

export const pairMomentum: Observable = {
  id: "v0_momentum",
  name: "momentum of the V⁰, centre of mass",
  tex: "|\\vec p^{\\,*}_{V^0}|",
  symbol: "|p*(V⁰)|",
  unit: "GeV/c",
  step: 0.001,
  domain: [0, 6],
};

export const radius: Observable = {
  id: "radius",
  name: "distance of the vertex from the beam axis",
  tex: "R_{xy}",
  symbol: "Rxy",
  unit: "cm",
  step: 0.002,
  domain: [0, 65],
};

export const pointingAngle: Observable = {
  id: "pointing_angle",
  name: "angle between the momentum of the V⁰ and the line from the collision to its vertex",
  tex: "\\alpha_\\mathrm{PA}",
  symbol: "αPA",
  unit: "rad",
  step: 0.0005,
  domain: [0, Math.PI],
};

export const openingAngle: Observable = {
  id: "opening_angle",
  name: "angle between the two tracks, laboratory",
  tex: "\\theta_{\\ell\\ell}",
  symbol: "θℓℓ",
  unit: "rad",
  step: 0.0005,
  domain: [0, Math.PI],
};

export const pairMass: Observable = {
  id: "v0_mass",
  name: "mass of the V⁰, both tracks taken as electrons",
  tex: "m_{\\ell\\ell}",
  symbol: "mℓℓ",
  unit: "GeV/c²",
  step: 0.0005,
  domain: [0, 6],
  axis: [0, 1.8],
};

export const kaonDistance: Observable = {
  id: "kaon_distance",
  name: "distance of the mass of the V⁰, both tracks taken as pions, from that of the K_S",
  tex: "|m_{\\pi\\pi}-m_{K^0_S}|",
  symbol: "|mππ − m(K_S)|",
  unit: "GeV/c²",
  step: 0.0005,
  domain: [0, 6],
  axis: [0, 1.4],
};

const fired = (id: string, name: string, symbol: string): Observable => ({
  id: `trigger_${id}`,
  name: `${name} (1 where it fired)`,
  tex: `\\mathrm{${id.replaceAll("_", "\\ ")}}`,
  symbol,
  unit: "",
  step: 1,
  domain: [0, 1],
});

/** Level-1 triggers, each by itself. */
export const clusterTrigger = fired("cluster", "trigger on a cluster of 2 GeV", "2 GeV cluster");
export const threeClusterTrigger = fired("three_clusters", "trigger on three isolated clusters", "three clusters");
export const vertexTrigger = fired("vertex", "trigger on a displaced vertex", "displaced vertex");

/** ln of the proper flight of χ₂ in cm, true; what a change of lifetime weighs by. 0 for backgrounds. */
export const flight: Observable = {
  id: "flight",
  name: "logarithm of the proper flight distance of χ₂ over 1 cm, as generated",
  tex: "\\ln(\\ell/\\mathrm{cm})",
  symbol: "ln(ℓ/cm)",
  unit: "",
  step: 0.001,
  domain: [-20, 12],
};

/** Density of decays drawn evenly in the logarithm of the radius over that of those drawn there. 1 for backgrounds. */
export const evenness: Observable = {
  id: "evenness",
  name: "how much rarer decays are drawn at this radius than evenly in its logarithm, inverted: a factor of the weight",
  tex: "w_R",
  symbol: "w(R)",
  unit: "",
  step: 0.001,
  domain: [0, 10],
};

const transverse = (charge: string, symbol: string): Observable => ({
  id: `${charge}_pt`,
  name: `transverse momentum of the ${charge} track, for the picture`,
  tex: `p_\\mathrm{T}^{${symbol}}`,
  symbol: `pᵀ(${symbol})`,
  unit: "GeV/c",
  step: 0.005,
  domain: [0, 10],
});

const azimuth = (id: string, name: string, tex: string, symbol: string): Observable => ({
  id: `${id}_azimuth`,
  name: `azimuth of ${name} from the direction of the vertex, for the picture`,
  tex,
  symbol,
  unit: "rad",
  step: 0.005,
  domain: [-Math.PI, Math.PI],
});

/** What the picture of an event is drawn from, beside the radius of its vertex. */
export const picture = {
  negativeMomentum: transverse("negative", "-"),
  positiveMomentum: transverse("positive", "+"),
  negativeAzimuth: azimuth("negative", "the negative track", "\\Delta\\phi_-", "Δφ(−)"),
  positiveAzimuth: azimuth("positive", "the positive track", "\\Delta\\phi_+", "Δφ(+)"),
  photonAzimuth: azimuth("photon", "the photon", "\\Delta\\phi_\\gamma", "Δφ(γ)"),
} as const;

export const observables: readonly Observable[] = [
  photonEnergy,
  photonLaboratoryEnergy,
  extraEnergy,
  leptonMomentum,
  pairMomentum,
  radius,
  pointingAngle,
  openingAngle,
  pairMass,
  kaonDistance,
  clusterTrigger,
  threeClusterTrigger,
  vertexTrigger,
  flight,
  evenness,
  ...Object.values(picture),
];
