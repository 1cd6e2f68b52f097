import { type Background, backgroundModel, backgroundMoments } from "../../statistics/counting/model.js";
import { limitWithBands } from "../limit-methods.js";
import { combinedSystematics, dividingEfficiency } from "../measurement.js";
import type { Hypothesis } from "../sample.js";
import type { Window } from "../scan.js";
import type { Limit, LimitStatus, ScanPoint } from "../scan-point.js";
import type { Search } from "../search.js";
import { type AnalysisState, isExpectation, luminosityOf } from "../state.js";
import { eachInSteps, type Steps } from "../steps.js";

/** What was counted in the window of one hypothesis. */
export interface CountedWindow {
  readonly hypothesis: Hypothesis;
  readonly window: Window;
  /** Null where there are no data: blinded, or expectation only. */
  readonly observed: number | null;
  /** Null where it cannot be known. */
  readonly background: Background | null;
  /** Signal efficiency, corrections included. */
  readonly efficiency: number;
  /** Effective number of simulated background events; null where nothing is simulated. */
  readonly effectiveEvents: number | null;
  /** Values in force of tuned cuts. */
  readonly tuned: ScanPoint["tuned"];
}

const NONE = [null, null, null, null, null] as const;

/**
 * Limits of every counted window: on what the search measures, and through it on every coupling.
 *
 * n ~ Poisson(σ L ε + b) for a cross-section σ in fb, n ~ Poisson(x L c + b) for x = εσ with the corrections c,
 * n ~ Poisson(N ε + b) for a number of events N; common relative systematic uncertainties on ε or c and on L. What is
 * believed of b comes with the window.
 *
 * @param only index of the one window that has limits set; the others have none
 */
export function countingLimits(
  search: Search,
  state: AnalysisState,
  windows: readonly CountedWindow[],
  only?: number,
): Steps<ScanPoint[]> {
  const { measurement, scan } = search;
  const relative = combinedSystematics(measurement.systematics, state.systematics);
  const exposure = measurement.kind === "counting" ? luminosityOf(search, state) : 1;
  const absent = isExpectation(search, state) ? "expected-only" : "blinded";
  return eachInSteps(windows, (counted, w): ScanPoint => {
    const { hypothesis, window, observed, background, efficiency, effectiveEvents, tuned } = counted;
    const region = { observable: scan.observable.id, min: window.min, max: window.max, unit: scan.observable.unit };
    if (background === null) {
      const limits = limitsOf(search, state, hypothesis, { observed: null, expected: NONE, status: "no-sensitivity" });
      return {
        hypothesis,
        region,
        observed,
        background,
        efficiency,
        localPValue: null,
        limits,
        effectiveEvents,
        tuned,
      };
    }
    if (only !== undefined && w !== only) {
      const { mean, sigma } = backgroundMoments(backgroundModel(background));
      const limits = limitsOf(search, state, hypothesis, { observed: null, expected: NONE, status: "not-defined" });
      return {
        hypothesis,
        region,
        observed,
        background: { value: mean, sigma },
        efficiency,
        localPValue: null,
        limits,
        effectiveEvents,
        tuned,
      };
    }
    const divisor = dividingEfficiency(measurement, efficiency);
    const found = limitWithBands(
      {
        observed: observed ?? 0,
        background,
        efficiency: { value: divisor, sigma: relative.signal * divisor },
        luminosity: { value: exposure, sigma: relative.luminosity * exposure },
      },
      state,
    );
    const { mean, sigma } = backgroundMoments(backgroundModel(background));
    const measured: Measured = observed === null ? { ...found, observed: null, status: absent } : found;
    return {
      hypothesis,
      region,
      observed,
      background: { value: mean, sigma },
      model: {
        background,
        perUnit: divisor * exposure,
        relative: Math.hypot(relative.signal, relative.luminosity),
        constraint: "gaussian",
      },
      efficiency,
      localPValue: observed === null ? null : found.localPValue,
      limits: limitsOf(search, state, hypothesis, measured),
      effectiveEvents,
      tuned,
    };
  });
}

/** A limit on what the search measures. */
export interface Measured {
  readonly observed: number | null;
  readonly expected: readonly (number | null)[];
  readonly status: LimitStatus;
}

/** A limit on what was measured, as limits on every quantity of the search. */
export function limitsOf(
  search: Search,
  { model }: Pick<AnalysisState, "model">,
  hypothesis: Hypothesis,
  measured: Measured,
): Record<string, Limit> {
  return Object.fromEntries(
    search.interpretations.map((interpretation) => {
      const convert = (value: number | null) =>
        value === null ? null : interpretation.coupling(value, hypothesis, model);
      const observed = convert(measured.observed);
      const status = measured.status === "ok" && observed === null ? "not-defined" : measured.status;
      return [
        interpretation.id,
        { unit: interpretation.unit, observed, expected: measured.expected.map(convert), status },
      ];
    }),
  );
}
