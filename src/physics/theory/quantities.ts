import { MASS } from "../constants.js";
import { alpDiphotonDecayLength, alpPhotonCrossSection } from "./alp-photon.js";
import { bToScalarBranchingFraction } from "./b-to-scalar.js";
import { darkHiggsstrahlungCrossSection } from "./dark-higgsstrahlung.js";
import {
  type DarkPhotonFinal,
  darkPhotonBranchingFraction,
  radiativeDarkPhotonCrossSection,
  recoilPhotonEnergy,
} from "./dark-photon.js";
import { scalarLeptonWidth } from "./higgs-mixed-scalar.js";
import { chi2DecayLength } from "./inelastic-dark-matter.js";
import { alpMuonCrossSection, scalarMuonCrossSection } from "./leptophilic.js";
import { muonAnomaly } from "./muon-anomaly.js";
import { R_RATIO_END } from "./r-ratio.js";
import { zprimeBranchingFraction, zprimeCrossSection } from "./zprime.js";

/** A refusal: the value does not exist for these inputs. */
export interface Refusal {
  readonly status: "above-threshold" | "below-threshold" | "invalid-input";
  readonly field: string;
  readonly reason: string;
}

/** What an input must be. */
export interface InputRule {
  readonly optional?: true;
  /** For messages: "a number above 0". */
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

/** A quantity that can be asked for by name. */
export interface Quantity {
  readonly unit: "fb" | "GeV" | "cm" | "";
  readonly inputs: Readonly<Record<string, InputRule>>;
  /** The value, or a refusal; the inputs have passed their rules, `sqrtS` is filled in. */
  readonly evaluate: (inputs: Readonly<Record<string, number | string>>) => number | Refusal;
}

function numberRule(expected: string, holds: (x: number) => boolean): InputRule {
  return { expected, accepts: (value) => typeof value === "number" && Number.isFinite(value) && holds(value) };
}

const positive = numberRule("a number above 0", (x) => x > 0);
const notNegative = numberRule("a number of at least 0", (x) => x >= 0);
const sine = numberRule("a number from 0 to 1", (x) => x >= 0 && x <= 1);
const cosine = numberRule("a number above 0 and below 1", (x) => x > 0 && x < 1);

/** Names under which the final states of a dark photon may be asked for. */
const FINALS: ReadonlyMap<unknown, DarkPhotonFinal> = new Map(
  Object.entries({
    electrons: ["electrons", "electron", "ee", "e+e-"],
    muons: ["muons", "muon", "mumu", "mu+mu-"],
    taus: ["taus", "tau", "tautau", "tau+tau-"],
    hadrons: ["hadrons", "hadron", "had"],
    pions: ["pions", "pion", "pipi", "pi+pi-"],
  } satisfies Record<DarkPhotonFinal, string[]>).flatMap(([final, names]) =>
    names.map((name) => [name, final as DarkPhotonFinal] as const),
  ),
);

const finalState: InputRule = {
  expected: '"electrons", "muons", "taus", "hadrons" or "pions"',
  accepts: (value) => FINALS.has(value),
};

const THRESHOLDS: Readonly<Record<DarkPhotonFinal, number>> = {
  electrons: 2 * MASS.electron,
  muons: 2 * MASS.muon,
  taus: 2 * MASS.tau,
  hadrons: 2 * MASS.pionCharged,
  pions: 2 * MASS.pionCharged,
};

type Numbers<F extends string> = Readonly<Record<F | "sqrtS", number>>;

/** A quantity of numeric inputs. */
function quantity<F extends string>(
  unit: Quantity["unit"],
  inputs: Readonly<Record<F, InputRule>>,
  evaluate: (inputs: Numbers<F>) => number | Refusal,
): Quantity {
  const rules = { ...inputs, sqrtS: { ...positive, optional: true as const } };
  // The rules have made sure that every field is a number.
  return { unit, inputs: rules, evaluate: (values) => evaluate(values as Numbers<F>) };
}

function above(field: string, mass: number, limit: number): Refusal {
  return {
    status: "above-threshold",
    field,
    reason: `${mass} GeV, must stay below ${Number(limit.toPrecision(6))} GeV`,
  };
}

function below(field: string, mass: number, limit: number): Refusal {
  return { status: "below-threshold", field, reason: `${mass} GeV, opens above ${Number(limit.toPrecision(6))} GeV` };
}

/** A cross-section for emission off muons: it needs √s above the mass and two muons. */
function emission(
  coupling: "coupling" | "yukawa",
  sigma: (mass: number, coupling: number, collision: { sqrtS: number }) => number,
): Quantity {
  const inputs = { mass: positive, [coupling]: notNegative } as Record<"mass" | typeof coupling, InputRule>;
  return quantity("fb", inputs, ({ mass, sqrtS, ...rest }) => {
    const limit = sqrtS - 2 * MASS.muon;
    if (mass >= limit) return above("mass", mass, limit);
    return sigma(mass, rest[coupling], { sqrtS });
  });
}

/** Every quantity that can be asked for, by name. GeV, fb, cm. */
export const QUANTITIES: ReadonlyMap<string, Quantity> = new Map([
  ["cross-section-zprime", emission("coupling", zprimeCrossSection)],
  ["cross-section-leptophilic-scalar-muons", emission("yukawa", scalarMuonCrossSection)],
  ["cross-section-alp-muons", emission("yukawa", alpMuonCrossSection)],
  [
    "cross-section-dark-higgsstrahlung",
    quantity(
      "fb",
      { darkPhotonMass: positive, darkHiggsMass: notNegative, epsilonSquaredAlphaD: notNegative },
      ({ darkPhotonMass, darkHiggsMass, epsilonSquaredAlphaD, sqrtS }) => {
        if (darkPhotonMass >= sqrtS) return above("darkPhotonMass", darkPhotonMass, sqrtS);
        if (darkPhotonMass + darkHiggsMass >= sqrtS)
          return above("darkHiggsMass", darkHiggsMass, sqrtS - darkPhotonMass);
        return darkHiggsstrahlungCrossSection(darkPhotonMass, darkHiggsMass, epsilonSquaredAlphaD, { sqrtS });
      },
    ),
  ],
  [
    "cross-section-radiative-dark-photon",
    quantity(
      "fb",
      { mass: notNegative, epsilon: notNegative, cosThetaMax: cosine },
      ({ mass, epsilon, cosThetaMax, sqrtS }) =>
        mass >= sqrtS
          ? above("mass", mass, sqrtS)
          : radiativeDarkPhotonCrossSection(mass, epsilon, cosThetaMax, { sqrtS }),
    ),
  ],
  [
    "cross-section-alp-photon",
    quantity("fb", { mass: notNegative, coupling: notNegative }, ({ mass, coupling, sqrtS }) =>
      mass >= sqrtS ? above("mass", mass, sqrtS) : alpPhotonCrossSection(mass, coupling, { sqrtS }),
    ),
  ],
  [
    "recoil-photon-energy",
    quantity("GeV", { mass: notNegative }, ({ mass, sqrtS }) =>
      mass >= sqrtS ? above("mass", mass, sqrtS) : recoilPhotonEnergy(mass, { sqrtS }),
    ),
  ],
  [
    "branching-fraction-zprime-invisible",
    quantity("", { mass: positive }, ({ mass }) => zprimeBranchingFraction(mass, "invisible")),
  ],
  [
    "branching-fraction-dark-photon",
    {
      unit: "",
      inputs: { mass: positive, final: finalState, sqrtS: { ...positive, optional: true } },
      evaluate: (values) => {
        const mass = Number(values.mass);
        const final = FINALS.get(values.final);
        if (final === undefined) return Number.NaN;
        if (mass <= THRESHOLDS[final]) return below("mass", mass, THRESHOLDS[final]);
        if (mass > R_RATIO_END) {
          return { status: "invalid-input", field: "mass", reason: `${mass} GeV, R(s) is known to ${R_RATIO_END} GeV` };
        }
        return darkPhotonBranchingFraction(mass, final);
      },
    },
  ],
  [
    "branching-fraction-b-to-k-scalar",
    quantity("", { mass: notNegative, sinTheta: sine }, ({ mass, sinTheta }) => {
      const limit = MASS.bPlus - MASS.kaonCharged;
      return mass >= limit ? above("mass", mass, limit) : bToScalarBranchingFraction(mass, sinTheta);
    }),
  ],
  [
    "width-scalar-dimuon",
    quantity("GeV", { mass: positive, sinTheta: sine }, ({ mass, sinTheta }) =>
      mass <= 2 * MASS.muon ? below("mass", mass, 2 * MASS.muon) : scalarLeptonWidth(mass, sinTheta, MASS.muon),
    ),
  ],
  [
    "lifetime-alp-diphoton",
    quantity("cm", { mass: positive, coupling: positive }, ({ mass, coupling }) =>
      alpDiphotonDecayLength(mass, coupling),
    ),
  ],
  [
    "lifetime-inelastic-chi2",
    quantity(
      "cm",
      { chi1Mass: positive, splitting: positive, darkPhotonMass: positive, epsilon: positive, alphaD: positive },
      ({ chi1Mass, splitting, darkPhotonMass, epsilon, alphaD }) => {
        const difference = chi1Mass * splitting;
        const lightest = (2 * MASS.electron) / chi1Mass;
        if (difference <= 2 * MASS.electron) {
          return {
            status: "below-threshold",
            field: "splitting",
            reason: `${splitting}, must exceed ${lightest.toPrecision(6)}`,
          };
        }
        // From here the A′ of the decay is on its mass shell, and the integral has a pole.
        if (difference >= darkPhotonMass) {
          return {
            status: "above-threshold",
            field: "splitting",
            reason: `${splitting}, must stay below ${(darkPhotonMass / chi1Mass).toPrecision(6)}`,
          };
        }
        return chi2DecayLength({ chi1Mass, chi2Mass: chi1Mass + difference, darkPhotonMass, epsilon, alphaD });
      },
    ),
  ],
  [
    "muon-anomaly",
    quantity("", { mass: notNegative, coupling: notNegative }, ({ mass, coupling }) => muonAnomaly(mass, coupling)),
  ],
]);
