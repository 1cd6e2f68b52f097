import { poissonDeviance } from "../../numerics/special.js";
import { binSlope, binTerm, type LocalColumns, profileBin } from "./bin-profile.js";
import { findLocals, type Locals, noLocals } from "./locals.js";
import type { Data, Model } from "./model.js";
import { Yields } from "./yields.js";

const KIND = { gaussian: 1, poisson: 2 } as const;

/**
 * −ln L of a model, less its value for a perfect description of the data (so that differences of large sums cost no
 * digits), with gradient and curvature. All space is made once; no call allocates.
 *
 * The local parameters ({@link Locals}) are profiled within each call; `outer` are the others that may move.
 */
export class Evaluator {
  readonly model: Model;
  /** Indices of the parameters that a fit moves. */
  readonly outer: Int32Array;
  readonly #locals: Locals;
  readonly #local: LocalColumns;
  readonly #yields: Yields;
  readonly #gamma: Float64Array;
  readonly #localAuxiliary: Float64Array;
  readonly #outerOf: Int32Array;
  readonly #constraintKind: Uint8Array;
  readonly #constraintScale: Float64Array;
  readonly #mean: Float64Array;
  readonly #slope: Float64Array;
  #data: Data;

  /** @param profile whether local parameters are profiled in closed form (default), or left to the fit */
  constructor(model: Model, { profile = true } = {}) {
    this.model = model;
    this.#data = model.observed;
    const locals = profile ? findLocals(model) : noLocals(model);
    this.#locals = locals;
    const isLocal = new Set(locals.parameter);
    const indices = model.parameters.map((_, i) => i);
    this.outer = Int32Array.from(indices.filter((i) => !model.parameters[i].fixed && !isLocal.has(i)));
    this.#outerOf = new Int32Array(indices.length).fill(-1);
    this.outer.forEach((index, k) => {
      this.#outerOf[index] = k;
    });
    this.#constraintKind = Uint8Array.from(model.parameters, ({ constraint }) =>
      constraint ? KIND[constraint.kind] : 0,
    );
    this.#constraintScale = Float64Array.from(model.parameters, ({ constraint }) =>
      constraint === undefined ? 0 : constraint.kind === "gaussian" ? constraint.sigma : constraint.rate,
    );
    const pick = (column: (index: number) => number) => Float64Array.from(locals.parameter, column);
    this.#local = {
      kind: Uint8Array.from(locals.parameter, (i) => this.#constraintKind[i]),
      scale: pick((i) => this.#constraintScale[i]),
      lower: pick((i) => model.parameters[i].lower),
      upper: pick((i) => model.parameters[i].upper),
      held: new Float64Array(locals.count).fill(Number.NaN),
      initial: pick((i) => model.parameters[i].initial),
    };
    this.#gamma = this.#local.initial.slice();
    this.#localAuxiliary = new Float64Array(locals.count);
    this.#yields = new Yields(model, locals, this.#outerOf, this.outer.length);
    this.#mean = new Float64Array(model.bins);
    this.#slope = new Float64Array(model.bins);
    this.setData(model.observed);
  }

  get data(): Data {
    return this.#data;
  }

  /** Data that the following calls are about. */
  setData(data: Data): void {
    this.#data = data;
    this.#locals.parameter.forEach((index, k) => {
      this.#localAuxiliary[k] = data.auxiliary[index];
    });
  }

  /** Holds a local parameter at a value in the following calls, or frees it with NaN; false where it is not local. */
  hold(parameter: number, value: number): boolean {
    const k = this.#locals.parameter.indexOf(parameter);
    if (k >= 0) this.#local.held[k] = value;
    return k >= 0;
  }

  /**
   * Means of all bins for given parameters, none profiled; overwritten by the next call.
   *
   * @param theta all parameters of the model
   */
  expected(theta: Float64Array): Float64Array {
    this.#yields.forward(theta);
    this.#mean.set(this.#yields.fixed);
    for (let b = 0; b < this.#mean.length; b++) {
      for (let k = this.#locals.binStart[b]; k < this.#locals.binStart[b + 1]; k++) {
        this.#mean[b] += theta[this.#locals.parameter[k]] * this.#yields.local[k];
      }
    }
    return this.#mean;
  }

  /** Yields of all cells, as `model.nominal` is laid out, for given parameters; none profiled. */
  yields(theta: Float64Array): Float64Array {
    this.#yields.forward(theta);
    return this.#yields.cells(theta);
  }

  /**
   * −ln L, profiled over the local parameters.
   *
   * @param theta all parameters of the model; the best values of the local ones are written into it
   */
  value(theta: Float64Array): number {
    this.#yields.forward(theta);
    const { main } = this.#data;
    const { binStart, parameter } = this.#locals;
    let sum = 0;
    for (let b = 0; b < main.length; b++) {
      const first = binStart[b];
      const end = binStart[b + 1];
      this.#mean[b] =
        first === end
          ? this.#yields.fixed[b]
          : profileBin(
              this.#local,
              first,
              end,
              main[b],
              this.#yields.fixed[b],
              this.#yields.local,
              this.#localAuxiliary,
              this.#gamma,
            );
      sum += binTerm(main[b], this.#mean[b]);
    }
    for (let k = 0; k < parameter.length; k++) theta[parameter[k]] = this.#gamma[k];
    return sum + this.#constraints(theta);
  }

  /**
   * Writes the derivatives of {@link value} with respect to the outer parameters into `out` and returns the value.
   * By the envelope theorem the profiled parameters contribute nothing.
   */
  gradient(theta: Float64Array, out: Float64Array): number {
    const value = this.value(theta);
    const { main, auxiliary } = this.#data;
    out.fill(0);
    for (let k = 0; k < this.outer.length; k++) {
      const i = this.outer[k];
      if (this.#constraintKind[i] === 1) out[k] = (theta[i] - auxiliary[i]) / this.#constraintScale[i] ** 2;
      else if (this.#constraintKind[i] === 2) out[k] = this.#constraintScale[i] - auxiliary[i] / theta[i];
    }
    for (let b = 0; b < main.length; b++) this.#slope[b] = binSlope(main[b], this.#mean[b]);
    this.#yields.backward(theta, this.#slope, this.#gamma, out);
    return value;
  }

  /**
   * Curvature of {@link value}: Fisher-like sum over the bins of n/mean² times the outer product of the means'
   * derivatives, shared with the local parameters, and the constraints' own (second derivatives of the means are left
   * out). Positive semi-definite; order `outer.length`, row-major into `out`. Refers to the last call of `gradient`.
   */
  curvature(theta: Float64Array, out: Float64Array): void {
    const n = this.outer.length;
    const { main, auxiliary } = this.#data;
    out.fill(0);
    const row = new Float64Array(n);
    for (const { start, bins } of this.model.channels) {
      const jacobian = this.#yields.jacobian(theta, start, bins, this.#gamma);
      for (let b = start; b < start + bins; b++) {
        const mean = Math.max(this.#mean[b], 1e-9);
        let inverse = (mean * mean) / Math.max(main[b], 1e-3 * mean);
        for (let k = this.#locals.binStart[b]; k < this.#locals.binStart[b + 1]; k++) {
          const yieldOfOne = this.#yields.local[k];
          if (yieldOfOne !== 0) inverse += yieldOfOne ** 2 / this.#localCurvature(k);
        }
        const information = 1 / inverse;
        row.set(jacobian.subarray((b - start) * n, (b - start + 1) * n));
        for (let i = 0; i < n; i++) {
          if (row[i] === 0) continue;
          const p = information * row[i];
          for (let j = 0; j <= i; j++) out[i * n + j] += p * row[j];
        }
      }
    }
    for (let k = 0; k < n; k++) {
      const i = this.outer[k];
      const scale = this.#constraintScale[i];
      if (this.#constraintKind[i] === 1) out[k * n + k] += 1 / (scale * scale);
      else if (this.#constraintKind[i] === 2) out[k * n + k] += Math.max(auxiliary[i], 1e-3) / theta[i] ** 2;
      for (let j = 0; j < k; j++) out[j * n + k] = out[k * n + j];
    }
  }

  /** Indices of the parameters that are profiled within each call. */
  get local(): Int32Array {
    return this.#locals.parameter;
  }

  /**
   * Variance of each local parameter while the outer ones are held, after the last call: the diagonal of the inverse
   * of diag(c) + κ b bᵀ in its bin, with the constraints' curvatures c and κ = n/mean². 0 where it cannot move.
   */
  localVariances(): Float64Array {
    const { binStart, count } = this.#locals;
    const out = new Float64Array(count);
    for (let b = 0; b < this.model.bins; b++) {
      const mean = Math.max(this.#mean[b], 1e-9);
      const kappa = this.#data.main[b] / (mean * mean);
      for (let k = binStart[b]; k < binStart[b + 1]; k++) {
        let others = 0;
        for (let j = binStart[b]; j < binStart[b + 1]; j++) {
          if (j !== k) others += this.#yields.local[j] ** 2 / this.#localCurvature(j);
        }
        const precision = this.#localCurvature(k) + (kappa * this.#yields.local[k] ** 2) / (1 + kappa * others);
        out[k] = precision > 0 ? 1 / precision : 0;
      }
    }
    return out;
  }

  /** Second derivative of the constraint of a local parameter; infinite where it cannot move. */
  #localCurvature(k: number): number {
    const { kind, scale, lower, upper, held } = this.#local;
    const gamma = this.#gamma[k];
    if (!Number.isNaN(held[k]) || gamma <= lower[k] || gamma >= upper[k]) return Number.POSITIVE_INFINITY;
    if (kind[k] === 1) return 1 / (scale[k] * scale[k]);
    return kind[k] === 2 ? Math.max(this.#localAuxiliary[k], 1e-3) / (gamma * gamma) : 0;
  }

  #constraints(theta: Float64Array): number {
    const { auxiliary } = this.#data;
    let sum = 0;
    for (let i = 0; i < theta.length; i++) {
      const kind = this.#constraintKind[i];
      if (kind === 1) sum += 0.5 * ((theta[i] - auxiliary[i]) / this.#constraintScale[i]) ** 2;
      else if (kind === 2) sum += poissonDeviance(auxiliary[i], this.#constraintScale[i] * theta[i]);
    }
    return sum;
  }
}
