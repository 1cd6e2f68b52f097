/** An extremum of a function of one variable. */
export interface Extremum {
  readonly x: number;
  readonly value: number;
}

const GOLDEN = 0.5 * (3 - Math.sqrt(5));

/**
 * Local minimum of `f` in [a, b] by Brent's method (1973): golden section with parabolic steps. The tolerance on x is
 * absolute + relative·|x|; below 1e-8 it cannot be met, a parabola being flat there.
 */
export function minimise1d(
  f: (x: number) => number,
  a: number,
  b: number,
  { absolute = 1e-10, relative = 1e-8, maxEvaluations = 200 } = {},
): Extremum {
  let low = Math.min(a, b);
  let high = Math.max(a, b);
  let x = low + GOLDEN * (high - low);
  let w = x;
  let v = x;
  let fx = f(x);
  let fw = fx;
  let fv = fx;
  let step = 0;
  let previous = 0;
  for (let evaluation = 1; evaluation < maxEvaluations; evaluation++) {
    const middle = 0.5 * (low + high);
    const tolerance = absolute + relative * Math.abs(x);
    if (Math.abs(x - middle) <= 2 * tolerance - 0.5 * (high - low)) break;
    let golden = true;
    if (Math.abs(previous) > tolerance) {
      const r = (x - w) * (fx - fv);
      const s = (x - v) * (fx - fw);
      let p = (x - v) * s - (x - w) * r;
      let q = 2 * (s - r);
      if (q > 0) p = -p;
      else q = -q;
      if (Math.abs(p) < Math.abs(0.5 * q * previous) && p > q * (low - x) && p < q * (high - x)) {
        previous = step;
        step = p / q;
        const u = x + step;
        if (u - low < 2 * tolerance || high - u < 2 * tolerance) step = x < middle ? tolerance : -tolerance;
        golden = false;
      }
    }
    if (golden) {
      previous = x < middle ? high - x : low - x;
      step = GOLDEN * previous;
    }
    const u = x + (Math.abs(step) >= tolerance ? step : step > 0 ? tolerance : -tolerance);
    const fu = f(u);
    if (fu <= fx) {
      if (u < x) high = x;
      else low = x;
      v = w;
      fv = fw;
      w = x;
      fw = fx;
      x = u;
      fx = fu;
    } else {
      if (u < x) low = u;
      else high = u;
      if (fu <= fw || w === x) {
        v = w;
        fv = fw;
        w = u;
        fw = fu;
      } else if (fu <= fv || v === x || v === w) {
        v = u;
        fv = fu;
      }
    }
  }
  return { x, value: fx };
}

/** Local maximum of `f` in [a, b]; see `minimise1d`. */
export function maximise1d(
  f: (x: number) => number,
  a: number,
  b: number,
  options?: Parameters<typeof minimise1d>[3],
): Extremum {
  const { x, value } = minimise1d((t) => -f(t), a, b, options);
  return { x, value: -value };
}
