import type { Observable } from "../../analysis/observable.js";
import {
  clusterTrigger,
  extraEnergy,
  photonEnergy,
  photonLaboratoryEnergy,
} from "../inelastic-dark-matter/observables.js";

export { clusterTrigger, extraEnergy, photonEnergy, photonLaboratoryEnergy };

export const polarAngle: Observable = {
  id: "photon_polar_angle",
  name: "polar angle of the photon, laboratory",
  tex: "\\theta_\\gamma",
  symbol: "θγ",
  unit: "°",
  step: 0.01,
  domain: [0, 180],
};

/** The trigger with the lower one of the thresholds that matter here. */
export const softClusterTrigger: Observable = {
  ...clusterTrigger,
  id: "trigger_soft_cluster",
  name: "trigger on a cluster of 1 GeV (1 where it fired)",
  tex: "\\mathrm{soft\\ cluster}",
  symbol: "1 GeV cluster",
};

export const observables: readonly Observable[] = [
  photonEnergy,
  photonLaboratoryEnergy,
  polarAngle,
  extraEnergy,
  clusterTrigger,
  softClusterTrigger,
];
