import { randomStream } from "../numerics/random.js";
import { fitBias } from "../statistics/fits/bias.js";
import type { PeakModel } from "../statistics/fits/peak-model.js";
import { SIGNALS, THROWS } from "./linearity.js";
import type { Linearity } from "./studies.js";

/** The strongest signal, in errors of the fit of background alone. */
const MOST_ERRORS = 8;

/** A fit into which signals are injected. */
export interface FitTarget {
  /** GeV. */
  readonly mass: number;
  readonly model: PeakModel;
  /** Expected candidates of each bin: of background alone, and of a signal of one event. */
  readonly background: Float64Array;
  readonly signal: Float64Array;
  /** Error of the yield in the fit of background alone. */
  readonly error: number;
  /** Events of a unit of what is injected. */
  readonly exposure: number;
  readonly unit: Linearity["unit"];
}

/**
 * Yields that a fit finds in spectra thrown with a known signal: mean of some throws and its error. The signal need not
 * have the shape that the fit knows.
 */
export function fitLinearity(
  search: string,
  { mass, model, background, signal, error, exposure, unit }: FitTarget,
): Linearity {
  const points = Array.from({ length: SIGNALS }, (_, k) => {
    const injected = (k * MOST_ERRORS * error) / (SIGNALS - 1);
    const truth = background.map((mean, i) => mean + injected * signal[i]);
    const stream = randomStream(search, "linearity", mass, k);
    const { shift, shiftError } = fitBias(model, truth, injected, THROWS, stream);
    return {
      injected: injected / exposure,
      extracted: (injected + shift) / exposure,
      sigma: shiftError / exposure,
    };
  });
  return { mass, unit, points };
}
