import { histosysWeights, normsysSlope, normsysValue, smoothness } from "./interpolation.js";
import type { Locals } from "./locals.js";
import type { Model } from "./model.js";

/**
 * Expected events of a model, forward from the parameters to the bins and back with derivatives. In a bin the mean is
 * `fixed` plus the sum over its local parameters γ of γ × `local`. All space is made once.
 */
export class Yields {
  /** Expectation of each bin without the cells that a local parameter multiplies. */
  readonly fixed: Float64Array;
  /** Expectation of the cells that each local parameter multiplies, at γ = 1. */
  readonly local: Float64Array;
  readonly #model: Model;
  readonly #locals: Locals;
  readonly #outerOf: Int32Array;
  readonly #outerCount: number;
  readonly #smooth: ReturnType<typeof smoothness>;
  readonly #shapeParameters: Int32Array;
  readonly #shapeWeights: Float64Array;
  readonly #template: Float64Array;
  readonly #factor: Float64Array;
  readonly #cellScale: Float64Array;
  readonly #scaleValue: Float64Array;
  readonly #scaleRest: Float64Array;
  readonly #weight: Float64Array;

  /**
   * @param outerOf place of each parameter among the outer ones; −1 where it is local or fixed
   * @param outerCount number of outer parameters
   */
  constructor(model: Model, locals: Locals, outerOf: Int32Array, outerCount: number) {
    this.#model = model;
    this.#locals = locals;
    this.#outerOf = outerOf;
    this.#outerCount = outerCount;
    this.fixed = new Float64Array(model.bins);
    this.local = new Float64Array(locals.count);
    this.#smooth = smoothness(model.interpolation);
    this.#shapeParameters = Int32Array.from(new Set(model.shapeParameter));
    this.#shapeWeights = new Float64Array(4 * model.parameters.length);
    this.#template = new Float64Array(model.nominal.length);
    this.#factor = new Float64Array(model.nominal.length);
    this.#cellScale = new Float64Array(model.cellBin.length);
    this.#scaleValue = new Float64Array(model.scaleParameter.length);
    this.#scaleRest = new Float64Array(model.scaleParameter.length);
    this.#weight = new Float64Array(model.nominal.length);
  }

  /** Yields at given parameters: `fixed` and `local` change. */
  forward(theta: Float64Array): void {
    const model = this.#model;
    for (let s = 0; s < this.#shapeParameters.length; s++) {
      const index = this.#shapeParameters[s];
      histosysWeights(theta[index], this.#smooth.histosys, this.#shapeWeights, 4 * index);
    }
    this.fixed.fill(0);
    this.local.fill(0);
    const { ofData } = this.#locals;
    for (let c = 0; c < model.cellBin.length; c++) {
      const data = model.cellData[c];
      const end = data + model.cellLength[c];
      for (let i = data; i < end; i++) {
        this.#template[i] = model.nominal[i];
        this.#factor[i] = 1;
      }
      for (let e = model.shapeStart[c]; e < model.shapeStart[c + 1]; e++) {
        const up = this.#shapeWeights[4 * model.shapeParameter[e]];
        const down = this.#shapeWeights[4 * model.shapeParameter[e] + 1];
        const at = model.shapeData[e] - data;
        for (let i = data; i < end; i++) {
          this.#template[i] += up * model.shapeUp[i + at] + down * model.shapeDown[i + at];
        }
      }
      for (let e = model.factorStart[c]; e < model.factorStart[c + 1]; e++) {
        const at = model.factorData[e] - data;
        for (let i = data; i < end; i++) {
          if (this.#locals.factorOfData[i] !== e) this.#factor[i] *= theta[model.factorParameter[i + at]];
        }
      }
      const scale = this.#scale(c, theta);
      const toBin = model.cellBin[c] - data;
      for (let i = data; i < end; i++) {
        const y = scale * this.#template[i] * this.#factor[i];
        if (ofData[i] < 0) this.fixed[i + toBin] += y;
        else this.local[ofData[i]] += y;
      }
    }
  }

  /** Yields of all cells after {@link forward}, as `model.nominal` is laid out. */
  cells(theta: Float64Array): Float64Array {
    const { nominal, cellLength, cellData } = this.#model;
    const out = new Float64Array(nominal.length);
    for (let c = 0; c < cellData.length; c++) {
      for (let i = cellData[c]; i < cellData[c] + cellLength[c]; i++) {
        const local = this.#locals.ofData[i];
        const gamma = local < 0 ? 1 : theta[this.#locals.parameter[local]];
        out[i] = this.#cellScale[c] * this.#template[i] * this.#factor[i] * gamma;
      }
    }
    return out;
  }

  /**
   * Adds the derivatives of a function of the means with respect to the outer parameters to `out`, after
   * {@link forward} at the same parameters.
   *
   * @param slope derivative of the function with respect to the mean of each bin
   * @param gamma values of the local parameters
   */
  backward(theta: Float64Array, slope: Float64Array, gamma: Float64Array, out: Float64Array): void {
    const model = this.#model;
    for (let c = 0; c < model.cellBin.length; c++) {
      const data = model.cellData[c];
      const end = data + model.cellLength[c];
      const toBin = model.cellBin[c] - data;
      let total = 0;
      for (let i = data; i < end; i++) {
        const local = this.#locals.ofData[i];
        this.#weight[i] = slope[i + toBin] * this.#factor[i] * (local < 0 ? 1 : gamma[local]);
        total += this.#weight[i] * this.#template[i];
      }
      this.#scaleDerivatives(c, theta, total, out);
      const scale = this.#cellScale[c];
      for (let e = model.shapeStart[c]; e < model.shapeStart[c + 1]; e++) {
        const index = model.shapeParameter[e];
        const k = this.#outerOf[index];
        if (k < 0) continue;
        const up = this.#shapeWeights[4 * index + 2];
        const down = this.#shapeWeights[4 * index + 3];
        const at = model.shapeData[e] - data;
        let sum = 0;
        for (let i = data; i < end; i++) {
          sum += this.#weight[i] * (up * model.shapeUp[i + at] + down * model.shapeDown[i + at]);
        }
        out[k] += scale * sum;
      }
      for (let e = model.factorStart[c]; e < model.factorStart[c + 1]; e++) {
        const at = model.factorData[e] - data;
        for (let i = data; i < end; i++) {
          const index = model.factorParameter[i + at];
          const k = this.#outerOf[index];
          if (k < 0) continue;
          out[k] += scale * slope[i + toBin] * this.#template[i] * this.#otherFactors(c, e, i, theta, gamma);
        }
      }
    }
  }

  /** Derivatives of the means of one channel, bins × outer, the local parameters held; after {@link forward}. */
  jacobian(theta: Float64Array, start: number, bins: number, gamma: Float64Array): Float64Array {
    const model = this.#model;
    const n = this.#outerCount;
    const out = new Float64Array(bins * n);
    for (let c = 0; c < model.cellBin.length; c++) {
      if (model.cellBin[c] !== start) continue;
      const data = model.cellData[c];
      const end = data + model.cellLength[c];
      const scale = this.#cellScale[c];
      for (let i = data; i < end; i++) {
        const local = this.#locals.ofData[i];
        const factor = this.#factor[i] * (local < 0 ? 1 : gamma[local]);
        const row = (i - data) * n;
        for (let e = model.scaleStart[c]; e < model.scaleStart[c + 1]; e++) {
          const k = this.#outerOf[model.scaleParameter[e]];
          if (k >= 0) out[row + k] += this.#scaleRest[e] * this.#scaleSlope(e, theta) * this.#template[i] * factor;
        }
        for (let e = model.shapeStart[c]; e < model.shapeStart[c + 1]; e++) {
          const index = model.shapeParameter[e];
          const k = this.#outerOf[index];
          if (k < 0) continue;
          const at = model.shapeData[e] - data + i;
          const up = this.#shapeWeights[4 * index + 2] * model.shapeUp[at];
          out[row + k] += scale * factor * (up + this.#shapeWeights[4 * index + 3] * model.shapeDown[at]);
        }
        for (let e = model.factorStart[c]; e < model.factorStart[c + 1]; e++) {
          const k = this.#outerOf[model.factorParameter[model.factorData[e] - data + i]];
          if (k >= 0) out[row + k] += scale * this.#template[i] * this.#otherFactors(c, e, i, theta, gamma);
        }
      }
    }
    return out;
  }

  /** Product of all factors of one number but the list `e`: a factor may be 0, so that one cannot divide. */
  #otherFactors(cell: number, e: number, i: number, theta: Float64Array, gamma: Float64Array): number {
    const { factorStart, factorData, factorParameter, cellData } = this.#model;
    const local = this.#locals.ofData[i];
    let product = local < 0 ? 1 : gamma[local];
    for (let other = factorStart[cell]; other < factorStart[cell + 1]; other++) {
      if (other === e || other === this.#locals.factorOfData[i]) continue;
      product *= theta[factorParameter[factorData[other] + i - cellData[cell]]];
    }
    return product;
  }

  /** Product of the factors of a whole cell; keeps each factor's partners for the derivatives, as a factor may be 0. */
  #scale(cell: number, theta: Float64Array): number {
    const { scaleStart, scaleParameter, scaleNormsys, normsys } = this.#model;
    const first = scaleStart[cell];
    const end = scaleStart[cell + 1];
    let product = 1;
    for (let e = first; e < end; e++) {
      const alpha = theta[scaleParameter[e]];
      const at = scaleNormsys[e];
      this.#scaleRest[e] = product;
      this.#scaleValue[e] = at < 0 ? alpha : normsysValue(normsys, at, alpha, this.#smooth.normsys);
      product *= this.#scaleValue[e];
    }
    let after = 1;
    for (let e = end - 1; e >= first; e--) {
      this.#scaleRest[e] *= after;
      after *= this.#scaleValue[e];
    }
    this.#cellScale[cell] = product;
    return product;
  }

  #scaleSlope(e: number, theta: Float64Array): number {
    const at = this.#model.scaleNormsys[e];
    if (at < 0) return 1;
    return normsysSlope(this.#model.normsys, at, theta[this.#model.scaleParameter[e]], this.#smooth.normsys);
  }

  #scaleDerivatives(cell: number, theta: Float64Array, total: number, out: Float64Array): void {
    const { scaleStart, scaleParameter } = this.#model;
    for (let e = scaleStart[cell]; e < scaleStart[cell + 1]; e++) {
      const k = this.#outerOf[scaleParameter[e]];
      if (k >= 0) out[k] += this.#scaleRest[e] * this.#scaleSlope(e, theta) * total;
    }
  }
}
