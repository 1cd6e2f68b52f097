import type { Shape } from "./shape.js";

/** A component of the mixture: where its parameters stand in the parameters of the whole. */
interface Placed {
  readonly shape: Shape;
  readonly positions: Int32Array;
  readonly own: Float64Array;
  readonly gradient: Float64Array;
  readonly normGradient: Float64Array;
}

/**
 * Sum of shapes, each normalised on the whole line, with weights fraction1, fraction2, …; the last component takes
 * what is left. Parameters named in `common` (the mean, unless told) are shared by all components that have them and come
 * first; then the fractions; then the others, numbered by component: sigma1, alpha1, n1, sigma2, …
 *
 * A Crystal Ball sum with common mean is `mixture([crystalBall, crystalBall])`.
 */
export function mixture(shapes: readonly Shape[], common: readonly string[] = ["mean"]): Shape {
  const names = common.filter((name) => shapes.some((shape) => shape.parameters.includes(name)));
  const firstFraction = names.length;
  const fractions = shapes.length - 1;
  for (let k = 1; k <= fractions; k++) names.push(`fraction${k}`);
  const placed = shapes.map((shape, k): Placed => {
    const positions = Int32Array.from(shape.parameters, (name) => {
      const shared = common.includes(name) ? names.indexOf(name) : -1;
      return shared >= 0 ? shared : names.push(`${name}${k + 1}`) - 1;
    });
    const size = positions.length;
    return {
      shape,
      positions,
      own: new Float64Array(size),
      gradient: new Float64Array(size),
      normGradient: new Float64Array(size),
    };
  });

  function fractionOf(k: number, p: Float64Array): number {
    if (k < fractions) return p[firstFraction + k];
    let rest = 1;
    for (let j = 0; j < fractions; j++) rest -= p[firstFraction + j];
    return rest;
  }

  function ownParameters({ positions, own }: Placed, p: Float64Array): Float64Array {
    for (let j = 0; j < own.length; j++) own[j] = p[positions[j]];
    return own;
  }

  function sum(p: Float64Array, evaluate: (shape: Shape, own: Float64Array) => number): number {
    let total = 0;
    for (let k = 0; k < placed.length; k++) {
      const own = ownParameters(placed[k], p);
      const norm = placed[k].shape.integral(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, own);
      total += (fractionOf(k, p) * evaluate(placed[k].shape, own)) / norm;
    }
    return total;
  }

  function sumGradient(
    p: Float64Array,
    out: Float64Array,
    evaluate: (shape: Shape, own: Float64Array) => number,
    differentiate: (shape: Shape, own: Float64Array, gradient: Float64Array) => void,
  ): void {
    out.fill(0);
    for (let k = 0; k < placed.length; k++) {
      const { shape, positions, gradient, normGradient } = placed[k];
      const own = ownParameters(placed[k], p);
      const norm = shape.integral(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, own);
      const value = evaluate(shape, own) / norm;
      const fraction = fractionOf(k, p);
      differentiate(shape, own, gradient);
      shape.integralGradient(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, own, normGradient);
      for (let j = 0; j < positions.length; j++) {
        out[positions[j]] += (fraction * (gradient[j] - value * normGradient[j])) / norm;
      }
      if (k < fractions) out[firstFraction + k] += value;
      else for (let j = 0; j < fractions; j++) out[firstFraction + j] -= value;
    }
  }

  return {
    parameters: names,
    value: (x, p) => sum(p, (shape, own) => shape.value(x, own)),
    integral: (a, b, p) => sum(p, (shape, own) => shape.integral(a, b, own)),
    valueGradient(x, p, out) {
      sumGradient(
        p,
        out,
        (shape, own) => shape.value(x, own),
        (shape, own, gradient) => shape.valueGradient(x, own, gradient),
      );
    },
    integralGradient(a, b, p, out) {
      sumGradient(
        p,
        out,
        (shape, own) => shape.integral(a, b, own),
        (shape, own, gradient) => shape.integralGradient(a, b, own, gradient),
      );
    },
  };
}

/**
 * Effective width √(Σ fᵢ σᵢ²) of a sum with common mean: the quadratic sum of the widths, weighted by the
 * contributions, that sizes mass windows.
 */
export function effectiveWidth(fractions: readonly number[], sigmas: readonly number[]): number {
  return Math.sqrt(sigmas.reduce((sum, sigma, i) => sum + fractions[i] * sigma * sigma, 0));
}
