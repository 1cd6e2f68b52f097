import { type Fields, InvalidInput, NON_NEGATIVE, type NumberRule, POSITIVE } from "../validation.js";
import type { Background, SimulatedSample, Uncertain, UncertaintyShape } from "./model.js";

/** Most simulated samples of one window. */
const MAX_SAMPLES = 50;
/** Relative uncertainties and widths: a hundred times the value says nothing about it. */
const RELATIVE: NumberRule = { min: 0, max: 100 };
const EFFICIENCY: NumberRule = { min: 0, max: 1 };
const SHAPES: readonly UncertaintyShape[] = ["gaussian", "log-normal"];

/**
 * Field `background`: a number, `{value, sigma?}`, `{simulated, ratio, relative?}` or
 * `{samples: [{simulated, weight | ratio}, …], relative?}`.
 */
export function readBackground(fields: Fields): Background {
  const raw = fields.raw("background");
  if (raw === undefined || typeof raw === "number") return fields.number("background", NON_NEGATIVE);
  const background = fields.object("background");
  const given = ["value", "simulated", "samples"].filter((key) => background.has(key));
  if (given.length > 1)
    throw new InvalidInput(`${given.join(" and ")} given`, background.path, "give value, simulated or samples");
  if (background.has("samples")) {
    const samples = background.objects("samples", { minLength: 1, maxLength: MAX_SAMPLES }).map(readSample);
    return { samples, relative: background.optionalNumber("relative", RELATIVE) };
  }
  if (background.has("simulated")) {
    return {
      simulated: background.number("simulated", NON_NEGATIVE),
      ratio: background.number("ratio", POSITIVE),
      relative: background.optionalNumber("relative", RELATIVE),
    };
  }
  return { value: background.number("value", NON_NEGATIVE), sigma: background.optionalNumber("sigma", NON_NEGATIVE) };
}

function readSample(fields: Fields): SimulatedSample {
  const simulated = fields.number("simulated", NON_NEGATIVE);
  const weight = fields.has("ratio") ? 1 / fields.number("ratio", POSITIVE) : fields.number("weight", POSITIVE);
  return { simulated, weight };
}

/** Field `background` of methods for a known background: a number or `{value}`; an uncertainty is refused. */
export function readKnownBackground(fields: Fields): number {
  const background = readBackground(fields);
  if (typeof background === "number") return background;
  if ("value" in background && !background.sigma) return background.value;
  throw new InvalidInput(
    "uncertain background",
    fields.pathOf("background"),
    "give a number or {value} for this method",
  );
}

/** Fields `efficiency` (0 … 1) and `luminosity`: a number or `{value, sigma?, shape?}`; undefined where absent. */
export function readFactor(fields: Fields, key: "efficiency" | "luminosity"): Uncertain | undefined {
  if (!fields.has(key)) return undefined;
  const rule = key === "efficiency" ? EFFICIENCY : NON_NEGATIVE;
  if (typeof fields.raw(key) === "number") return { value: fields.number(key, rule) };
  const factor = fields.object(key);
  return {
    value: factor.number("value", rule),
    sigma: factor.optionalNumber("sigma", NON_NEGATIVE),
    shape: factor.choice("shape", SHAPES, "gaussian"),
  };
}
