/** Two ends of an interval, lower first; ±Infinity where a shape lives on the whole line. */
export type Interval = readonly [lower: number, upper: number];

/**
 * A shape of a distribution in one variable: a function, not yet normalised, with its integral in closed form and the
 * derivatives of both in the parameters. Dividing by the integral over the range of a fit normalises it there; that is
 * the fit's business, because the range is.
 */
export interface Shape {
  /** Names of the parameters, in the order in which `p` holds them. */
  readonly parameters: readonly string[];
  /** Value at `x`, ≥ 0 where the parameters are sensible. */
  value(x: number, p: Float64Array): number;
  /** ∫ value from `a` to `b` ≥ a; analytic. */
  integral(a: number, b: number, p: Float64Array): number;
  /** ∂ value / ∂p into `out` (length of `parameters`). */
  valueGradient(x: number, p: Float64Array, out: Float64Array): void;
  /** ∂ integral / ∂p into `out` (length of `parameters`). */
  integralGradient(a: number, b: number, p: Float64Array, out: Float64Array): void;
}

const NONE = new Float64Array(0);
const LINE: Interval = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/**
 * Probability density of a shape at `x`, normalised over `range` (the whole line unless told; polynomials and templates
 * need a finite one). 0 outside the range.
 */
export function density(shape: Shape, x: number, p: ArrayLike<number> = NONE, range: Interval = LINE): number {
  if (x < range[0] || x > range[1]) return 0;
  const parameters = Float64Array.from(p);
  return shape.value(x, parameters) / shape.integral(range[0], range[1], parameters);
}

/**
 * Probability of each bin of `edges` (length of bins + 1, rising) under a shape normalised over `range`: the integral
 * over the bin, not the density at its centre, which is off by a per cent once a bin is half a width wide.
 */
export function binProbabilities(
  shape: Shape,
  edges: ArrayLike<number>,
  p: ArrayLike<number> = NONE,
  range: Interval = [edges[0], edges[edges.length - 1]],
): Float64Array {
  const parameters = Float64Array.from(p);
  const total = shape.integral(range[0], range[1], parameters);
  const out = new Float64Array(edges.length - 1);
  for (let i = 0; i < out.length; i++) out[i] = shape.integral(edges[i], edges[i + 1], parameters) / total;
  return out;
}

/** Edges of `bins` equal bins from `lower` to `upper`. */
export function equalBins(lower: number, upper: number, bins: number): Float64Array {
  return Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? upper : lower + ((upper - lower) * i) / bins));
}
