import type { SampleDeclaration } from "../../analysis/sample.js";
import { PROCESSES, PSEUDO_DATA, SIGNAL_COLOR } from "../processes.js";
import { SPLITTINGS } from "./model.js";

/** Name of the signal sample of a mass and a splitting. */
export const signalId = (mass: number, splitting: number) => `signal-${mass}-${splitting}`;

/** Least opening angle (rad) that a control can ask for: narrower pairs of conversions are shown, not counted. */
export const WIDE = 0.05;

/** Backgrounds, pseudo-data, and the signals at some masses of χ₁ (GeV). */
export const samplesAt = (signalMasses: readonly number[]): readonly SampleDeclaration[] => [
  {
    id: "conversions",
    kind: "background",
    ...PROCESSES.gammagamma,
    label: "γγ(γ), wide pairs",
    correction: 1,
  },
  {
    id: "kaons",
    kind: "background",
    label: "K_S K_L γ",
    tex: "K^0_SK^0_L\\gamma",
    color: "#964a8b",
    correction: 1,
    // The photon recoils against a φ: 5.24 GeV, measured to 2 %.
    within: { min: 4.6 },
  },
  {
    id: "narrow-conversions",
    kind: "background",
    ...PROCESSES.gammagamma,
    label: "γγ(γ), any pair",
    color: "#b08ae0",
    correction: 1,
    shownOnly: true,
  },
  {
    id: "muons",
    kind: "background",
    ...PROCESSES.mumu,
    label: "μμ(γ), prompt",
    correction: 1,
    shownOnly: true,
  },
  {
    id: "electrons",
    kind: "background",
    ...PROCESSES.eegamma,
    label: "eeγ, prompt",
    correction: 1,
    shownOnly: true,
  },
  ...SPLITTINGS.toReversed().flatMap((splitting) =>
    signalMasses.map((mass) => ({
      id: signalId(mass, splitting),
      kind: "signal" as const,
      label: `χ₁χ₂, ${mass} GeV, Δ = ${splitting} m(χ₁)`,
      tex: `\\chi_1\\chi_2(${mass}\\,\\mathrm{GeV})`,
      color: SIGNAL_COLOR,
      hypothesis: { mass, chi1Mass: mass, splitting },
      correction: 1,
    })),
  ),
  PSEUDO_DATA,
];
