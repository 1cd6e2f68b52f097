import { significanceOutcome } from "../significance/request.js";
import { checkNumber, type Fields, InvalidInput, NON_NEGATIVE, type Outcome } from "../validation.js";
import { type EulerPoint, eulerDensities, eulerGlobal } from "./euler.js";
import { grossVitells } from "./gross-vitells.js";

/** Significances beyond ±1000 σ are not from data. */
const SIGNIFICANCE = { min: -1000, max: 1000 };
const LEVEL = { min: 0, max: 1000 };

function eulerPoints(fields: Fields): [EulerPoint, EulerPoint] {
  const path = fields.pathOf("phi");
  const raw = fields.raw("phi");
  if (!Array.isArray(raw) || raw.length !== 2) {
    throw new InvalidInput("not two pairs", path, "give [[u1, phi1], [u2, phi2]]");
  }
  const [first, second] = raw.map((pair: unknown, i): EulerPoint => {
    if (!Array.isArray(pair) || pair.length !== 2) {
      throw new InvalidInput("not a pair", `${path}[${i}]`, "give [level, mean Euler characteristic]");
    }
    const level = checkNumber(pair[0], `${path}[${i}][0]`, LEVEL);
    return [level, checkNumber(pair[1], `${path}[${i}][1]`, { min: -1e12, max: 1e12 })];
  });
  if (first[0] === second[0]) throw new InvalidInput("equal levels", `${path}[1][0]`, "give two different levels");
  return [first, second];
}

/**
 * Answers `look-elsewhere {z, crossings, level?}` (one dimension) or `{z, phi: [[u1, phi1], [u2, phi2]]}` (two) with the global
 * `p, z`. Both take the one-sided q₀, half the χ² tail: `tail: "one-sided"`.
 */
export function answerLookElsewhere(fields: Fields): Outcome {
  const z = fields.number("z", SIGNIFICANCE);
  if (fields.has("phi")) {
    if (fields.has("crossings")) {
      throw new InvalidInput("both crossings and phi", fields.pathOf("phi"), "give crossings (1-D) or phi (2-D)");
    }
    return { ...significanceOutcome(eulerGlobal(z, eulerDensities(...eulerPoints(fields)))), tail: "one-sided" };
  }
  const crossings = fields.number("crossings", NON_NEGATIVE);
  const level = fields.optionalNumber("level", LEVEL) ?? 0;
  return { ...significanceOutcome(grossVitells(z, crossings, level)), tail: "one-sided" };
}
