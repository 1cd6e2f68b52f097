import type { RandomStream } from "../../numerics/random.js";
import { significanceOfP } from "../../numerics/special.js";
import type { Interval } from "../status.js";
import { throwToy } from "./on-off-toys.js";
import { deltaInterval } from "./profile.js";
import { bestSignal, type CountingLikelihood, fitAt } from "./profile-likelihood.js";

/** Points of the scan on either side of the most likely signal. */
const POINTS = 12;

/**
 * Feldman–Cousins interval by the profile construction: t(s) = −2 ln λ(s) with profiled nuisances and s bounded at 0,
 * its quantile at CL from `toys` pseudo-experiments thrown at the conditional fit of every scanned s (2000 or more).
 * The ends are interpolated where t − t_CL changes sign; their error is that of the toys, about 1 % of the interval.
 */
export function profileConstruction(
  likelihood: CountingLikelihood,
  cl: number,
  toys: number,
  stream: RandomStream,
): Interval {
  if (!(likelihood.signal.value > 0)) return { lower: 0, upper: null, status: "unbounded" };
  const best = bestSignal(likelihood);
  const z = significanceOfP(0.5 * (1 - cl));
  const wide = deltaInterval(likelihood, 2.2 * z * z + 1, 2);
  if (wide.upper === null || wide.lower === null) return { lower: null, upper: null, status: wide.status };
  const excess = (s: number) => {
    const observed = Math.max(0, fitAt(likelihood, s).deviance - best.deviance);
    return observed - toyQuantile(likelihood, s, cl, toys, stream);
  };
  const upper = crossing(excess, best.s, wide.upper);
  if (upper === undefined) return { lower: null, upper: null, status: "not-converged" };
  const lower = best.s > 0 ? (crossing(excess, best.s, wide.lower) ?? 0) : 0;
  return { lower, upper, status: "ok" };
}

/** CL-quantile of t(s) among toys of signal s. */
function toyQuantile(
  likelihood: CountingLikelihood,
  s: number,
  cl: number,
  toys: number,
  stream: RandomStream,
): number {
  const fit = fitAt(likelihood, s);
  const values = new Float64Array(toys);
  for (let i = 0; i < toys; i++) {
    const toy = throwToy(likelihood, fit, stream);
    values[i] = Math.max(0, fitAt(toy, s).deviance - bestSignal(toy).deviance);
  }
  values.sort();
  return values[Math.min(toys - 1, Math.ceil(cl * toys) - 1)];
}

/** Outermost sign change of a noisy function between `inside`, where it is negative, and `outside`. */
function crossing(f: (s: number) => number, inside: number, outside: number): number | undefined {
  let previous = outside;
  let value = f(outside);
  if (value <= 0) return outside === 0 ? 0 : undefined;
  for (let i = POINTS - 1; i >= 0; i--) {
    const s = inside + ((outside - inside) * i) / POINTS;
    const here = i === 0 ? -1 : f(s);
    if (here <= 0) return s + ((previous - s) * here) / (here - value);
    previous = s;
    value = here;
  }
  return undefined;
}
