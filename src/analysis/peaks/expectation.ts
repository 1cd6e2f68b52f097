import { normalQuantile } from "../../numerics/special.js";
import { gaussianBand } from "../../statistics/fits/band.js";
import { fitPeak, type PeakFit } from "../../statistics/fits/peak-fit.js";
import type { PeakModel } from "../../statistics/fits/peak-model.js";
import type { Band } from "../../statistics/status.js";

/** Of a hypothesis without limits. */
export const NO_BAND: Band = [null, null, null, null, null];

/** Where the search for a background begins. */
export type Start = Pick<PeakFit, "status" | "backgroundOnly">;

/** The fits without signal of so many times the data. */
export function scaled(fits: readonly Start[], luminosities: number): Start[] {
  return fits.map(({ status, backgroundOnly }) => ({
    status,
    backgroundOnly: backgroundOnly.map((coefficient) => luminosities * coefficient),
  }));
}

/**
 * Fits all variations of a hypothesis, with limits.
 * @param before where the search for each background begins
 */
export function fitAll(models: readonly PeakModel[], before: readonly Start[], confidenceLevel: number): PeakFit[] {
  return models.map((model, i) => {
    const start = before[i]?.status === "ok" ? { start: before[i].backgroundOnly } : {};
    return fitPeak(model, { confidenceLevel, ...start });
  });
}

/**
 * The same models with what each expects of background alone in so many luminosities of the data, as its own fit without
 * signal found it (Asimov data).
 */
export function expectations(models: readonly PeakModel[], fits: readonly Start[], luminosities: number): PeakModel[] {
  return models.map((model, v) => {
    const coefficients = fits[v].backgroundOnly;
    const bins = model.counts.length;
    const counts = new Float64Array(bins);
    for (let k = 0; k < coefficients.length; k++) {
      for (let i = 0; i < bins; i++) counts[i] += luminosities * coefficients[k] * model.background[k * bins + i];
    }
    return { ...model, counts: counts.map((mean) => Math.max(mean, 0)) };
  });
}

/**
 * Expected limits on the yield at −2σ … +2σ: in each variation those of a Gaussian yield with the width that its Asimov
 * limit tells, of which the largest counts, as for the observed one.
 */
export function expectedBand(asimov: readonly PeakFit[], confidenceLevel: number): Band {
  const z = normalQuantile(confidenceLevel);
  const bands = asimov.flatMap(({ upper }) => (upper.value === null ? [] : [gaussianBand(upper.value / z, z)]));
  if (bands.length === 0) return NO_BAND;
  const largest = (k: number) => Math.max(...bands.map((band) => band[k]));
  return [largest(0), largest(1), largest(2), largest(3), largest(4)];
}
