import type { RandomStream } from "../../numerics/random.js";
import { BAND_PROBABILITIES, type Band, type Status } from "../status.js";
import { throwData } from "./data.js";
import { type Fit, Fitter } from "./fit.js";
import type { Data, Model } from "./model.js";
import { ProfileLikelihood, type Statistic } from "./profile.js";

/** Outcome of a test by pseudo-experiments. */
export interface ToyTest {
  /** CLs; the p-value of the background for q₀. */
  readonly observed: number;
  /** Binomial standard error of `observed`. */
  readonly error: number;
  /** Quantiles at Φ(−2 … +2) of the value over the background's pseudo-data, smallest first. */
  readonly expected: Band<number>;
  /** `ok` where at most one fit in a hundred did not converge. */
  readonly status: Status;
  /** Pseudo-experiments of each hypothesis. */
  readonly toys: number;
}

export interface ToyOptions {
  /** Pseudo-experiments of each hypothesis. */
  readonly toys: number;
  readonly stream: RandomStream;
  readonly statistic?: Statistic;
  readonly data?: Data;
}

/**
 * Test of the signal strength `mu` by pseudo-experiments (for q₀: of the background, `mu` being the strength that the
 * expectation supposes). Counts and auxiliary measurements are thrown at the parameters fitted to the data under each
 * hypothesis. p-values are (passed + 1)/(toys + 1), so that none is 0.
 */
export function toyTest(model: Model, mu: number, options: ToyOptions): ToyTest {
  const { toys, stream, statistic = "qtilde", data = model.observed } = options;
  const fitter = new Fitter(model);
  const tested = statistic === "q0" ? 0 : mu;
  const profile = new ProfileLikelihood(fitter, data);
  const { q: observedQ } = profile.statistic(statistic, tested);
  const background = profile.at(0);
  const signal = profile.at(mu);
  let failures = profile.converged ? 0 : toys;
  const ensemble = (hypothesis: Fit) => {
    const values = new Float64Array(toys);
    for (let toy = 0; toy < toys; toy++) {
      const pseudo = new ProfileLikelihood(
        fitter,
        throwData(fitter.evaluator, hypothesis.parameters, stream),
        hypothesis,
      );
      values[toy] = pseudo.statistic(statistic, tested).q;
      if (!pseudo.converged) failures++;
    }
    return values.sort();
  };
  const withoutSignal = ensemble(background);
  const withSignal = ensemble(signal);
  const tail = (sorted: Float64Array, q: number) => (countAtLeast(sorted, q) + 1) / (toys + 1);
  const value = (q: number) =>
    statistic === "q0" ? tail(withoutSignal, q) : Math.min(1, tail(withSignal, q) / tail(withoutSignal, q));
  const relative = (p: number) => (1 - p) / (p * (toys + 1));
  const observed = value(observedQ);
  const variance =
    statistic === "q0"
      ? relative(observed)
      : relative(tail(withSignal, observedQ)) + relative(tail(withoutSignal, observedQ));
  const outcomes = Float64Array.from(statistic === "q0" ? withSignal : withoutSignal, value).sort();
  const expected = BAND_PROBABILITIES.map(
    (p) => outcomes[Math.min(Math.max(Math.ceil(p * toys) - 1, 0), toys - 1)],
  ) as unknown as Band<number>;
  const status = failures > 0.01 * toys ? "not-converged" : "ok";
  return { observed, error: observed * Math.sqrt(variance), expected, status, toys };
}

/** Number of entries ≥ q, with the rounding of fits forgiven. */
function countAtLeast(sorted: Float64Array, q: number): number {
  const threshold = q - 1e-7 * (1 + q);
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < threshold) low = middle + 1;
    else high = middle;
  }
  return sorted.length - low;
}
