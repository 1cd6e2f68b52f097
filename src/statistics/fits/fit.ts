import { type Minimum, minimise } from "../../numerics/minimise.js";
import { hesse, type MinosErrors, minos } from "../errors.js";
import { likelihoodRatioSignificance } from "../significance/likelihood-ratio.js";
import type { FitLikelihood } from "./likelihood.js";
import type { FitModel } from "./model.js";

/** A fitted parameter. */
export interface FittedParameter {
  readonly name: string;
  readonly value: number;
  /** Hesse error; 0 where fixed. */
  readonly error: number;
  readonly fixed: boolean;
}

/** A maximum-likelihood fit. */
export interface FitResult {
  readonly parameters: readonly FittedParameter[];
  /** −ln L at the minimum (half the deviance for a binned fit). */
  readonly value: number;
  /** Of all parameters, row-major; 0 for fixed ones. */
  readonly covariance: Float64Array;
  readonly status: "ok" | "not-converged";
  /** `forced-positive` or `failed` Hesse: the errors are not to be trusted. */
  readonly errorStatus: "ok" | "forced-positive" | "failed";
  /** For MINOS and for a warm start. */
  readonly minimum: Minimum;
}

/** Distance to the minimum, in −ln L, that a fit is driven to: errors of 1e-4 σ. */
const TOLERANCE = 1e-8;
/** Starts after a failure: displaced by this many steps of each parameter, alternating in sign. */
const JITTER = [0.3, -0.7, 1.5];

function bounds({ parameters }: FitModel, held?: ReadonlyMap<string, number>) {
  const at = (name: string, value: number, fixed: boolean | undefined, bound: number) =>
    held?.get(name) ?? (fixed ? value : bound);
  return {
    lower: parameters.map(({ name, value, fixed, lower }) => at(name, value, fixed, lower ?? Number.NEGATIVE_INFINITY)),
    upper: parameters.map(({ name, value, fixed, upper }) => at(name, value, fixed, upper ?? Number.POSITIVE_INFINITY)),
  };
}

function search(likelihood: FitLikelihood, box: ReturnType<typeof bounds>, start?: FitResult): Minimum {
  const { parameters } = likelihood.model;
  const steps = parameters.map(({ step, value }) => step ?? 0.1 * Math.max(Math.abs(value), 0.1));
  const options = { ...box, steps, tolerance: TOLERANCE };
  const first = start?.minimum.x ?? parameters.map(({ value }) => value);
  const warm = start?.status === "ok" ? { hessian: start.minimum.hessian } : {};
  let best = minimise(likelihood, { ...options, ...warm, start: first });
  for (const size of JITTER) {
    if (best.status === "converged") break;
    const displaced = parameters.map(({ value }, i) => value + (i % 2 === 0 ? size : -size) * steps[i]);
    const again = minimise(likelihood, { ...options, start: displaced });
    if (again.status === "converged" || again.value < best.value) best = again;
  }
  return best;
}

/**
 * Maximum-likelihood fit with Hesse errors.
 *
 * @param start a neighbouring fit of the same parameters: its values and curvature are where the search begins
 */
export function fitLikelihood(likelihood: FitLikelihood, start?: FitResult): FitResult {
  const { model } = likelihood;
  const box = bounds(model);
  const minimum = search(likelihood, box, start);
  const { errors, covariance, status: errorStatus } = hesse(likelihood, minimum, box);
  return {
    parameters: model.parameters.map(({ name, fixed }, i) => ({
      name,
      value: minimum.x[i],
      error: errors[i],
      fixed: fixed ?? false,
    })),
    value: minimum.value,
    covariance,
    status: minimum.status === "converged" && Number.isFinite(minimum.value) ? "ok" : "not-converged",
    errorStatus,
    minimum,
  };
}

/** MINOS errors of one parameter of a fit. */
export function minosErrors(likelihood: FitLikelihood, { minimum, parameters }: FitResult, name: string): MinosErrors {
  const index = parameters.findIndex((parameter) => parameter.name === name);
  const errors = parameters.map(({ error }) => error);
  return minos(likelihood, minimum, index, errors, bounds(likelihood.model));
}

/**
 * Signed significance of one component's yield, S = sign(N) √(2 ln(L_{S+B}/L_B)). Without signal its own shape says nothing,
 * so the parameters that only it uses are held too; the two likelihoods then differ by more than one degree of freedom
 * where they were free, and S is not a Gaussian σ.
 *
 * @returns undefined where the fit without signal did not converge
 */
export function yieldSignificance(likelihood: FitLikelihood, best: FitResult, yieldName: string): number | undefined {
  const { model } = likelihood;
  const value = (name: string) => best.parameters.find((parameter) => parameter.name === name)?.value ?? Number.NaN;
  const elsewhere = new Set(
    model.components.filter((c) => c.yield !== yieldName).flatMap((c) => [c.yield, ...c.arguments]),
  );
  const held = new Map([[yieldName, 0]]);
  for (const component of model.components) {
    if (component.yield !== yieldName) continue;
    for (const name of component.arguments) if (!elsewhere.has(name)) held.set(name, value(name));
  }
  const without = search(likelihood, bounds(model, held), best);
  if (without.status !== "converged") return undefined;
  return likelihoodRatioSignificance(value(yieldName), best.value, without.value);
}
