/** How a root or an optimum search ends. */
export interface RootOptions {
  /** Absolute tolerance on the argument (default 0: only the relative one counts). */
  readonly absolute?: number;
  /** Relative tolerance on the argument (default 1e-12). */
  readonly relative?: number;
  /** Most evaluations (default 200). */
  readonly maxEvaluations?: number;
}

/** An interval over whose ends a function changes sign, with its values there. */
export interface Bracket {
  readonly a: number;
  readonly b: number;
  readonly fa: number;
  readonly fb: number;
}

/**
 * Root of `f` in [a, b] by Brent's method (1973): inverse quadratic and secant steps, bisection when they do not
 * help. `undefined` when f has the same sign at both ends or is not a number there, or the evaluations run out.
 */
export function findRoot(
  f: (x: number) => number,
  a: number,
  b: number,
  options: RootOptions = {},
): number | undefined {
  return refineRoot(f, { a, b, fa: f(a), fb: f(b) }, options);
}

/** Root of `f` inside a bracket whose end values are known already; otherwise as `findRoot`. */
export function refineRoot(f: (x: number) => number, bracket: Bracket, options: RootOptions = {}): number | undefined {
  const { absolute = 0, relative = 1e-12, maxEvaluations = 200 } = options;
  let { a, b, fa, fb } = bracket;
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa < 0 !== fb < 0) || Number.isNaN(fa) || Number.isNaN(fb)) return undefined;
  let c = a;
  let fc = fa;
  let step = b - a;
  let previous = step;
  for (let evaluation = 0; evaluation < maxEvaluations; evaluation++) {
    if (fb < 0 === fc < 0) {
      c = a;
      fc = fa;
      step = previous = b - a;
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b;
      b = c;
      c = a;
      fa = fb;
      fb = fc;
      fc = fa;
    }
    const tolerance = 2 ** -52 * Math.abs(b) + 0.5 * (absolute + relative * Math.abs(b));
    const middle = 0.5 * (c - b);
    if (Math.abs(middle) <= tolerance || fb === 0) return b;
    if (Math.abs(previous) >= tolerance && Math.abs(fa) > Math.abs(fb) && Number.isFinite(fa) && Number.isFinite(fc)) {
      const s = fb / fa;
      let p: number;
      let q: number;
      if (a === c) {
        p = 2 * middle * s;
        q = 1 - s;
      } else {
        const r = fb / fc;
        const t = fa / fc;
        p = s * (2 * middle * t * (t - r) - (b - a) * (r - 1));
        q = (t - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      if (2 * p < Math.min(3 * middle * q - Math.abs(tolerance * q), Math.abs(previous * q))) {
        previous = step;
        step = p / q;
      } else {
        step = previous = middle;
      }
    } else {
      step = previous = middle;
    }
    a = b;
    fa = fb;
    b += Math.abs(step) > tolerance ? step : Math.sign(middle) * tolerance;
    fb = f(b);
    if (Number.isNaN(fb)) return undefined;
  }
  return undefined;
}

/**
 * Widens [a, b] upwards, doubling its length up to `limit`, until `f` changes sign over the last stretch.
 * `undefined` when it never does.
 */
export function bracketUpwards(
  f: (x: number) => number,
  a: number,
  b: number,
  limit = Number.MAX_VALUE,
): Bracket | undefined {
  let low = a;
  let fLow = f(low);
  let high = Math.min(b, limit);
  for (let i = 0; i < 1100; i++) {
    const fHigh = f(high);
    if (Number.isNaN(fHigh) || Number.isNaN(fLow)) return undefined;
    if (fLow <= 0 !== fHigh <= 0 || fHigh === 0) return { a: low, b: high, fa: fLow, fb: fHigh };
    if (high >= limit) return undefined;
    const length = high - a;
    low = high;
    fLow = fHigh;
    high = Math.min(a + 2 * length, limit);
  }
  return undefined;
}

/** First root of `f` above `a`, looked for by doubling steps that begin with `step`, up to `limit`. */
export function findRootAbove(
  f: (x: number) => number,
  a: number,
  step: number,
  options: RootOptions & { readonly limit?: number } = {},
): number | undefined {
  const bracket = bracketUpwards(f, a, a + step, options.limit);
  return bracket && refineRoot(f, bracket, options);
}
