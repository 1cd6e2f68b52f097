import type { ControlSample } from "../../analysis/control-sample.js";
import { FAILING, PHOTON_ENERGY, PHOTON_NEAR_RECOIL, TAU_CUTS } from "../zprime-invisible/controls.js";
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
    id: FAILING,
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
  {
    id: "ee-selected",
    title: "ee, as selected",
    about:
      "Two electrons and everything else as for the signal, the cuts against τ pairs included: what the publication tests these cuts with, where data and simulation agreed within a statistical uncertainty of 22 %. Below 1 GeV radiative Bhabha scattering whose photon is lost, above it τ pairs that both decay to electrons. Pairs are kept from a pᵀ of 1.5 GeV on, more than the tuned cuts ask for in most windows; eeee is not simulated.",
    dropped: [],
    failed: ["electrons"],
    spectrum: recoilMassSpectrum,
  },
];
