import type { ControlSample } from "../../analysis/control-sample.js";
import { pairMassSpectrum } from "./spectra.js";

const PUBLISHED =
  "The publication takes μμγ and eμ, which need photons and electrons that no event of this snapshot has; this stands beside the signal region in the same events.";

/** Beside the signal region: what the background suppression throws away, where one background rules. */
export const controls: readonly ControlSample[] = [
  {
    id: "one-photon",
    title: "μμ(γ), fails the helicity angle",
    about: `Everything as selected but for the helicity angle where one lost photon makes the recoil, which fails: nearly all μμ(γ), with hardly a signal. It tests the photon inefficiency, momenta and angles. ${PUBLISHED}`,
    dropped: ["energy-asymmetry"],
    failed: ["helicity-one-photon"],
    spectrum: pairMassSpectrum,
  },
  {
    id: "tau",
    title: "ττ(γ), fails the helicity angle",
    about: `Everything as selected but for the helicity angle at larger recoil masses, which fails: nearly all τ pairs. It tests their decays and spin correlation. ${PUBLISHED}`,
    dropped: ["energy-asymmetry"],
    failed: ["helicity-tau"],
    spectrum: pairMassSpectrum,
  },
];
