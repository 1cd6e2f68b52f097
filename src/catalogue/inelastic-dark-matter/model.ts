import type { ModelParameter, ModelValues } from "../../analysis/measurement.js";
import { assumed } from "../../analysis/origin.js";
import type { Hypothesis } from "../../analysis/sample.js";
import { BELLE_II } from "../../physics/beams.js";
import { BELLE_II_DETECTOR } from "../../physics/detector/belle2.js";
import { radiativeDarkPhotonCrossSection, recoilPhotonEnergy } from "../../physics/theory/dark-photon.js";
import {
  chi2DecayLengthWithPions,
  type InelasticDarkMatter,
  relicVariable,
} from "../../physics/theory/inelastic-dark-matter.js";

export const JHEP = "JHEP 02 (2020) 039";
export const STUDY = "Belle II study of inelastic dark matter (preliminary, simulation)";

/** Splittings Δ/m(χ₁) that are simulated; between them efficiencies are interpolated in ln Δ. */
export const SPLITTINGS = [0.1, 0.2, 0.4] as const;

/** What the reader may move besides the mass. */
export const parameters: readonly ModelParameter[] = [
  {
    id: "epsilon",
    symbol: "ε",
    title: "kinetic mixing of the signal shown",
    about:
      "The rate goes as ε², the lifetime of χ₂ as 1/ε²: stored events are weighted to it, none is made again. The exclusion plot scans it.",
    nominal: 1e-3,
    low: 1e-5,
    high: 1e-1,
    scale: "log",
  },
  {
    id: "splitting",
    symbol: "Δ/m(χ₁)",
    title: "splitting of χ₁ and χ₂",
    about:
      "It sets the lifetime of χ₂, about as 1/Δ⁵, to which stored events are weighted, and how hard the leptons are: what is selected lies between that of the simulated 0.1, 0.2 and 0.4.",
    nominal: 0.4,
    low: 0.1,
    high: 0.4,
    scale: "log",
    marks: SPLITTINGS,
  },
  {
    id: "alphaD",
    symbol: "α_D",
    title: "dark fine-structure constant",
    about: "The lifetime of χ₂ goes as 1/α_D, and stored events are weighted to it; the rate does not depend on it.",
    nominal: 0.1,
    low: 0.01,
    high: 0.5,
    scale: "log",
    marks: [0.1, 0.5],
  },
];

/** Mixing and dark coupling that signals are generated with. */
export const GENERATED = { epsilon: 1e-3, alphaD: 0.1 } as const;

/** Greatest |cos θ*| of the photon that is generated and that the cross-section is quoted for. */
export const MAXIMUM_COSINE = Math.cos((12 * Math.PI) / 180);

/** Where stored signals decay, cm from the beam axis. */
export const RADII = { minimum: 0.15, maximum: BELLE_II_DETECTOR.vertices.largestRadius.value } as const;

/**
 * Decays are drawn evenly in the logarithm of the radius, but more densely up to one a little outside of the prompt
 * region, where all are that large couplings leave: there each stands for fewer by this factor.
 */
export const DENSE = { below: 0.35, evenness: 0.4 } as const;

/** What follows from the ratio of the masses of A′ and χ₁. */
export interface InelasticModel {
  /** m(A′)/m(χ₁). */
  readonly ratio: number;
  /** The model at a hypothesis. */
  modelAt(hypothesis: Hypothesis, values: ModelValues): InelasticDarkMatter;
  /** Mean proper decay length of χ₂, cm: the exact integral over q², which goes as 1/(ε²α_D). */
  decayLength(hypothesis: Hypothesis, values: ModelValues): number;
  /** Root of ⟨p²⟩/m² of χ₂ in the centre of mass, A′ → χ₁χ₂ being isotropic. */
  boost(hypothesis: Hypothesis, values: ModelValues): number;
  /** Cross-section in fb of e⁺e⁻ → γA′ with the photon within `MAXIMUM_COSINE`, without radiation of the beams. */
  crossSection(hypothesis: Hypothesis, values: Pick<ModelValues, "epsilon">): number;
  /** y = ε²α_D (m(χ₁)/m(A′))⁴. */
  relic(hypothesis: Hypothesis, values: ModelValues): number;
  /** Energy of the photon in the centre of mass for a mass of χ₁, GeV. */
  peakEnergy(chi1Mass: number): number;
}

/** Lifetime, rates and kinematics at a ratio m(A′)/m(χ₁). */
export function inelasticModel(ratio: number): InelasticModel {
  // Decay lengths (cm) for ε = α_D = 1, by mass and splitting: a scan of ε asks for the same integral again and again.
  const unitLengths = new Map<string, number>();
  const modelAt: InelasticModel["modelAt"] = ({ chi1Mass }, { splitting, epsilon, alphaD }) => ({
    chi1Mass,
    chi2Mass: chi1Mass * (1 + splitting),
    darkPhotonMass: ratio * chi1Mass,
    epsilon,
    alphaD,
  });
  return {
    ratio,
    modelAt,
    decayLength(hypothesis, values) {
      const key = `${hypothesis.chi1Mass} ${values.splitting}`;
      let unit = unitLengths.get(key);
      if (unit === undefined) {
        if (unitLengths.size > 5000) unitLengths.clear();
        unit = chi2DecayLengthWithPions(modelAt(hypothesis, { ...values, epsilon: 1, alphaD: 1 }));
        unitLengths.set(key, unit);
      }
      return unit / (values.epsilon ** 2 * values.alphaD);
    },
    boost({ chi1Mass }, { splitting }) {
      const { sqrtS } = BELLE_II;
      const heavier = chi1Mass * (1 + splitting);
      const mass = ratio * chi1Mass;
      const energy = (mass ** 2 + heavier ** 2 - chi1Mass ** 2) / (2 * mass);
      const gamma2 = ((sqrtS ** 2 + mass ** 2) / (2 * sqrtS * mass)) ** 2;
      // ⟨E²⟩ of E = γ(e + βp cos θ), less m².
      const mean = gamma2 * energy ** 2 + ((gamma2 - 1) * (energy ** 2 - heavier ** 2)) / 3;
      return Math.sqrt(mean / heavier ** 2 - 1);
    },
    crossSection: ({ chi1Mass }, { epsilon }) =>
      radiativeDarkPhotonCrossSection(ratio * chi1Mass, epsilon, MAXIMUM_COSINE, { sqrtS: BELLE_II.sqrtS }),
    relic: (hypothesis, values) => relicVariable(modelAt(hypothesis, values)),
    peakEnergy: (chi1Mass) => recoilPhotonEnergy(ratio * chi1Mass, { sqrtS: BELLE_II.sqrtS }),
  };
}

/** σ of E*γ of the detector, relative; half the window's width over its centre is twice this. */
export const ENERGY_RESOLUTION = assumed(
  0.02,
  "",
  "σ(E*γ)/E*γ behind windows of ± 2σ; the fast simulation has 1.8 % at 5 GeV and 2.3 % at 2 GeV",
);

/** Nuisances of the signal's template. */
export const PEAK_PLACE = assumed(0.003, "", "relative uncertainty of the energy scale of photons: our choice");
export const PEAK_WIDTH = assumed(
  0.15,
  "",
  "relative uncertainty of the resolution: data are 15 % wider than simulation in the ALP search, about",
);
