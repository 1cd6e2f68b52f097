import { asymptoticLabel } from "../status.js";
import { CONFIDENCE_LEVEL, Fields, type Handler, InvalidInput, type NumberRule, type Outcome } from "../validation.js";
import { Evaluator } from "./evaluator.js";
import { hypothesisTest } from "./hypothesis-test.js";
import { applyPatch } from "./json-patch.js";
import { compileModel, type Model } from "./model.js";
import type { Statistic } from "./profile.js";
import { type Interpolation, LINEAR_INTERPOLATION } from "./specification.js";
import { upperLimits } from "./upper-limit.js";
import { readText, readWorkspace } from "./workspace.js";

const STATISTICS: readonly Statistic[] = ["q", "qtilde", "q0"];
const STRENGTH: NumberRule = { min: 0, max: 1e9 };
const BOUND: NumberRule = { min: -1e9, max: 1e9 };
/** Parameters that a fit moves at once; a step costs their cube. Those of single bins do not count. */
const MAX_PARAMETERS = 1500;

/**
 * Method `histfactory`: `{workspace, patch?, measurement?, interpolation?, statistic?, poiBounds?, mu | cl}` →
 * `{observed, expected}` (CLs, or p₀ of q₀), or with `cl` `{upper, expectedUpper}`. All asymptotic.
 *
 * `interpolation` is `{normsys?: "code1" | "code4", histosys?: "code0" | "code4p"}`, default code1 and code0;
 * `statistic` is `qtilde` by default; `poiBounds` replace the workspace's bounds of the parameter of interest.
 *
 * @throws InvalidInput with the path of the field
 */
export const answerHistfactory: Handler = (fields) => {
  const statistic = fields.choice("statistic", STATISTICS, "qtilde");
  const wantsLimit = !fields.has("mu") && fields.has("cl");
  if (fields.has("mu") && fields.has("cl")) throw new InvalidInput("mu and cl given", fields.pathOf("cl"), "give one");
  if (statistic === "q0" && fields.has("cl")) {
    throw new InvalidInput("q0 has no upper limit", fields.pathOf("cl"), "give mu: 0, or another statistic");
  }
  const cl = wantsLimit ? fields.number("cl", CONFIDENCE_LEVEL) : 0;
  const mu = wantsLimit ? 0 : strength(fields, statistic);
  const model = readModel(fields);
  if (wantsLimit && statistic !== "q0") {
    const { observed, expected, status } = upperLimits(model, cl, statistic);
    const expectedUpper = expected.map(({ value }) => value);
    return { status, upper: observed.value, expectedUpper, ...asymptoticLabel(backgroundOf(model)) };
  }
  const { observed, expected, status } = hypothesisTest(model, mu, statistic);
  const label = asymptoticLabel(backgroundOf(model));
  return { status, observed: finite(observed), expected: expected.map(finite), ...label } satisfies Outcome;
};

/** Events expected in all bins without signal, before any fit. */
function backgroundOf(model: Model): number {
  const theta = Float64Array.from(model.parameters, ({ initial }, k) => (k === model.poi ? 0 : initial));
  return new Evaluator(model).expected(theta).reduce((sum, bin) => sum + bin, 0);
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);

function strength(fields: Fields, statistic: Statistic): number {
  if (statistic !== "q0") return fields.number("mu", STRENGTH);
  return fields.optionalNumber("mu", { min: 0, max: 0 }) ?? 0;
}

function readModel(fields: Fields): Model {
  if (!fields.has("workspace")) throw new InvalidInput("missing field", fields.pathOf("workspace"), "give a workspace");
  const path = fields.pathOf("workspace");
  const raw = fields.raw("workspace");
  const patched = fields.has("patch") ? applyPatch(raw, fields.raw("patch"), fields.pathOf("patch")) : raw;
  const workspace = readWorkspace(patched, path);
  const bounds = fields.optionalNumbers("poiBounds", { ...BOUND, minLength: 2, maxLength: 2 });
  if (bounds && !(bounds[0] < bounds[1])) {
    throw new InvalidInput("bounds out of order", fields.pathOf("poiBounds"), "give [lower, upper]");
  }
  const model = compileModel(workspace, {
    interpolation: readInterpolation(fields),
    path: `${path}.`,
    ...(fields.has("measurement") ? { measurement: readText(fields, "measurement") } : {}),
    ...(bounds ? { poiBounds: [bounds[0], bounds[1]] } : {}),
  });
  const measurements = `${path}.measurements`;
  if (model.poi < 0) throw new InvalidInput("no parameter of interest", measurements, "name one in config.poi");
  if (model.parameters[model.poi].fixed) {
    throw new InvalidInput("parameter of interest is fixed", measurements, "free it and widen its bounds");
  }
  const moved = new Evaluator(model).outer.length;
  if (moved > MAX_PARAMETERS) {
    throw new InvalidInput(`${moved} parameters`, path, `give at most ${MAX_PARAMETERS} that act on several bins`);
  }
  return model;
}

function readInterpolation(fields: Fields): Interpolation {
  const given = fields.optionalObject("interpolation") ?? new Fields({}, fields.pathOf("interpolation"));
  return {
    normsys: given.choice("normsys", ["code1", "code4"], LINEAR_INTERPOLATION.normsys),
    histosys: given.choice("histosys", ["code0", "code4p"], LINEAR_INTERPOLATION.histosys),
  };
}
