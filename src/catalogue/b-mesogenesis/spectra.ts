import type { Observable } from "../../analysis/observable.js";
import { axisTitle } from "../../analysis/observable.js";
import type { Spectrum } from "../../analysis/search.js";
import { extraEnergy, lambdaMomentum, tagEnergyDifference, tagMass } from "./observables.js";

/** A spectrum in bins of equal width, edges free of binary fractions. */
export function even(
  id: string,
  observable: Observable,
  heading: string,
  low: number,
  width: number,
  bins: number,
): Spectrum {
  const edges = Array.from({ length: bins + 1 }, (_, i) => Number((low + i * width).toFixed(6)));
  return { id, observable, heading, title: axisTitle(observable), unit: observable.unit, edges };
}

/** The energy that is counted in, and what shows tag and Λ. */
export const spectra: readonly Spectrum[] = [
  even("extra-energy", extraEnergy, "Extra energy", 0, 0.12, 25),
  even("lambda-momentum", lambdaMomentum, "Momentum of the Λ in the frame of the signal B", 0, 0.1, 30),
  // Right tags beside wrong ones: the cuts on the tag itself would leave the peaks alone.
  { ...even("tag-mass", tagMass, "Beam-constrained mass of the tag", 5.2, 0.0025, 36), without: "tag-mass" },
  { ...even("tag-energy", tagEnergyDifference, "ΔE of the tag", -0.2, 0.01, 40), without: "tag-energy" },
];
