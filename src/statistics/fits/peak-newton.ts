import { cholesky, choleskySolve, shiftedCholesky } from "../../numerics/matrix.js";
import { PeakDerivatives, type PeakModel } from "./peak-model.js";

/** Distance to the minimum, in units of −ln L, at which a fit ends. */
const TOLERANCE = 1e-9;
/** Barrier of empty bins, lowered in these steps; the last one moves −ln L by less than 1e-8 a bin. */
const BARRIERS = [1e-2, 1e-4, 1e-6, 1e-9];
/** A step goes this far of the way to where a bin would be empty. */
const KEEP = 0.95;

/** Newton's method for a {@link PeakModel} with the yield free or held, each fit starting where the last one ended. */
export class PeakNewton {
  readonly derivatives: PeakDerivatives;
  /** Parameters: background coefficients, nuisances, yield. */
  readonly x: Float64Array;
  /** Steps taken by all fits so far. */
  iterations = 0;
  readonly #model: PeakModel;
  readonly #hessian: Float64Array;
  readonly #factor: Float64Array;
  readonly #step: Float64Array;
  readonly #trial: Float64Array;
  readonly #meanBefore: Float64Array;
  readonly #hasEmptyBins: boolean;

  constructor(model: PeakModel) {
    this.#model = model;
    this.derivatives = new PeakDerivatives(model);
    const { size } = this.derivatives;
    this.x = new Float64Array(size);
    this.#hessian = new Float64Array(size * size);
    this.#factor = new Float64Array(size * size);
    this.#step = new Float64Array(size);
    this.#trial = new Float64Array(size);
    this.#meanBefore = new Float64Array(model.counts.length);
    this.#hasEmptyBins = model.counts.some((n) => n === 0);
    this.reset();
  }

  /** Back to a flat background with all the events, no signal. */
  reset(): void {
    this.x.fill(0);
    this.x[0] = Math.max(
      1,
      this.#model.counts.reduce((a, b) => a + b, 0),
    );
  }

  /**
   * Minimises over everything (`held` undefined) or at a held yield. Leaves the result in `x`.
   *
   * @returns half the deviance with the constraints at the minimum, undefined where the steps did not converge
   */
  minimise(held?: number): number | undefined {
    const { derivatives, x } = this;
    const free = held === undefined ? derivatives.size : derivatives.size - 1;
    if (held !== undefined) x[free] = held;
    this.#liftIntoDomain();
    derivatives.setBarrier(0);
    let converged = this.#descend(free, this.#hasEmptyBins ? 5 : 1000);
    if (!converged && this.#hasEmptyBins) {
      // The way led into an empty bin, whose likelihood does not push back: walk along a vanishing barrier instead.
      for (const barrier of BARRIERS) {
        derivatives.setBarrier(barrier);
        converged = this.#descend(free, 1000);
      }
    }
    derivatives.evaluateMean(x);
    const value = derivatives.halfDeviance(x);
    return converged && Number.isFinite(value) ? value : undefined;
  }

  /** ∂(−ln L)/∂yield at the last minimum: by the envelope theorem also that of the profile. */
  yieldSlope(): number {
    this.derivatives.differentiate(this.x, this.derivatives.size, this.#hessian, false);
    return this.derivatives.gradient[this.derivatives.size - 1];
  }

  /** Error of the yield from the exact Hessian where `x` stands (Hesse); undefined where that has no inverse. */
  yieldError(): number | undefined {
    const { derivatives, x } = this;
    const n = derivatives.size;
    derivatives.evaluateMean(x);
    derivatives.differentiate(x, n, this.#factor, true);
    if (!cholesky(this.#factor, n)) return undefined;
    this.#step.fill(0);
    this.#step[n - 1] = 1;
    choleskySolve(this.#factor, n, this.#step);
    return Math.sqrt(this.#step[n - 1]);
  }

  /** A held yield, or a start from elsewhere, may leave bins negative: raise the flat part of the background. */
  #liftIntoDomain(): void {
    const { derivatives, x } = this;
    const { scaleIndex, shapeIndex, mean } = derivatives;
    if (derivatives.evaluateMean(x)) return;
    if (scaleIndex >= 0) x[scaleIndex] = 0;
    if (shapeIndex >= 0) x[shapeIndex] = 0;
    derivatives.evaluateMean(x);
    const total = this.#model.counts.reduce((a, b) => a + b, 0);
    const floor = Math.max(0.1, 0.05 * total) / mean.length;
    let lift = 0;
    for (let i = 0; i < mean.length; i++) lift = Math.max(lift, (floor - mean[i]) / this.#model.background[i]);
    x[0] += lift;
  }

  /** @param patience steps that may run into an empty bin before the search gives up */
  #descend(free: number, patience: number): boolean {
    const { derivatives, x } = this;
    const { mean, gradient, size } = derivatives;
    const step = this.#step;
    const trial = this.#trial;
    if (!derivatives.evaluateMean(x)) return false;
    let value = derivatives.objective(x);
    let walls = 0;
    for (let iteration = 0; iteration < 100; iteration++) {
      this.iterations++;
      this.#newtonStep(free);
      let slope = 0;
      for (let j = 0; j < free; j++) slope += gradient[j] * step[j];
      if (!(slope <= 0)) return false;
      if (-0.5 * slope < TOLERANCE) return true;
      this.#meanBefore.set(mean);
      let fraction = 1;
      let accepted = false;
      for (let attempt = 0; attempt < 40; attempt++) {
        for (let j = 0; j < size; j++) trial[j] = j < free ? x[j] + fraction * step[j] : x[j];
        if (derivatives.evaluateMean(trial)) {
          const next = derivatives.objective(trial);
          if (next <= value + 1e-4 * fraction * slope + 1e-13 * Math.abs(value)) {
            value = next;
            accepted = true;
            break;
          }
          fraction *= 0.4;
        } else {
          if (++walls > patience) return false;
          fraction *= Math.min(KEEP * this.#reach(), 0.7);
        }
      }
      if (!accepted) {
        // No digit of the objective is left to gain: close enough, or lost.
        derivatives.evaluateMean(x);
        return -0.5 * slope < 1e-6;
      }
      x.set(trial);
    }
    return false;
  }

  /** Fraction of the last step at which the first bin empties. */
  #reach(): number {
    const { mean } = this.derivatives;
    let reach = 1;
    for (let i = 0; i < mean.length; i++) {
      const drop = this.#meanBefore[i] - mean[i];
      if (drop * reach > this.#meanBefore[i]) reach = this.#meanBefore[i] / drop;
    }
    return Math.max(reach, 1e-3);
  }

  #newtonStep(free: number): void {
    const { derivatives, x } = this;
    const factor = this.#factor;
    derivatives.differentiate(x, free, factor, true);
    if (!cholesky(factor, free)) {
      derivatives.differentiate(x, free, this.#hessian, false);
      const matrix = this.#hessian.subarray(0, free * free);
      for (let j = 0; j < free; j++) for (let k = 0; k < j; k++) matrix[k * free + j] = matrix[j * free + k];
      shiftedCholesky(matrix, free, factor);
    }
    const step = this.#step;
    for (let j = 0; j < free; j++) step[j] = -derivatives.gradient[j];
    choleskySolve(factor, free, step);
  }
}
