import type { Limit } from "../status.js";
import { fitPeak, type PeakFit, type PeakFitOptions } from "./peak-fit.js";
import type { PeakModel } from "./peak-model.js";

/** What a hypothesis is given, all variations of its fit considered. */
export interface Envelope {
  /** All fits, the nominal one first. */
  readonly fits: readonly PeakFit[];
  /** Smallest signed significance, and the fit that has it; null where no fit converged. */
  readonly significance: number | null;
  readonly significanceFrom: number;
  /** Least stringent limit, and the fit that has it. */
  readonly upper: Limit;
  readonly upperFrom: number;
}

/**
 * The careful choice among variations (Belle II, PRL 125, 161806): the smallest significance and the least stringent upper
 * limit, which may come from different fits. A fit that failed is left out; a limit that is unbounded in one variation is
 * unbounded. Expected bands need the same envelope of each toy.
 */
export function envelope(fits: readonly PeakFit[]): Envelope {
  let significanceFrom = -1;
  let upperFrom = -1;
  fits.forEach((fit, i) => {
    if (fit.status !== "ok") return;
    if (significanceFrom < 0 || fit.significance < fits[significanceFrom].significance) significanceFrom = i;
    if (fit.upper.status === "not-converged") return;
    const height = (limit: Limit) => limit.value ?? Number.POSITIVE_INFINITY;
    if (upperFrom < 0 || height(fit.upper) > height(fits[upperFrom].upper)) upperFrom = i;
  });
  return {
    fits,
    significance: significanceFrom < 0 ? null : fits[significanceFrom].significance,
    significanceFrom,
    upper: upperFrom < 0 ? { value: null, status: "not-converged" } : fits[upperFrom].upper,
    upperFrom,
  };
}

/**
 * Fits a scan: for each hypothesis the models of `modelsOf`, each starting from the coefficients that the same variation had
 * at the hypothesis before. Lazy, so that a page can show progress and stop.
 */
export function* scanPeaks<Hypothesis>(
  hypotheses: Iterable<Hypothesis>,
  modelsOf: (hypothesis: Hypothesis) => readonly PeakModel[],
  options: Omit<PeakFitOptions, "start"> = {},
): Generator<Envelope> {
  let before: readonly PeakFit[] = [];
  for (const hypothesis of hypotheses) {
    const fits = modelsOf(hypothesis).map((model, i) => {
      const start = before[i]?.status === "ok" ? { start: before[i].backgroundOnly } : {};
      return fitPeak(model, { ...options, ...start });
    });
    yield envelope(fits);
    before = fits;
  }
}
