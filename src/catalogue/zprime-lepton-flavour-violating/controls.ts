import type { ControlSample } from "../../analysis/control-sample.js";
import { PHOTON_ENERGY, PHOTON_NEAR_RECOIL, TAU_CUTS } from "../zprime-invisible/controls.js";
import { photonRecoilSpectrum, recoilMassSpectrum } from "../zprime-invisible/spectra.js";

/** Beside the signal region of the eμ channel. */
export const controls: readonly ControlSample[] = [
  {
    id: "emugamma",
    title: "eμγ",
    about:
      "The photon near the recoil is kept instead of vetoed; neither its energy nor the cuts against τ pairs are asked for. τ pairs with a photon, as no other process makes an electron and a muon.",
    dropped: [PHOTON_ENERGY, ...TAU_CUTS],
    failed: [PHOTON_NEAR_RECOIL],
    spectrum: recoilMassSpectrum,
  },
  {
    id: "tau",
    title: "fails the τ suppression",
    about:
      "Everything as selected, but for the cuts against τ pairs, of which at least one fails: what the background is before it is suppressed. Above 7 GeV there are none to fail.",
    dropped: [],
    failed: TAU_CUTS,
    spectrum: recoilMassSpectrum,
  },
  {
    id: "ee",
    title: "ee",
    about:
      "Two electrons in place of an electron and a muon; photons and the cuts against τ pairs are not asked for. Radiative Bhabha scattering, of known cross-section: it tests the calorimeter trigger and the electrons. Simulated with one photon above 1.3 GeV, and kept for pairs with pᵀ above 1.5 GeV within the nominal angles, so that cuts can tighten but not loosen it.",
    dropped: [PHOTON_NEAR_RECOIL, PHOTON_ENERGY, ...TAU_CUTS],
    failed: ["electrons"],
    spectrum: photonRecoilSpectrum,
  },
];
