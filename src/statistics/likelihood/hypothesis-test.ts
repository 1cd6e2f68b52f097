import type { Band, Status } from "../status.js";
import { asymptoticCls, asymptoticP0, expectedCls, expectedP0 } from "./asymptotic.js";
import { asimovData } from "./data.js";
import { Evaluator } from "./evaluator.js";
import { Fitter } from "./fit.js";
import type { Data, Model } from "./model.js";
import { ProfileLikelihood, type Statistic } from "./profile.js";

/** Below this Asimov value signal and background cannot be told apart. */
export const NO_SENSITIVITY = 1e-8;
/** Operations that one asymptotic test or limit may take: a minute or so, then it has not converged. */
const BUDGET = 6e10;
/** Signal strength that the expectation of a discovery supposes, as in pyhf. */
const DISCOVERED_STRENGTH = 1;

/** Outcome of a test of one signal strength: CLs, or the background's p-value for q₀. */
export interface HypothesisTest {
  readonly observed: number;
  /** For q and q̃: background fluctuations of −2 … +2 σ. For q₀: smallest p first. */
  readonly expected: Band<number>;
  readonly status: Status;
  /** Observed statistic. */
  readonly q: number;
  /** Statistic on Asimov data: of the background alone, or of the discovered strength for q₀. */
  readonly qAsimov: number;
  /** Best signal strength within its bounds. */
  readonly muHat: number;
}

/** Fits within the budget of one test. */
export const budgeted = (model: Model) => new Fitter(model, new Evaluator(model), BUDGET);

/** A model with its Asimov data, prepared once for tests of many signal strengths. */
export class AsymptoticTest {
  readonly observed: ProfileLikelihood;
  readonly asimov: ProfileLikelihood;
  readonly statistic: Statistic;
  readonly fitter: Fitter;

  /** @param data default: what the workspace observed. Needs a parameter of interest (`model.poi` ≥ 0). */
  constructor(model: Model, statistic: Statistic, data: Data = model.observed, fitter = budgeted(model)) {
    this.fitter = fitter;
    this.statistic = statistic;
    this.observed = new ProfileLikelihood(fitter, data);
    this.observed.best();
    const background = this.observed.at(statistic === "q0" ? DISCOVERED_STRENGTH : 0);
    this.asimov = new ProfileLikelihood(fitter, asimovData(fitter.evaluator, background.parameters), background);
  }

  /** Whether every fit so far has converged. */
  get converged(): boolean {
    return this.observed.converged && this.asimov.converged;
  }

  /** Tests the signal strength `mu` (0 for q₀). */
  at(mu: number): HypothesisTest {
    const { statistic } = this;
    const { q } = this.observed.statistic(statistic, mu);
    const { q: qAsimov } = this.asimov.statistic(statistic, mu);
    const discovery = statistic === "q0";
    const observed = discovery ? asymptoticP0(q) : asymptoticCls(statistic, q, qAsimov);
    const expected = discovery ? expectedP0(qAsimov) : expectedCls(qAsimov);
    let status: Status = qAsimov < NO_SENSITIVITY ? "no-sensitivity" : "ok";
    if (!this.converged || !Number.isFinite(observed) || !expected.every(Number.isFinite)) status = "not-converged";
    return { observed, expected, status, q, qAsimov, muHat: this.observed.muHat };
  }
}

/**
 * Asymptotic test of the signal strength `mu`: CLs for q and q̃, the p-value of the background for q₀ (μ = 0).
 * At b ≲ 5 the asymptotic CLs is 10 to 15 % too strong: take toys there ({@link toyTest}).
 */
export function hypothesisTest(model: Model, mu: number, statistic: Statistic, data?: Data): HypothesisTest {
  return new AsymptoticTest(model, statistic, data).at(mu);
}
