import { published, type Sourced } from "../../analysis/origin.js";
import type { SampleDeclaration } from "../../analysis/sample.js";
import { BELLE_II } from "../../physics/beams.js";
import { zprimeRadiativeCrossSection } from "../../physics/theory/zprime.js";
import { PROCESSES, PSEUDO_DATA, SIGNAL_COLOR } from "../processes.js";

/** Masses at which signal is simulated, GeV. */
export const SIGNAL_MASSES = [0.1, 0.3, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 6.9, 7.5, 8] as const;

/** Coupling at which signal is generated; the efficiency does not depend on it. */
export const GENERATED_COUPLING = 0.1;

/** Efficiencies of real data that the simulation does not know, PRL 124, 141801. */
export const corrections = {
  trigger: published(0.79, "", "PRL 124, 141801: two-track trigger in the acceptance, ± 0.05"),
  tracking: published(0.9, "", "PRL 124, 141801: ± 4 %"),
  yield: published(0.75, "", "PRL 124, 141801: data over simulation of the μμ sample, half of 25 % as uncertainty"),
};

/** |1 − Π|⁻² at √s on the cross-sections of μμ(γ) and ττ(γ), which are 1.15 and 0.91 nb with it. */
export const VACUUM_POLARISATION: Sourced = {
  value: 1.066,
  unit: "",
  origin: "recalled",
  source: "leptons by their loops, 1.044, hadrons recalled; Belle II simulates 1.148 and 0.919 nb (recalled)",
};

/**
 * M²rec (GeV²) above which two-photon pairs are selected in hundreds a window: there they are simulated less often, as a
 * sample of their own, than below it, where few are left.
 */
export const MANY_TWO_PHOTON_ABOVE = 49;

/** Cross-section (fb) at a coupling, as the signal is simulated: with radiation of the beams. */
export const signalCrossSection = (mass: number, coupling: number) =>
  zprimeRadiativeCrossSection(mass, coupling, { sqrtS: BELLE_II.sqrtS });

const correction = corrections.trigger.value * corrections.tracking.value * corrections.yield.value;

/** Name of the signal sample of a mass. */
export const signalId = (mass: number) => `signal-${mass}`;

export const samples: readonly SampleDeclaration[] = [
  { id: "mumu", kind: "background", ...PROCESSES.mumu, correction },
  { id: "tautau", kind: "background", ...PROCESSES.tautau, correction },
  {
    id: "eemumu",
    kind: "background",
    ...PROCESSES.eemumu,
    correction,
    within: { max: MANY_TWO_PHOTON_ABOVE },
  },
  {
    id: "eemumu-beyond",
    kind: "background",
    label: "eeμμ, above 7 GeV",
    tex: "ee\\mu\\mu,\\ M_\\mathrm{rec}>7\\,\\mathrm{GeV}",
    color: "#717581",
    correction,
    within: { min: MANY_TWO_PHOTON_ABOVE },
  },
  {
    id: "mumu-photon",
    kind: "background",
    label: "μμγ, photon seen",
    tex: "\\mu\\mu\\gamma,\\ \\gamma\\text{ seen}",
    color: "#92dadd",
    correction,
    controlOnly: true,
  },
  ...SIGNAL_MASSES.map((mass) => ({
    id: signalId(mass),
    kind: "signal" as const,
    label: `Z′, ${mass} GeV`,
    tex: `Z'(${mass}\\,\\mathrm{GeV})`,
    color: SIGNAL_COLOR,
    hypothesis: { mass },
    correction,
  })),
  PSEUDO_DATA,
];
