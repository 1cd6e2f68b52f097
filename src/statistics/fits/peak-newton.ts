import { cholesky, choleskySolve, shiftedCholesky } from "../../numerics/matrix.js";
import { PeakDerivatives, type PeakModel } from "./peak-model.js";

/** Distance to the minimum, in units of −ln L, at which a fit ends. */
const TOLERANCE = 1e-9;
/** A full step from this close ends so near the minimum (the distance goes with the square) that none needs to follow. */
const LAST_STEP = 1e-7;
/** Barrier of empty bins at the start and at the end, where it moves −ln L by less than 1e-8 a bin. */
const FIRST_BARRIER = 1e-2;
const LAST_BARRIER = 1e-9;
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
  readonly #forceChange: Float64Array;
  readonly #hasEmptyBins: boolean;
  readonly #events: number;
  /** A bin well inside the domain: a tenth of the mean content. */
  readonly #floor: number;
  #value = 0;
  #metWall = false;
  #alongBarrier = false;

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
    this.#forceChange = new Float64Array(model.counts.length);
    this.#hasEmptyBins = model.counts.some((n) => n === 0);
    this.#events = model.counts.reduce((a, b) => a + b, 0);
    this.#floor = Math.max(0.1, 0.1 * this.#events) / model.counts.length;
    this.reset();
  }

  /** Back to a flat background with all the events, no signal. */
  reset(): void {
    this.x.fill(0);
    this.x[0] = Math.max(1, this.#events);
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
    let converged = false;
    if (!this.#alongBarrier) {
      derivatives.setBarrier(0);
      if (!derivatives.evaluateMean(x)) this.#lift(this.#floor);
      converged = this.#descend(free);
    }
    // Where the way led into an empty bin, whose likelihood does not push back, the barrier method takes over for good.
    if (!converged && this.#hasEmptyBins) {
      this.#alongBarrier = true;
      converged = this.#descendAlongBarrier(free);
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

  /**
   * Raises the flat part of the background until every bin holds at least `floor`: a held yield, or a start from elsewhere,
   * may leave bins negative, and an interior point must not start on the wall.
   */
  #lift(floor: number): void {
    const { derivatives, x } = this;
    const { scaleIndex, shapeIndex, mean } = derivatives;
    if (!derivatives.evaluateMean(x)) {
      if (scaleIndex >= 0) x[scaleIndex] = 0;
      if (shapeIndex >= 0) x[shapeIndex] = 0;
      derivatives.evaluateMean(x);
    }
    let lift = 0;
    for (let i = 0; i < mean.length; i++) lift = Math.max(lift, (floor - mean[i]) / this.#model.background[i]);
    x[0] += lift;
  }

  /** Newton steps with a line search; gives up where steps keep running into empty bins. */
  #descend(free: number): boolean {
    const { derivatives, x } = this;
    if (!derivatives.evaluateMean(x)) return false;
    let value = derivatives.objective(x);
    let walls = 0;
    for (let iteration = 0; iteration < 100; iteration++) {
      const slope = this.#newtonStep(free);
      if (!(slope <= 0)) return false;
      if (-0.5 * slope < TOLERANCE) return true;
      const fraction = this.#search(free, value, slope);
      if (fraction === 0) return -0.5 * slope < 1e-6;
      if (fraction === 1 && -0.5 * slope < LAST_STEP) return true;
      if (this.#metWall && this.#hasEmptyBins && ++walls > 2) return false;
      value = this.#value;
    }
    return false;
  }

  /**
   * Primal-dual interior-point steps (Nocedal and Wright, Numerical Optimization, chapter 19) for the empty bins: the
   * barrier falls with every step, the forces of the bins follow beside the parameters.
   */
  #descendAlongBarrier(free: number): boolean {
    const { derivatives, x } = this;
    const { mean, forces } = derivatives;
    const { counts } = this.#model;
    this.#lift(this.#floor);
    derivatives.evaluateMean(x);
    let barrier = Math.min(FIRST_BARRIER, this.#floor);
    for (let i = 0; i < counts.length; i++) if (counts[i] === 0) forces[i] = barrier / mean[i];
    for (let iteration = 0; iteration < 200; iteration++) {
      derivatives.setBarrier(barrier);
      const slope = this.#newtonStep(free);
      if (!(slope <= 0)) return false;
      if (-0.5 * slope < TOLERANCE && barrier === LAST_BARRIER) return true;
      const fraction = this.#search(free, derivatives.objective(x), slope);
      if (fraction === 0 && barrier === LAST_BARRIER) return -0.5 * slope < 1e-6;
      // The forces take the step that the linearised condition force·μ = barrier asks for, and stay positive.
      let dualFraction = 1;
      const change = this.#forceChange;
      for (let i = 0; i < counts.length; i++) {
        if (counts[i] > 0) continue;
        const before = this.#meanBefore[i];
        const moved = fraction > 0 ? (mean[i] - before) / fraction : 0;
        change[i] = barrier / before - forces[i] - (forces[i] / before) * moved;
        if (-change[i] * dualFraction > KEEP * forces[i]) dualFraction = (-KEEP * forces[i]) / change[i];
      }
      let gap = 0;
      let empties = 0;
      for (let i = 0; i < counts.length; i++) {
        if (counts[i] > 0) continue;
        forces[i] += dualFraction * change[i];
        gap += forces[i] * mean[i];
        empties++;
      }
      barrier = Math.max(LAST_BARRIER, Math.min(barrier, 0.1 * (gap / empties)));
    }
    return false;
  }

  /**
   * Goes along the Newton step as far as every bin stays positive and the objective falls enough (Armijo). Moves `x`, leaves
   * the objective in `#value` and whether a bin would have emptied in `#metWall`.
   *
   * @returns the fraction of the step that was taken, 0 where no digit of the objective is left to gain
   */
  #search(free: number, value: number, slope: number): number {
    const { derivatives, x } = this;
    const trial = this.#trial;
    this.#meanBefore.set(derivatives.mean);
    this.#metWall = false;
    let fraction = 1;
    for (let attempt = 0; attempt < 40; attempt++) {
      for (let j = 0; j < x.length; j++) trial[j] = j < free ? x[j] + fraction * this.#step[j] : x[j];
      if (derivatives.evaluateMean(trial)) {
        this.#value = derivatives.objective(trial);
        if (this.#value <= value + 1e-4 * fraction * slope + 1e-13 * Math.abs(value)) {
          x.set(trial);
          return fraction;
        }
        fraction *= 0.4;
      } else {
        this.#metWall = true;
        fraction *= KEEP * this.#reach();
      }
    }
    derivatives.evaluateMean(x);
    return 0;
  }

  /** Fraction of the last step at which the first bin empties. */
  #reach(): number {
    const { mean } = this.derivatives;
    let reach = 1;
    for (let i = 0; i < mean.length; i++) {
      const drop = this.#meanBefore[i] - mean[i];
      if (drop * reach > this.#meanBefore[i]) reach = this.#meanBefore[i] / drop;
    }
    return Math.max(reach, 1e-6);
  }

  /** Writes the Newton step of the first `free` parameters and returns the slope along it; NaN where there is none. */
  #newtonStep(free: number): number {
    this.iterations++;
    const { derivatives, x } = this;
    const factor = this.#factor;
    derivatives.differentiate(x, free, factor, true);
    if (!cholesky(factor, free)) {
      derivatives.differentiate(x, free, this.#hessian, false);
      shiftedCholesky(this.#hessian, free, factor);
    }
    const step = this.#step;
    for (let j = 0; j < free; j++) step[j] = -derivatives.gradient[j];
    choleskySolve(factor, free, step);
    let slope = 0;
    for (let j = 0; j < free; j++) slope += derivatives.gradient[j] * step[j];
    return slope;
  }
}
