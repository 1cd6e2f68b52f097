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

/** The same of an electron and a muon. */
export const electronMuonMassSpectrum: Spectrum = {
  ...pairMassSpectrum,
  id: "electron-muon-mass",
  heading: "Mass of the electron and the muon",
  title: "mass Meμ [GeV/c²]",
};
