import type { Interval, Shape } from "../shapes/shape.js";

/** A parameter of a fit. */
export interface FitParameter {
  readonly name: string;
  /** Where the search begins; the value itself where it is fixed. */
  readonly value: number;
  readonly fixed?: boolean;
  readonly lower?: number;
  readonly upper?: number;
  /** About one error, where it is known; only helps the first step. */
  readonly step?: number;
  /** Gaussian constraint from an auxiliary measurement. */
  readonly constraint?: { readonly mean: number; readonly sigma: number };
}

/** One term of the model: a yield times a shape, normalised over the range of the fit. */
export interface FitComponent {
  readonly shape: Shape;
  /** Name of the parameter that is its number of events in the range. */
  readonly yield: string;
  /** Names of the fit's parameters that stand for those of the shape, in their order. Shared names make shared parameters. */
  readonly arguments: readonly string[];
}

/** An extended model: what is expected is the sum of its components. */
export interface FitModel {
  readonly parameters: readonly FitParameter[];
  readonly components: readonly FitComponent[];
  readonly range: Interval;
}

/** Where a model is evaluated: at bins (integrals) or at events (densities). */
export interface Places {
  readonly count: number;
  value(shape: Shape, place: number, p: Float64Array): number;
  gradient(shape: Shape, place: number, p: Float64Array, out: Float64Array): void;
}

interface Term {
  readonly shape: Shape;
  readonly yieldIndex: number;
  readonly indices: readonly number[];
  readonly free: boolean;
  readonly own: Float64Array;
  readonly gradient: Float64Array;
  readonly normGradient: Float64Array;
  /** Normalised values at the places, and the norm they were divided by. */
  readonly values: Float64Array;
  norm: number;
}

/** Expectations of a model at places, and what a likelihood of them needs for its gradient. */
export class Expectation {
  readonly mean: Float64Array;
  readonly #model: FitModel;
  readonly #places: Places;
  readonly #terms: Term[];

  /** @throws RangeError where a component names a parameter that the model does not have */
  constructor(model: FitModel, places: Places) {
    this.#model = model;
    this.#places = places;
    this.mean = new Float64Array(places.count);
    const indexOf = (name: string) => {
      const index = model.parameters.findIndex((parameter) => parameter.name === name);
      if (index < 0) throw new RangeError(`fit parameter: ${name}, not among those of the model`);
      return index;
    };
    this.#terms = model.components.map(({ shape, yield: yieldName, arguments: names }) => {
      if (names.length !== shape.parameters.length) {
        throw new RangeError(`fit arguments: ${names.length}, the shape has ${shape.parameters.join(", ")}`);
      }
      const indices = names.map(indexOf);
      const size = indices.length;
      const term: Term = {
        shape,
        yieldIndex: indexOf(yieldName),
        indices,
        free: indices.some((index) => !model.parameters[index].fixed),
        own: new Float64Array(size),
        gradient: new Float64Array(size),
        normGradient: new Float64Array(size),
        values: new Float64Array(places.count),
        norm: 0,
      };
      this.#shape(
        term,
        Float64Array.from(model.parameters, ({ value }) => value),
      );
      return term;
    });
  }

  #shape(term: Term, x: Float64Array): void {
    const { shape, indices, own, values } = term;
    for (let j = 0; j < own.length; j++) own[j] = x[indices[j]];
    term.norm = shape.integral(this.#model.range[0], this.#model.range[1], own);
    for (let i = 0; i < values.length; i++) values[i] = this.#places.value(shape, i, own) / term.norm;
  }

  /** Fills `mean` at the parameters `x` and returns the events expected in the whole range. */
  evaluate(x: Float64Array): number {
    this.mean.fill(0);
    let total = 0;
    for (const term of this.#terms) {
      // A shape without free parameters keeps the values it got at the start.
      if (term.free) this.#shape(term, x);
      const events = x[term.yieldIndex];
      total += events;
      for (let i = 0; i < this.mean.length; i++) this.mean[i] += events * term.values[i];
    }
    return total;
  }

  /** Adds Σᵢ slopes[i] ∂meanᵢ/∂x, at the point of the last `evaluate`, to `out`; `perEvent` is the slope in the total. */
  addGradient(x: Float64Array, slopes: Float64Array, perEvent: number, out: Float64Array): void {
    const [lower, upper] = this.#model.range;
    for (const { shape, yieldIndex, indices, free, own, gradient, normGradient, values, norm } of this.#terms) {
      let sum = perEvent;
      for (let i = 0; i < values.length; i++) sum += slopes[i] * values[i];
      out[yieldIndex] += sum;
      if (!free) continue;
      const events = x[yieldIndex];
      shape.integralGradient(lower, upper, own, normGradient);
      for (let i = 0; i < values.length; i++) {
        this.#places.gradient(shape, i, own, gradient);
        const factor = (slopes[i] * events) / norm;
        for (let j = 0; j < indices.length; j++)
          out[indices[j]] += factor * (gradient[j] - values[i] * normGradient[j]);
      }
    }
  }
}
