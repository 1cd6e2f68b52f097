import type { Minimum } from "../../numerics/minimise.js";
import type { Model } from "./model.js";

/** The largest number below 0: there the code for α < 0 counts, with no change of the yields. */
const JUST_BELOW = -Number.MIN_VALUE;
const MAX_PASSES = 40;

/** Parameters with a bend at α = 0: those of code0 shapes and code1 scales. */
export function kinkedParameters({ interpolation, ...model }: Model): Set<number> {
  const kinked = new Set<number>();
  if (interpolation.histosys === "code0") for (const i of model.shapeParameter) kinked.add(i);
  if (interpolation.normsys === "code1") {
    model.scaleParameter.forEach((i, e) => {
      if (model.scaleNormsys[e] >= 0) kinked.add(i);
    });
  }
  return kinked;
}

/** A search within bounds on a smooth function, and that function's gradient. */
export interface SmoothSearch {
  minimise(start: Float64Array, lower: Float64Array, upper: Float64Array, hessian?: Float64Array): Minimum;
  gradient(x: Float64Array, out: Float64Array): number;
}

/**
 * Minimum of a function that bends where some parameters cross 0. Each of these is kept on one side of 0, so that the
 * search sees a smooth function within bounds; where it ends on 0 and the other side goes down, it changes sides. The
 * value falls with every change; a minimum in the bend itself is found like one on a bound.
 *
 * @param kinks places of the bending parameters
 * @param tolerance decrease that is worth a change of sides
 */
export function minimiseBySides(
  search: SmoothSearch,
  kinks: readonly number[],
  start: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  hessian: Float64Array | undefined,
  tolerance: number,
): Minimum {
  const bending = kinks.filter((k) => lower[k] < 0 && upper[k] > 0);
  if (bending.length === 0) return search.minimise(start, lower, upper, hessian);
  const [low, high] = [lower.slice(), upper.slice()];
  let x = start.slice();
  const gradient = new Float64Array(x.length);
  const place = (k: number, positive: boolean) => {
    low[k] = positive ? 0 : lower[k];
    high[k] = positive ? upper[k] : JUST_BELOW;
    x[k] = positive ? Math.max(x[k], 0) : Math.min(x[k], JUST_BELOW);
  };
  for (const k of bending) place(k, x[k] >= 0);
  search.gradient(x, gradient);
  // Beginning on 0: to the side that goes down from the right, else to the left if that does.
  for (const k of bending) if (x[k] === 0 && gradient[k] > 0) place(k, false);
  let minimum = search.minimise(x, low, high, hessian);
  let iterations = minimum.iterations;
  for (let pass = 0; pass < MAX_PASSES && minimum.status === "converged"; pass++) {
    x = minimum.x.slice();
    const onEdge = bending.filter((k) => x[k] === 0 || x[k] === JUST_BELOW);
    for (const k of onEdge) x[k] = x[k] === 0 ? JUST_BELOW : 0;
    search.gradient(x, gradient);
    const changing = onEdge.filter((k) => {
      const downhill = x[k] === 0 ? -gradient[k] : gradient[k];
      return downhill > 0 && downhill * downhill > 2 * tolerance * minimum.hessian[k * x.length + k];
    });
    if (changing.length === 0) {
      const settled = minimum.x.map((value) => (value === JUST_BELOW ? 0 : value));
      return { ...minimum, x: settled, iterations };
    }
    for (const k of onEdge) place(k, changing.includes(k) ? x[k] === 0 : x[k] !== 0);
    minimum = search.minimise(x, low, high, minimum.hessian);
    iterations += minimum.iterations;
  }
  return { ...minimum, iterations, status: "not-converged" };
}
