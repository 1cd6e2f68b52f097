import type { ControlSample } from "../../analysis/control-sample.js";
import { BELLE_II } from "../../physics/beams.js";
import { belle2 } from "./configurations.js";
import { CONTROL_DATA, CONTROL_SHARE } from "./samples.js";
import { CUT } from "./selection.js";
import { electronMuonMassSpectrum, pairMassSpectrum } from "./spectra.js";

const LUMINOSITY = (CONTROL_SHARE * belle2.luminosity.value).toFixed(2);

/** The control samples of the publication, and what the background suppression throws away. */
export const controls: readonly ControlSample[] = [
  {
    id: "mumugamma",
    title: "μμγ",
    about: `A photon of more than 1 GeV is seen within 9.5° of the recoil, where the search asks for none; everything else is as selected. That μμγ is the control sample of μμ(γ) is published, these two numbers are ours. It tests momenta, angles, trigger and radiation; the calibrated 1.5 % of photons that are missed move it by as little. Of ${LUMINOSITY} fb⁻¹, a part of the data.`,
    dropped: [CUT.photonEnergy],
    failed: [CUT.photonAtRecoil],
    spectrum: pairMassSpectrum,
    elsewhere: {
      data: CONTROL_DATA,
      backgrounds: ["mumu-photon"],
      conditions: `Belle II, √s = ${BELLE_II.sqrtS.toFixed(2)} GeV, ∫L dt = ${LUMINOSITY} fb⁻¹`,
      scale: CONTROL_SHARE,
    },
  },
  {
    id: "emu",
    title: "eμ",
    about:
      "An electron in place of one of the muons, everything else as selected. That eμ is the control sample of ττ(γ) is published. There are twice as many as of two muons, with the same decays and spin correlation, and no signal. Pairs of photons from the beams, of which one electron is seen and one muon is not, are not simulated.",
    dropped: [],
    failed: [CUT.muons],
    spectrum: electronMuonMassSpectrum,
  },
  {
    id: "one-photon",
    title: "μμ(γ), fails the helicity angle",
    about:
      "Everything as selected but for the helicity angle where one lost photon makes the recoil, which fails: nearly all μμ(γ), with hardly a signal. It tests the photon inefficiency, momenta and angles. Ours: it stands beside the signal region.",
    dropped: [CUT.asymmetry],
    failed: [CUT.helicityOnePhoton],
    spectrum: pairMassSpectrum,
  },
  {
    id: "tau",
    title: "ττ(γ), fails the helicity angle",
    about:
      "Everything as selected but for the helicity angle at larger recoil masses, which fails: nearly all τ pairs. It tests their decays and spin correlation. Ours: it stands beside the signal region.",
    dropped: [CUT.asymmetry],
    failed: [CUT.helicityTau],
    spectrum: pairMassSpectrum,
  },
];
