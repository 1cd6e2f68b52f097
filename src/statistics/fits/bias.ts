import type { RandomStream } from "../../numerics/random.js";
import { fitPeakYield } from "./peak-fit.js";
import type { PeakModel } from "./peak-model.js";

/** What toys of a fit with a known yield tell about it. */
export interface FitBias {
  /** Mean and width of the pulls (N_true − N_fit)/σ_fit, and their statistical errors. */
  readonly pullMean: number;
  readonly pullMeanError: number;
  readonly pullWidth: number;
  readonly pullWidthError: number;
  /** Mean of N_fit − N_true in events, and its error. */
  readonly shift: number;
  readonly shiftError: number;
  /** Toys whose fit converged with an error, and all. */
  readonly converged: number;
  readonly toys: number;
}

/**
 * Bias of a peak fit by parametric bootstrap: spectra thrown around `truth`, fitted as data are (Belle, PRD 106, 012003, with
 * 1000 a mass).
 *
 * @param model the fit; its counts are not used
 * @param truth expected events of each bin, the injected signal included; not necessarily a shape that the model has
 * @param injected N_true, in events of yield
 */
export function fitBias(
  model: Omit<PeakModel, "counts">,
  truth: ArrayLike<number>,
  injected: number,
  toys: number,
  stream: RandomStream,
): FitBias {
  const pulls: number[] = [];
  const shifts: number[] = [];
  for (let toy = 0; toy < toys; toy++) {
    const counts = Float64Array.from(truth, (mean) => stream.poisson(mean));
    const { yield: fitted, error, status } = fitPeakYield({ ...model, counts });
    if (status !== "ok" || error === null) continue;
    pulls.push((injected - fitted) / error);
    shifts.push(fitted - injected);
  }
  const n = pulls.length;
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / n;
  const deviation = (values: number[]) => {
    const centre = mean(values);
    return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (n - 1));
  };
  const pullWidth = deviation(pulls);
  return {
    pullMean: mean(pulls),
    pullMeanError: pullWidth / Math.sqrt(n),
    pullWidth,
    pullWidthError: pullWidth / Math.sqrt(2 * (n - 1)),
    shift: mean(shifts),
    shiftError: deviation(shifts) / Math.sqrt(n),
    converged: n,
    toys,
  };
}

/**
 * Yield and error corrected for a bias, as Belle does: N(1 + b) with a relative b (3 % there), σ + b_σ with b_σ in events (4 %
 * of σ there).
 */
export function correctBias(fitted: number, error: number, bias: number, errorBias: number) {
  return { yield: fitted * (1 + bias), error: error + errorBias };
}
