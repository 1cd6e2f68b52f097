import { chebyshev } from "../shapes/chebyshev.js";
import { crystalBall } from "../shapes/crystal-ball.js";
import { doubleSidedCrystalBall } from "../shapes/double-sided.js";
import { exponential } from "../shapes/exponential.js";
import { gaussian } from "../shapes/gaussian.js";
import { polynomial } from "../shapes/polynomial.js";
import type { Interval, Shape } from "../shapes/shape.js";
import { template } from "../shapes/template.js";
import { type Fields, InvalidInput } from "../validation.js";
import type { FitComponent, FitModel, FitParameter } from "./model.js";

const REAL = { min: -1e12, max: 1e12 };
const WIDTH = { above: 0, max: 1e12 };
/** alpha and n of a Crystal Ball. */
const TAIL = { min: -1e3, max: 1e3 };
const POWER = { above: 0, max: 1e4 };
const RULES: Readonly<Record<string, { min?: number; above?: number; max: number }>> = {
  mean: REAL,
  sigma: WIDTH,
  alpha: TAIL,
  n: POWER,
  alphaLow: { above: 0, max: 1e3 },
  nLow: POWER,
  alphaHigh: { above: 0, max: 1e3 },
  nHigh: POWER,
};
const PEAKS: Readonly<Record<string, Shape>> = {
  gaussian,
  "crystal-ball": crystalBall,
  "double-sided-crystal-ball": doubleSidedCrystalBall,
};
const HIGHEST_ORDER = 10;

/** Kind of a shape: `kind`, or `shape` for those who keep `kind` for the fit. */
function kindOf<T extends string>(fields: Fields, kinds: readonly T[]): T {
  return fields.choice(fields.has("kind") ? "kind" : "shape", kinds);
}

/**
 * A parameter of a peak: a number is held; {value, lower?, upper?, fixed?} floats between its bounds unless fixed.
 * Widths and powers cannot float below a hundredth of where they begin.
 */
function peakParameter(fields: Fields, name: string): FitParameter {
  const rule = RULES[name];
  if (typeof fields.raw(name) !== "object") return { name, value: fields.number(name, rule), fixed: true };
  const own = fields.object(name);
  const value = own.number("value", rule);
  const natural = rule.above === 0 ? 0.01 * value : Number.NEGATIVE_INFINITY;
  const lower = Math.max(own.optionalNumber("lower", REAL) ?? natural, natural);
  const upper = own.optionalNumber("upper", REAL) ?? Number.POSITIVE_INFINITY;
  if (!(lower <= value && value <= upper)) {
    throw new InvalidInput(`value outside its bounds: ${value}`, own.pathOf("value"), "give lower ≤ value ≤ upper");
  }
  return { name, value, lower, upper, fixed: own.boolean("fixed", false) };
}

function signalTerm(fields: Fields, edges: Float64Array): { shape: Shape; parameters: FitParameter[] } {
  const kind = kindOf(fields, [...Object.keys(PEAKS), "template"]);
  if (kind === "template") {
    const bins = edges.length - 1;
    const contents = fields.numbers("contents", { min: 0, max: 1e15, minLength: bins, maxLength: bins });
    return { shape: template(edges, contents), parameters: [] };
  }
  const shape = PEAKS[kind];
  const parameters = shape.parameters.map((name) => peakParameter(fields, name));
  const alpha = parameters.find(({ name }) => name === "alpha");
  if (alpha?.value === 0) throw new InvalidInput("number out of range: 0", fields.pathOf("alpha"), "give alpha ≠ 0");
  if (alpha && !alpha.fixed) {
    // The sign says on which side the tail is: it does not change in a fit.
    const side = alpha.value < 0 ? { upper: Math.min(alpha.upper!, -0.01) } : { lower: Math.max(alpha.lower!, 0.01) };
    parameters[parameters.indexOf(alpha)] = { ...alpha, ...side };
  }
  return { shape, parameters };
}

function backgroundTerm(fields: Fields, range: Interval): { shape: Shape; parameters: FitParameter[] } {
  const kind = kindOf(fields, ["chebyshev", "polynomial", "exponential"]);
  if (kind === "exponential") {
    const slope = fields.optionalNumber("slope", REAL) ?? -1 / (range[1] - range[0]);
    // Beyond 600 e-foldings over the range nothing is left that a fit could see.
    const bound = 600 / (range[1] - range[0]);
    const value = Math.min(Math.max(slope, -bound), bound);
    return { shape: exponential(range[0]), parameters: [{ name: "slope", value, lower: -bound, upper: bound }] };
  }
  const order = fields.number("order", { integer: true, min: 0, max: HIGHEST_ORDER });
  const shape = (kind === "chebyshev" ? chebyshev : polynomial)(range, order);
  return { shape, parameters: shape.parameters.map((name) => ({ name, value: 0, step: 0.1 })) };
}

/**
 * The model that a request asks for: a signal (`gaussian`, `crystal-ball`, `double-sided-crystal-ball`, `template`) over a
 * background (`chebyshev`, `polynomial`, `exponential`), each with a free yield named `signal` and `background`.
 *
 * @param events total count, for the first guess
 */
export function requestedModel(fields: Fields, edges: Float64Array, events: number): FitModel {
  const range: Interval = [edges[0], edges[edges.length - 1]];
  const signal = signalTerm(fields.object("signal"), edges);
  const background = backgroundTerm(fields.object("background"), range);
  const component = (name: string, term: typeof signal): FitComponent => ({
    shape: term.shape,
    yield: name,
    arguments: term.parameters.map((parameter) => parameter.name),
  });
  const error = Math.sqrt(events + 1);
  return {
    range,
    parameters: [
      { name: "signal", value: 0, step: error },
      { name: "background", value: Math.max(events, 1), lower: 0, step: error },
      ...background.parameters,
      ...signal.parameters,
    ],
    components: [component("signal", signal), component("background", background)],
  };
}
