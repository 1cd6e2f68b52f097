import { bayesianLimitWithBands } from "../statistics/counting/bayesian.js";
import { backgroundModel, backgroundMoments } from "../statistics/counting/model.js";
import { combinedSystematics } from "./measurement.js";
import type { Limit, ScanPoint } from "./result.js";
import type { Hypothesis } from "./sample.js";
import type { Window } from "./scan.js";
import type { Search } from "./search.js";
import type { AnalysisState } from "./state.js";

/** What was counted in the window of one hypothesis. */
export interface CountedWindow {
  readonly hypothesis: Hypothesis;
  readonly window: Window;
  /** Null where there are no data: blinded, or expectation only. */
  readonly observed: number | null;
  /** Simulated events of every background, each standing for `weight` real ones. */
  readonly backgrounds: readonly { readonly events: number; readonly weight: number }[];
  /** Signal efficiency, corrections included. */
  readonly efficiency: number;
}

/**
 * Limits of every counted window: on the cross-section in fb, and through it on every coupling of the search.
 *
 * n ~ Poisson(σ L ε + b); b of every background sample is Gamma(simulated + 1, weight), so that a sample without events
 * in a window still has an uncertainty; common relative systematic uncertainties on b, ε and L.
 */
export function countingLimits(search: Search, state: AnalysisState, windows: readonly CountedWindow[]): ScanPoint[] {
  const { measurement, luminosity, interpretations, scan } = search;
  const relative = state.systematics
    ? combinedSystematics(measurement.systematics)
    : { signal: 0, background: 0, luminosity: 0 };
  const fb = luminosity.inverseFemtobarn;
  return windows.map(({ hypothesis, window, observed, backgrounds, efficiency }) => {
    const background = {
      samples: backgrounds.map(({ events, weight }) => ({ simulated: events, weight })),
      relative: relative.background,
    };
    const found = bayesianLimitWithBands({
      observed: observed ?? 0,
      background,
      efficiency: { value: efficiency, sigma: relative.signal * efficiency },
      luminosity: { value: fb, sigma: relative.luminosity * fb },
      prior: state.prior,
      cl: state.confidenceLevel,
    });
    const { mean, sigma } = backgroundMoments(backgroundModel(background));
    const status = observed === null ? "blinded" : found.status;
    const limits: Record<string, Limit> = {};
    for (const interpretation of interpretations) {
      const convert = (value: number | null) => (value === null ? null : interpretation.coupling(value, hypothesis));
      const limit = observed === null ? null : convert(found.observed);
      limits[interpretation.id] = {
        unit: interpretation.unit,
        observed: limit,
        expected: found.expected.map(convert),
        status: status === "ok" && limit === null ? "not-defined" : status,
      };
    }
    return {
      hypothesis,
      region: {
        observable: scan.observable.id,
        min: window.min,
        max: window.max,
        unit: scan.observable.unit,
      },
      observed,
      background: { value: mean, sigma },
      efficiency,
      localPValue: observed === null ? null : found.localPValue,
      limits,
    };
  });
}
