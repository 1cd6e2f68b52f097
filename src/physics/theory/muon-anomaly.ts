import { integrate } from "../../numerics/quadrature.js";
import { MASS, type Parameter } from "../constants.js";

/**
 * Contribution Δa_μ of a vector with coupling g′ to muons:
 * g′²/8π² ∫₀¹ dx 2x²(1−x)/(x² + (1−x)M²/m_μ²). Limits: g′²/8π² (light), g′²m_μ²/12π²M² (heavy).
 *
 * @param mass of the vector in GeV, ≥ 0
 */
export function muonAnomaly(mass: number, coupling: number): number {
  const ratio = (mass / MASS.muon) ** 2;
  // x = y²(3 − 2y) gathers the nodes at both ends, where light and heavy vectors have their scales.
  const loop = integrate(
    (y) => {
      const x = y * y * (3 - 2 * y);
      const rest = (1 - y) * (1 - y) * (1 + 2 * y);
      return ((2 * x * x * rest) / (x * x + rest * ratio)) * 6 * y * (1 - y);
    },
    0,
    1,
    200,
  );
  return ((coupling * coupling) / (8 * Math.PI ** 2)) * loop;
}

/** Coupling g′ of a vector of `mass` (GeV) that gives the anomaly `difference`; NaN for a negative one. */
export function muonAnomalyCoupling(mass: number, difference: number): number {
  return Math.sqrt(difference / muonAnomaly(mass, 1));
}

/** A measured difference to the Standard Model. */
export interface MuonAnomalyMeasurement extends Parameter {
  readonly sigma: number;
}

/** Experiment minus the white-paper prediction: 4.2σ in 2021, 5.1σ in 2023. */
export const MUON_ANOMALY: Readonly<Record<"2021" | "2023", MuonAnomalyMeasurement>> = {
  "2021": {
    value: 251e-11,
    sigma: 59e-11,
    unit: "",
    origin: "published",
    source: "Muon g−2, PRL 126 (2021) 141801, against the 2020 white paper",
  },
  "2023": {
    value: 249e-11,
    sigma: 48e-11,
    unit: "",
    origin: "published",
    source: "Muon g−2, PRL 131 (2023) 161802, against the 2020 white paper",
  },
};

/** The couplings [low, central, high] that explain a measurement within ±`deviations` standard deviations. */
export function muonAnomalyBand(
  mass: number,
  measurement: MuonAnomalyMeasurement,
  deviations = 2,
): readonly [number, number, number] {
  const { value, sigma } = measurement;
  return [
    muonAnomalyCoupling(mass, Math.max(0, value - deviations * sigma)),
    muonAnomalyCoupling(mass, value),
    muonAnomalyCoupling(mass, value + deviations * sigma),
  ];
}
