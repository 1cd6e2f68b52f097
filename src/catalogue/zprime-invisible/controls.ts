import type { ControlSample } from "../../analysis/control-sample.js";
import { photonRecoilSpectrum, recoilMassSpectrum } from "./spectra.js";

/** Cuts against τ pairs. */
export const TAU_CUTS = ["dimuon-pt", "tau-suppression"] as const;

/** Cuts on photons, of which the one near the recoil is turned round where it is wanted. */
export const PHOTON_NEAR_RECOIL = "photon-recoil-angle";
export const PHOTON_ENERGY = "extra-photon-energy";

/** The control sample that fails the cuts against τ pairs. */
export const FAILING = "tau";

/** Beside the signal region of the μμ channel. */
export const controls: readonly ControlSample[] = [
  {
    id: "mumugamma",
    title: "μμγ",
    about:
      "The photon near the recoil is kept instead of vetoed; neither its energy nor the cuts against τ pairs are asked for. A peak at zero whose width is the resolution of the recoil: it tests momenta, angles and trigger.",
    dropped: [PHOTON_ENERGY, ...TAU_CUTS],
    failed: [PHOTON_NEAR_RECOIL],
    spectrum: photonRecoilSpectrum,
  },
  {
    id: FAILING,
    title: "fails the τ suppression",
    about:
      "Everything as selected, but for the cuts against τ pairs, of which at least one fails: what the background is before it is suppressed. Above 7 GeV there are none to fail.",
    dropped: [],
    failed: TAU_CUTS,
    spectrum: recoilMassSpectrum,
  },
];
