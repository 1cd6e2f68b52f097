import { type Minimum, minimise, type Objective } from "../../numerics/minimise.js";
import { Evaluator } from "./evaluator.js";
import { kinkedParameters, minimiseBySides, type SmoothSearch } from "./kinks.js";
import type { Data, Model } from "./model.js";

/** A point of largest likelihood, all parameters free or some held. */
export interface Fit {
  /** All parameters of the model. */
  readonly parameters: Float64Array;
  /** −ln L less that of a perfect description. */
  readonly value: number;
  /** Estimated distance of `value` to the minimum. */
  readonly edm: number;
  readonly iterations: number;
  readonly status: "converged" | "not-converged";
  /** Derivatives with respect to the outer parameters; not zero where one is held. */
  readonly gradient: Float64Array;
  /** The search's Hessian over the outer parameters, for a warm start. */
  readonly hessian: Float64Array;
}

export interface FitOptions {
  /** Parameters held, with their values (which may lie outside of the bounds). */
  readonly held?: ReadonlyMap<number, number>;
  /** A fit nearby to begin from. */
  readonly start?: Fit;
}

/** Distance to the minimum that fits are driven to: p-values of 1e-4 relative accuracy need −ln L to about 1e-6. */
const TOLERANCE = 1e-9;
/** Offsets, in units of the distance to the nearer bound or of one, of the starts that are tried after a failure. */
const RETRIES = [0.1, -0.2, 0.3];

/** Iterations of one search: a quasi-Newton search that has not arrived by then is lost. */
const MAX_ITERATIONS = 300;

/** Fits of one model; keeps the space for evaluation between fits. */
export class Fitter {
  readonly model: Model;
  readonly evaluator: Evaluator;
  readonly #initial: Float64Array;
  readonly #fixed: readonly number[];
  readonly #theta: Float64Array;
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  readonly #kinks: readonly number[];
  readonly #objective: Objective;
  readonly #smooth: SmoothSearch;
  readonly #iterationCost: number;
  #budget: number;

  /**
   * @param budget arithmetic operations, roughly, that all fits together may take (about 10⁹ a second); fits beyond it
   * do not converge
   */
  constructor(model: Model, evaluator = new Evaluator(model), budget = Number.POSITIVE_INFINITY) {
    this.model = model;
    this.evaluator = evaluator;
    this.#budget = budget;
    this.#iterationCost = evaluator.outer.length ** 3 / 3 + 30 * (model.nominal.length + model.shapeUp.length);
    const { outer } = evaluator;
    this.#initial = Float64Array.from(model.parameters, ({ initial }) => initial);
    this.#fixed = [...model.parameters.keys()].filter((i) => model.parameters[i].fixed);
    this.#theta = this.#initial.slice();
    this.#lower = Float64Array.from(outer, (i) => model.parameters[i].lower);
    this.#upper = Float64Array.from(outer, (i) => model.parameters[i].upper);
    const kinked = kinkedParameters(model);
    this.#kinks = [...outer.keys()].filter((k) => kinked.has(outer[k]));
    const gradient = (x: Float64Array, out: Float64Array) => evaluator.gradient(this.#scatter(x), out);
    this.#smooth = { gradient, minimise: (...box) => this.#minimise(...box) };
    this.#objective = {
      value: (x) => evaluator.value(this.#scatter(x)),
      gradient,
      hessian: (x, out) => {
        evaluator.value(this.#scatter(x));
        evaluator.curvature(this.#theta, out);
      },
    };
  }

  /**
   * Maximum-likelihood fit to `data` within the bounds. A failed search is repeated from other starts; the status is
   * `converged` only where one of them arrived.
   */
  fit(data: Data, { held, start }: FitOptions = {}): Fit {
    const { evaluator } = this;
    evaluator.setData(data);
    const lower = this.#lower.slice();
    const upper = this.#upper.slice();
    const first = start ? start.parameters : this.#initial;
    const local: number[] = [];
    for (const i of this.#fixed) this.#theta[i] = this.#initial[i];
    held?.forEach((value, parameter) => {
      const k = evaluator.outer.indexOf(parameter);
      if (k >= 0) {
        lower[k] = value;
        upper[k] = value;
      } else if (evaluator.hold(parameter, value)) local.push(parameter);
      else this.#theta[parameter] = value;
    });
    try {
      const x = new Float64Array(evaluator.outer.length);
      for (let k = 0; k < x.length; k++) x[k] = first[evaluator.outer[k]];
      return this.#search(x, lower, upper, start?.hessian);
    } finally {
      for (const parameter of local) evaluator.hold(parameter, Number.NaN);
    }
  }

  /** Bounds of a parameter in the fits that follow. */
  setBounds(parameter: number, lower: number, upper: number): void {
    const k = this.evaluator.outer.indexOf(parameter);
    if (k < 0) return;
    this.#lower[k] = lower;
    this.#upper[k] = upper;
  }

  #scatter(x: Float64Array): Float64Array {
    const { outer } = this.evaluator;
    for (let k = 0; k < outer.length; k++) this.#theta[outer[k]] = x[k];
    return this.#theta;
  }

  #minimise(start: Float64Array, lower: Float64Array, upper: Float64Array, hessian?: Float64Array): Minimum {
    const maximumIterations = Math.min(MAX_ITERATIONS, Math.max(0, Math.floor(this.#budget / this.#iterationCost)));
    const options = { start, lower, upper, tolerance: TOLERANCE, maximumIterations };
    const minimum = minimise(this.#objective, hessian ? { ...options, hessian } : options);
    this.#budget -= (minimum.iterations + 1) * this.#iterationCost;
    return minimum;
  }

  #search(start: Float64Array, lower: Float64Array, upper: Float64Array, hessian: Float64Array | undefined): Fit {
    if (!lower.some((bound, k) => bound < upper[k])) return this.#stay(lower, hessian);
    const attempt = (x: Float64Array, known?: Float64Array) =>
      minimiseBySides(this.#smooth, this.#kinks, x, lower, upper, known, TOLERANCE);
    let best = attempt(start, hessian);
    let iterations = best.iterations;
    for (const offset of RETRIES) {
      if (best.status === "converged") break;
      const again = attempt(displaced(best.x, lower, upper, offset));
      iterations += again.iterations;
      if (again.status === "converged" || again.value < best.value) best = again;
    }
    // Leaves the profiled parameters of the best point in place.
    const value = this.evaluator.value(this.#scatter(best.x));
    const { edm, status, gradient, hessian: last } = best;
    return { parameters: this.#theta.slice(), value, edm, iterations, status, gradient, hessian: last };
  }

  /** The fit where all outer parameters are held: the profiled ones are found in one call. */
  #stay(x: Float64Array, hessian: Float64Array = new Float64Array(0)): Fit {
    const gradient = new Float64Array(x.length);
    const value = this.evaluator.gradient(this.#scatter(x), gradient);
    const status = Number.isFinite(value) ? "converged" : "not-converged";
    return { parameters: this.#theta.slice(), value, edm: 0, iterations: 0, status, gradient, hessian };
  }
}

function displaced(x: Float64Array, lower: Float64Array, upper: Float64Array, offset: number): Float64Array {
  return x.map((value, k) => {
    // The sign alternates so that neighbours are not all moved the same way.
    const step = offset * (k % 2 === 0 ? 1 : -1) * Math.min(1, 0.5 * (upper[k] - lower[k]));
    return Math.min(Math.max(value + step, lower[k]), upper[k]);
  });
}
