import type { Origin, Sourced } from "./origin.js";
import type { Hypothesis } from "./sample.js";

/** What a systematic uncertainty acts on. */
export type SystematicTarget = "signal" | "background" | "both" | "luminosity";

/** A relative systematic uncertainty of the publication, or one of ours. */
export interface Systematic {
  readonly id: string;
  readonly title: string;
  /** Relative size, e.g. 0.06. */
  readonly relative: number;
  readonly on: SystematicTarget;
  /** Background sample that it acts on, if not on all. */
  readonly sample?: string;
  readonly origin: Origin;
  readonly source: string;
}

/** Counting in windows: n ~ Poisson(σ L ε + b), with b from simulated events. */
export interface CountingMeasurement {
  readonly kind: "counting";
  readonly method: "bayesian";
  readonly prior: "flat" | "log-flat";
  readonly confidenceLevel: number;
  readonly systematics: readonly Systematic[];
  /**
   * Where the answer is efficiency × cross-section x = εσ in fb, n ~ Poisson(x L c + b): the efficiencies whose product
   * is c, which the simulation does not know and counts are corrected for. Absent: the answer is the cross-section.
   */
  readonly corrections?: readonly Sourced[];
}

/** What divides a count besides the luminosity: the corrections where they alone are asked for, or the efficiency. */
export function dividingEfficiency(measurement: Measurement, efficiency: number): number {
  const corrections = measurement.kind === "counting" ? measurement.corrections : undefined;
  return corrections?.reduce((product, one) => product * one.value, 1) ?? efficiency;
}

/**
 * Counting in windows of data alone: n ~ Poisson(N ε + b), with b interpolated from the bins beside the window by
 * exp(polynomial) and N the number of events of a narrow peak. Nothing is simulated.
 */
export interface SidebandMeasurement {
  readonly kind: "sidebands";
  readonly method: "bayesian";
  readonly prior: "flat" | "log-flat";
  readonly confidenceLevel: number;
  readonly systematics: readonly Systematic[];
  /** Edges of the bins that sidebands are made of, rising, in the unit of the scan's observable. */
  readonly edges: readonly number[];
  /** The logarithm of the event density is a polynomial of this order in the observable, or in its logarithm. */
  readonly order: number;
  readonly variable: "linear" | "logarithm";
  /** Share of a narrow peak's events that lies in its window. */
  readonly containment: Sourced;
}

/**
 * Counting with the background from a sample of `ratio` times the data: n ~ Poisson(σ L ε + b), n_off ~ Poisson(τ b₀),
 * every systematic uncertainty a log-normal constraint. The limit is CLs by toys.
 */
export interface OnOffMeasurement {
  readonly kind: "on-off";
  readonly method: "cls";
  readonly prior: "flat" | "log-flat";
  readonly confidenceLevel: number;
  readonly systematics: readonly Systematic[];
  /** τ, the size of the background sample over that of the data. */
  readonly ratio: Sourced;
  /** Evenly spread toys behind each CLs. */
  readonly toys: number;
}

/** How counts become a limit. */
export type Measurement = CountingMeasurement | SidebandMeasurement | OnOffMeasurement;

/**
 * Relative systematic uncertainties added in quadrature, for the signal, the background and the luminosity.
 * @param scales factor on each of them by id; 1 where there is none
 */
export function combinedSystematics(
  systematics: readonly Systematic[],
  scales: Readonly<Record<string, number>>,
): { signal: number; background: number; luminosity: number } {
  const sum = (on: readonly SystematicTarget[]) =>
    Math.hypot(...systematics.filter((one) => on.includes(one.on)).map((one) => one.relative * (scales[one.id] ?? 1)));
  return { signal: sum(["signal", "both"]), background: sum(["background", "both"]), luminosity: sum(["luminosity"]) };
}

/** How what the search measures (a cross-section in fb, or a number of events) becomes a coupling, and back. */
export interface Interpretation {
  /** Key of `limits` in a result: "gPrime", "epsilonSquaredAlphaD", … */
  readonly id: string;
  readonly title: string;
  readonly tex: string;
  readonly symbol: string;
  readonly unit: string;
  /** Coupling at which the cross-section is `crossSection` fb; null where the model gives none. */
  coupling(crossSection: number, hypothesis: Hypothesis): number | null;
  /** Cross-section in fb at a coupling; null where the model gives none. */
  crossSection(coupling: number, hypothesis: Hypothesis): number | null;
}

/** The usual case: the cross-section is `unitCrossSection(hypothesis)` × coupling^power. */
export function powerLaw(
  about: { id: string; title: string; tex: string; symbol: string; unit: string },
  power: number,
  unitCrossSection: (hypothesis: Hypothesis) => number,
): Interpretation {
  return {
    ...about,
    coupling(crossSection, hypothesis) {
      const unit = unitCrossSection(hypothesis);
      return unit > 0 ? (crossSection / unit) ** (1 / power) : null;
    },
    crossSection(coupling, hypothesis) {
      const unit = unitCrossSection(hypothesis);
      return unit > 0 ? unit * coupling ** power : null;
    },
  };
}

/** Where the measured quantity itself is the answer: a number of events, or a cross-section. */
export function asMeasured(about: {
  id: string;
  title: string;
  tex: string;
  symbol: string;
  unit: string;
}): Interpretation {
  return powerLaw(about, 1, () => 1);
}
