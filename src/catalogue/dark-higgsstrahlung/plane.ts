import type { EllipseScan } from "../../analysis/scan.js";
import { pairMass, recoilMassSquared } from "./observables.js";
import { largestDarkHiggsMass } from "./samples.js";

/** Mass of the A′ (GeV) from which the publication's systematic uncertainty is larger. */
export const HEAVY = 9;

/** Above this M²_rec (GeV²) no single lost photon makes a pair look like signal. */
export const ONE_PHOTON = 2;

/**
 * The plane of the search: some 9000 overlapping ellipses, from 1.65 to 10.51 GeV, as published; everything else about
 * them is constructed here.
 */
export const plane: EllipseScan = {
  x: pairMass,
  y: recoilMassSquared,
  first: { key: "darkPhotonMass", symbol: "m(A′)" },
  second: { key: "darkHiggsMass", symbol: "m(h′)" },
  reach: 2,
  count: 9000,
  range: [1.65, 10.51],
  lightest: 0.1,
  rows: [0.5, 1, 2, 3, 4],
  columns: [3, 4, 5, 6, 7, 8, 9, 9.7],
  largest: largestDarkHiggsMass,
  centre: (darkPhotonMass, darkHiggsMass) => [darkPhotonMass, darkHiggsMass * darkHiggsMass],
  secondAt: (y) => Math.sqrt(Math.max(0, y)),
  regions: [
    { id: "heavy", title: "Mμμ > 9 GeV, μμ(γ)", holds: (x) => x > HEAVY },
    { id: "one-photon", title: "M²rec < 2 GeV², μμ(γ)", holds: (_, y) => y < ONE_PHOTON },
    { id: "tau", title: "the rest, ττ(γ)", holds: () => true },
  ],
};
