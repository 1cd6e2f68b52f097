import type { Spectrum } from "../../analysis/search.js";
import { pairMass } from "./observables.js";

/** The dimuon mass over the whole plane. */
export const pairMassSpectrum: Spectrum = {
  id: "dimuon-mass",
  observable: pairMass,
  heading: "Dimuon mass",
  title: "dimuon mass Mμμ [GeV/c²]",
  unit: "GeV/c²",
  edges: Array.from({ length: 46 }, (_, i) => Number((1.5 + 0.2 * i).toFixed(6))),
};
