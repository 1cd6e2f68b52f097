import type { Spectrum } from "../../analysis/search.js";
import { recoilMassSquared } from "./observables.js";

/** Recoil mass as shown: root of the square, with its sign. */
const toSquare = (mass: number) => mass * Math.abs(mass);
const fromSquare = (square: number) => Math.sign(square) * Math.sqrt(Math.abs(square));

/** Edges from `first` in whole bins, free of the rounding of sums. */
const edgesFrom = (first: number, width: number, bins: number) =>
  Array.from({ length: bins + 1 }, (_, i) => Number((first + width * i).toFixed(6)));

/** The recoil mass over all windows, as far as events are kept. */
export const recoilMassSpectrum: Spectrum = {
  id: "recoil-mass",
  observable: recoilMassSquared,
  heading: "Recoil-mass spectrum",
  title: "recoil mass Mrec [GeV/c²]",
  unit: "GeV/c²",
  edges: edgesFrom(-1, 0.2, 47),
  toObservable: toSquare,
  fromObservable: fromSquare,
};

/** Its square about zero, where a seen photon recoils: resolution and tail of further radiation. */
export const photonRecoilSpectrum: Spectrum = {
  id: "photon-recoil",
  observable: recoilMassSquared,
  heading: "Squared recoil mass of a photon",
  title: "M²rec [GeV²/c⁴]",
  unit: "GeV²/c⁴",
  edges: edgesFrom(-2, 0.1, 50),
};
