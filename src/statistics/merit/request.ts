import { type Fields, InvalidInput, NON_NEGATIVE, type Outcome, POSITIVE } from "../validation.js";
import { punzi, punziSensitivity } from "./figures.js";

const EFFICIENCY = { min: 0, max: 1 };
/** Significances a and b of Punzi's test. */
const NUMBER_OF_SIGMAS = { min: 0, max: 1000 };

function background(fields: Fields): number {
  if (typeof fields.raw("background") !== "object") return fields.number("background", NON_NEGATIVE);
  return fields.object("background").number("value", NON_NEGATIVE);
}

/**
 * Answers `punzi {efficiency, background, a, b?, luminosity?}`: without b the simple form, `fom` = ε/(a/2 + √B); with b the
 * full one, `sigmaMin` in the inverse unit of the luminosity (produced events without one), null and `unbounded` where
 * nothing is selected.
 */
export function answerPunzi(fields: Fields): Outcome {
  const efficiency = fields.number("efficiency", EFFICIENCY);
  const events = background(fields);
  const a = fields.number("a", NUMBER_OF_SIGMAS);
  const b = fields.optionalNumber("b", NUMBER_OF_SIGMAS);
  if (b === undefined) {
    if (fields.has("luminosity")) {
      throw new InvalidInput("luminosity without b", fields.pathOf("b"), "give b for the full form");
    }
    if (a === 0 && events === 0) return { status: "unbounded", fom: null };
    return { status: "ok", fom: punzi(efficiency, events, a) };
  }
  const luminosity = fields.optionalNumber("luminosity", POSITIVE) ?? 1;
  const sigmaMin = punziSensitivity(efficiency, events, a, b, luminosity);
  // No efficiency: no cross-section is large enough.
  if (!Number.isFinite(sigmaMin)) return { status: "unbounded", sigmaMin: null };
  return { status: "ok", sigmaMin };
}
