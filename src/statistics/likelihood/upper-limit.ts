import { symmetricSolve } from "../../numerics/matrix.js";
import { refineRoot } from "../../numerics/roots.js";
import type { Band, Limit, Status } from "../status.js";
import { asimovRootAt, asymptoticCls } from "./asymptotic.js";
import { AsymptoticTest, budgeted, NO_SENSITIVITY } from "./hypothesis-test.js";
import type { Data, Model } from "./model.js";
import type { Statistic } from "./profile.js";

/** Upper limits on the signal strength at one confidence level. */
export interface UpperLimits {
  readonly observed: Limit;
  /** For background fluctuations of −2 … +2 σ. */
  readonly expected: Band<Limit>;
  /** The worst of the six statuses. */
  readonly status: Status;
}

/** Relative accuracy of the limits. */
const ACCURACY = 1e-8;
/** A limit this far above the scale that the curvature tells does not exist. */
const FARTHEST = 1e12;

/**
 * Asymptotic CLs upper limits on the parameter of interest, observed and expected, by warm-started root finding. The
 * upper bound of the parameter is lifted: it does not change the statistic below it.
 *
 * `no-sensitivity` where no signal strength changes the expectation, `unbounded` where none is excluded,
 * `not-converged` where a fit failed.
 *
 * @param cl confidence level in (0, 1)
 */
export function upperLimits(
  model: Model,
  cl: number,
  statistic: Exclude<Statistic, "q0"> = "qtilde",
  data: Data = model.observed,
): UpperLimits {
  const fitter = budgeted(model);
  fitter.setBounds(model.poi, model.parameters[model.poi].lower, Number.POSITIVE_INFINITY);
  const test = new AsymptoticTest(model, statistic, data, fitter);
  const scan = new AsimovScan(test, strengthScale(test));
  const expected = expectedLimits(scan, cl);
  const observed = observedLimit(test, scan, expected, cl, statistic);
  if (!test.converged) {
    const lost: Limit = { value: null, status: "not-converged" };
    return { observed: lost, expected: [lost, lost, lost, lost, lost], status: lost.status };
  }
  const limits = [observed, ...expected];
  const worst = (["not-converged", "no-sensitivity", "unbounded"] as const).find((status) =>
    limits.some((limit) => limit.status === status),
  );
  return { observed, expected, status: worst ?? "ok" };
}

/** Error of the signal strength on Asimov data, from the curvature; 1 where it tells nothing. */
function strengthScale({ fitter, asimov }: AsymptoticTest): number {
  const { evaluator, model } = fitter;
  const n = evaluator.outer.length;
  const k = evaluator.outer.indexOf(model.poi);
  if (k < 0) return 1;
  const theta = asimov.at(0).parameters.slice();
  evaluator.setData(asimov.data);
  evaluator.value(theta);
  const hessian = new Float64Array(n * n);
  evaluator.curvature(theta, hessian);
  const unit = new Float64Array(n);
  unit[k] = 1;
  const sigma = Math.sqrt(symmetricSolve(hessian, n, unit)?.[k] ?? Number.NaN);
  return sigma > 0 && Number.isFinite(sigma) ? sigma : 1;
}

/** √q_A as a function of μ, with the points already computed. */
class AsimovScan {
  readonly #test: AsymptoticTest;
  readonly #points: { mu: number; root: number; slope: number }[] = [{ mu: 0, root: 0, slope: 0 }];
  readonly #scale: number;

  constructor(test: AsymptoticTest, scale: number) {
    this.#test = test;
    this.#scale = scale;
    this.#points[0].slope = 1 / scale;
  }

  /** q_A at μ. */
  q(mu: number): number {
    return this.#point(mu).root ** 2;
  }

  /** Whether no μ so far has changed the expectation. */
  get flat(): boolean {
    return this.#points.every(({ root }) => root * root < NO_SENSITIVITY);
  }

  #point(mu: number) {
    const known = this.#points.find((point) => point.mu === mu);
    if (known) return known;
    const { q, slope } = this.#test.asimov.statistic(this.#test.statistic, mu);
    const root = Math.sqrt(q);
    const point = { mu, root, slope: slope / (2 * root) };
    this.#points.push(point);
    return point;
  }

  /** The μ with √q_A(μ) = z; undefined where it is not reached. Newton steps within a bracket. */
  inverse(z: number): number | undefined {
    let low = { mu: 0, root: 0, slope: 0 };
    let high: typeof low | undefined;
    for (const point of this.#points) {
      if (point.root <= z && point.mu >= low.mu) low = point;
      if (point.root > z && (!high || point.mu < high.mu)) high = point;
    }
    let from = high && high.root - z < z - low.root ? high : low;
    for (let i = 0; i < 100; i++) {
      let mu = from.mu + (z - from.root) / from.slope;
      const middle = high ? 0.5 * (low.mu + high.mu) : Math.max(4 * low.mu, this.#scale);
      const outside = high ? mu >= high.mu : mu > 10 * Math.max(low.mu, this.#scale);
      if (!(mu > low.mu) || outside) mu = middle;
      if (mu > FARTHEST * this.#scale) return undefined;
      const step = Math.abs(mu - from.mu);
      from = this.#point(mu);
      if (Number.isNaN(from.root)) return undefined;
      if (step <= ACCURACY * mu || Math.abs(from.root - z) <= 1e-9 * z) return mu;
      if (from.root <= z) low = from;
      else high = from;
    }
    return undefined;
  }
}

function expectedLimits(scan: AsimovScan, cl: number): Band<Limit> {
  const limits = new Map<number, Limit>();
  // From the median outwards, so that each search begins beside the last.
  for (const k of [0, 1, 2, -1, -2]) limits.set(k, limitAt(scan, scan.inverse(asimovRootAt(k, cl))));
  return [-2, -1, 0, 1, 2].map((k) => limits.get(k)) as unknown as Band<Limit>;
}

function limitAt(scan: AsimovScan, mu: number | undefined): Limit {
  if (mu !== undefined) return { value: mu, status: "ok" };
  return { value: null, status: scan.flat ? "no-sensitivity" : "unbounded" };
}

function observedLimit(
  test: AsymptoticTest,
  scan: AsimovScan,
  expected: Band<Limit>,
  cl: number,
  statistic: Exclude<Statistic, "q0">,
): Limit {
  const median = expected[2].value;
  if (median === null) return expected[2];
  const excess = (mu: number) => {
    const { q } = test.observed.statistic(statistic, mu);
    return Math.log(asymptoticCls(statistic, q, scan.q(mu))) - Math.log(1 - cl);
  };
  let [a, fa] = [median, excess(median)];
  const up = fa > 0;
  const ladder = (up ? expected.slice(3) : [expected[1], expected[0]]).map(({ value }) => value);
  for (let i = 0; i < 60; i++) {
    const b = ladder[i] ?? (up ? 2 * a : 0.5 * a);
    const fb = excess(b);
    if (fb > 0 !== up) {
      const value = refineRoot(excess, { a, b, fa, fb }, { relative: ACCURACY });
      return value === undefined ? { value: null, status: "not-converged" } : { value, status: "ok" };
    }
    [a, fa] = [b, fb];
  }
  return { value: null, status: up ? "unbounded" : "not-converged" };
}
