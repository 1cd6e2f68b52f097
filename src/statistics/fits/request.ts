import { type Fields, InvalidInput, type Outcome } from "../validation.js";
import { fitLikelihood, minosErrors, yieldSignificance } from "./fit.js";
import { binnedLikelihood, type FitLikelihood } from "./likelihood.js";
import { requestedModel } from "./request-model.js";

/** Most bins that a request may hold: with a dozen parameters and MINOS still a matter of seconds. */
const MOST_BINS = 5000;

/**
 * Evaluations that one answer may cost, so that spectra which no polynomial describes end too: terms of the likelihood, and
 * the fewest calls. A fit with MINOS of well-behaved data needs some hundred calls.
 */
const MOST_TERMS = 5e6;
const FEWEST_CALLS = 1500;

/** The likelihood, infinite (so that every search gives up at once) when its evaluations are used up. */
function withBudget(likelihood: FitLikelihood): FitLikelihood {
  let left = Math.max(FEWEST_CALLS, MOST_TERMS / (likelihood.size * likelihood.model.parameters.length));
  return {
    ...likelihood,
    value: (x) => (left-- > 0 ? likelihood.value(x) : Number.POSITIVE_INFINITY),
    gradient: (x, out) => (left-- > 0 ? likelihood.gradient(x, out) : Number.POSITIVE_INFINITY),
  };
}

function binEdges(fields: Fields): Float64Array {
  const rule = { min: -1e12, max: 1e12, minLength: 3, maxLength: MOST_BINS + 1 };
  const edges = Float64Array.from(fields.numbers("edges", rule));
  const wrong = edges.findIndex((edge, i) => i > 0 && !(edge > edges[i - 1]));
  if (wrong >= 0) {
    throw new InvalidInput(
      `edge not above the one before: ${edges[wrong]}`,
      `${fields.pathOf("edges")}[${wrong}]`,
      "sort them",
    );
  }
  return edges;
}

/**
 * Answers `fit {kind: "binned", edges, counts, signal, background}` with `parameters` by name: each its `value`, `hesse` error and
 * `minos` errors [below ≤ 0, above ≥ 0], null where they do not exist; the signed `significance` of the signal, `deviance` and
 * `degreesOfFreedom`. Fixed parameters of the peak are not listed. See `requestedModel` for the shapes.
 */
export function answerFit(fields: Fields): Outcome {
  fields.choice("kind", ["binned"]);
  const edges = binEdges(fields);
  const bins = edges.length - 1;
  const counts = fields.numbers("counts", { min: 0, max: 1e12, minLength: bins, maxLength: bins });
  const events = counts.reduce((a, b) => a + b, 0);
  const model = requestedModel(fields, edges, events);
  const signalInRange = (() => {
    const { shape } = model.components[0];
    const values = shape.parameters.map((name) => model.parameters.find((p) => p.name === name)?.value ?? Number.NaN);
    return shape.integral(edges[0], edges[bins], Float64Array.from(values));
  })();
  if (events === 0 || !(signalInRange > 0 && Number.isFinite(signalInRange))) {
    return { status: "no-sensitivity", parameters: null, significance: null };
  }

  const likelihood = withBudget(binnedLikelihood(model, edges, counts));
  const best = fitLikelihood(likelihood);
  if (best.status !== "ok") return { status: best.status, parameters: null, significance: null };
  // Last in the budget comes what is least: the significance before MINOS.
  const significance = yieldSignificance(likelihood, best, "signal") ?? null;
  const free = best.parameters.filter(({ fixed }) => !fixed);
  const parameters = Object.fromEntries(
    free.map(({ name, value, error }) => {
      const hesse = best.errorStatus === "ok" && error > 0 && Number.isFinite(error) ? error : null;
      if (hesse === null) return [name, { value, hesse, minos: [null, null] }];
      const { below, above } = minosErrors(likelihood, best, name);
      const minos = [below.status === "ok" ? -below.error : null, above.status === "ok" ? above.error : null];
      return [name, { value, hesse, minos }];
    }),
  );
  return {
    status: significance === null ? "not-converged" : "ok",
    parameters,
    significance,
    deviance: 2 * best.value,
    degreesOfFreedom: bins - free.length,
  };
}
