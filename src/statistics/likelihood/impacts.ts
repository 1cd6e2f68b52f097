import { type Fit, Fitter } from "./fit.js";
import { fitErrors } from "./fit-errors.js";
import type { Data, Model } from "./model.js";

/** What one nuisance parameter does to the signal strength. */
export interface Impact {
  /** Index into `model.parameters`. */
  readonly parameter: number;
  readonly name: string;
  readonly value: number;
  readonly error: number;
  /** (fitted − auxiliary)/width of the constraint: a Gaussian's σ, a Poisson's 1/√count. */
  readonly pull: number;
  /** Error after the fit over the width of the constraint. */
  readonly constrained: number;
  /** Change of the fitted signal strength with the parameter held one error below and above. */
  readonly below: number;
  readonly above: number;
}

/**
 * Pulls of all constrained parameters and their impacts on the signal strength, the largest impact first. Two fits a
 * parameter; a fit that does not converge gives NaN.
 */
export function impacts(model: Model, data: Data = model.observed, fitter = new Fitter(model)): readonly Impact[] {
  return byImpact([...eachImpact(model, data, fitter)]);
}

/** The largest impact first. */
export function byImpact(list: readonly Impact[]): readonly Impact[] {
  const size = ({ below, above }: Impact) => Math.max(Math.abs(below), Math.abs(above)) || 0;
  return [...list].sort((a, b) => size(b) - size(a));
}

/** The same one after the other, in the order of the parameters: for whoever shows how far it is. */
export function* eachImpact(
  model: Model,
  data: Data = model.observed,
  fitter = new Fitter(model),
): Generator<Impact, void> {
  const best = fitter.fit(data);
  const { errors } = fitErrors(fitter, data, best);
  for (const [parameter, { name, constraint, fixed, lower, upper }] of model.parameters.entries()) {
    if (constraint === undefined || fixed) continue;
    const value = best.parameters[parameter];
    const error = errors[parameter];
    const auxiliary = data.auxiliary[parameter];
    const poisson = constraint.kind === "poisson";
    const centre = poisson ? auxiliary / constraint.rate : auxiliary;
    const width = poisson ? Math.sqrt(Math.max(auxiliary, 1)) / constraint.rate : constraint.sigma;
    const shifted = (to: number) => strengthShift(fitter, data, best, parameter, Math.min(Math.max(to, lower), upper));
    yield {
      parameter,
      name,
      value,
      error,
      pull: (value - centre) / width,
      constrained: error / width,
      below: shifted(value - error),
      above: shifted(value + error),
    };
  }
}

function strengthShift(fitter: Fitter, data: Data, best: Fit, parameter: number, value: number): number {
  const { poi } = fitter.model;
  const fit = fitter.fit(data, { held: new Map([[parameter, value]]), start: best });
  return fit.status === "converged" ? fit.parameters[poi] - best.parameters[poi] : Number.NaN;
}
