import { fitPeak } from "../../statistics/fits/peak-fit.js";
import { equalBins } from "../../statistics/shapes/shape.js";
import type { PeakVariable } from "../measurement.js";
import { type HypothesisModels, signalParts } from "./models.js";

/** The nominal fit of one hypothesis bin by bin: what a plot of it shows. */
export interface FitSpectrum {
  /** GeV. */
  readonly mass: number;
  readonly variable: string;
  readonly symbol: string;
  readonly unit: string;
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** Expected candidates of each bin at the best fit: background, the peak, the other combinations of signal events. */
  readonly background: readonly number[];
  readonly peak: readonly number[];
  readonly others: readonly number[];
  /** The background of the fit without signal. */
  readonly backgroundOnly: readonly number[];
  readonly yield: number;
  readonly error: number | null;
  readonly significance: number;
  /** Pulls of the nuisances, in their σ: efficiency with luminosity, and width. */
  readonly scalePull: number;
  readonly shapePull: number;
  readonly status: "ok" | "not-converged";
}

/** Fits the nominal model of a hypothesis, and says what it expects in every bin. */
export function fitSpectrum(
  variable: PeakVariable,
  mass: number,
  { models: [model], variations: [{ from, to }], shape }: HypothesisModels,
): FitSpectrum {
  const fit = fitPeak(model);
  const bins = model.counts.length;
  const edges = equalBins(from, to, bins);
  const { peak, others } = signalParts(shape, edges);
  const strength = fit.yield * (1 + (model.scaleUncertainty ?? 0) * fit.scalePull);
  const polynomial = (coefficients: Float64Array) =>
    Array.from({ length: bins }, (_, i) =>
      coefficients.reduce((sum, value, k) => sum + value * model.background[k * bins + i], 0),
    );
  return {
    mass,
    variable: variable.id,
    symbol: variable.symbol,
    unit: variable.observables[0].unit,
    edges: Array.from(edges),
    counts: Array.from(model.counts),
    background: polynomial(fit.background),
    peak: Array.from(peak, (p, i) => strength * (p + fit.shapePull * (model.signalSlope?.[i] ?? 0))),
    others: Array.from(others, (p) => strength * p),
    backgroundOnly: polynomial(fit.backgroundOnly),
    yield: fit.yield,
    error: fit.error,
    significance: fit.significance,
    scalePull: fit.scalePull,
    shapePull: fit.shapePull,
    status: fit.status,
  };
}
