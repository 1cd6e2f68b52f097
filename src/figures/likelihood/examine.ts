import { asymptoticCls, expectedCls } from "../../statistics/likelihood/asymptotic.js";
import { Evaluator } from "../../statistics/likelihood/evaluator.js";
import { Fitter } from "../../statistics/likelihood/fit.js";
import { fitErrors } from "../../statistics/likelihood/fit-errors.js";
import { AsymptoticTest } from "../../statistics/likelihood/hypothesis-test.js";
import { byImpact, eachImpact, type Impact } from "../../statistics/likelihood/impacts.js";
import { compileModel, type Model } from "../../statistics/likelihood/model.js";
import {
  LINEAR_INTERPOLATION,
  SMOOTH_INTERPOLATION,
  type Workspace,
} from "../../statistics/likelihood/specification.js";
import { type UpperLimits, upperLimits } from "../../statistics/likelihood/upper-limit.js";

/** What is asked of a likelihood. */
export interface LikelihoodQuestion {
  readonly workspace: Workspace;
  /** Name of the measurement; the first one if absent. */
  readonly measurement?: string;
  readonly interpolation: "linear" | "smooth";
  readonly confidenceLevel: number;
}

/** Expected and observed events of one bin. */
export interface BinOfChannel {
  readonly channel: string;
  readonly bin: number;
  readonly observed: number;
  /** One a sample, before and after the fit. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** A model before and after the fit of everything, signal included. */
export interface FittedYields {
  readonly samples: readonly string[];
  /** Names among them that the signal strength scales. */
  readonly signals: readonly string[];
  readonly bins: readonly BinOfChannel[];
  readonly parameters: number;
  readonly strength: number;
  readonly strengthError: number | null;
  readonly poi: string;
  readonly status: "converged" | "not-converged";
}

/** CLs at one signal strength. */
export interface StrengthPoint {
  readonly mu: number;
  readonly observed: number;
  /** For background fluctuations of −2 … +2 σ. */
  readonly expected: readonly number[];
}

/** What is told as it becomes known. */
export type LikelihoodAnswer =
  | { readonly kind: "yields"; readonly yields: FittedYields }
  | { readonly kind: "limits"; readonly limits: UpperLimits; readonly cls: readonly StrengthPoint[] }
  | { readonly kind: "impact"; readonly done: number; readonly of: number }
  | { readonly kind: "impacts"; readonly impacts: readonly Impact[] };

/** Signal strengths at which CLs is shown, besides 1; how far beyond the largest limit they reach; the least of them. */
const STRENGTHS = 24;
const BEYOND = 1.3;
/** Bounds of the strength for pulls and impacts: a strength at the edge of its range would feel no parameter. */
const FREE = 20;

/** Everything that is shown of a likelihood, step by step. @throws InvalidInput where the workspace makes no model */
export function* examine(question: LikelihoodQuestion): Generator<LikelihoodAnswer, void> {
  const { workspace, confidenceLevel } = question;
  const interpolation = question.interpolation === "smooth" ? SMOOTH_INTERPOLATION : LINEAR_INTERPOLATION;
  const options = {
    interpolation,
    ...(question.measurement === undefined ? {} : { measurement: question.measurement }),
  };
  const model = compileModel(workspace, options);
  const free = model.poi < 0 ? model : compileModel(workspace, { ...options, poiBounds: [-FREE, FREE] });
  yield { kind: "yields", yields: fittedYields(workspace, free, question.measurement) };
  if (model.poi < 0) return;
  const limits = upperLimits(model, confidenceLevel);
  yield { kind: "limits", limits, cls: clsScan(model, limits) };
  const of = free.parameters.filter(({ constraint, fixed }) => constraint !== undefined && !fixed).length;
  const found: Impact[] = [];
  for (const impact of eachImpact(free)) {
    found.push(impact);
    yield { kind: "impact", done: found.length, of };
  }
  yield { kind: "impacts", impacts: byImpact(found) };
}

function fittedYields(workspace: Workspace, model: Model, measurement: string | undefined): FittedYields {
  const evaluator = new Evaluator(model);
  const initial = Float64Array.from(model.parameters, ({ initial: value }) => value);
  const before = bySample(model, evaluator.yields(initial));
  const fitter = new Fitter(model, evaluator);
  const fit = fitter.fit(model.observed);
  const { errors, status } = fitErrors(fitter, model.observed, fit);
  const after = bySample(model, evaluator.yields(fit.parameters));
  const chosen = workspace.measurements.find(({ name }) => name === measurement) ?? workspace.measurements[0];
  const { poi } = chosen.config;
  const signals = workspace.channels.flatMap(({ samples }) =>
    samples.filter(({ modifiers }) => modifiers.some(({ name }) => name === poi)).map(({ name }) => name),
  );
  return {
    samples: model.samples,
    signals: [...new Set(signals)],
    bins: model.channels.flatMap(({ name, start, bins }) =>
      Array.from({ length: bins }, (_, k) => ({
        channel: name,
        bin: k + 1,
        observed: model.observed.main[start + k],
        before: before.map((yields) => yields[start + k]),
        after: after.map((yields) => yields[start + k]),
      })),
    ),
    parameters: model.parameters.filter(({ fixed }) => !fixed).length,
    strength: model.poi < 0 ? Number.NaN : fit.parameters[model.poi],
    strengthError: model.poi < 0 || status === "failed" ? null : errors[model.poi],
    poi,
    status: fit.status,
  };
}

/** Yields of all cells as one array of bins a sample. */
function bySample(model: Model, cells: Float64Array): Float64Array[] {
  const yields = model.samples.map(() => new Float64Array(model.bins));
  model.cellSample.forEach((sample, c) => {
    for (let k = 0; k < model.cellLength[c]; k++) yields[sample][model.cellBin[c] + k] += cells[model.cellData[c] + k];
  });
  return yields;
}

/** CLs, observed and expected, at strengths that reach beyond every limit; 1 is among them. */
function clsScan(model: Model, limits: UpperLimits): StrengthPoint[] {
  const values = [limits.observed, ...limits.expected].flatMap(({ value }) => value ?? []);
  if (values.length === 0) return [];
  const farthest = BEYOND * Math.max(...values);
  const test = new AsymptoticTest(model, "qtilde");
  const strengths = Array.from({ length: STRENGTHS }, (_, i) => (farthest * (i + 1)) / STRENGTHS);
  if (farthest > 1 && !strengths.includes(1)) strengths.push(1);
  return strengths
    .sort((a, b) => a - b)
    .flatMap((mu) => {
      const { q } = test.observed.statistic("qtilde", mu);
      const { q: qAsimov } = test.asimov.statistic("qtilde", mu);
      const observed = asymptoticCls("qtilde", q, qAsimov);
      return test.converged && Number.isFinite(observed) ? [{ mu, observed, expected: expectedCls(qAsimov) }] : [];
    });
}
