import type { Objective } from "../../numerics/minimise.js";
import { poissonDeviance } from "../../numerics/special.js";
import { Expectation, type FitModel, type Places } from "./model.js";
import { barlowBeestonFactor, barlowBeestonTerm } from "./template-error.js";

/** Smallest expectation of a bin or density at an event: below it a set of parameters is outside the domain. */
const SMALLEST = 1e-12;

/**
 * An empty bin's likelihood, μ, does not keep μ positive: below WALL a logarithmic wall of strength BARRIER rises, smoothly
 * joined. A bin that leans on it holds some 3e-4 events and adds no more than 1e-3 to −ln L.
 */
const WALL = 3e-3;
const BARRIER = 3e-4;

/** −ln L of a fit as a function of all its parameters, with its analytic gradient. */
export interface FitLikelihood extends Required<Pick<Objective, "value" | "gradient">> {
  readonly model: FitModel;
  /** Terms summed: bins, or events. */
  readonly size: number;
  /** Whether the value is half the deviance from the saturated model, and so tells the goodness of the fit. */
  readonly binned: boolean;
}

function constraintValue({ parameters }: FitModel, x: Float64Array, out?: Float64Array): number {
  let sum = 0;
  parameters.forEach(({ constraint }, i) => {
    if (!constraint) return;
    const pull = (x[i] - constraint.mean) / constraint.sigma;
    sum += 0.5 * pull * pull;
    if (out) out[i] += pull / constraint.sigma;
  });
  return sum;
}

/**
 * Likelihood from the Expectation and the term of each place.
 *
 * @param term value of one place at its expectation; writes the slope into `slopes[i]`
 */
function likelihood(
  model: FitModel,
  places: Places,
  binned: boolean,
  term: (mean: number, i: number, slopes: Float64Array) => number,
): FitLikelihood {
  const expectation = new Expectation(model, places);
  const slopes = new Float64Array(places.count);
  const perEvent = binned ? 0 : 1;
  const value = (x: Float64Array): number => {
    const { mean } = expectation;
    let sum = perEvent * expectation.evaluate(x);
    for (let i = 0; i < mean.length; i++) {
      if (!(mean[i] >= SMALLEST)) return Number.POSITIVE_INFINITY;
      sum += term(mean[i], i, slopes);
    }
    return sum + constraintValue(model, x);
  };
  return {
    model,
    size: places.count,
    binned,
    value,
    gradient(x, out) {
      out.fill(0);
      const f = value(x);
      if (f === Number.POSITIVE_INFINITY) return f;
      expectation.addGradient(x, slopes, perEvent, out);
      constraintValue(model, x, out);
      return f;
    },
  };
}

/**
 * Extended binned likelihood: half the deviance of the counts from the integrals of the model over the bins (not density
 * times width). `edges` rise from one end of the model's range to the other; counts may be real (Asimov data).
 *
 * @param templateErrors relative error of the expectation of each bin from the size of the simulation behind it (Barlow–Beeston
 *   with one factor a bin, profiled); absent or 0 for none
 */
export function binnedLikelihood(
  model: FitModel,
  edges: Float64Array,
  counts: ArrayLike<number>,
  templateErrors?: ArrayLike<number>,
): FitLikelihood {
  const places: Places = {
    count: counts.length,
    value: (shape, i, p) => shape.integral(edges[i], edges[i + 1], p),
    gradient: (shape, i, p, out) => shape.integralGradient(edges[i], edges[i + 1], p, out),
  };
  return likelihood(model, places, true, (mean, i, slopes) => {
    const delta = templateErrors?.[i] ?? 0;
    if (delta > 0 && (counts[i] > 0 || mean >= WALL)) {
      // The factor is at its best: only the explicit dependence on the mean is left in the slope.
      slopes[i] = barlowBeestonFactor(counts[i], mean, delta) - counts[i] / mean;
      return barlowBeestonTerm(counts[i], mean, delta);
    }
    if (counts[i] === 0 && mean < WALL) {
      const ratio = mean / WALL;
      slopes[i] = 1 + (BARRIER / WALL) * (1 - 1 / ratio);
      return mean + BARRIER * (ratio - 1 - Math.log(ratio));
    }
    slopes[i] = 1 - counts[i] / mean;
    return poissonDeviance(counts[i], mean);
  });
}

/**
 * Extended unbinned likelihood Σ ν_j − Σ_e ln Σ_j ν_j f_j(x_e).
 *
 * @param events values of the variable, all within the model's range
 */
export function unbinnedLikelihood(model: FitModel, events: ArrayLike<number>): FitLikelihood {
  const places: Places = {
    count: events.length,
    value: (shape, i, p) => shape.value(events[i], p),
    gradient: (shape, i, p, out) => shape.valueGradient(events[i], p, out),
  };
  return likelihood(model, places, false, (mean, i, slopes) => {
    slopes[i] = -1 / mean;
    return -Math.log(mean);
  });
}
