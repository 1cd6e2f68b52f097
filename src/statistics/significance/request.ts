import { COUNT, type Fields, InvalidInput, NON_NEGATIVE, type Outcome, POSITIVE } from "../validation.js";
import { asimovSignificance } from "./asimov.js";
import { liMa } from "./li-ma.js";
import { poissonSignificance } from "./poisson.js";
import type { Significance } from "./significance.js";
import { zBi } from "./z-bi.js";

/** A real count: Li–Ma and Z_Bi are defined for Asimov data too. */
const REAL_COUNT = { min: 0, max: 1e12 };

/**
 * A significance as an answer. z = −∞ (p = 1: nothing was seen, there is no excess to speak of) is null with status `ok`,
 * because p says it all; z = +∞ (p = 0: events where none are possible) is null with status `unbounded`.
 */
export function significanceOutcome({ z, p }: Significance): Outcome {
  if (Number.isNaN(z) || Number.isNaN(p)) return { status: "not-converged", z: null, p: null };
  if (z === Number.POSITIVE_INFINITY) return { status: "unbounded", z: null, p };
  return { status: "ok", z: Number.isFinite(z) ? z : null, p };
}

/** A background that may be given as a number, as {value, sigma?} or, where it was counted, as {simulated, ratio}. */
function againstBackground(fields: Fields, observed: number): Significance {
  if (typeof fields.raw("background") !== "object") {
    return poissonSignificance(observed, fields.number("background", NON_NEGATIVE));
  }
  const background = fields.object("background");
  if (background.has("simulated")) {
    return zBi(observed, background.number("simulated", COUNT), background.number("ratio", POSITIVE));
  }
  const value = background.number("value", NON_NEGATIVE);
  return poissonSignificance(observed, value, background.optionalNumber("sigma", NON_NEGATIVE) ?? 0);
}

function asimov(fields: Fields): Significance {
  const signal = fields.number("signal", NON_NEGATIVE);
  if (typeof fields.raw("background") !== "object") {
    const sigma = fields.optionalNumber("sigma", NON_NEGATIVE) ?? 0;
    return asimovSignificance(signal, fields.number("background", NON_NEGATIVE), sigma);
  }
  const background = fields.object("background");
  if (background.has("sigma") && fields.has("sigma")) {
    throw new InvalidInput("sigma given twice", fields.pathOf("sigma"), "give it once");
  }
  const sigma = background.optionalNumber("sigma", NON_NEGATIVE) ?? fields.optionalNumber("sigma", NON_NEGATIVE) ?? 0;
  return asimovSignificance(signal, background.number("value", NON_NEGATIVE), sigma);
}

/**
 * Answers `significance {kind: "li-ma", on, off, alpha}`, `{kind: "z-bi", on, off, tau}`,
 * `{kind: "asimov", signal, background, sigma?}`, `{kind: "poisson", observed, background}` with `z, p`.
 */
export function answerSignificance(fields: Fields): Outcome {
  switch (fields.choice("kind", ["li-ma", "z-bi", "asimov", "poisson"] as const)) {
    case "li-ma": {
      const on = fields.number("on", REAL_COUNT);
      return significanceOutcome(liMa(on, fields.number("off", REAL_COUNT), fields.number("alpha", POSITIVE)));
    }
    case "z-bi": {
      const on = fields.number("on", REAL_COUNT);
      return significanceOutcome(zBi(on, fields.number("off", REAL_COUNT), fields.number("tau", POSITIVE)));
    }
    case "asimov":
      return significanceOutcome(asimov(fields));
    case "poisson":
      return significanceOutcome(againstBackground(fields, fields.number("observed", COUNT)));
  }
}
