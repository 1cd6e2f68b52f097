import { boxStep, boxStepSpace, slope } from "./box-step.js";
import { symmetricInverse } from "./matrix.js";
import { numericGradient } from "./numeric-gradient.js";

/** What is minimised. A value that is NaN or infinite tells that x is outside the domain; the search turns back. */
export interface Objective {
  /** f(x). */
  value(x: Float64Array): number;
  /** Writes ∂f/∂xᵢ into `out` and returns f(x). Without it the gradient is taken by central differences. */
  gradient?(x: Float64Array, out: Float64Array): number;
  /** Writes the Hessian, or a positive semi-definite approximation, n × n row-major, into `out`: where to begin. */
  hessian?(x: Float64Array, out: Float64Array): void;
}

export interface MinimiserOptions {
  /** First point; moved into the bounds where it is outside. */
  readonly start: ArrayLike<number>;
  /** Lower bounds, −Infinity where absent. */
  readonly lower?: ArrayLike<number>;
  /** Upper bounds, +Infinity where absent. Where lower = upper the parameter is fixed. */
  readonly upper?: ArrayLike<number>;
  /** Typical sizes (about one error each) of the parameters, used only where nothing better tells the curvature. */
  readonly steps?: ArrayLike<number>;
  /** Estimated distance to the minimum, in units of f, below which the search ends; default 1e-8. */
  readonly tolerance?: number;
  /** Hessian of a neighbouring problem (warm start), n × n row-major. */
  readonly hessian?: Float64Array;
  /** Inverse Hessian of a neighbouring problem, taken where `hessian` is absent. */
  readonly inverseHessian?: Float64Array;
  /** Default 200 + 20 n. */
  readonly maximumIterations?: number;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  /** Gradient at the minimum; not zero where a bound holds. */
  readonly gradient: Float64Array;
  /** Estimated distance to the minimum, ½ gᵀB⁻¹g within the bounds, in units of f. */
  readonly edm: number;
  readonly iterations: number;
  /** Calls of value or gradient. */
  readonly evaluations: number;
  readonly status: "converged" | "not-converged";
  /** The search's idea of the Hessian, n × n: good for a warm start, not for errors (those need a Hesse step). */
  readonly hessian: Float64Array;
}

const ARMIJO = 1e-4;
const WOLFE = 0.9;

/**
 * Minimum of a smooth function within bounds: quasi-Newton (damped BFGS on the Hessian; Nocedal and Wright, Numerical
 * Optimization, chapters 6 and 18), each step minimising the quadratic model within the box, with a line search.
 *
 * Never throws. The status is `converged` only where the estimated distance to the minimum is below the tolerance, or
 * below what rounding of f lets one see.
 */
export function minimise(objective: Objective, options: MinimiserOptions): Minimum {
  const n = options.start.length;
  const lower = new Float64Array(n);
  const upper = new Float64Array(n);
  const scale = new Float64Array(n);
  let x = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    lower[i] = options.lower?.[i] ?? Number.NEGATIVE_INFINITY;
    upper[i] = options.upper?.[i] ?? Number.POSITIVE_INFINITY;
    x[i] = Math.min(Math.max(options.start[i], lower[i]), upper[i]);
    scale[i] = firstStep(x[i], lower[i], upper[i], options.steps?.[i]);
  }
  const tolerance = options.tolerance ?? 1e-8;
  const maximumIterations = options.maximumIterations ?? 200 + 20 * n;
  let xNew = x.slice();
  let g: Float64Array = new Float64Array(n);
  let gNew: Float64Array = new Float64Array(n);
  const d = new Float64Array(n);
  const y = new Float64Array(n);
  const bs = new Float64Array(n);
  const space = boxStepSpace(n);
  const b: Float64Array = new Float64Array(n * n);
  let evaluations = 0;
  const evaluate = (at: Float64Array, out: Float64Array): number => {
    evaluations++;
    if (objective.gradient) return finite(objective.gradient(at, out));
    evaluations += 2 * n;
    const value = finite(objective.value(at));
    if (value < Number.POSITIVE_INFINITY) numericGradient(objective.value, at, scale, lower, upper, out);
    return value;
  };

  let f = evaluate(x, g);
  const curve = () => {
    if (objective.hessian) {
      objective.hessian(x, b);
      if (b.every(Number.isFinite)) return;
    }
    evaluations += diagonalHessian(objective, x, g, f, scale, lower, upper, b);
  };
  const given = options.hessian ?? (options.inverseHessian && symmetricInverse(options.inverseHessian, n));
  const usable = (m: Float64Array | undefined): m is Float64Array => m?.length === n * n && m.every(Number.isFinite);
  let fresh = false;
  let iterations = 0;
  let edm = Number.POSITIVE_INFINITY;
  let converged = false;
  if (f < Number.POSITIVE_INFINITY && g.every(Number.isFinite)) {
    // With nothing to move the first point is the minimum; its curvature is nobody's concern.
    if (usable(given)) b.set(given);
    else if (lower.some((bound, i) => bound < upper[i])) {
      curve();
      fresh = true;
    }
    for (; iterations < maximumIterations; iterations++) {
      edm = boxStep(x, g, b, lower, upper, d, space);
      if (!objective.gradient) rescale(scale, b, n);
      if (edm <= tolerance) {
        converged = true;
        break;
      }
      const fBefore = f;
      const slope0 = slope(g, d);
      let t = 1;
      let tLow = 0;
      let tHigh = Number.POSITIVE_INFINITY;
      const tMaximum = reach(x, d, lower, upper);
      let accepted = false;
      let fNew = f;
      for (let trial = 0; trial < 40; trial++) {
        for (let i = 0; i < n; i++) xNew[i] = Math.min(Math.max(x[i] + t * d[i], lower[i]), upper[i]);
        fNew = evaluate(xNew, gNew);
        if (!(fNew <= f + ARMIJO * t * slope0)) {
          tHigh = t;
          // Minimum of the parabola through f, its slope and the new value, kept away from both ends.
          const parabola = (-0.5 * slope0 * t * t) / (fNew - f - slope0 * t);
          const fraction = Number.isFinite(parabola) ? (parabola - tLow) / (tHigh - tLow) : 0.1;
          t = tLow + (tHigh - tLow) * Math.min(Math.max(fraction, 0.1), 0.5);
          continue;
        }
        accepted = true;
        if (slope(gNew, d) >= WOLFE * slope0 || t >= tMaximum) break;
        tLow = t;
        const next = tHigh === Number.POSITIVE_INFINITY ? Math.min(4 * t, tMaximum) : 0.5 * (tLow + tHigh);
        if (tHigh - tLow < 1e-3 * tHigh) break;
        t = next;
        accepted = false;
      }
      if (!accepted && tLow > 0) {
        for (let i = 0; i < n; i++) xNew[i] = Math.min(Math.max(x[i] + tLow * d[i], lower[i]), upper[i]);
        fNew = evaluate(xNew, gNew);
        accepted = true;
      }
      if (!accepted || !gNew.every(Number.isFinite)) {
        // Either the model is wrong, then begin again with the curvature here, or f has no digits left.
        if (fresh) break;
        curve();
        fresh = true;
        continue;
      }
      for (let i = 0; i < n; i++) {
        d[i] = xNew[i] - x[i];
        y[i] = gNew[i] - g[i];
      }
      update(b, d, y, bs, n);
      fresh = false;
      [x, xNew] = [xNew, x];
      [g, gNew] = [gNew, g];
      f = fNew;
      if (fBefore - f === 0 && edm <= rounding(f)) break;
    }
    if (!converged && iterations < maximumIterations) converged = edm <= Math.max(tolerance, rounding(f));
  }
  const status = converged ? "converged" : "not-converged";
  return { x, value: f, gradient: g, edm, iterations, evaluations, status, hessian: b };
}

const finite = (value: number) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value);

/** Smallest difference of f that a sum of many terms still shows. */
const rounding = (f: number) => 1e-12 * Math.max(1, Math.abs(f));

function firstStep(x: number, lower: number, upper: number, step: number | undefined): number {
  if (step !== undefined && step > 0 && Number.isFinite(step)) return step;
  const width = upper - lower;
  const natural = Math.max(0.1 * Math.abs(x), 0.1);
  return Number.isFinite(width) && width > 0 ? Math.min(natural, 0.1 * width) : natural;
}

/** Largest t with x + t d within the box. */
function reach(x: Float64Array, d: Float64Array, lower: Float64Array, upper: Float64Array): number {
  let t = 1e6;
  for (let i = 0; i < x.length; i++) {
    if (d[i] > 0) t = Math.min(t, (upper[i] - x[i]) / d[i]);
    else if (d[i] < 0) t = Math.min(t, (lower[i] - x[i]) / d[i]);
  }
  return Math.max(t, 1);
}

/** Steps of the differences follow the errors that the model Hessian tells. */
function rescale(scale: Float64Array, b: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const step = 1 / Math.sqrt(b[i * n + i]);
    if (step > 0 && Number.isFinite(step)) scale[i] = Math.min(Math.max(step, 1e-3 * scale[i]), 1e3 * scale[i]);
  }
}

/** First Hessian: its diagonal by differences, 1/step² where they tell nothing. Returns the number of calls. */
function diagonalHessian(
  objective: Objective,
  x: Float64Array,
  g: Float64Array,
  f: number,
  scale: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  b: Float64Array,
): number {
  const n = x.length;
  const probe = x.slice();
  const gProbe = new Float64Array(n);
  b.fill(0);
  for (let i = 0; i < n; i++) {
    let h = (objective.gradient ? 1e-3 : 1e-2) * scale[i];
    if (x[i] + h > upper[i]) h = -h;
    if (x[i] + h < lower[i]) h = 0;
    probe[i] = x[i] + h;
    let second = Number.NaN;
    if (h !== 0 && objective.gradient) {
      if (Number.isFinite(objective.gradient(probe, gProbe))) second = (gProbe[i] - g[i]) / h;
    } else if (h !== 0) second = (2 * (objective.value(probe) - f - g[i] * h)) / (h * h);
    probe[i] = x[i];
    // A minimum is looked for: where the function bends down, its bend still tells the scale.
    const size = Math.abs(second);
    b[i * n + i] = size > 0 && Number.isFinite(size) ? size : 1 / (scale[i] * scale[i]);
  }
  return n;
}

/** Damped BFGS update of the Hessian b with the step s and the change y of the gradient (Powell's damping). */
function update(b: Float64Array, s: Float64Array, y: Float64Array, bs: Float64Array, n: number): void {
  let sbs = 0;
  let sy = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += b[i * n + j] * s[j];
    bs[i] = sum;
    sbs += s[i] * sum;
    sy += s[i] * y[i];
  }
  if (!(sbs > 0)) return;
  if (sy < 0.1 * sbs) {
    const theta = (0.9 * sbs) / (sbs - sy);
    for (let i = 0; i < n; i++) y[i] = theta * y[i] + (1 - theta) * bs[i];
    sy = theta * sy + (1 - theta) * sbs;
  }
  if (!(sy > 0) || !Number.isFinite(sy)) return;
  for (let i = 0; i < n; i++) {
    const p = y[i] / sy;
    const q = bs[i] / sbs;
    for (let j = 0; j <= i; j++) {
      const value = b[i * n + j] + p * y[j] - q * bs[j];
      b[i * n + j] = value;
      b[j * n + i] = value;
    }
  }
}
