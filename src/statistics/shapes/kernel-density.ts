import { gaussianInterval } from "./gaussian.js";
import type { Shape } from "./shape.js";

/** How a density is made from single points. */
export interface KernelDensityOptions {
  /** Width of the kernel in the unit of x, or the rule for it: 1.06 s n^−1/5, or 0.9 min(s, IQR/1.34) n^−1/5 (default). */
  readonly bandwidth?: number | "normal" | "silverman";
  /** Widths that follow the density, hᵢ = h √(g/f(xᵢ)), g the geometric mean of f (Abramson 1982). Default false. */
  readonly adaptive?: boolean;
  /** Boundaries at which the density is reflected: points near them lose nothing outside. */
  readonly lower?: number;
  readonly upper?: number;
}

const SQRT_2PI = Math.sqrt(2 * Math.PI);
/** Beyond this many widths a kernel is nothing in double precision. */
const REACH = 38;

/** Width of a Gaussian kernel for `points` (sorted) by a rule of thumb (Silverman 1986, §3.4). */
export function kernelBandwidth(points: Float64Array, rule: "normal" | "silverman"): number {
  const n = points.length;
  let mean = 0;
  for (const x of points) mean += x / n;
  let squares = 0;
  for (const x of points) squares += (x - mean) ** 2;
  const deviation = Math.sqrt(squares / (n - 1));
  const quantile = (q: number) => {
    const position = q * (n - 1);
    const i = Math.min(Math.floor(position), n - 2);
    return points[i] + (position - i) * (points[i + 1] - points[i]);
  };
  const shrink = n ** -0.2;
  if (rule === "normal") return 1.06 * deviation * shrink;
  const interquartile = (quantile(0.75) - quantile(0.25)) / 1.34;
  // Half the points on one spot make the interquartile range useless, not the width zero.
  return 0.9 * (interquartile > 0 ? Math.min(deviation, interquartile) : deviation) * shrink;
}

/**
 * Density of `points` smoothed by Gaussian kernels: fixed or adaptive, reflected at boundaries where the variable ends.
 * Normalised to 1 on the range between the boundaries; no parameters. A value costs one kernel a point: tabulate it into
 * a template for use in many fits.
 *
 * @throws RangeError for fewer than two points, points that all coincide, or points beyond a boundary
 */
export function kernelDensity(points: ArrayLike<number>, options: KernelDensityOptions = {}): Shape {
  const { bandwidth = "silverman", adaptive = false } = options;
  const { lower = Number.NEGATIVE_INFINITY, upper = Number.POSITIVE_INFINITY } = options;
  const sorted = Float64Array.from(points).sort();
  const n = sorted.length;
  if (n < 2) throw new RangeError(`kernel density points: ${n}, needs at least 2`);
  if (!(sorted[0] >= lower && sorted[n - 1] <= upper)) {
    throw new RangeError(`kernel density points: ${sorted[0]} to ${sorted[n - 1]}, beyond ${lower} to ${upper}`);
  }
  const h = typeof bandwidth === "number" ? bandwidth : kernelBandwidth(sorted, bandwidth);
  if (!(h > 0 && Number.isFinite(h))) throw new RangeError(`kernel density bandwidth: ${h}, needs points that differ`);
  // A reflected point is a point of its own; integrals stop at the boundary.
  const centres = [...sorted];
  if (Number.isFinite(lower)) for (const x of sorted) centres.push(2 * lower - x);
  if (Number.isFinite(upper)) for (const x of sorted) centres.push(2 * upper - x);
  const widths = new Float64Array(centres.length).fill(h);

  const value = (x: number) => {
    if (x < lower || x > upper) return 0;
    let sum = 0;
    for (let i = 0; i < centres.length; i++) {
      const t = (x - centres[i]) / widths[i];
      if (t < REACH && t > -REACH) sum += Math.exp(-0.5 * t * t) / widths[i];
    }
    return sum / (n * SQRT_2PI);
  };

  if (adaptive) {
    const pilot = sorted.map(value);
    let lnMean = 0;
    for (const f of pilot) lnMean += Math.log(f) / n;
    for (let i = 0; i < centres.length; i++) widths[i] = h * Math.exp(0.5 * (lnMean - Math.log(pilot[i % n])));
  }

  // A kernel wider than the range puts a little beyond the other boundary's mirror: normalise what is inside.
  const raw = (a: number, b: number) => {
    let sum = 0;
    for (let i = 0; i < centres.length; i++) {
      const ta = (a - centres[i]) / widths[i];
      const tb = (b - centres[i]) / widths[i];
      if (ta > REACH || tb < -REACH) continue;
      sum += gaussianInterval(ta, tb);
    }
    return sum / (n * SQRT_2PI);
  };
  const total = raw(lower, upper);
  return {
    parameters: [],
    value: (x) => value(x) / total,
    integral: (a, b) => (b <= lower || a >= upper ? 0 : raw(Math.max(a, lower), Math.min(b, upper)) / total),
    valueGradient: (_x, _p, out) => out.fill(0),
    integralGradient: (_a, _b, _p, out) => out.fill(0),
  };
}
