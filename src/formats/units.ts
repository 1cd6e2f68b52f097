import { kindOfUnit, plainUnit, UNIT_KINDS } from "../analysis/units.js";
import { suggest } from "./nearest.js";
import { SampleError } from "./sample-error.js";

/** Units of the kind that a unit is of, itself among them. */
export function unitsLike(unit: string): readonly string[] {
  const kind = kindOfUnit(unit);
  return kind ? Object.keys(UNIT_KINDS[kind].units) : [unit];
}

/**
 * Factor that turns a value in one unit into another of the same kind.
 * @param column and where it stands, for the message
 * @throws SampleError `unknown unit: …`, `wrong unit: …`
 */
export function conversion(from: string, to: string, column: string, where: string): number {
  const kind = kindOfUnit(to);
  if (!kind) throw new Error(`unknown unit: ${to}, of ${column}; units.ts does not list it`);
  const known = Object.keys(UNIT_KINDS[kind].units).filter((unit) => unit !== "");
  const given = kindOfUnit(from);
  if (!given) {
    const all = Object.values(UNIT_KINDS).flatMap(({ units }) => Object.keys(units));
    throw new SampleError("unknown unit", from, `units of ${column}, ${where}`, suggest(from, all));
  }
  if (given !== kind)
    throw new SampleError("wrong unit", from, `units of ${column}, ${where}`, `it is ${kind}: ${known.join(", ")}`);
  return UNIT_KINDS[kind].units[plainUnit(from)] / UNIT_KINDS[kind].units[plainUnit(to)];
}
