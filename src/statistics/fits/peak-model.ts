/**
 * A peak of known shape over a background that is linear in its coefficients, in bins:
 *
 *   μᵢ = s (1 + δ a) (Tᵢ + b Dᵢ) + Σ_k c_k B_kᵢ
 *
 * with the yield s, unit-Gaussian nuisances a (scale: efficiency, luminosity) and b (shape: resolution). Almost linear, so
 * the likelihood is almost convex and Newton's method with exact derivatives needs a handful of steps; this is what makes
 * thousands of fits a second. A shape whose parameters float belongs to `fitLikelihood` instead.
 */
export interface PeakModel {
  /** Observed events of each bin, ≥ 0; real for Asimov data. */
  readonly counts: Float64Array;
  /** Tᵢ: expected events of each bin for a yield of 1. */
  readonly signal: Float64Array;
  /** Dᵢ: change of `signal` for +1σ of the shape nuisance; absent for a shape without uncertainty. */
  readonly signalSlope?: Float64Array;
  /** δ: relative Gaussian uncertainty of what a yield of 1 gives; 0 or absent for none. */
  readonly scaleUncertainty?: number;
  /** B: columns of the background, one after the other; the first one positive in every bin. */
  readonly background: Float64Array;
}

/** Room for the derivatives of one model; kept between fits of the same size. */
export class PeakDerivatives {
  /** Background coefficients, then scale and shape nuisance where there are any, the yield last. */
  readonly size: number;
  readonly columns: number;
  readonly mean: Float64Array;
  /** Gradient of the objective. */
  readonly gradient: Float64Array;
  /** Position of the nuisances among the parameters, −1 where absent. */
  readonly scaleIndex: number;
  readonly shapeIndex: number;
  readonly #model: PeakModel;
  readonly #jacobian: Float64Array;
  /** Counts in the logarithm: the observed ones, and the barrier in empty bins. */
  readonly #weights: Float64Array;
  readonly #shaped: Float64Array;
  readonly #pull: Float64Array;
  readonly #curvature: Float64Array;
  readonly #scaled: Float64Array;
  /**
   * Forces that keep empty bins from going negative (the dual variables of an interior-point method): ≈ t/μ under a barrier t,
   * all 0 without.
   */
  readonly forces: Float64Array;

  constructor(model: PeakModel) {
    const bins = model.counts.length;
    this.#model = model;
    this.columns = model.background.length / bins;
    let size = this.columns;
    this.scaleIndex = (model.scaleUncertainty ?? 0) > 0 ? size++ : -1;
    this.shapeIndex = model.signalSlope ? size++ : -1;
    this.size = size + 1;
    this.mean = new Float64Array(bins);
    this.gradient = new Float64Array(this.size);
    this.#jacobian = new Float64Array(this.size * bins);
    this.#jacobian.set(model.background);
    this.#weights = model.counts.slice();
    this.#shaped = model.signal.slice();
    this.#pull = new Float64Array(bins);
    this.#curvature = new Float64Array(bins);
    this.#scaled = new Float64Array(bins);
    this.forces = new Float64Array(bins);
  }

  /** Puts −t ln μ into empty bins, whose likelihood alone would not keep μ positive; 0 takes it and the forces away. */
  setBarrier(t: number): void {
    const { counts } = this.#model;
    for (let i = 0; i < counts.length; i++) if (counts[i] === 0) this.#weights[i] = t;
    if (t === 0) this.forces.fill(0);
  }

  /** Fills `mean` at `x`; false where a bin, or the scale of the signal, is not positive. */
  evaluateMean(x: Float64Array): boolean {
    const { background, signal, signalSlope, scaleUncertainty = 0 } = this.#model;
    const { mean, columns, scaleIndex, shapeIndex } = this;
    const bins = mean.length;
    const shaped = this.#shaped;
    const factor = scaleIndex < 0 ? 1 : 1 + scaleUncertainty * x[scaleIndex];
    const strength = x[this.size - 1] * factor;
    if (signalSlope) {
      const b = x[shapeIndex];
      for (let i = 0; i < bins; i++) shaped[i] = signal[i] + b * signalSlope[i];
    }
    for (let i = 0; i < bins; i++) mean[i] = strength * shaped[i];
    for (let k = 0; k < columns; k++) {
      const c = x[k];
      const offset = k * bins;
      for (let i = 0; i < bins; i++) mean[i] += c * background[offset + i];
    }
    let positive = factor > 0;
    for (let i = 0; i < bins; i++) if (!(mean[i] > 1e-12)) positive = false;
    return positive;
  }

  /** Objective at the point of the last `evaluateMean`: half the deviance, the barrier, and the constraints. */
  objective(x: Float64Array): number {
    const { mean } = this;
    const { counts } = this.#model;
    const weights = this.#weights;
    let sum = 0;
    for (let i = 0; i < mean.length; i++) {
      const n = counts[i];
      if (n > 0) {
        const ratio = mean[i] / n;
        sum += n * (ratio - 1 - Math.log(ratio));
      } else sum += weights[i] > 0 ? mean[i] - weights[i] * Math.log(mean[i]) : mean[i];
    }
    return sum + this.#constraints(x);
  }

  /** Half the deviance plus the constraints, without the barrier: what likelihood ratios are made of. */
  halfDeviance(x: Float64Array): number {
    const { mean } = this;
    const { counts } = this.#model;
    let sum = 0;
    for (let i = 0; i < mean.length; i++) {
      const n = counts[i];
      const ratio = mean[i] / n;
      sum += n > 0 ? n * (ratio - 1 - Math.log(ratio)) : mean[i];
    }
    return sum + this.#constraints(x);
  }

  #constraints(x: Float64Array): number {
    let sum = 0;
    if (this.scaleIndex >= 0) sum += 0.5 * x[this.scaleIndex] ** 2;
    if (this.shapeIndex >= 0) sum += 0.5 * x[this.shapeIndex] ** 2;
    return sum;
  }

  /**
   * Gradient, and Hessian of the first `free` parameters into `hessian` (row stride `free`, lower triangle), at the point of
   * the last `evaluateMean`. `exact` false leaves out the second derivatives of μ: always positive semi-definite.
   */
  differentiate(x: Float64Array, free: number, hessian: Float64Array, exact: boolean): void {
    const { counts, signalSlope, scaleUncertainty = 0 } = this.#model;
    const { mean, gradient, forces, size, scaleIndex, shapeIndex } = this;
    const bins = mean.length;
    const weights = this.#weights;
    const jacobian = this.#jacobian;
    const shaped = this.#shaped;
    const factor = scaleIndex < 0 ? 1 : 1 + scaleUncertainty * x[scaleIndex];
    const strength = x[size - 1];
    for (let i = 0; i < bins; i++) {
      jacobian[(size - 1) * bins + i] = factor * shaped[i];
      if (scaleIndex >= 0) jacobian[scaleIndex * bins + i] = strength * scaleUncertainty * shaped[i];
      if (signalSlope) jacobian[shapeIndex * bins + i] = strength * factor * signalSlope[i];
    }
    const pull = this.#pull;
    const curvature = this.#curvature;
    const scaled = this.#scaled;
    let pullShaped = 0;
    let pullSlope = 0;
    for (let i = 0; i < bins; i++) {
      const inverse = 1 / mean[i];
      const ratio = weights[i] * inverse;
      pull[i] = 1 - ratio;
      curvature[i] = (counts[i] > 0 ? ratio : forces[i]) * inverse;
      pullShaped += pull[i] * shaped[i];
    }
    if (signalSlope) for (let i = 0; i < bins; i++) pullSlope += pull[i] * signalSlope[i];
    for (let j = 0; j < size; j++) {
      const row = j * bins;
      let slope = 0;
      for (let i = 0; i < bins; i++) {
        const derivative = jacobian[row + i];
        slope += pull[i] * derivative;
        scaled[i] = curvature[i] * derivative;
      }
      gradient[j] = slope;
      if (j >= free) continue;
      for (let k = 0; k <= j; k++) {
        const other = k * bins;
        let sum = 0;
        for (let i = 0; i < bins; i++) sum += scaled[i] * jacobian[other + i];
        hessian[j * free + k] = sum;
      }
    }
    for (const index of [scaleIndex, shapeIndex]) {
      if (index < 0) continue;
      gradient[index] += x[index];
      hessian[index * free + index] += 1;
    }
    if (!exact) return;
    const yieldFree = free === size;
    if (scaleIndex >= 0 && yieldFree) hessian[(size - 1) * free + scaleIndex] += scaleUncertainty * pullShaped;
    if (shapeIndex >= 0 && yieldFree) hessian[(size - 1) * free + shapeIndex] += factor * pullSlope;
    if (scaleIndex >= 0 && shapeIndex >= 0) {
      hessian[shapeIndex * free + scaleIndex] += strength * scaleUncertainty * pullSlope;
    }
  }
}
